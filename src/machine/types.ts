/** One way on from a state: the first transition whose guard holds is taken. */
export interface Transition<S extends string, G extends string, F extends string> {
  /** Absent: stay, without leaving and entering again. */
  target?: S;
  guard?: G;
  effects?: readonly F[];
}

export interface StateNode<S extends string, E extends string, G extends string, F extends string> {
  /** Run on entering. */
  entry?: readonly F[];
  /** Entering starts a new attempt: answers to older attempts are dropped from here on. */
  attempt?: boolean;
  on?: Partial<Record<E, Transition<S, G, F> | readonly Transition<S, G, F>[]>>;
}

/** A machine as data: names only. Bodies of guards and effects live in `effects.ts`. */
export interface MachineDefinition<S extends string, E extends string, G extends string, F extends string> {
  id: string;
  initial: S;
  states: Record<S, StateNode<S, E, G, F>>;
  /** Accepted in every state that does not name the event itself. */
  on?: Partial<Record<E, Transition<S, G, F> | readonly Transition<S, G, F>[]>>;
}

/** What an event carries beside its name. */
export type Payload = unknown;

/** What an effect gets. `send` belongs to the attempt that was running when the effect started. */
export interface Scope<C, E extends string> {
  context: C;
  /** Sends an event of this attempt: dropped when a newer attempt has begun or the machine has stopped. */
  send(event: E, payload?: Payload): void;
  payload: Payload;
}

export interface Implementation<C, E extends string, G extends string, F extends string> {
  /** What an event that is taken brings into the context, before its guards are asked. */
  keep: Partial<Record<E, (context: C, payload: Payload) => void>>;
  guards: Record<G, (context: C, payload: Payload) => boolean>;
  effects: Record<F, (scope: Scope<C, E>) => void>;
}

export interface Edge<S extends string, E extends string> {
  from: S;
  event: E;
  to: S;
  /** Whether the state is entered: with a target it is, also the state itself. */
  target: boolean;
  guard?: string;
  effects: readonly string[];
}

/** A running machine. */
export interface Service<C, S extends string, E extends string> {
  readonly state: S;
  readonly context: C;
  send(event: E, payload?: Payload): void;
  stop(): void;
}
