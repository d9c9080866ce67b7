import { mock } from 'node:test';
import type { Asker } from '../../../src/handlers/ask';

/**
 * How a host may hand an event over: at once, later, or later and as a JSON copy (the worst a device may do).
 */
export type Delivery = 'sync' | 'async' | 'json';
export const DELIVERIES: readonly Delivery[] = ['sync', 'async', 'json'];

/* eslint-disable @typescript-eslint/no-explicit-any -- pages, events and globals of a host have the shape that each test gives them */
export type Handler = (this: unknown, ...args: any[]) => unknown;
export type Instance = Record<string, any>;
/* eslint-enable @typescript-eslint/no-explicit-any */

export interface Host {
  /** What handlers threw: a host reports it and goes on. */
  errors: unknown[];
  /** Names of the events triggered so far. */
  triggered: string[];
  /** Hands `options` to the global `Page`, which an adapter may have patched, and gives the page. */
  page(options: Instance): Instance;
  /** Hands `options` to the global `Component`, and gives an instance of it. */
  component(options: Instance): Instance;
  detach(instance: Instance): void;
  /** A component on `owner`; `bindings` are its `bind:` attributes, event to method name. */
  button(owner: Instance, bindings: Record<string, string>, handlers?: unknown, dataset?: object): Asker;
  /** Everything under way has been delivered, and every promise that could settle has. */
  idle(): Promise<void>;
  /** Lets `ms` pass: to the timers of this moment, and then to what they start. */
  pass(ms: number): Promise<void>;
  /** Timers that are running. */
  timers(): number;
  close(): void;
}

const GLOBALS = ['tt', 'getApp', 'Page', 'Component', 'Behavior'];
export const globals = globalThis as Instance;

/**
 * A mini-program host with one page thread, as far as events go. `setTimeout` is the mock's until `close`.
 */
export function createHost(delivery: Delivery): Host {
  let underway = 0;
  let made: Instance = {};
  const detached = new Map<Instance, Handler | undefined>();
  mock.timers.enable({ apis: ['setTimeout'] });
  const running = countTimers();

  globals.tt = {};
  globals.Page = (options: Instance) => {
    made = { ...options };
  };
  globals.Component = (options: Instance) => {
    made = { ...options.methods };
    detached.set(made, options.lifetimes?.detached);
    options.lifetimes?.created?.call(made);
  };
  globals.Behavior = (options: Instance) => options;

  const deliver = (owner: Instance, method: string | undefined, event: object): void => {
    if (!method || typeof owner[method] !== 'function') return;
    try {
      owner[method](event);
    } catch (reason) {
      host.errors.push(reason);
    }
  };

  const host: Host = {
    errors: [],
    triggered: [],
    page(options) {
      globals.Page(options);
      return made;
    },
    component(options) {
      globals.Component(options);
      return made;
    },
    detach(instance) {
      detached.get(instance)?.call(instance);
    },
    button: (owner, bindings, handlers, dataset = {}) => ({
      data: { handlers },
      triggerEvent(type, detail) {
        host.triggered.push(type);
        const target = { id: '', dataset };
        const event = { type, detail, target, currentTarget: target };
        if (delivery === 'sync') return deliver(owner, bindings[type], event);
        const sent: object = delivery === 'json' ? (JSON.parse(JSON.stringify(event)) as object) : event;
        underway++;
        setImmediate(() => {
          underway--;
          deliver(owner, bindings[type], sent);
        });
      },
    }),
    async idle() {
      do await new Promise(setImmediate);
      while (underway);
    },
    async pass(ms) {
      await host.idle();
      mock.timers.tick(ms);
      await host.idle();
    },
    timers: () => running.size,
    close() {
      mock.timers.reset();
      GLOBALS.forEach((name) => delete globals[name]);
    },
  };
  return host;
}

function countTimers(): Set<unknown> {
  const running = new Set<unknown>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globals.setTimeout = (callback: () => void, ms: number) => {
    const id = set(() => {
      running.delete(id);
      callback();
    }, ms);
    running.add(id);
    return id;
  };
  globals.clearTimeout = (id: ReturnType<typeof set>) => {
    running.delete(id);
    clear(id);
  };
  return running;
}
