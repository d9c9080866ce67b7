import type { LogEntry } from '../protocol';
import { DEVICES } from './devices';

/** What the shell remembers of how it was left. */

export const PANELS = ['console', 'events', 'trade'] as const;
export type PanelName = (typeof PANELS)[number];

export const KINDS = ['console', 'problem', 'lifecycle', 'event', 'api'] as const satisfies readonly LogEntry['kind'][];
export const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogEntry['level'][];

export interface Preferences {
  device: string;
  panel: PanelName;
  panelOpen: boolean;
  /** Kinds and levels that are not shown. */
  hiddenKinds: LogEntry['kind'][];
  hiddenLevels: LogEntry['level'][];
  onlyCallbacks: boolean;
}

const KEY = 'trade-sim:shell';

const DEFAULTS: Preferences = {
  device: 'iphone-8',
  panel: 'console',
  panelOpen: true,
  hiddenKinds: [],
  hiddenLevels: ['debug'],
  onlyCallbacks: true,
};

const pick = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((one) => one === value) ?? otherwise;
const subset = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T[]): T[] =>
  Array.isArray(value) ? allowed.filter((one) => value.includes(one)) : otherwise;

/** Storage may hold anything, or be shut: what cannot be read is the default. */
export function readPreferences(storage: Pick<Storage, 'getItem'> | undefined): Preferences {
  let stored: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) stored = parsed;
  } catch {
    stored = {};
  }
  return {
    device: pick(
      stored.device,
      DEVICES.map(({ id }) => id),
      DEFAULTS.device,
    ),
    panel: pick(stored.panel, PANELS, DEFAULTS.panel),
    panelOpen: typeof stored.panelOpen === 'boolean' ? stored.panelOpen : DEFAULTS.panelOpen,
    hiddenKinds: subset(stored.hiddenKinds, KINDS, DEFAULTS.hiddenKinds),
    hiddenLevels: subset(stored.hiddenLevels, LEVELS, DEFAULTS.hiddenLevels),
    onlyCallbacks: typeof stored.onlyCallbacks === 'boolean' ? stored.onlyCallbacks : DEFAULTS.onlyCallbacks,
  };
}

export function writePreferences(storage: Pick<Storage, 'setItem'> | undefined, preferences: Preferences): void {
  try {
    storage?.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A full or forbidden storage costs only the memory of the layout.
  }
}
