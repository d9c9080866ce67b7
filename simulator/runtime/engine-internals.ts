/**
 * The only file that knows names of glass-easel and its adapter which their documentation does not promise
 * (`_$…`, `__wxElement`, patched prototypes). The two packages are pinned to one exact version; an upgrade is
 * checked here.
 */
import * as glassEasel from 'glass-easel';
import {
  behavior as adapterBehavior,
  component as adapterComponent,
  type CodeSpace,
} from 'glass-easel-miniprogram-adapter';
import { copyOf } from '../rules/data';
import { hyphenated } from '../letter-case';

/** What `this` is inside a mini-program component or page. */
export interface Instance {
  [field: string]: unknown;
  readonly is: string;
  readonly id: string;
  readonly dataset: Record<string, unknown> | null;
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>, callback?: () => void): void;
}

interface TriggerOptions {
  bubbles?: boolean;
  composed?: boolean;
  capturePhase?: boolean;
}

/** The plain object that handlers get as `target` and `currentTarget`. */
interface PlainTarget {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

/** What an object becomes as text. */
const OBJECT_TEXT = '[object Object]';

/** What may be asked for in a selector without an escape. */
const ATTRIBUTE = /^data-[\p{L}\p{N}_-]+$/u;

type Wrapped = Record<string, unknown>;
interface EventInternals {
  type: string;
  timeStamp: number;
  detail: unknown;
  extraFields?: Record<string, unknown>;
  _$handleListenerReturn?: (value: unknown) => boolean | void;
}
interface EventPrototype {
  wrapShadowedEvent(this: EventInternals, target: unknown, mark: unknown, currentTarget: unknown): Wrapped;
}
interface CallerPrototype {
  triggerEvent(this: Instance, name: string, detail: unknown, options?: TriggerOptions): void;
  setData(this: Instance, data: unknown, callback?: () => void): void;
  [method: string]: unknown;
}

const callerPrototype = adapterComponent.ComponentCaller.prototype as unknown as CallerPrototype;

/** The engine's component behind an instance; an engine component is its own. */
export function engineComponentOf(instance: unknown): glassEasel.GeneralComponent {
  const caller = instance as { _$?: glassEasel.GeneralComponent };
  return caller._$ ?? (instance as glassEasel.GeneralComponent);
}

/** The engine's behavior behind what `Behavior()` gave; anything else as it is. */
export function engineBehaviorOf(behavior: unknown): unknown {
  return behavior instanceof adapterBehavior.Behavior
    ? (behavior as unknown as { _$: glassEasel.GeneralBehavior })._$
    : behavior;
}

/**
 * `data-*` in the DOM, so that `[data-x]` of a sheet finds it. An object has no text to select by.
 */
export function writeDatasetToDom(): void {
  const prototype = glassEasel.Element.prototype as unknown as {
    setDataset(this: { $$?: Element }, name: string, value: unknown): void;
  };
  const set = prototype.setDataset;
  prototype.setDataset = function (name, value) {
    set.call(this, name, value);
    if (!(this.$$ instanceof Element)) return;
    const attribute = `data-${hyphenated(name)}`;
    if (value === undefined || value === null || typeof value === 'object' || !ATTRIBUTE.test(attribute))
      this.$$.removeAttribute(attribute);
    else this.$$.setAttribute(attribute, String(value as string | number | boolean));
  };
}

/**
 * A style is text. One that is bound to an object has none: it is left away, and `report` hears in which
 * template it stands.
 */
export function refuseStyleObjects(report: (owner: string) => void): void {
  const prototype = glassEasel.Element.prototype as unknown as {
    setNodeStyle(this: glassEasel.Element, style: string, segment: number): void;
  };
  const set = prototype.setNodeStyle;
  prototype.setNodeStyle = function (style, segment) {
    const isObject = style.includes(OBJECT_TEXT);
    if (isObject) report(this.ownerShadowRoot?.getHostNode().is ?? '');
    set.call(this, isObject ? '' : style, segment);
  };
}

/** The engine's element that a DOM node stands for. */
export function engineElementOf(node: Node): glassEasel.Element | undefined {
  return (node as { __wxElement?: glassEasel.Element }).__wxElement;
}

/** An attribute of a plain tag as the template gave it, before it became a text. */
export function attributeOf(node: Node, name: string): unknown {
  const element = engineElementOf(node) as unknown as
    { _$nodeAttributes?: Record<string, unknown> } | undefined;
  return element?._$nodeAttributes?.[name];
}

/** The DOM node of an engine element. */
export function domOf(element: unknown): HTMLElement | undefined {
  const { $$ } = engineComponentOf(element) as unknown as { $$?: HTMLElement };
  return $$ ?? undefined;
}

/**
 * Calls an instance's method by name, if it is there, looked up now: adapters add methods to live instances.
 */
export function methodOf(instance: Instance, name: string): ((...args: unknown[]) => unknown) | undefined {
  const method = instance[name];
  return typeof method === 'function' ? (method as (...args: unknown[]) => unknown) : undefined;
}

/** What the view hands to the scripts: never the objects that the template holds. */
const AS_JSON = { json: true, instances: 'flatten' } as const;

function plainTarget(target: unknown): PlainTarget {
  const element = engineComponentOf(target) as unknown as { id?: string; dataset?: Record<string, unknown> };
  const dom = domOf(target);
  return {
    id: element.id ?? '',
    dataset: copyOf(element.dataset ?? {}, AS_JSON) as Record<string, unknown>,
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  };
}

/** Those that look at what stops an event already. */
const stopping = new WeakSet<object>();

const currentElements = new WeakMap<object, unknown>();

/** The engine's element that a handler's event is at. */
export const currentElementOf = (event: object): unknown => currentElements.get(event);

/** What `this` is in a component's methods. */
export const instanceOf = (component: glassEasel.GeneralComponent): Instance =>
  component.getMethodCaller() as unknown as Instance;

/** The engine's `StyleSegmentIndex.TEMP_EXTRA`: what is set in it outlives the template's next update. */
const EXTRA = 3;

/** Adds to an element's inline style, above what its template says. */
export const setExtraStyle = (element: glassEasel.Element, style: string): void =>
  element.setNodeStyle(style, EXTRA as never);

export const setExtraClass = (element: glassEasel.Element, name: string, on: boolean): void =>
  element.toggleNodeClass(name, on, EXTRA as never);

/**
 * Handlers get plain objects (own fields, no live component behind `target`), and `return false` no longer
 * stops an event: on a device a script's answer comes when the event has gone its way. A script of a template
 * is asked by the engine itself, and stops it by `stop`. `onHandled` is called for every event that has a
 * listener.
 */
export function makeEventsPlain(onHandled: (event: object) => void, stop: object): void {
  const prototype = glassEasel.Event.prototype as unknown as EventPrototype;
  const wrap = prototype.wrapShadowedEvent;
  prototype.wrapShadowedEvent = function (target, mark, currentTarget) {
    const handle = this._$handleListenerReturn;
    if (!handle || !stopping.has(handle)) {
      const handleOrStop = (value: unknown): boolean | void => (value === stop ? false : handle?.(value));
      stopping.add(handleOrStop);
      this._$handleListenerReturn = handleOrStop;
    }
    onHandled(this);
    const event = Object.assign(wrap.call(this, target, mark, currentTarget), {
      type: this.type,
      timeStamp: this.timeStamp,
      detail: this.detail,
      target: plainTarget(target),
      currentTarget: plainTarget(currentTarget),
      ...this.extraFields,
    });
    currentElements.set(event, currentTarget);
    return event;
  };
}

/** Replaces `triggerEvent` of all components. `deliver` dispatches the event with the given detail. */
export function overrideTriggerEvent(
  replacement: (
    instance: Instance,
    name: string,
    detail: unknown,
    deliver: (detail: unknown) => void,
  ) => void,
): void {
  const original = callerPrototype.triggerEvent;
  callerPrototype.triggerEvent = function (name, detail, options) {
    // The engine knows one more option, which no device has: it is not passed on.
    const { bubbles, composed, capturePhase } = options ?? {};
    replacement(this, name, detail, (copied) =>
      original.call(this, name, copied, { bubbles, composed, capturePhase } as TriggerOptions),
    );
  };
}

/**
 * Replaces `setData` of all pages and components of programs. `apply` hands the data to the engine.
 */
export function overrideSetData(
  replacement: (
    instance: Instance,
    data: unknown,
    callback: (() => void) | undefined,
    apply: (data: unknown, callback?: () => void) => void,
  ) => void,
): void {
  const original = callerPrototype.setData;
  callerPrototype.setData = function (data, callback) {
    replacement(this, data, callback, (copied, done) => original.call(this, copied, done));
  };
}

/** What the engine has of a component's template and data. */
interface ComponentInternals {
  _$tmplInst?: { updateValues(data: unknown, changes: unknown[]): void };
  _$dataGroup?: { replaceProperty(name: string, value: unknown): boolean };
}

/**
 * Lets what a component's template shows follow its data when `later` says so. One that has left by then has
 * no elements any more.
 */
export function deferTemplate(
  component: glassEasel.GeneralComponent,
  later: (work: () => void) => void,
): void {
  const template = (component as unknown as ComponentInternals)._$tmplInst;
  if (!template) return;
  const update = template.updateValues.bind(template);
  let wasThere = false;
  const apply = (data: unknown, changes: unknown[]): void => {
    const isThere = glassEasel.Element.isAttached(component);
    if (wasThere && !isThere) return;
    wasThere = isThere;
    update(data, changes);
  };
  template.updateValues = (data, changes) => {
    wasThere ||= glassEasel.Element.isAttached(component);
    later(() =>
      glassEasel.safeCallback('update of the template', apply, component, [data, changes], component),
    );
  };
}

const prepared = new WeakSet<object>();

/** Puts `copy` before every value that a template hands to a property. Once is enough for all components. */
export function copyProperties(
  component: glassEasel.GeneralComponent,
  copy: (value: unknown) => unknown,
): void {
  const group = (component as unknown as ComponentInternals)._$dataGroup;
  const prototype = group && (Object.getPrototypeOf(group) as NonNullable<typeof group>);
  if (!prototype || prepared.has(prototype)) return;
  prepared.add(prototype);
  const replace = prototype.replaceProperty;
  prototype.replaceProperty = function (name, value) {
    return replace.call(this, name, copy(value));
  };
}

/** Lets events of the built-in tags come when `later` says so. */
export function deferTagEvents(later: (work: () => void) => void): void {
  const prototype = glassEasel.Component.prototype as unknown as {
    triggerEvent(this: { is: string }, name: string, detail: unknown, options?: object): void;
  };
  const trigger = prototype.triggerEvent;
  prototype.triggerEvent = function (name, detail, options) {
    if (!this.is.startsWith('tt:')) trigger.call(this, name, detail, options);
    else later(() => trigger.call(this, name, detail, options));
  };
}

/** The typings' callback forms: `selectComponent(selector, callback)` and the like. */
export function addCallbackForms(): void {
  for (const name of ['selectComponent', 'selectAllComponents', 'getRelationNodes']) {
    const original = callerPrototype[name] as (this: unknown, key: string, second?: unknown) => unknown;
    callerPrototype[name] = function (this: unknown, key: string, second?: unknown): unknown {
      if (typeof second !== 'function') return original.call(this, key, second);
      const found = original.call(this, key);
      (second as (found: unknown) => void).call(this, found);
      return found;
    };
  }
}

/** Gives every component a method. */
export function addInstanceMethod(
  name: string,
  method: (this: Instance, ...args: unknown[]) => unknown,
): void {
  callerPrototype[name] = method;
}

/**
 * Ids as the mini-program wrote them, in the DOM too; handlers looked up on the instance when the event
 * comes. A program's own names never stand on the engine's nodes, which have names of their own (`dataset`,
 * `parentNode`): an instance has them.
 */
export function useOwnIds(space: CodeSpace): void {
  const target = space as unknown as {
    prepareComponentOptions(...args: unknown[]): [glassEasel.ComponentOptions, unknown];
  };
  const prepare = target.prepareComponentOptions.bind(space);
  target.prepareComponentOptions = (...args) => {
    const prepared = prepare(...args);
    Object.assign(prepared[0], {
      idPrefixGenerator: null,
      writeIdToDOM: true,
      useMethodCallerListeners: true,
      writeFieldsToNode: false,
    });
    return prepared;
  };
}

/** Dispatches a DOM event into the mini-program under another name: `longpress` from a `touchstart`. */
export function triggerFromDom(
  backend: glassEasel.CurrentWindowBackendContext,
  event: Event,
  type: string,
  detail: unknown,
): void {
  (
    backend as unknown as {
      _$trigger(event: Event, type: string, detail: unknown, bubbles: boolean, composed: boolean): void;
    }
  )._$trigger(event, type, detail, true, true);
}

type Generated = { B?: object; C?: unknown } | undefined;
type Generator = ((...args: unknown[]) => Generated) | undefined;

interface TemplateOfOne {
  shadowRoot: { getHostNode(): glassEasel.GeneralComponent };
}

/**
 * A compiled template whose table of bindings knows its own fields only: a property `constructor` that it
 * does not bind would be looked up on every object's prototype. Of a component that `isEmpty` it makes
 * nothing.
 */
export function withOwnBindings(
  content: unknown,
  isEmpty: (component: glassEasel.GeneralComponent) => boolean,
): (name: string) => unknown {
  return (name) => {
    const generate = (content as (name: string) => Generator)(name);
    if (!generate) return generate;
    return (...args: unknown[]) => {
      const [{ shadowRoot }] = args as [TemplateOfOne];
      if (isEmpty(shadowRoot.getHostNode())) return { C: () => undefined };
      const made = generate(...args);
      if (made?.B) Object.setPrototypeOf(made.B, null);
      return made;
    };
  };
}

/** The first or all engine elements inside an instance's own template that match a selector. */
export function queryEngine(instance: Instance, selector: string): glassEasel.Element[] {
  return engineComponentOf(instance).getShadowRoot()?.querySelectorAll(selector) ?? [];
}
