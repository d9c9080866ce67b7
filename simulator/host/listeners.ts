import { problem } from '../rules/diagnose';
import type { HostContext } from './context';

type Listener<T> = (value: T) => void;

/** Functions of a program that wait for something. What one throws is a problem, and the others still run. */
export class Listeners<T = unknown> {
  private readonly listeners = new Set<Listener<T>>();

  constructor(
    private readonly problems: HostContext['problems'],
    private readonly name: string,
  ) {}

  readonly add = (listener: unknown): void => {
    if (typeof listener === 'function') this.listeners.add(listener as Listener<T>);
  };

  /** Without a function all go. */
  readonly remove = (listener?: unknown): void => {
    if (typeof listener === 'function') this.listeners.delete(listener as Listener<T>);
    else this.listeners.clear();
  };

  get size(): number {
    return this.listeners.size;
  }

  emit(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.problems.report(error, {
          finding: (said) => problem('run-listener', { of: this.name, error: said }),
        });
      }
    }
  }
}

/**
 * `onX` and `offX` of an object, and `emit` for its maker. `names` are the X.
 */
export function listenersOf<N extends string>(
  problems: HostContext['problems'],
  api: string,
  names: readonly N[],
): { methods: Record<string, (listener?: unknown) => void>; emit(name: N, value?: unknown): void } {
  const all = new Map(names.map((name) => [name, new Listeners(problems, `${api}.on${name}`)]));
  const methods: Record<string, (listener?: unknown) => void> = {};
  for (const [name, listeners] of all) {
    methods[`on${name}`] = listeners.add;
    methods[`off${name}`] = listeners.remove;
  }
  return { methods, emit: (name, value) => all.get(name)?.emit(value) };
}
