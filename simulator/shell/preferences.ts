import type { LogEntry } from '../protocol';
import { firstLanguage, languageOf, LANGUAGES, type Language } from '../words/language';
import { readKept, type Kept } from './conditions-address';

/** What the shell remembers of how it was left. */

export const PANELS = [
  'start',
  'console',
  'events',
  'network',
  'elements',
  'data',
  'storage',
  'performance',
  'orders',
  'attempts',
  'trade',
  'redeem',
  'conditions',
] as const;
export type PanelName = (typeof PANELS)[number];

const KINDS = [
  'console',
  'problem',
  'lifecycle',
  'event',
  'api',
] as const satisfies readonly LogEntry['kind'][];
export const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogEntry['level'][];

/** What is shown of an order. */
export const ORDER_TABS = ['timeline', 'parts', 'callbacks', 'history'] as const;
export type OrderTab = (typeof ORDER_TABS)[number];
export const ORDER_STATES = ['', 'unpaid', 'paid', 'closed', 'refund'] as const;

export interface Preferences {
  /** What the shell is read in. */
  language: Language;
  /** The conditions that were chosen here. */
  kept: Kept;
  panel: PanelName;
  panelOpen: boolean;
  /** Kinds and levels that are not shown. */
  hiddenKinds: LogEntry['kind'][];
  hiddenLevels: LogEntry['level'][];
  onlyCallbacks: boolean;
  /** The order that is looked at, by Douyin's number; '' for none. */
  order: string;
  orderTab: OrderTab;
  orderQuery: string;
  orderState: (typeof ORDER_STATES)[number];
  /** Scenarios that are kept at hand. */
  favourites: string[];
}

const KEY = 'trade-sim:shell';

const DEFAULTS: Omit<Preferences, 'language'> = {
  kept: { program: '', conditions: {} },
  panel: 'start',
  panelOpen: true,
  hiddenKinds: [],
  hiddenLevels: ['debug'],
  onlyCallbacks: true,
  order: '',
  orderTab: 'timeline',
  orderQuery: '',
  orderState: '',
  favourites: [],
};

const LONGEST_TEXT = 100;

const pick = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((one) => one === value) ?? otherwise;
const subset = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T[]): T[] =>
  Array.isArray(value) ? allowed.filter((one) => value.includes(one)) : otherwise;

const text = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value.length <= LONGEST_TEXT ? value : otherwise;

const MOST_FAVOURITES = 50;
const names = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [])
    .filter((one) => text(one, '') !== '')
    .slice(0, MOST_FAVOURITES) as string[];

/**
 * Storage may hold anything, or be shut: what cannot be read is the default.
 * @param languages what the browser asks for, best first
 */
export function readPreferences(
  storage: Pick<Storage, 'getItem'> | undefined,
  languages: readonly string[] = [],
): Preferences {
  let stored: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) stored = parsed;
  } catch {
    stored = {};
  }
  return {
    language: pick(stored.language, LANGUAGES, firstLanguage(languages)),
    kept: readKept(stored.kept),
    panel: pick(stored.panel, PANELS, DEFAULTS.panel),
    panelOpen: typeof stored.panelOpen === 'boolean' ? stored.panelOpen : DEFAULTS.panelOpen,
    hiddenKinds: subset(stored.hiddenKinds, KINDS, DEFAULTS.hiddenKinds),
    hiddenLevels: subset(stored.hiddenLevels, LEVELS, DEFAULTS.hiddenLevels),
    onlyCallbacks: typeof stored.onlyCallbacks === 'boolean' ? stored.onlyCallbacks : DEFAULTS.onlyCallbacks,
    order: text(stored.order, DEFAULTS.order),
    orderTab: pick(stored.orderTab, ORDER_TABS, DEFAULTS.orderTab),
    orderQuery: text(stored.orderQuery, DEFAULTS.orderQuery),
    orderState: pick(stored.orderState, ORDER_STATES, DEFAULTS.orderState),
    favourites: names(stored.favourites),
  };
}

/** A language that the shell's own address names comes before the one that was left. */
export function withAddress(preferences: Preferences, search: string): Preferences {
  const query = new URLSearchParams(search);
  return {
    ...preferences,
    language: languageOf(query.get('lang')) ?? preferences.language,
  };
}

/** The frame begins in the browser's language; its address names the shell's where that is another. */
export function withLanguage(search: string, language: Language, languages: readonly string[]): string {
  const query = new URLSearchParams(search);
  if (language === (languageOf(query.get('lang')) ?? firstLanguage(languages.slice(0, 1)))) return search;
  query.set('lang', language);
  return `?${query.toString()}`;
}

export function writePreferences(
  storage: Pick<Storage, 'setItem'> | undefined,
  preferences: Preferences,
): void {
  try {
    storage?.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A full or forbidden storage costs only the memory of the layout.
  }
}
