import { REGISTRY_KEY, type Registry } from '../ports/registry';

export type { HandlerSet, Pending } from '../ports/registry';

declare const tt: unknown;
declare const getApp: () => unknown;

let fallback: Registry | undefined;

const create = (): Registry => ({ seq: 0, pending: new Map(), sets: new Map(), live: new Set() });

function on(host: () => unknown): Registry | undefined {
  try {
    const slots = host() as Record<string, Registry | undefined>;
    return slots[REGISTRY_KEY] || ((slots[REGISTRY_KEY] = fallback || create()), slots[REGISTRY_KEY]);
  } catch {
    // no such host, or it refuses new members
    return undefined;
  }
}

/**
 * The one registry of this mini-program. Looked up at each call: module state is not shared between copies of
 * the library (uni-app has two), and nothing can be hung on the app before `App()` has run.
 */
export function anchor(): Registry {
  return on(() => tt) || on(() => getApp()) || (fallback = fallback || create());
}
