import type { Implementation, MachineDefinition, Payload, Service, StateNode, Transition } from './types';

/** A transition list as the tables write it: one, several, or none. */
export function listOf<T>(found: T | readonly T[] | undefined): readonly T[] {
  return found ? ([] as T[]).concat(found as T | T[]) : [];
}

/**
 * Runs a definition. Events are taken one at a time, in order, also those that an effect sends while a step
 * is running. An event sent through a scope is dropped when its attempt is over: a newer one began, or the
 * machine stopped. `changed` is called after every step that took a transition.
 */
export function interpret<C, S extends string, E extends string, G extends string, F extends string>(
  definition: MachineDefinition<S, E, G, F>,
  implementation: Implementation<C, E, G, F>,
  context: C,
  changed: () => void,
): Service<C, S, E> {
  let state = definition.initial;
  let attempt = 0;
  let stopped = false;
  let running = false;
  const queue: [E, Payload, number | undefined][] = [];

  const perform = (names: readonly F[] | undefined, payload: Payload): void => {
    const mine = attempt;
    listOf(names).forEach((name) => {
      implementation.effects[name]({ context, payload, send: (event, answer) => post(event, answer, mine) });
    });
  };

  const step = (event: E, payload: Payload): void => {
    const node: StateNode<S, E, G, F> = definition.states[state];
    const found = listOf<Transition<S, G, F>>(
      (node.on && node.on[event]) || (definition.on && definition.on[event]),
    );
    const keep = implementation.keep[event];
    if (keep && found.length) keep(context, payload);
    const taken = found.find((one) => !one.guard || implementation.guards[one.guard](context, payload));
    if (!taken) return;
    perform(taken.effects, payload);
    if (taken.target) {
      state = taken.target;
      const entered: StateNode<S, E, G, F> = definition.states[state];
      if (entered.attempt) attempt++;
      perform(entered.entry, payload);
    }
    changed();
  };

  const post = (event: E, payload?: Payload, of?: number): void => {
    queue.push([event, payload, of]);
    if (running) return;
    running = true;
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        if (!stopped && (next[2] === undefined || next[2] === attempt)) step(next[0], next[1]);
      }
    } finally {
      running = false;
    }
  };

  return {
    get state() {
      return state;
    },
    context,
    send: post,
    stop() {
      stopped = true;
    },
  };
}
