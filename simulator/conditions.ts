/**
 * What a mini-program is started under: one list for the shell, its address, the frame and the command line.
 * Every value is a text, as an address has it.
 */
import { HOST_PROFILES, NEWEST_HOST } from '../src/contract/hosts';
import { DEVICES, FIRST_DEVICE } from './devices';
import { isRecord } from './record';

export const NETWORKS = ['wifi', '4g', 'slow', 'offline'] as const;
const THEMES = ['', 'light', 'dark'] as const;
export const ORIENTATIONS = ['portrait', 'landscape'] as const;
export const DELIVERIES = ['sync', 'async', 'json'] as const;
export const SWITCH = ['on', 'off'] as const;
export const LOGINS = ['', 'in', 'out'] as const;
/** px; the platform counts 16 as the usual size. */
export const FONT_SIZES = ['12', '14', '16', '18', '20', '23', '26'] as const;

export type Network = (typeof NETWORKS)[number];
/**
 * How what passes between a program's scripts, its pages and the platform gets there: at once and by
 * reference as in the engine, later by reference, or later as a JSON copy, as devices may do it. Nothing in a
 * program may depend on the first.
 */
export type Delivery = (typeof DELIVERIES)[number];

interface Condition {
  /** What holds where nothing is said. */
  standard: string;
  /** The values that there are, where they can be counted. */
  values?: readonly string[];
  fits?(value: string): boolean;
  /** Takes effect in a running program; any other starts it anew. */
  live?: true;
}

const LONGEST = 2000;

const isObjectText = (text: string): boolean => {
  try {
    return isRecord(JSON.parse(text));
  } catch {
    return false;
  }
};

/** In the order in which they are shown. */
export const CONDITIONS = {
  page: { standard: '', fits: (text) => /^[\p{L}\p{M}\p{N}_\-./]*$/u.test(text) },
  query: { standard: '', fits: (text) => !/[?#]/.test(text) },
  scene: { standard: '', fits: (text) => /^\d{0,9}$/.test(text) },
  referrer: { standard: '', fits: (text) => /^[\w-]*$/.test(text) },
  extra: { standard: '', fits: (text) => text === '' || isObjectText(text) },
  device: { standard: FIRST_DEVICE, values: DEVICES.map(({ id }) => id), live: true },
  orientation: { standard: 'portrait', values: ORIENTATIONS, live: true },
  font: { standard: '16', values: FONT_SIZES },
  theme: { standard: '', values: THEMES },
  'safe-area': { standard: 'on', values: SWITCH, live: true },
  keyboard: { standard: 'off', values: SWITCH, live: true },
  network: { standard: 'wifi', values: NETWORKS, live: true },
  delivery: { standard: 'sync', values: DELIVERIES },
  profile: { standard: NEWEST_HOST.id, values: HOST_PROFILES.map(({ id }) => id) },
  login: { standard: '', values: LOGINS, live: true },
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;
export type Conditions = Record<ConditionName, string>;

export const CONDITION_NAMES = Object.keys(CONDITIONS) as ConditionName[];
const conditionOf = (name: ConditionName): Condition => CONDITIONS[name];

export const STANDARD = Object.fromEntries(
  CONDITION_NAMES.map((name) => [name, conditionOf(name).standard]),
) as Conditions;

/** A page whichever way its path was written, and the query that it may carry. */
export function splitPage(text: string): { page: string; query?: string } {
  const [page = '', ...query] = text.replace(/^\/+/, '').split('?');
  return query.length > 0 ? { page, query: query.join('?') } : { page };
}

export function fits(name: ConditionName, value: string): boolean {
  const { values, fits: test } = conditionOf(name);
  return value.length <= LONGEST && (values ? values.includes(value) : test?.(value) !== false);
}

/** Of some texts those that say a condition; what does not fit is left out. */
export function conditionsFrom(texts: Readonly<Record<string, unknown>>): Partial<Conditions> {
  const found: Partial<Conditions> = {};
  for (const name of CONDITION_NAMES) {
    const text = texts[name];
    if (typeof text === 'string' && fits(name, text)) found[name] = text;
  }
  return found;
}

/** The conditions that an address names. Its `page` may carry the query. */
export function conditionsIn(search: string): Partial<Conditions> {
  const texts: Record<string, string> = Object.fromEntries(new URLSearchParams(search));
  const { page } = texts;
  return conditionsFrom(page === undefined ? texts : { ...texts, ...splitPage(page) });
}

/**
 * The address with these conditions. One that is named already, or that is the standard, is not written
 * again.
 */
export function withConditions(search: string, conditions: Conditions, standard = STANDARD): string {
  const named = conditionsIn(search);
  const changed = CONDITION_NAMES.filter((name) => conditions[name] !== (named[name] ?? standard[name]));
  if (changed.length === 0) return search;
  const query = new URLSearchParams(search);
  for (const name of changed) {
    if (name === 'page' || name === 'query') continue;
    if (conditions[name] === standard[name]) query.delete(name);
    else query.set(name, conditions[name]);
  }
  if (changed.includes('page') || changed.includes('query')) {
    const { page, query: own } = conditions;
    query.delete('page');
    query.delete('query');
    if (page !== '') query.set('page', `/${page}${own === '' ? '' : `?${own}`}`);
    else if (own !== '') query.set('query', own);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Changes whenever a running program has to be started anew. */
export const startOf = (conditions: Conditions): string =>
  JSON.stringify(CONDITION_NAMES.filter((name) => !conditionOf(name).live).map((name) => conditions[name]));

/** How many of them are not as they are where nothing was chosen. */
export const changedCount = (conditions: Conditions): number =>
  CONDITION_NAMES.filter((name) => conditions[name] !== STANDARD[name]).length;
