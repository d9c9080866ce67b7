import { interpret, type Implementation, type MachineDefinition } from '../machine';

/** What `connect` needs of a mini-program component instance. */
export interface Instance {
  data: Record<string, unknown>;
  setData(data: object): void;
  triggerEvent(name: string, detail: object): void;
}

/** One running component. */
export interface Connected<C, S extends string, E extends string> {
  readonly state: S;
  readonly context: C;
  send(event: E, payload?: unknown): void;
  /** Gives the template what has changed; sets nothing where nothing visible did. */
  draw(): void;
  stop(): void;
}

/** Whether the template would draw the same. */
const same = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/**
 * Runs a machine behind a component instance. After each step that changes the picture the changed keys, and
 * no others, go into one setData. `drawn` is what the template shows already: the component's own `data`.
 */
export function connect<C, S extends string, E extends string, G extends string, F extends string>(
  instance: Instance,
  definition: MachineDefinition<S, E, G, F>,
  implementation: Implementation<C, E, G, F>,
  context: C,
  view: (state: S, context: C) => object,
  drawn: object,
): Connected<C, S, E> {
  const last = Object.assign({}, drawn) as Record<string, unknown>;
  let live = true;
  const draw = (): void => {
    const next = view(service.state, context) as Record<string, unknown>;
    const changed = Object.keys(next).filter((key) => !same(next[key], last[key]));
    if (!live || !changed.length) return;
    const changes: Record<string, unknown> = {};
    changed.forEach((key) => (changes[key] = last[key] = next[key]));
    instance.setData(changes);
  };
  const service = interpret(definition, implementation, context, draw);
  return {
    get state() {
      return service.state;
    },
    context,
    send: service.send,
    draw,
    stop() {
      live = false;
      service.stop();
    },
  };
}

/**
 * Calls `send` once per turn however many properties change in it, and only if what they read as has changed:
 * frameworks set properties one by one, late, and again with the same values.
 */
export function onChange(read: () => unknown, send: () => void): () => void {
  let seen: string | undefined;
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    void Promise.resolve().then(() => {
      asked = false;
      const now = JSON.stringify(read());
      if (now === seen) return;
      seen = now;
      send();
    });
  };
}
