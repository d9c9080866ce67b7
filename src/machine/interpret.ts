import type {
  Cleanup,
  EventOf,
  Implementation,
  MachineDefinition,
  Observer,
  Schema,
  Sent,
  Service,
  StateNode,
  Thrown,
  Transition,
} from './types';

/** A transition list as the tables write it: one, several, or none. */
export function listOf<T>(found: T | readonly T[] | undefined): readonly T[] {
  return found ? ([] as T[]).concat(found as T | T[]) : [];
}

/** An error as a text that tells it from others: what is thrown may be anything. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return typeof error;
  }
}

/** Its arguments by name: as a pattern of a rest they came with ES2016. */
type Send<T extends Schema> = (...sent: Sent<T>) => void;

/** What an effect has started, and whether that ends with the state it was started in. */
interface Run {
  end: Cleanup;
  local: boolean | undefined;
}

/**
 * Runs a definition. Events are taken one at a time, in order, also those that an effect sends while a step
 * is running. Nothing that a reducer, guard, effect, cleanup or the view throws leaves the machine: it is
 * reported. A state gets what threw on the way to it as `THROWN`, so that none waits for ever.
 */
export function interpret<T extends Schema, C extends object>(
  definition: MachineDefinition<T>,
  implementation: Implementation<T, C>,
  context: C,
  observer: Observer,
): Service<T, C> {
  type Event = EventOf<T> | Thrown;
  type Reducer = ((context: C, payload: unknown) => Partial<C>) | undefined;
  const reducers = implementation.reducers as Record<string, Reducer>;
  const lasting: readonly string[] = definition.lasting || [];
  let state = definition.initial;
  let current: string = '';
  let attempt = 0;
  let stopped = false;
  let running = false;
  const queue: [event: Event, payload: unknown, attempt?: number][] = [];
  const runs: Partial<Record<T['effect'], Run>> = {};
  const told: string[] = [];
  /** Something has thrown. */
  let failed = false;
  /** The last picture could not be drawn. */
  let undrawn = false;

  /**
   * Calls `run`, and reports what it throws. `leads`: the state gets it as `THROWN`; what is thrown on that
   * way leads nowhere else.
   */
  const safely = <R>(part: string, run: () => R, leads?: boolean): R | undefined => {
    try {
      return run();
    } catch (error) {
      const kind = `${part} ${textOf(error)}`;
      if (told.indexOf(kind) < 0) {
        told.push(kind);
        observer.report({ component: definition.id, state, event: current, part, error });
      }
      failed = true;
      if (leads && current !== 'THROWN') queue.push(['THROWN', error]);
      return undefined;
    }
  };

  const end = (name: T['effect'], leaving?: boolean): void => {
    const run: Run | undefined = runs[name];
    if (!run || (leaving && !run.local)) return;
    delete runs[name];
    safely(name, run.end);
  };

  const endAll = (leaving?: boolean): void =>
    (Object.keys(runs) as T['effect'][]).forEach((name) => end(name, leaving));

  const isGone = (): boolean => stopped;

  const perform = (names: readonly T['effect'][] | undefined, leads?: boolean, local?: boolean): void => {
    const mine = attempt;
    const send = ((event: Event, payload?: unknown): void =>
      post(event, payload, lasting.indexOf(event) < 0 ? mine : undefined)) as Send<T>;
    listOf(names).forEach((name) => {
      end(name);
      const cleanup = safely(name, () => implementation.effects[name]({ context, send, isGone }), leads);
      if (!cleanup) return;
      runs[name] = { end: cleanup, local };
      // Whatever the effect called may have stopped the machine.
      if (stopped) end(name);
    });
  };

  const reduce = (event: string, payload?: unknown): void => {
    const reducer = reducers[event];
    if (reducer) Object.assign(context, reducer(context, payload));
  };

  const draw = (): void => {
    undrawn = !safely('view', () => {
      observer.changed();
      return true;
    });
  };

  const step = (event: Event, payload: unknown): void => {
    const node: StateNode<T> = definition.states[state];
    const found = listOf<Transition<T>>(
      (node.on && node.on[event]) || (definition.on && definition.on[event]),
    );
    if (!found.length) {
      // Nothing changes, but nobody may be left with an old picture.
      if (undrawn) draw();
      return;
    }
    current = event;
    // What threw decides nothing: no transition is taken.
    failed = false;
    safely('reducer', () => reduce(event, payload), true);
    const taken = found.find(
      ({ guard }) => !failed && (!guard || safely(guard, () => implementation.guards[guard](context), true)),
    );
    if (taken) {
      const { target } = taken;
      if (target) endAll(true);
      perform(taken.effects, true);
      if (target) {
        state = target;
        const entered: StateNode<T> = definition.states[state];
        if (entered.attempt) {
          attempt++;
          safely('reducer', () => reduce('ATTEMPT'), true);
        }
        perform(entered.entry, true, true);
      }
    }
    // Whoever was told on the way may have ended it all. What fails here holds nobody up: it leads nowhere.
    if (!stopped) perform(definition.everyStep);
    draw();
  };

  const post = (event: Event, payload?: unknown, of?: number): void => {
    queue.push([event, payload, of]);
    if (running) return;
    running = true;
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (!stopped && (next[2] === undefined || next[2] === attempt)) step(next[0], next[1]);
    }
    running = false;
  };

  return {
    get state() {
      return state;
    },
    context,
    send: ((event: Event, payload?: unknown) => post(event, payload)) as Send<T>,
    stop() {
      stopped = true;
      endAll();
    },
  };
}
