import type { Asker } from '../../../src/handlers/ask';
import { installAuto } from '../../../src/handlers/auto-install';
import { defineHandlers, reply, withReply } from '../../../src/handlers/reply';
import { installTaro } from '../../../src/handlers/taro-install';
import type { Handlers } from '../../../src/handlers/types';
import type { Handler, Host, Instance } from './fake-host';
import { fakeTaro } from './fake-taro';

/** One way in which a page can answer: its rule, and how handlers by event name become a button with them. */
export interface Source {
  name: string;
  rule: string;
  bind(host: Host, handlers: Record<string, Handler>): Asker;
}

const methodOf = (event: string): string => 'on_' + event;

function bound(host: Host, handlers: Record<string, Handler>, wrap: (handler: Handler) => Handler): Asker {
  const events = Object.keys(handlers);
  const page = host.page(Object.fromEntries(events.map((event) => [methodOf(event), wrap(handlers[event])])));
  return host.button(page, Object.fromEntries(events.map((event) => [event, methodOf(event)])));
}

/** A page or component as uni-app Vue 3 makes it: handlers are written on the instance, behind an invoker. */
export function uniButton(host: Host, handlers: Record<string, Handler>): { button: Asker; owner: Instance } {
  const owner = host.component({ methods: { __l() {} }, lifetimes: { created() {} } });
  const bindings: Record<string, string> = {};
  Object.keys(handlers).forEach((event, i) => {
    const invoker = Object.assign((e: unknown): unknown => invoker.value.call(undefined, e), {
      value: handlers[event],
    });
    owner['e' + i] = invoker;
    bindings[event] = 'e' + i;
  });
  return { button: host.button(owner, bindings), owner };
}

function taro(framework: 'react' | 'vue3'): Source['bind'] {
  return (host, handlers) => {
    const app = fakeTaro(framework);
    installTaro(app.hooks);
    const { dataset } = app.node('pay-button-sdk', handlers);
    const events = Object.keys(handlers);
    return host.button(
      host.page({ ...app.config }),
      Object.fromEntries(events.map((event) => [event, 'eh'])),
      undefined,
      dataset,
    );
  };
}

export const SOURCES: readonly Source[] = [
  {
    name: 'key of a set',
    rule: 'PB-HANDLER-01',
    bind: (host, handlers) => host.button(host.page({}), {}, defineHandlers(handlers as Handlers)),
  },
  {
    name: 'object of functions',
    rule: 'PB-HANDLER-01',
    bind: (host, handlers) => host.button(host.page({}), {}, handlers),
  },
  { name: 'withReply', rule: 'PB-HANDLER-03', bind: (host, handlers) => bound(host, handlers, withReply) },
  {
    name: 'reply',
    rule: 'PB-HANDLER-04',
    bind: (host, handlers) =>
      bound(host, handlers, (handler) => (event: unknown) => {
        reply(event, new Promise((resolve) => resolve(handler(event))));
      }),
  },
  {
    name: 'auto',
    rule: 'PB-HANDLER-05',
    bind: (host, handlers) => {
      installAuto();
      return bound(host, handlers, (handler) => handler);
    },
  },
  {
    name: 'auto in uni-app',
    rule: 'PB-HANDLER-05',
    bind: (host, handlers) => {
      installAuto();
      return uniButton(host, handlers).button;
    },
  },
  { name: 'taro React', rule: 'PB-HANDLER-06', bind: taro('react') },
  { name: 'taro Vue 3', rule: 'PB-HANDLER-06', bind: taro('vue3') },
];
