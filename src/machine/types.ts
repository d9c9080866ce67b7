import type { Problem } from '../contract/events';

/** What a machine is about, as one type. */
export interface Schema {
  state: string;
  /** What each event carries; `undefined`: nothing. */
  events: object;
  guard: string;
  effect: string;
}

/** Any machine: for what draws, walks or counts tables. */
export interface AnySchema extends Schema {
  events: Record<string, unknown>;
}

export type EventOf<T extends Schema> = keyof T['events'] & string;

/** The arguments of `send`: an event, and what it carries. */
export type Sent<T extends Schema, E extends EventOf<T> = EventOf<T>> =
  E extends EventOf<T>
    ? undefined extends T['events'][E]
      ? [event: E, payload?: T['events'][E]]
      : [event: E, payload: T['events'][E]]
    : never;

/** What the interpreter says itself: a reducer, guard or effect of the step before threw. */
export type Thrown = 'THROWN';

/** One way on from a state: the first transition whose guard holds is taken. */
export interface Transition<T extends Schema> {
  /** Absent: stay, without leaving and entering again. */
  target?: T['state'];
  guard?: T['guard'];
  effects?: readonly T['effect'][];
}

type Transitions<T extends Schema> = {
  readonly [E in EventOf<T> | Thrown]?: Transition<T> | readonly Transition<T>[];
};

export interface StateNode<T extends Schema> {
  /** Run on entering. What they have started ends when the state is left. */
  entry?: readonly T['effect'][];
  /** Entering starts a new attempt: answers to older attempts are dropped from here on. */
  attempt?: boolean;
  on?: Transitions<T>;
}

/** A machine as data: names only. Bodies of guards, reducers and effects live in `effects.ts`. */
export interface MachineDefinition<T extends Schema> {
  id: string;
  initial: T['state'];
  states: Record<T['state'], StateNode<T>>;
  /** Accepted in every state that does not name the event itself. */
  on?: Transitions<T>;
  /**
   * Run at the end of each step that may have changed anything, and ended before they run again: what follows
   * the context, as a clock does, is named here once. What they throw is reported, and is no `THROWN`.
   */
  everyStep?: readonly T['effect'][];
  /** Events that are taken also when an effect of an older attempt sends them. */
  lasting?: readonly EventOf<T>[];
}

/** What an effect gets. */
export interface Scope<T extends Schema, C> {
  readonly context: Readonly<C>;
  /**
   * Sends an event of the attempt that was running when the effect started: dropped when a newer one has
   * begun, unless the event is a lasting one, and when the machine has stopped.
   */
  send(...sent: Sent<T>): void;
  /** The machine has stopped: who asked has left, and what was not sent yet is not sent any more. */
  isGone(): boolean;
}

/** Ends what an effect has started. */
export type Cleanup = () => void;

/** The bodies behind the names of a definition. Reducers alone write the context. */
export interface Implementation<T extends Schema, C> {
  /**
   * What an event changes in the context. Run whenever the state lists the event, before its guards.
   * `ATTEMPT` is run when an attempt begins, `THROWN` gets what was thrown.
   */
  reducers: {
    readonly [E in EventOf<T>]?: (context: Readonly<C>, payload: T['events'][E]) => Partial<C>;
  } & {
    readonly ATTEMPT?: (context: Readonly<C>) => Partial<C>;
    readonly THROWN?: (context: Readonly<C>, error: unknown) => Partial<C>;
  };
  guards: Record<T['guard'], (context: Readonly<C>) => boolean>;
  /**
   * May return a cleanup. It is called when the effect runs again and when the machine stops; if the effect
   * ran on entering a state, also when that state is left.
   */
  effects: Record<T['effect'], (scope: Scope<T, C>) => Cleanup | undefined | void>;
}

/** Whom the interpreter tells. */
export interface Observer {
  /** After each step that may have changed the picture. */
  changed(): void;
  /** Once for each kind of problem. */
  report(problem: Problem): void;
}

export interface Edge {
  from: string;
  event: string;
  to: string;
  /** Whether the state is entered: with a target it is, also the state itself. */
  target: boolean;
  guard?: string;
  effects: readonly string[];
}

/** A running machine. */
export interface Service<T extends Schema, C> {
  readonly state: T['state'];
  readonly context: Readonly<C>;
  send(...sent: Sent<T>): void;
  /** Ends everything that effects have started; nothing is taken any more. */
  stop(): void;
}
