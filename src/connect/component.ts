import type { TradeConfig } from '../config';
import { toJson } from '../contract/check';
import { inputOf } from '../contract/typed';
import { anchor } from '../handlers/anchor';
import { cancel } from '../handlers/cancel';
import { report } from '../handlers/report';
import {
  interpret,
  type EventOf,
  type Implementation,
  type MachineDefinition,
  type Schema,
  type Sent,
  type Service,
} from '../machine';
import { themeStyle } from './theme';

/** What is sent of what was typed into a field. */
export function typedIn<S>(detail: unknown, made: (text: string) => S): S | undefined {
  const text = inputOf(detail);
  return text === undefined ? undefined : made(text);
}

/** What is needed of a mini-program component instance. */
export interface Instance {
  data: Record<string, unknown>;
  setData(data: object): void;
  triggerEvent(name: string, detail: object): void;
}

/**
 * `PROPS` brings the properties that a component of the kit watches: `I` names them.
 * `SAME`: they were set again as they are.
 */
interface TradeSchema<I extends object = object> extends Schema {
  events: { PROPS: I; SAME: undefined };
}

/** A component without its template: what `src/<component>` gives. */
export interface Parts<T extends TradeSchema, C extends object> {
  machine: MachineDefinition<T>;
  implementation: Implementation<T, C>;
  /** The context of a new instance; its properties may not be all there yet. */
  context(asker: Instance, props: T['events']['PROPS']): C;
  view(state: T['state'], context: Readonly<C>): object;
  /** What the template draws before the machine has run. */
  idle: object;
  /** The properties that decide what it does: `PROPS` is sent when one of them changes. */
  props: readonly (keyof T['events']['PROPS'] & string)[];
}

/** The shell of a component: what its template needs beside the parts. */
interface Shell<T extends TradeSchema> {
  properties: object;
  externalClasses?: string[];
  texts?: object;
  /** A page by itself: `OPEN` is sent with its query. */
  page?: boolean;
  /** What a touch in the template sends, if anything. */
  touches: Record<
    string,
    (event: never, data: Record<string, unknown>) => Sent<T> | false | undefined | void
  >;
}

/** One running component. */
export interface Running<T extends Schema, C> extends Service<T, C> {
  /** A property was set. */
  changed(): void;
}

/** Whether the template would draw the same. */
const same = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

const pick = (data: Record<string, unknown>, keys: readonly string[]): object => {
  const picked: Record<string, unknown> = {};
  keys.forEach((key) => (picked[key] = data[key]));
  return picked;
};

/** What the template draws before the machine has run, in the app's colours. */
export const idleData = ({ idle }: { idle: object }): object => Object.assign({ theme: themeStyle() }, idle);

/**
 * Runs the machine of one instance. After each step that changes the picture the changed keys, and no others,
 * go into one setData. However many properties are set in a turn, one event is sent, and `PROPS` only if what
 * they read as has changed: frameworks set properties one by one, late, and again with the same values.
 */
export function attach<T extends TradeSchema, C extends object>(
  { machine, implementation, context, view, idle, props }: Parts<T, C>,
  instance: Instance,
): Running<T, C> {
  const drawn: Record<string, unknown> = Object.assign({ theme: instance.data.theme }, idle);
  let seen: string | undefined;
  let asked = false;
  const service = interpret(
    machine,
    implementation,
    context(instance, instance.data as T['events']['PROPS']),
    {
      changed() {
        const next = Object.assign(
          { theme: themeStyle() },
          view(service.state, service.context),
        ) as typeof drawn;
        const changes: Record<string, unknown> = {};
        Object.keys(next).forEach((key) => {
          if (!same(next[key], drawn[key])) changes[key] = next[key];
        });
        if (!Object.keys(changes).length) return;
        instance.setData(changes);
        // Not before: what could not be set is set with the next step.
        Object.assign(drawn, changes);
      },
      report,
    },
  );
  return Object.assign(service, {
    changed() {
      if (asked) return;
      asked = true;
      void Promise.resolve().then(() => {
        asked = false;
        const read = pick(instance.data, props);
        // Empty where a value has no JSON text: then nobody can tell whether it is the same.
        const now = toJson(read);
        const send = service.send as (event: string, payload?: object) => void;
        if (now && now === seen) send('SAME');
        else send('PROPS', read);
        seen = now;
      });
    },
  });
}

/**
 * Stops an instance that leaves its page: no timer runs on, answers on their way to it are dropped. What
 * concerns an order is kept for whoever comes after it.
 */
export function detach(instance: Instance, running: Pick<Service<Schema, object>, 'stop'>): void {
  const chosen = anchor().config as TradeConfig | undefined;
  if (chosen) chosen.sessions.leave(instance);
  cancel(instance);
  running.stop();
}

/** Defines a component of the kit. */
export function tradeComponent<T extends TradeSchema, C extends object>(
  parts: Parts<T, C>,
  { properties, externalClasses, texts, page, touches }: Shell<T>,
): void {
  type This = Instance & { running?: Running<T, C> };
  const methods: Record<string, (this: This, given: never) => void> = {};
  const send = (self: This, event: EventOf<T> | 'OPEN' | 'SHOW' | 'HIDE', payload?: unknown): void => {
    if (self.running) (self.running.send as (event: string, payload: unknown) => void)(event, payload);
  };
  type Touch = (event: never, data: Record<string, unknown>) => readonly unknown[] | false | undefined | void;
  /** An event that lacks what events of its kind have sends nothing, and is reported. */
  const put = (name: string, touch: Touch): void => {
    methods[name] = function (event) {
      try {
        const sent = touch(event, this.data);
        if (sent) send(this, sent[0] as EventOf<T>, sent[1]);
      } catch (error) {
        report({ component: parts.machine.id, state: '', event: '', part: name, error });
      }
    };
  };
  Object.keys(touches).forEach((name) => put(name, touches[name]));
  if (page)
    put('onLoad', (query: Record<string, unknown> | undefined) => ['OPEN', pick(query || {}, parts.props)]);
  const options = {
    externalClasses: externalClasses || [],
    properties,
    data: Object.assign({ texts }, idleData(parts)),
    observers: {
      [parts.props.join()](this: This) {
        if (this.running) this.running.changed();
      },
    },
    lifetimes: {
      attached(this: This) {
        this.running = attach(parts, this);
        this.running.changed();
      },
      detached(this: This) {
        if (this.running) detach(this, this.running);
        delete this.running;
      },
    },
    pageLifetimes: {
      show(this: This) {
        send(this, 'SHOW');
      },
      hide(this: This) {
        send(this, 'HIDE');
      },
    },
    methods,
  };
  Component(options as never);
}
