import { join } from 'node:path';
import { defineHandlers } from '../../src/handlers/reply';

/** What miniprogram-simulate gives for a rendered component. */
export interface Rendered {
  dom: HTMLElement;
  instance: { data: Record<string, unknown>; setData(data: object): void };
  attach(parent: Node): void;
  detach(): void;
  setData(data: object): void;
  querySelector(
    selector: string,
  ): { dom: HTMLElement; dispatchEvent(name: string, options?: object): void } | undefined;
  addEventListener(name: string, handler: (event: { detail: Record<string, unknown> }) => void): void;
}

interface Simulate {
  load(path: string, options: object): string;
  render(id: string, props: object): Rendered;
}

const ROOT = join(__dirname, '../../.sim');

/** The platform's globals that the sources name; miniprogram-simulate brings Component alone. */
export function globals(app: object = {}): void {
  Object.assign(globalThis, { tt: {}, getApp: () => app });
}

/**
 * Loads a component of the kit from its sources. Once a test file: jest's require cache keeps a second load
 * from registering.
 */
export function loadComponent(name: string): (props: object) => Rendered {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the engine reads globals when it is loaded, and has no types
  const simulate = require('miniprogram-simulate') as Simulate;
  const id = simulate.load(join(ROOT, name, 'index'), { rootPath: ROOT, compiler: 'official' });
  return (props) => {
    const component = simulate.render(id, props);
    component.attach(document.body.appendChild(document.createElement('div')));
    return component;
  };
}

/** Lets promises and the engine's own deferred work run. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

export interface Heard {
  calls: { event: string; detail: Record<string, unknown> }[];
  key: string;
}

/** A registered set of handlers that notes what it is called with. */
export function handlers(part: Record<string, () => unknown> = {}): Heard {
  const calls: Heard['calls'] = [];
  const set: Record<string, (event: { detail: Record<string, unknown> }) => unknown> = {};
  for (const event of ['getgoodsinfo', 'placeorder', 'pay', 'error']) {
    set[event] = ({ detail }) => {
      calls.push({ event, detail });
      return part[event] ? part[event]() : {};
    };
  }
  return { calls, key: defineHandlers(set) };
}
