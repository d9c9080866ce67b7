import type { Diagnostic, FrameMessage, LogEntry, RuntimeProblem, TabBarState } from '../protocol';
import type { Snapshot } from '../inspect';
import type { MockInfo, NetworkEntry } from '../network';
import { isSame } from '../rules/diagnose';
import { startOf, type Conditions } from '../conditions';
import { conditionsAtStart, type Told } from './conditions-address';
import type { Preferences } from './preferences';

/** All the shell knows, and every way it changes. No DOM. */

export type NavState = Omit<Extract<FrameMessage, { sim: 'nav' }>, 'sim'>;

export interface NumberedEntry extends LogEntry {
  /** Position in the log since the shell was opened. */
  id: number;
}

/** A request of one load of the frame; of older loads nothing more is heard, and none is sent again. */
export interface ShownRequest extends NetworkEntry {
  key: string;
  isOld?: boolean;
}

type FrameStatus = 'starting' | 'running';

export interface ShellState {
  preferences: Preferences;
  conditions: Conditions;
  /** Id of the program, as the dev server tells it. */
  program: string;
  /** Its pages. */
  pages: string[];
  /** px that the phone's keyboard takes now. */
  keyboard: number;
  status: FrameStatus;
  hidden: boolean;
  nav: NavState;
  navLoading: boolean;
  tabBar: TabBarState | null;
  log: NumberedEntry[];
  /** The program's requests of this load and the ones before, oldest first. */
  requests: ShownRequest[];
  mocks: MockInfo[];
  /** What the frame last told an open panel. */
  snapshot: Snapshot | undefined;
  buildProblems: Diagnostic[];
  runProblems: RuntimeProblem[];
  /** The line to the dev server. */
  connected: boolean;
}

export type ShellAction =
  | { type: 'frame'; message: FrameMessage }
  /** The frame's document went away: it is being loaded again. */
  | { type: 'frameLeft' }
  | { type: 'diagnostics'; diagnostics: Diagnostic[] }
  | { type: 'connected'; on: boolean }
  | { type: 'hidden'; on: boolean }
  | { type: 'clearRequests' }
  | { type: 'clearLog'; kinds: readonly LogEntry['kind'][] }
  /** Conditions were chosen: they hold, and are kept. */
  | { type: 'conditions'; change: Partial<Conditions> }
  | { type: 'prefer'; change: Partial<Preferences> };

const LONGEST_LOG = 1000;
const MOST_REQUESTS = 300;

const emptyNav: NavState = { title: '', depth: 1, path: '', query: {}, navigationStyle: 'default' };

let counted = 0;
let loads = 0;

function withRequest(requests: readonly ShownRequest[], entry: NetworkEntry): ShownRequest[] {
  const key = `${loads}-${entry.id}`;
  const at = requests.findIndex((one) => one.key === key);
  if (at >= 0) return requests.map((one, index) => (index === at ? { ...entry, key } : one));
  return [...requests.slice(1 - MOST_REQUESTS), { ...entry, key }];
}

/** The frame goes: what was under way never ends. */
const leftBehind = (requests: readonly ShownRequest[]): ShownRequest[] =>
  requests.map((one) => ({
    ...one,
    isOld: true,
    took: one.took ?? 0,
    ...(one.took === undefined && { error: 'aborted' }),
  }));

export const initialState = (
  preferences: Preferences,
  told: Told = { program: '', conditions: {} },
  search = '',
): ShellState => ({
  preferences,
  conditions: conditionsAtStart(preferences.kept, told, search),
  program: told.program,
  pages: [],
  keyboard: 0,
  status: 'starting',
  hidden: false,
  nav: emptyNav,
  navLoading: false,
  tabBar: null,
  log: [],
  requests: [],
  mocks: [],
  snapshot: undefined,
  buildProblems: [],
  runProblems: [],
  connected: true,
});

export interface ShownProblem extends RuntimeProblem {
  from: 'build' | 'run';
}

/**
 * Problems of the build, then those of the run; the frame repeats the build's, which are shown once. Errors
 * come first.
 */
export function problemsOf(state: Pick<ShellState, 'buildProblems' | 'runProblems'>): ShownProblem[] {
  const build = state.buildProblems.map((problem): ShownProblem => ({ ...problem, from: 'build' }));
  const run = state.runProblems
    .filter((problem) => !state.buildProblems.some((known) => isSame(known, problem)))
    .map((problem): ShownProblem => ({ ...problem, from: 'run' }));
  return [...build, ...run].sort(
    (one, other) => Number(one.level === 'warning') - Number(other.level === 'warning'),
  );
}

export const problemCount = (state: Pick<ShellState, 'buildProblems' | 'runProblems'>): number =>
  problemsOf(state).length;

/** A first problem opens the console, whatever the panel was doing. */
function loud(before: ShellState, after: ShellState): ShellState {
  if (problemCount(before) > 0 || problemCount(after) === 0) return after;
  return { ...after, preferences: { ...after.preferences, panelOpen: true, panel: 'console' } };
}

function onFrame(state: ShellState, message: FrameMessage): ShellState {
  switch (message.sim) {
    case 'nav': {
      const { sim: _sim, ...nav } = message;
      return { ...state, nav };
    }
    case 'tabBar':
      return { ...state, tabBar: message.bar };
    case 'navLoading':
      return { ...state, navLoading: message.on };
    case 'log':
      return {
        ...state,
        log: [...state.log.slice(1 - LONGEST_LOG), { ...message.entry, id: (counted += 1) }],
      };
    case 'problem':
      if (state.runProblems.some((known) => isSame(known, message.problem))) return state;
      return loud(state, { ...state, runProblems: [...state.runProblems, message.problem] });
    case 'ready':
      return { ...state, status: 'running' };
    case 'starting':
    case 'leaving':
      return reduce(state, { type: 'frameLeft' });
    case 'network':
      return { ...state, requests: withRequest(state.requests, message.entry) };
    case 'inspected':
      return { ...state, snapshot: message.snapshot };
    case 'mocks':
      return { ...state, mocks: message.rules };
    case 'keyboard':
      return { ...state, keyboard: message.height };
    case 'program':
      return { ...state, pages: message.pages };
    case 'step':
      // The sandbox keeps the steps of a purchase, not the shell.
      return state;
    case 'resized':
      // Answered where the frame's messages arrive.
      return state;
  }
}

/** What cannot take effect in a running program starts it anew. */
function withConditions(state: ShellState, change: Partial<Conditions>): ShellState {
  const { program, preferences } = state;
  const conditions = { ...state.conditions, ...change };
  const kept = { program, conditions: { ...preferences.kept.conditions, ...change } };
  const next = { ...state, conditions, preferences: { ...preferences, kept } };
  return startOf(conditions) === startOf(state.conditions) ? next : reduce(next, { type: 'frameLeft' });
}

export function reduce(state: ShellState, action: ShellAction): ShellState {
  switch (action.type) {
    case 'frame':
      return onFrame(state, action.message);
    case 'frameLeft':
      loads += 1;
      return {
        ...state,
        status: 'starting',
        hidden: false,
        navLoading: false,
        keyboard: 0,
        runProblems: [],
        snapshot: undefined,
        requests: leftBehind(state.requests),
      };
    case 'diagnostics':
      return loud(state, { ...state, buildProblems: action.diagnostics });
    case 'connected':
      return { ...state, connected: action.on };
    case 'hidden':
      return { ...state, hidden: action.on };
    case 'clearRequests':
      return { ...state, requests: [] };
    case 'clearLog':
      return { ...state, log: state.log.filter((entry) => !action.kinds.includes(entry.kind)) };
    case 'conditions':
      return withConditions(state, action.change);
    case 'prefer':
      return { ...state, preferences: { ...state.preferences, ...action.change } };
  }
}

interface LogFilter {
  kinds: readonly LogEntry['kind'][];
  hiddenKinds: readonly LogEntry['kind'][];
  hiddenLevels: readonly LogEntry['level'][];
  text: string;
}

export function filterLog(log: readonly NumberedEntry[], filter: LogFilter): NumberedEntry[] {
  const wanted = filter.text.trim().toLowerCase();
  return log.filter(
    (entry) =>
      filter.kinds.includes(entry.kind) &&
      !filter.hiddenKinds.includes(entry.kind) &&
      !filter.hiddenLevels.includes(entry.level) &&
      (wanted === '' ||
        entry.text.toLowerCase().includes(wanted) ||
        (entry.data ?? '').toLowerCase().includes(wanted)),
  );
}

/** `pages/a/a.ttml:3:14`, as editors understand it. */
export const placeOf = ({ file, line, column }: Pick<Diagnostic, 'file' | 'line' | 'column'>): string =>
  [file, line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined && part !== '')
    .join(':');
