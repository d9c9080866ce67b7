/**
 * A mini-program host for the kit's real components: what each `components/<name>/index.ts` gives to
 * `Component`, with properties, observers, lifetimes and touches, but without drawing its template.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { KitComponent } from '../../src/contract/components';

export type Name = KitComponent;
type Data = Record<string, unknown>;
type Method = (this: Mounted, given?: unknown) => void;

export interface Definition {
  properties: Record<string, { type: unknown; value: unknown }>;
  data: Data;
  observers: Record<string, (this: Mounted, ...values: unknown[]) => void>;
  lifetimes?: { attached: Method; detached: Method };
  pageLifetimes?: { show: Method; hide: Method };
  methods: Record<string, Method>;
}

export type Definitions = Record<Name | 'stepper', Definition>;

/** Each registers itself, once. A component without a line here does not compile. */
const PARTS: Record<keyof Definitions, () => Promise<unknown>> = {
  'pay-button': () => import('../../components/pay-button/index'),
  'consume-card': () => import('../../components/consume-card/index'),
  'order-confirm': () => import('../../components/order-confirm/index'),
  'refund-apply': () => import('../../components/refund-apply/index'),
  'refund-detail': () => import('../../components/refund-detail/index'),
  stepper: () => import('../../components/parts/stepper/index'),
};

let loaded: Promise<Definitions> | undefined;

/** The components as they register themselves. */
export const definitions = (): Promise<Definitions> => (loaded = loaded ?? load());

async function load(): Promise<Definitions> {
  let last: Definition | undefined;
  Object.assign(globalThis, { Component: (options: Definition) => void (last = options) });
  const found: Partial<Definitions> = {};
  for (const [name, part] of Object.entries(PARTS)) {
    await part();
    found[name as keyof Definitions] = last!;
  }
  return found as Definitions;
}

/** What is around the instances. */
export interface Around {
  definitions: Definitions;
  /** Whether properties are turned into their declared type, as most hosts do, or come as they are. */
  coerces: boolean;
  /** Throws where the host's setData is out of order. */
  beforeSetData(): void;
  /** Calls the page's handler of an event; its answer goes back where the route carries it. */
  fire(event: string, detail: object, from: Mounted): void;
  /** Something threw into the host. */
  thrown(where: string, error: unknown): void;
}

function coerced(type: unknown, given: unknown): unknown {
  // What cannot be turned into a text or a number does not cross to a component.
  const value = typeof given === 'symbol' ? undefined : given;
  if (type === String) return value === null || value === undefined ? '' : String(value as string);
  if (type === Number) return Number.isNaN(Number(value)) ? 0 : Number(value);
  if (type === Boolean) return !!value;
  if (type === Array) return Array.isArray(value) ? value : [];
  return value !== null && typeof value === 'object' ? value : null;
}

/** Whose code runs, and whose code has asked for what is answered now. */
export const owner = new AsyncLocalStorage<Mounted>();

/** One instance on a page. */
export class Mounted {
  data: Data;
  gone = false;
  /** The picture is older than the machine: setData was out of order when it changed. */
  stale = false;
  readonly definition: Definition;

  constructor(
    readonly name: keyof Definitions,
    readonly around: Around,
    readonly given: Data = {},
    private readonly listen?: (event: string, detail: object) => void,
  ) {
    this.definition = around.definitions[name];
    // The host puts the methods on the instance.
    Object.assign(this, this.definition.methods);
    this.data = { ...this.definition.data };
    for (const [key, { value }] of Object.entries(this.definition.properties)) this.data[key] = value;
    this.put(given);
  }

  private put(props: Data): void {
    const { properties } = this.definition;
    for (const [key, value] of Object.entries(props)) {
      if (value === undefined && this.around.coerces) continue;
      const { type } = properties[key] ?? { type: Object };
      // A set of handlers itself, in place of its key.
      const whole = !this.around.coerces || (key === 'handlers' && typeof value === 'object');
      this.data[key] = whole ? value : coerced(type, value);
    }
  }

  /** Runs a part of the component the way the host does: nothing may come back but a return. */
  run(where: string, part: (() => void) | undefined): void {
    try {
      if (part) owner.run(this, part);
    } catch (error) {
      this.around.thrown(`${this.name} ${where}`, error);
    }
  }

  attach(): this {
    this.notice(Object.keys(this.definition.properties));
    this.run('attached', () => this.definition.lifetimes?.attached.call(this));
    return this;
  }

  detach(): void {
    this.gone = true;
    this.run('detached', () => this.definition.lifetimes?.detached.call(this));
  }

  show(visible: boolean): void {
    const { pageLifetimes } = this.definition;
    this.run(visible ? 'show' : 'hide', () => pageLifetimes?.[visible ? 'show' : 'hide'].call(this));
  }

  /** Properties are set, from the page. */
  set(props: Data): void {
    this.put(props);
    this.notice(Object.keys(props));
  }

  private notice(changed: string[]): void {
    for (const [keys, observer] of Object.entries(this.definition.observers)) {
      const names = keys.split(',');
      if (names.some((name) => changed.includes(name)))
        this.run('observer', () =>
          observer.apply(
            this,
            names.map((name) => this.data[name]),
          ),
        );
    }
  }

  /** A touch, or another event of the template. */
  touch(method: string, event: object): void {
    this.run(method, () => this.definition.methods[method]!.call(this, event));
  }

  // What the component calls:

  setData(changes: Data): void {
    if (!this.listen) {
      this.stale = true;
      this.around.beforeSetData();
      this.stale = false;
    }
    Object.assign(this.data, changes);
    this.drawn(changes);
  }

  /** After each setData that came through. */
  drawn: (changes: Data) => void = () => undefined;

  triggerEvent(event: string, detail: object): void {
    if (this.listen) this.listen(event, detail);
    else this.around.fire(event, detail, this);
  }
}

/** The fields of a page that a person types into, as they look; the stepper is the kit's own. */
export class Form {
  fields: Record<string, string> = {};
  stepper: Mounted | undefined;
  private bound: Data = {};
  private known = false;

  constructor(
    private readonly page: Mounted,
    private readonly names: readonly string[],
  ) {
    page.drawn = (changes) => this.draw(changes);
  }

  get isDrawn(): boolean {
    return !['idle', 'entering', 'broken'].includes(String(this.page.data.phase));
  }

  get isDisabled(): boolean {
    return !!this.page.data.locked || !!this.page.data.busy;
  }

  /** The template draws fields anew when its branch comes, and sets what is bound when that changes. */
  private draw(changes: Data): void {
    const { data } = this.page;
    if (!this.isDrawn) {
      this.stepper = undefined;
      this.known = false;
      return;
    }
    const isNew = !this.known;
    this.known = true;
    for (const name of this.names)
      if (isNew || name in changes) this.fields[name] = String((data[name] as string | undefined) ?? '');
    const next: Data = {
      value: data.quantity,
      min: 'min' in data ? data.min : 1,
      max: 'max' in data ? data.max : data.refundable,
      disabled: this.isDisabled,
    };
    if (data.stepper === false) return;
    if (!this.stepper) {
      this.stepper = new Mounted('stepper', this.page.around, next, (_, detail) =>
        this.page.touch('onQuantity', { detail }),
      ).attach();
    } else {
      const changed = Object.keys(next).filter((key) => next[key] !== this.bound[key]);
      if (changed.length) this.stepper.set(Object.fromEntries(changed.map((key) => [key, next[key]])));
    }
    this.bound = next;
  }

  type(name: string, value: string): void {
    // A picture that is old may show a field that the page has locked by now.
    if (!this.isDrawn || this.isDisabled || this.page.stale || !(name in this.fields)) return;
    this.fields[name] = value;
    const method = `on${name[0]!.toUpperCase()}${name.slice(1)}`;
    this.page.touch(method, { detail: { value, cursor: value.length } });
  }

  /** The stepper's own field, and its buttons. */
  count(what: 'onInput' | 'onBlur' | 'onLess' | 'onMore', value = ''): void {
    if (this.stepper && !(this.isDisabled && what === 'onInput'))
      this.stepper.touch(what, { detail: { value } });
  }
}
