/** `App.*` and `Page.*` of the protocol. */
import { engineComponentOf, methodOf, type Instance } from '../../runtime/engine-internals';
import { pageIdOf } from '../../runtime/instance-ids';
import { nearestName } from '../../rules/nearest';
import { callApi, mockApi, refusePlugin, type Mock } from './apis';
import type { Elements } from './elements';
import { find, treeOf, type Node } from './find';
import { list, partOf, text, type Method, type OpenPage, type Params, type Parts } from './parts';
import { findByXpath } from './tree';

const infoOf = ({ instance, path, query }: OpenPage): object => ({ pageId: pageIdOf(instance), path, query });

/** Calls a method of a page or component. @throws when it has none of that name */
export function callMethod(instance: Instance, name: string, args: unknown[]): unknown {
  const method = methodOf(instance, name);
  if (!method) {
    const near = nearestName(name, Object.keys(instance));
    throw new Error(`there is no method ${name}${near === undefined ? '' : `: did you mean ${near}?`}`);
  }
  return method.apply(instance, args);
}

/** The values that a window of a page has, by their names in a browser. */
function windowOf({ element }: OpenPage): Record<string, unknown> {
  return {
    document: { documentElement: element, body: element, title: document.title },
    innerWidth,
    innerHeight,
    devicePixelRatio,
    location: { href: location.href },
  };
}

const readPath = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);

export function appMethods(
  { tt, pages }: Parts,
  elements: Elements,
  run: (params: Params) => Promise<unknown>,
  functionOf: (params: Params) => Promise<Mock>,
  bind: (name: string) => void,
): Record<string, Method> {
  const current = (): OpenPage => {
    const page = pages().at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  };
  const pageOf = ({ pageId }: Params): OpenPage => {
    const page = pages().find(({ instance }) => pageIdOf(instance) === pageId);
    if (!page) throw new Error(`page ${String(pageId)} is not open any more`);
    return page;
  };
  const treeOfPage = (params: Params) => treeOf(engineComponentOf(pageOf(params).instance));
  const keep = (node: Node | undefined, params: Params): object => {
    if (!node) throw new Error(`no element for ${text(params, 'selector')}`);
    return elements.keep(node);
  };
  return {
    'App.getPageStack': () => ({ pageStack: pages().map(infoOf) }),
    'App.getCurrentPage': () => infoOf(current()),
    'App.callWxMethod': async (params) => {
      refusePlugin(params.pluginId);
      return { result: await callApi(tt, text(params, 'method'), list(params, 'args')) };
    },
    'App.mockWxMethod': async (params) => {
      refusePlugin(params.pluginId);
      const mock = 'functionId' in params ? await functionOf(params) : params.result;
      mockApi(
        tt,
        text(params, 'method'),
        'functionId' in params || 'result' in params,
        mock,
        list(params, 'args'),
      );
      return {};
    },
    'App.callFunction': async (params) => ({ result: await run(params) }),
    'App.addBinding': (params) => bind(text(params, 'name')),
    'App.exit': () => ({}),
    'Page.getElement': (params) => keep(find(treeOfPage(params), text(params, 'selector'))[0], params),
    'Page.getElements': (params) => ({
      elements: find(treeOfPage(params), text(params, 'selector')).map((node) => elements.keep(node)),
    }),
    'Page.getElementByXpath': (params) =>
      keep(findByXpath(treeOfPage(params), text(params, 'selector'))[0], params),
    'Page.getElementsByXpath': (params) => ({
      elements: findByXpath(treeOfPage(params), text(params, 'selector')).map((node) => elements.keep(node)),
    }),
    'Page.getData': (params) => ({ data: partOf(pageOf(params).instance.data, params.path) }),
    'Page.setData': (params) =>
      new Promise((resolve) => {
        const { instance } = pageOf(params);
        instance.setData((params.data ?? {}) as Record<string, unknown>, () => resolve({}));
      }),
    'Page.callMethod': async (params) => ({
      result: await callMethod(pageOf(params).instance, text(params, 'method'), list(params, 'args')),
    }),
    'Page.getWindowProperties': (params) => {
      const facade = windowOf(pageOf(params));
      return { properties: list(params, 'names').map((name) => readPath(facade, String(name))) };
    },
  };
}
