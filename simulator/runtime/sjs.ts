import { problem } from '../rules/diagnose';
import * as glassEasel from 'glass-easel';
import type { TemplateHooks } from '../protocol';
import {
  currentElementOf,
  domOf,
  engineComponentOf,
  instanceOf,
  methodOf,
  setExtraClass,
  setExtraStyle,
} from './engine-internals';
import type { Problems } from './problems';
import { replaceRpx } from '../tags/rpx';
import { hyphenated } from '../letter-case';

/** What a script of a template gets for a component or an element: a way to change what is seen at once. */
interface SjsDescriptor {
  selectComponent(selector: string): SjsDescriptor | null;
  selectAllComponents(selector: string): SjsDescriptor[];
  setStyle(style: string | Record<string, unknown>): SjsDescriptor;
  addClass(names: string): SjsDescriptor;
  removeClass(names: string): SjsDescriptor;
  hasClass(name: string): boolean;
  getDataset(): Record<string, unknown>;
  callMethod(name: string, args?: unknown): unknown;
  triggerEvent(name: string, detail?: unknown, options?: object): void;
  getState(): Record<string, unknown>;
  getComputedStyle(names: string | string[]): Record<string, string>;
  getBoundingClientRect(): Record<string, number>;
  requestAnimationFrame(callback: (time: number) => void): number;
  setTimeout(callback: () => void, delay?: number): number;
  clearTimeout(timer: number): void;
}

const styleText = (style: string | Record<string, unknown>): string =>
  replaceRpx(
    typeof style === 'string'
      ? style
      : Object.entries(style)
          .map(([name, value]) => `${hyphenated(name)}:${String(value)}`)
          .join(';'),
  );

const namesIn = (names: unknown): string[] => String(names).split(/\s+/).filter(Boolean);

function describe(
  element: glassEasel.Element,
  states: WeakMap<object, Record<string, unknown>>,
): SjsDescriptor {
  const component = glassEasel.Component.isComponent(element) ? element : undefined;
  const owner = component ?? element.ownerShadowRoot?.getHostNode();
  const dom = (): HTMLElement | undefined => domOf(element);
  const found = (selector: string): glassEasel.Element[] =>
    (component ?? owner)?.getShadowRoot()?.querySelectorAll(selector) ?? [];
  const toggle = (names: string, on: boolean): SjsDescriptor => {
    for (const name of namesIn(names)) setExtraClass(element, name, on);
    return descriptor;
  };
  const descriptor: SjsDescriptor = {
    selectComponent: (selector) => {
      const [first] = found(selector);
      return first ? describe(first, states) : null;
    },
    selectAllComponents: (selector) => found(selector).map((one) => describe(one, states)),
    setStyle: (style) => {
      setExtraStyle(element, styleText(style));
      return descriptor;
    },
    addClass: (names) => toggle(names, true),
    removeClass: (names) => toggle(names, false),
    hasClass: (name) => element.classList?.contains(name) === true,
    getDataset: () => ({ ...element.dataset }),
    callMethod: (name, args) => {
      const instance = owner && instanceOf(owner);
      const method = instance && methodOf(instance, name);
      if (!method) throw new TypeError(`callMethod: "${owner?.is ?? ''}" has no method "${name}"`);
      return method.call(instance, args);
    },
    triggerEvent: (name, detail, options) => element.triggerEvent(name, detail, options),
    getState: () => {
      const state = states.get(element) ?? {};
      states.set(element, state);
      return state;
    },
    getComputedStyle: (names) => {
      const node = dom();
      const style = node && getComputedStyle(node);
      return Object.fromEntries(
        [names].flat().map((name) => [name, style?.getPropertyValue(hyphenated(name)) ?? '']),
      );
    },
    getBoundingClientRect: () => {
      const {
        left = 0,
        top = 0,
        right = 0,
        bottom = 0,
        width = 0,
        height = 0,
      } = dom()?.getBoundingClientRect() ?? {};
      return { left, top, right, bottom, width, height };
    },
    requestAnimationFrame: (callback) => requestAnimationFrame(callback),
    setTimeout: (callback, delay) => window.setTimeout(callback, delay),
    clearTimeout: (timer) => window.clearTimeout(timer),
  };
  return descriptor;
}

/** Joins the templates' code to the frame: its failures become problems, and its scripts see components. */
export function connectTemplates(hooks: TemplateHooks, problems: Problems): void {
  const states = new WeakMap<object, Record<string, unknown>>();
  const told = new Set<string>();
  hooks.failed = (error, place, level) => {
    const { file = '', line, column, text = '' } = place ?? {};
    const message = error instanceof Error ? error.message : String(error);
    // A list shows one mistake a thousand times.
    const key = `${file}:${line}:${column}:${message}`;
    if (told.has(key)) return;
    told.add(key);
    problems.report(error, {
      file,
      ...(line === undefined ? {} : { at: { line, column: column ?? 1 } }),
      finding: (said) => {
        if (text === '') return problem('template-script-threw', { error: said });
        return problem(level === 'warning' ? 'template-name' : 'template-threw', { text, error: said });
      },
    });
  };
  hooks.descriptor = (component) =>
    component === null || component === undefined
      ? component
      : describe(engineComponentOf(component) as unknown as glassEasel.Element, states);
  hooks.current = currentElementOf;
}
