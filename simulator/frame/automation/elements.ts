/** `Element.*` of the protocol. */
import * as glassEasel from 'glass-easel';
import type { Tt } from '../../host';
import { domOf, instanceOf } from '../../runtime/engine-internals';
import { copyOf } from '../../rules/data';
import { callMethod } from './app';
import { attribute, find, isCustom, tagOf, treeOf, wordOf, type Node } from './find';
import { list, partOf, text, type Method, type Params } from './parts';
import { callTag } from './tags';
import { tap, touch } from './touch';
import { textOf } from './tree';
import { hyphenated } from '../../letter-case';

const AS_JSON = { json: true, instances: 'flatten' } as const;
/** Elements that are remembered; of pages that are gone none is needed. */
const MOST = 5000;

/** The elements that a test holds, by the numbers that it knows them by. */
export class Elements {
  private readonly known = new Map<string, Node>();
  private readonly ids = new WeakMap<Node, string>();
  private last = 0;

  keep(node: Node): object {
    const known = this.ids.get(node);
    const elementId = known ?? `e${(this.last += 1)}`;
    if (known === undefined) {
      this.ids.set(node, elementId);
      this.known.set(elementId, node);
      if (this.known.size > MOST) this.forget();
    }
    return { elementId, tagName: tagOf(node), ...(isCustom(node) ? { nodeId: elementId } : {}) };
  }

  of(params: Params): Node {
    const node = this.known.get(text(params, 'elementId'));
    if (!node || domOf(node)?.isConnected !== true)
      throw new Error('the element is not on the page any more: look for it again');
    return node;
  }

  private forget(): void {
    for (const [id, node] of this.known) if (domOf(node)?.isConnected !== true) this.known.delete(id);
  }
}

const dom = (node: Node): HTMLElement => {
  const element = domOf(node);
  if (!element) throw new Error('the element is not drawn');
  return element;
};

/** The tag's own properties, or the names of them all for `__propPublic`. */
function propertyOf(node: Node, name: string): unknown {
  const data = node instanceof glassEasel.Component ? (node.data as Record<string, unknown>) : {};
  if (name === '__propPublic') {
    const names = ['id', 'class', 'style', 'hidden', 'dataset', ...Object.keys(data)];
    return Object.fromEntries(names.map((one) => [one, true]));
  }
  if (name === 'hidden') return dom(node).hasAttribute('hidden');
  if (name === 'dataset') return copyOf(node.dataset ?? {}, AS_JSON);
  return copyOf(Object.hasOwn(data, name) ? data[name] : attribute(node, name), AS_JSON);
}

const componentOf = (node: Node): glassEasel.GeneralComponent => {
  if (!isCustom(node)) throw new Error(`<${tagOf(node)}> is no component of the program`);
  return node;
};

export function elementMethods(elements: Elements, tt: Tt): Record<string, Method> {
  const names = (params: Params): string[] => list(params, 'names').map(String);
  const inner = (params: Params): Node[] => {
    const node = elements.of(params);
    return find(isCustom(node) ? treeOf(node) : node, text(params, 'selector'));
  };
  const read = (key: string, value: (node: Node, name: string) => unknown): Method => {
    return (params) => {
      const node = elements.of(params);
      return { [key]: names(params).map((name) => value(node, name)) };
    };
  };
  return {
    'Element.getElement': (params) => {
      const [first] = inner(params);
      if (!first) throw new Error(`no element for ${text(params, 'selector')}`);
      return elements.keep(first);
    },
    'Element.getElements': (params) => ({ elements: inner(params).map((node) => elements.keep(node)) }),
    'Element.getOffset': (params) => {
      const { left, top } = dom(elements.of(params)).getBoundingClientRect();
      const page = dom(elements.of(params)).getRootNode() as ShadowRoot;
      return { left: left + (page.host?.scrollLeft ?? 0), top: top + (page.host?.scrollTop ?? 0) };
    },
    'Element.getDOMProperties': read('properties', (node, name) => {
      const value = (dom(node) as unknown as Record<string, unknown>)[name];
      return typeof value === 'function' ? undefined : copyOf(value, AS_JSON);
    }),
    'Element.getAttributes': read('attributes', (node, name) => {
      const value = attribute(node, name) ?? dom(node).getAttribute(name);
      return value === null || value === undefined ? value : wordOf(value);
    }),
    'Element.getProperties': read('properties', propertyOf),
    'Element.getStyles': read('styles', (node, name) =>
      getComputedStyle(dom(node)).getPropertyValue(hyphenated(name)),
    ),
    'Element.getWXML': (params) => ({ wxml: textOf(elements.of(params), params.type === 'outer') }),
    'Element.tap': (params) => tap(dom(elements.of(params))),
    'Element.touchstart': (params) => touch(dom(elements.of(params)), 'touchstart', params),
    'Element.touchmove': (params) => touch(dom(elements.of(params)), 'touchmove', params),
    'Element.touchend': (params) => touch(dom(elements.of(params)), 'touchend', params),
    'Element.triggerEvent': (params) => {
      elements.of(params).triggerEvent(text(params, 'type'), (params.detail ?? {}) as object);
    },
    'Element.dispatchEvent': (params) => {
      const { eventInit } = params;
      const init = typeof eventInit === 'object' && eventInit !== null ? eventInit : {};
      dom(elements.of(params)).dispatchEvent(new CustomEvent(text(params, 'eventName'), init));
    },
    'Element.getData': (params) => ({
      data: copyOf(partOf(instanceOf(componentOf(elements.of(params))).data, params.path), AS_JSON),
    }),
    'Element.setData': (params) =>
      new Promise((resolve) => {
        const component = instanceOf(componentOf(elements.of(params)));
        component.setData((params.data ?? {}) as Record<string, unknown>, () => resolve({}));
      }),
    'Element.callMethod': async (params) => ({
      result: await callMethod(
        instanceOf(componentOf(elements.of(params))),
        text(params, 'method'),
        list(params, 'args'),
      ),
    }),
    'Element.callFunction': (params) => ({
      result: callTag(
        elements.of(params),
        dom(elements.of(params)),
        text(params, 'functionName'),
        list(params, 'args'),
      ),
    }),
    'Element.callContextMethod': (params) => {
      const node = elements.of(params);
      if (tagOf(node) !== 'video') throw new Error(`<${tagOf(node)}> has no context`);
      const { createVideoContext } = tt as unknown as Record<string, (id: string) => Record<string, unknown>>;
      const method = createVideoContext!(node.id)[text(params, 'method')];
      if (typeof method !== 'function') throw new Error(`a video has no method ${text(params, 'method')}`);
      return { result: (method as (...args: unknown[]) => unknown)(...list(params, 'args')) };
    },
  };
}
