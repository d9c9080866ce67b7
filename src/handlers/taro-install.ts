import { anchor } from './anchor';
import { isProbe, isQuiet, questionOf, withQuietReply } from './reply';

type Hook = (this: unknown, ...args: never[]) => unknown;

/** What is used of `hooks` of @tarojs/shared. */
export interface TaroHooks {
  /** Internal to Taro: a linked list a hook. */
  callbacks?: Record<string, { next?: { callback?: Hook } } | undefined>;
  tap(name: string, callback: Hook): void;
}

/** A function that Taro keeps for a listener; Vue 3 puts the user's handler into `value` of the original. */
interface Listener {
  oldHandler?: { value?: unknown };
}

/** A Taro node, as far as it is used. */
interface TaroNode {
  __handlers?: Record<string, Listener[] | undefined>;
}

interface TaroEvent {
  type: string;
}

const listenersOf = (node: TaroNode, event: TaroEvent): Listener[] =>
  (node.__handlers && node.__handlers[event.type]) || [];

/** A probe is acknowledged for a node that has a listener, and then renamed, so that no listener runs. */
function takeProbe(event: TaroEvent, node: TaroNode): void {
  if (!isProbe(event)) return;
  const question = questionOf(event);
  if (question && listenersOf(node, event).length) question.ack();
  event.type = '__probe';
}

/** Runs once for each listener, just before it. */
function beforeListener(event: TaroEvent, node: TaroNode): void {
  const question = questionOf(event);
  if (!question) return;
  question.ack();
  listenersOf(node, event).forEach(({ oldHandler: invoker }) => {
    // Vue 3's invoker swallows the return value
    if (invoker && typeof invoker.value === 'function' && !isQuiet(invoker.value)) {
      invoker.value = withQuietReply(invoker.value as () => unknown);
    }
  });
  // A listener that throws ends the dispatch: neither of the hooks below runs then.
  void Promise.resolve().then(() => {
    if (!question.answered) question.answer(Promise.reject(new Error(event.type + ' handler threw')));
  });
}

/** Every listener has run; a node without any has not acknowledged. */
function afterDispatch(event: TaroEvent): void {
  const question = questionOf(event);
  if (question && question.acked && !question.answered) question.answer(undefined);
}

/**
 * Makes ordinary Taro handlers answer, through the hooks of @tarojs/shared. Gives whether it could: a Taro
 * before 3.6.21 lacks `modifyTaroEventReturn`, and a platform callback that cannot be read could not be kept.
 * Then only `handlers` keys, `withReply` and `reply` work.
 */
export function installTaro(hooks: TaroHooks | undefined): boolean {
  const store = anchor();
  if (store.auto === 'taro') return true;
  const list = hooks && hooks.callbacks && hooks.callbacks.modifyTaroEventReturn;
  const platform = list && list.next && list.next.callback;
  if (!hooks || !platform) {
    console.warn(
      '[microapp-trade-kit] /taro found no Taro of 3.6.21 or newer and does nothing: elsewhere import microapp-trade-kit/auto, in an older Taro wrap handlers with withReply',
    );
    return false;
  }
  store.auto = 'taro';
  hooks.tap('modifyTaroEvent', takeProbe);
  hooks.tap('modifyDispatchEvent', beforeListener);
  // A single hook: tapping it replaces the platform's, which serves the official button.
  hooks.tap('modifyTaroEventReturn', function (node: TaroNode, event: TaroEvent, returned: unknown) {
    const question = questionOf(event);
    if (question) question.answer(returned);
    return (platform as (...args: unknown[]) => unknown).call(this, node, event, returned);
  });
  hooks.tap('dispatchTaroEventFinish', afterDispatch);
  return true;
}
