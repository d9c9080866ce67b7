/** Options of a command about what the mini-program is started under. */
import { HOST_PROFILES } from '../../src/contract/hosts';
import {
  CONDITIONS,
  DELIVERIES,
  fits,
  FONT_SIZES,
  LOGINS,
  NETWORKS,
  ORIENTATIONS,
  splitPage,
  SWITCH,
  type ConditionName,
  type Conditions,
} from '../conditions';
import { DEVICES } from '../devices';
import { nearestName } from '../rules/nearest';
import { oneFrom, UsageError, type Option, type Values } from './arguments';
import { conditionWords as words } from './condition-words';

/** The values that there are to choose; the empty one is what holds without a choice. */
const named = (values: readonly string[]): string[] => values.filter((value) => value !== '');
const list = (values: readonly string[]): string => `<${named(values).join('|')}>`;

export const CONDITION_OPTIONS = {
  page: { type: 'string', value: '<path>', help: words['page-help'] },
  query: { type: 'string', value: '<a=1&b=2>', help: words['query-help'] },
  scene: { type: 'string', value: '<n>', help: words['scene-help'] },
  referrer: { type: 'string', value: '<appId>', help: words['referrer-help'] },
  extra: { type: 'string', value: '<json>', help: words['extra-help'] },
  device: { type: 'string', value: list(DEVICES.map(({ id }) => id)), help: words['device-help'] },
  orientation: { type: 'string', value: list(ORIENTATIONS), help: words['orientation-help'] },
  font: { type: 'string', value: list(FONT_SIZES), help: words['font-help'] },
  dark: { type: 'boolean', help: words['dark-help'] },
  'safe-area': { type: 'string', value: list(SWITCH), help: words['safe-area-help'] },
  keyboard: { type: 'string', value: list(SWITCH), help: words['keyboard-help'] },
  network: { type: 'string', value: list(NETWORKS), help: words['network-help'] },
  delivery: { type: 'string', value: list(DELIVERIES), help: words['delivery-help'] },
  'base-library': {
    type: 'string',
    value: list(HOST_PROFILES.map(({ id }) => id)),
    help: words['base-library-help'],
  },
  login: { type: 'string', value: list(LOGINS), help: words['login-help'] },
} as const satisfies Record<string, Option>;

/** A condition is called as its option, but for these. */
const NAMES: Record<string, ConditionName> = { 'base-library': 'profile' };

/** What a free text has to be. */
const WANTED: Partial<Record<ConditionName, keyof typeof words>> = {
  page: 'page-wrong',
  query: 'query-wrong',
  scene: 'scene-wrong',
  referrer: 'referrer-wrong',
  extra: 'extra-wrong',
};

/** A full version names the client of that base library, too. */
const profileOf = (text: string): string => {
  const named = HOST_PROFILES.filter(({ baseLibrary }) => baseLibrary === text);
  return named.at(-1)?.id ?? text;
};

/**
 * @param before stands before a name where it was written: nothing, in a file
 * @throws UsageError at the first that does not fit
 */
export function conditionArguments(
  values: Values<typeof CONDITION_OPTIONS>,
  before = '--',
): Partial<Conditions> {
  const { dark } = values;
  const found: Partial<Conditions> = { ...(dark === true && { theme: 'dark' }) };
  for (const option of Object.keys(CONDITION_OPTIONS) as (keyof typeof CONDITION_OPTIONS)[]) {
    const given = values[option];
    if (typeof given !== 'string') continue;
    const name = NAMES[option] ?? (option as ConditionName);
    const { values: known } = CONDITIONS[name] as { values?: readonly string[] };
    let text = name === 'profile' ? profileOf(given) : given;
    if (known) oneFrom(`${before}${option}`, text, named(known));
    if (name === 'page') {
      const { page, query } = splitPage(text);
      text = page;
      if (query !== undefined) found.query = query;
    }
    const wanted = WANTED[name];
    if (wanted && (text === '' || !fits(name, text)))
      throw new UsageError(words[wanted], { option: `${before}${option}`, text: given });
    found[name] = text;
  }
  if (found.query !== undefined && !fits('query', found.query))
    throw new UsageError(words['query-wrong'], { option: `${before}query`, text: found.query });
  return found;
}

/** @throws UsageError when the program has no such page */
export function checkStartPage(
  { page }: Partial<Conditions>,
  pages: readonly string[],
  option = '--page',
): void {
  if (page === undefined || page === '' || pages.includes(page)) return;
  const near = nearestName(page, pages);
  throw near === undefined
    ? new UsageError(words['page-unknown'], { option, text: page, pages: pages.join(', ') })
    : new UsageError(words['page-near'], { option, text: page, near });
}
