/**
 * Sees what the kit asks the page and what comes of it, whichever way the page gave its handlers: at the
 * kit's own registry, so that the kit carries nothing for it.
 */

import { REGISTRY_KEY, type HandlerSet, type Pending, type Registry } from '../../src/ports/registry';

/** What came of a question. */
export type Outcome =
  | { kind: 'answer'; failed: boolean; value: unknown }
  /** A handler has it, and gave nothing within its time. */
  | { kind: 'timeout' }
  /** Nobody showed to have it. */
  | { kind: 'missing' };

interface HandlerObserver {
  /** A function of a set is called now; `key` names the set. */
  called(key: string, event: string, detail: unknown): void;
  /** A question is over; without an outcome when the component that asked has left. */
  ended(rid: string, outcome?: Outcome): void;
}

/** Answers what has come of the question, as far as it is known when it is asked. */
function watchQuestion(question: Pending): () => Outcome | undefined {
  let counted: Outcome | undefined;
  let left = false;
  const answer = question.answer.bind(question);
  question.answer = (value, explicit) => {
    // One promise for both: a thenable is asked once, as without us.
    const settled = Promise.resolve(value);
    // Which answer counts is the kit's to say: of one that does, it ends the question in the turn between
    // these two, whatever else is settled meanwhile.
    const between = (failed: boolean, known: unknown, pass: () => void): void => {
      queueMicrotask(() => (counted = { kind: 'answer', failed, value: known }));
      pass();
      queueMicrotask(() => (counted = undefined));
    };
    const seen: PromiseLike<unknown> = {
      then: (done, failed) => {
        settled.then(
          (known) => between(false, known, () => void done?.(known)),
          (reason: unknown) => between(true, reason, () => void failed?.(reason)),
        );
        return seen as never;
      },
    };
    answer(seen, explicit);
  };
  const free = question.free.bind(question);
  question.free = () => {
    left = true;
    free();
  };
  return () => (left ? undefined : (counted ?? { kind: question.acked ? 'timeout' : 'missing' }));
}

/**
 * A set as the kit reads it: the same functions, called on the same object. Not a copy, as pages change
 * theirs; never a proxy of it, as it may be frozen.
 */
const watchSet = (set: HandlerSet, called: (event: string, detail: unknown) => void): HandlerSet =>
  new Proxy<HandlerSet>(
    {},
    {
      get(_none, name) {
        const member: unknown = Reflect.get(set, name);
        if (typeof member !== 'function' || typeof name === 'symbol') return member;
        return (event: { detail?: unknown }): unknown => {
          called(name, event.detail);
          return Reflect.apply(member, set, [event]);
        };
      },
    },
  );

function watchRegistry(
  { pending, sets }: Pick<Registry, 'pending' | 'sets'>,
  observer: HandlerObserver,
): void {
  const outcomes = new Map<string, () => Outcome | undefined>();
  const ask = pending.set.bind(pending);
  pending.set = (rid, question) => {
    outcomes.set(rid, watchQuestion(question));
    ask(rid, question);
    return pending;
  };
  const end = pending.delete.bind(pending);
  pending.delete = (rid) => {
    const ended = end(rid);
    const outcome = outcomes.get(rid);
    outcomes.delete(rid);
    if (ended) observer.ended(rid, outcome?.());
    return ended;
  };
  const find = sets.get.bind(sets);
  sets.get = (key) => {
    const set = find(key);
    return set && watchSet(set, (event, detail) => observer.called(key, event, detail));
  };
}

/** Watches from the moment the kit hangs its registry on `tt`; call it before the program runs. */
export function watchHandlers(tt: object, observer: HandlerObserver): void {
  Object.defineProperty(tt, REGISTRY_KEY, {
    configurable: true,
    get: () => undefined,
    set: (registry: Registry) => {
      watchRegistry(registry, observer);
      Object.defineProperty(tt, REGISTRY_KEY, {
        value: registry,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    },
  });
}
