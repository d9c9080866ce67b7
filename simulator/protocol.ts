/** The shapes that pass between compiler, server, frame and shell. No code but type guards. */
import type { PhoneStep } from 'microapp-trade-sandbox/shapes';
import type { Inspected, Snapshot } from './inspect';
import type { MockInfo, NetworkEntry } from './network';
import type { Language } from './words/language';
import type { Values } from './words/table';

export type Level = 'error' | 'warning';

/** Something wrong with a file of the mini-program. Lines and columns count from 1. */
export interface Diagnostic {
  level: Level;
  /**
   * Which finding it is (simulator/rules/findings), with the values of its texts: whoever shows it chooses
   * the language. What the frame meets at run time has none yet.
   */
  code?: string;
  values?: Values;
  /** Path inside the mini-program, with '/'. */
  file: string;
  line?: number;
  column?: number;
  /** In English. */
  message: string;
  /** What to do about it, in English. */
  fix?: string;
  /** What the place is called in the map that the built script brings along. */
  origin?: NamedPlace;
}

/** A place that a stranger's source map names: for people only, and no path of anything. */
export interface NamedPlace {
  name: string;
  line: number;
  column: number;
}

export interface PageJson {
  component?: boolean;
  usingComponents: Record<string, string>;
  navigationBarTitleText?: string;
  navigationStyle?: 'default' | 'custom';
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  disableScroll?: boolean;
  styleIsolation?: string;
  [key: string]: unknown;
}

export interface TabBarItem {
  pagePath: string;
  text: string;
  iconPath?: string;
  selectedIconPath?: string;
}

export interface AppJson {
  pages: string[];
  window?: Record<string, unknown>;
  tabBar?: {
    color?: string;
    selectedColor?: string;
    backgroundColor?: string;
    borderStyle?: string;
    /** The program draws it: custom-tab-bar/index. */
    custom?: boolean;
    list: TabBarItem[];
  };
  entryPagePath?: string;
  [key: string]: unknown;
}

/** One mini-program, compiled. Module and template sources travel beside it in the generated script. */
export interface CompiledProgram {
  appid: string;
  app: AppJson;
  /** Pages in order, sub-packages included, then the kit's own pages that the program did not list. */
  pages: string[];
  /**
   * Every page and component, dependencies first. Ids are paths without extension, or `npm:<package>/<path>`
   * for packages and the kit.
   */
  order: string[];
  json: Record<string, PageJson>;
  /** CSS with `@S@` before each class name (scope prefix) and `@H@` where the host's scope name goes. */
  styles: Record<string, string>;
  /** `ext://` and plugin urls -> page or component id. */
  external: Record<string, string>;
  /** theme.json: what `@name` in app.json and page JSON stands for. */
  themes?: Partial<Record<'light' | 'dark', Record<string, string>>>;
  /** Components that contain themselves, over others perhaps: where the one's template has the other. */
  loops: Record<string, Record<string, { file: string; line: number; column: number }>>;
  diagnostics: Diagnostic[];
}

/**
 * Factory of one logic module: CommonJS, run in the frame's global scope, with the mini-program's names as
 * its arguments' outer scope.
 */
type ModuleFactory = (
  require: (id: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
) => void;

/** Where a binding stands in the sources, and what it says. */
interface BindingPlace {
  file: string;
  line?: number;
  column?: number;
  /** The expression as written; empty for a script module that failed when it was loaded. */
  text: string;
}

/** What the templates' code tells and asks the frame, which fills it in: the program script runs first. */
export interface TemplateHooks {
  /** Hears of what fails. */
  failed(error: unknown, place: BindingPlace | undefined, level: Level): void;
  /** What an SJS function gets for a component or an element. */
  descriptor(component: unknown): unknown;
  /** The engine's element that an event is at. */
  current(event: object): unknown;
  /** What an SJS handler that returns false stands for: the event goes no further. */
  stop: object;
}

/** What `/program.js` defines as `window.__TRADE_SIM_PROGRAM__`. */
export interface ProgramBundle {
  program: CompiledProgram;
  /** Module id -> factory. Ids as in `order`; `requires` of a module are already resolved to ids. */
  modules: Record<string, ModuleFactory>;
  /** Template id -> glass-easel template object group member. */
  templates: Record<string, unknown>;
  hooks: TemplateHooks;
}

/**
 * What `/runtime.js` defines as `window.__TRADE_SIM_TAG_TEMPLATES__` in its first line: built-in tag ->
 * template object group member.
 */
export type TagTemplates = Record<string, unknown>;

/** A problem at run time, located in the sources where possible. */
export interface RuntimeProblem extends Diagnostic {
  stack?: string;
  /** The pages and components, or `app`, in whose scripts or start it happened, whichever page is shown. */
  units?: readonly string[];
}

/** Frame -> server: what went wrong since it last told, and how many more there were. */
export interface ReportedProblems {
  problems: Diagnostic[];
  left: number;
}

/** A place in the sources; or a page or component, and what stands somewhere in its script. */
export type SourceAim = { file: string; line?: number; column?: number } | { unit: string; member?: string };

export interface LogEntry {
  time: number;
  kind: 'console' | 'event' | 'api' | 'problem' | 'lifecycle';
  level: 'debug' | 'info' | 'warn' | 'error';
  text: string;
  /** JSON text, for the inspector. */
  data?: string;
  /** What it is about, or who called. */
  at?: SourceAim;
}

/** The tab bar as the shell draws it. */
export interface TabBarState {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  /** Of the line above it: black or white. */
  borderStyle?: string;
  items: { text: string; iconPath?: string; selectedIconPath?: string; badge?: string; dot?: boolean }[];
  selected: number;
}

/** One step of a purchase on the phone, for the console's timeline. */
export interface TradeStep extends PhoneStep {
  /** Time of the machine, ms; no virtual clock moves it. */
  at: number;
}

/** Frame -> shell. `sim` marks our messages. */
export type FrameMessage =
  | {
      sim: 'nav';
      title: string;
      depth: number;
      path: string;
      query: Record<string, string>;
      navigationStyle: string;
      /** The page lies on its side. */
      landscape?: boolean;
      background?: string;
      front?: string;
    }
  /** The current page's tab bar; null on a page that has none. */
  | { sim: 'tabBar'; bar: TabBarState | null }
  /** The ring of `showNavigationBarLoading`. */
  | { sim: 'navLoading'; on: boolean }
  | { sim: 'log'; entry: LogEntry }
  | { sim: 'problem'; problem: RuntimeProblem }
  | { sim: 'step'; step: TradeStep }
  /** A request of the program, or more of one. */
  | { sim: 'network'; entry: NetworkEntry }
  /** What an open panel shows of the program. */
  | { sim: 'inspected'; snapshot: Snapshot }
  /** The mock rules of this run. */
  | { sim: 'mocks'; rules: MockInfo[] }
  /** A field has the focus, and the phone's keyboard comes up; 0 px when it goes. */
  | { sim: 'keyboard'; height: number }
  /** The pages of the program, for whoever chooses where it starts. */
  | { sim: 'program'; pages: string[] }
  | { sim: 'ready' }
  /** The window has another size: the shell answers in kind, behind whatever it had sent before. */
  | { sim: 'resized' }
  /** The first message of each document of the frame: what an earlier one told is of the past. */
  | { sim: 'starting' }
  /** The frame's document goes: it is loaded again, or left. Browsers deliver it most of the time. */
  | { sim: 'leaving' };

/** Shell -> frame. */
export type ShellMessage =
  | { sim: 'back' }
  /** What the simulator itself says on the phone is in this language. */
  | { sim: 'language'; language: Language }
  /** Reload the frame and open the same pages again. */
  | { sim: 'reload'; keepData?: boolean }
  /** Sheets that have changed, by id, as in `CompiledProgram.styles`. */
  | { sim: 'styles'; styles: Record<string, string> }
  /** The user tapped the dots of the capsule. */
  | { sim: 'menu' }
  | { sim: 'hide' }
  | { sim: 'show' }
  | { sim: 'navigate'; url: string }
  /** The user tapped an item of the tab bar. */
  | { sim: 'tab'; index: number }
  /** The user pulled the page down. */
  | { sim: 'pullDown' }
  /** A request of the list is sent once more. */
  | { sim: 'repeat'; id: number }
  /** A panel shows this of the program; without `what` none does. */
  | { sim: 'inspect'; what?: Inspected }
  /** A value of the program's storage, as JSON; without `text` it goes. */
  | { sim: 'store'; key: string; text?: string }
  | { sim: 'clearStorage' }
  /** Fields for the data of a page or component of the last snapshot. */
  | { sim: 'setData'; id: number; text: string }
  /** An element of the tree is opened or closed. */
  | { sim: 'unfold'; id: number; on: boolean }
  /** The element whose detail is sent; none without `id`. */
  | { sim: 'choose'; id?: number }
  /** This element is marked on the phone; without `id` none is. */
  | { sim: 'highlight'; id?: number }
  /** px of the page that the drawn keyboard covers; 0 when it is gone. */
  | { sim: 'keyboard'; covers: number }
  /** The conditions have changed: the frame's address is this one now, and nothing is loaded anew. */
  | { sim: 'conditions'; search: string }
  /** The answer to `resized`: the conditions that led to the new size have arrived. */
  | { sim: 'resized' }
  /** The next tap on the phone chooses an element. */
  | { sim: 'pick'; on: boolean };

/** Server -> shell and frame, as server-sent events on `/__events`. */
export type ServerEvent =
  | { type: 'rebuilt'; diagnostics: Diagnostic[] }
  /** Nothing but sheets has changed: those. */
  | { type: 'styles'; diagnostics: Diagnostic[]; styles: Record<string, string> }
  | { type: 'diagnostics'; diagnostics: Diagnostic[] };
