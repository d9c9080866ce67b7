import type { TaroHooks } from '../../../src/handlers/taro-install';
import type { Handler, Instance } from './fake-host';

/**
 * Stand-in for the parts of Taro 3.6.21–4.2 that an event passes: hooks that are single (a tap replaces) or
 * multi (taps add up), kept as linked lists; the proxy method `eh`; nodes that keep a wrapper a listener; Vue
 * 3's invoker, which returns nothing.
 */
type Framework = 'react' | 'vue3';

interface Node {
  next?: Node;
  callback?: Handler;
}

const SINGLE = ['dispatchTaroEvent', 'modifyTaroEventReturn'];
const MULTI = ['modifyTaroEvent', 'modifyDispatchEvent', 'dispatchTaroEventFinish'];

export interface FakeTaro {
  hooks: TaroHooks & { callbacks: Record<string, Node & { tail?: Node }> };
  /** What goes to `Page`: the proxy method. */
  config: { eh: Handler };
  /** A node with listeners; its `dataset` is what the host must give back. */
  node(
    name: string,
    listeners: Record<string, Handler>,
  ): { dataset: { sid: string }; invoker(type: string): { value: Handler } };
  /** What Vue's error handling caught. */
  errors: unknown[];
}

export function fakeTaro(framework: Framework, missing: readonly string[] = []): FakeTaro {
  const names = [...SINGLE, ...MULTI].filter((name) => !missing.includes(name));
  const callbacks: FakeTaro['hooks']['callbacks'] = {};
  const nodes: Record<string, Instance> = {};
  const errors: unknown[] = [];

  const add = (name: string, callback: Handler): void => {
    const list = (callbacks[name] ||= {});
    const tail: Node = {};
    const last: Node = list.tail || list;
    if (last === list) list.next = { callback, next: tail };
    else Object.assign(last, { callback, next: tail });
    list.tail = tail;
  };
  const tap = (name: string, callback: Handler): void => {
    if (!names.includes(name)) throw new TypeError(`Cannot destructure property 'type' of hook ${name}`);
    if (SINGLE.includes(name)) delete callbacks[name];
    add(name, callback);
  };
  const call = (name: string, ...args: unknown[]): unknown => {
    let result: unknown;
    for (let node = callbacks[name]?.next; node?.callback; node = node.next)
      result = node.callback.apply(hooks, args);
    return result;
  };
  const hooks = { callbacks, tap } as FakeTaro['hooks'];

  const dispatch = (node: Instance, event: Instance): void => {
    for (const listener of node.__handlers[event.type] || []) {
      call('modifyDispatchEvent', event, node);
      const result = listener.call(node, event);
      if (result !== undefined && call('modifyTaroEventReturn', node, event, result))
        event.mpEvent.e_result = result;
    }
  };

  if (names.includes('dispatchTaroEvent')) add('dispatchTaroEvent', (event, node) => dispatch(node, event));
  // the platform plugin: only the official button's events go back to the host
  if (names.includes('modifyTaroEventReturn')) {
    tap(
      'modifyTaroEventReturn',
      (node, event) => node.nodeName === 'pay-button' && ['applyrefund', 'getgoodsinfo'].includes(event.type),
    );
  }

  const invokerOf = (handler: Handler): Handler & { value: Handler } => {
    const invoker = ((event: unknown) => {
      try {
        void Promise.resolve(invoker.value(event)).catch((reason: unknown) => errors.push(reason));
      } catch (reason) {
        errors.push(reason);
      }
    }) as Handler & { value: Handler };
    invoker.value = handler;
    return invoker;
  };

  return {
    hooks,
    errors,
    config: {
      eh(mpEvent) {
        // React does so when it mounts, after the app entry has run: an earlier tap of this single hook is
        // gone
        if (framework === 'react') tap('dispatchTaroEvent', (event, node) => dispatch(node, event));
        const node = nodes[mpEvent.currentTarget.dataset.sid];
        if (!node) return undefined;
        const event = { type: mpEvent.type.toLowerCase(), detail: mpEvent.detail, mpEvent };
        call('modifyTaroEvent', event, node);
        call('dispatchTaroEvent', event, node);
        call('dispatchTaroEventFinish', event, node);
        return mpEvent.e_result;
      },
    },
    node(nodeName, listeners) {
      const sid = String(Object.keys(nodes).length);
      const node: Instance = { nodeName, __handlers: {} };
      nodes[sid] = node;
      Object.keys(listeners).forEach((type) => {
        const original = framework === 'vue3' ? invokerOf(listeners[type]) : listeners[type];
        const listener = (...args: unknown[]): unknown => original.apply(node, args);
        node.__handlers[type] = [Object.assign(listener, { oldHandler: original })];
      });
      return {
        dataset: { sid },
        invoker: (type) => node.__handlers[type][0].oldHandler,
      };
    },
  };
}
