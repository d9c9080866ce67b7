import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../scripts/lib/paths';

const require = createRequire(import.meta.url);

/** What miniprogram-simulate gives for a rendered component. */
export interface Rendered {
  dom: Element;
  attach(parent: Node): void;
  detach(): void;
  /** Where `detach` takes the component's node out of. */
  parentNode: { removeChild(node: Node): void } | null;
  triggerPageLifeTime(name: 'show' | 'hide'): void;
  instance: { setData(data: object): void };
}

interface Simulate {
  load(path: string, options: object): string;
  render(id: string, props?: object): Rendered;
}

/** A browser's globals from jsdom, and the platform's that the kit names. */
export function enterBrowser(): void {
  const { JSDOM } = require('jsdom') as typeof import('jsdom');
  const { window } = new JSDOM('<!doctype html><html><body></body></html>', { pretendToBeVisual: true });
  const names = [
    'document',
    'Node',
    'Element',
    'HTMLElement',
    'Event',
    'CustomEvent',
    'MutationObserver',
  ] as const;
  Object.assign(
    globalThis,
    { window, tt: {}, getApp: () => ({}) },
    Object.fromEntries(names.map((name) => [name, window[name]])),
  );
}

type Render = (props?: object) => Rendered;

/**
 * Puts the sources of the kit's components, which scripts/sim-components.ts has written for the engine, into
 * one script each.
 */
export function bundleComponents(names: readonly string[]): void {
  buildSync({
    entryPoints: names.map((name) => ({
      in: join(ROOT, 'components', name, 'index.ts'),
      out: `${name}/index`,
    })),
    outdir: join(ROOT, '.sim'),
    bundle: true,
    format: 'cjs',
    target: 'es2015',
    logLevel: 'error',
  });
}

/** The engine, which has every component note what it sets. `path`: in .sim, without extension. */
export function startEngine(): (path: string) => Render {
  const simulate = require('miniprogram-simulate') as Simulate;
  noteSetData();
  const root = join(ROOT, '.sim');
  return (path) => {
    const id = simulate.load(join(root, path), { rootPath: root, compiler: 'official' });
    return (props) => simulate.render(id, props);
  };
}

/** What every setData since the last `sent.splice(0)` carried, as JSON. */
export const sent: string[] = [];

type Created = (this: { setData(data: object): void }) => void;

interface Definition {
  created?: Created;
  lifetimes?: { created?: Created };
}

/** Has each component that is defined from now on note its setData calls, from its creation on. */
function noteSetData(): void {
  const world = globalThis as unknown as { Component: (definition: Definition) => unknown };
  const real = world.Component;
  world.Component = (definition) => {
    const created = definition.lifetimes?.created ?? definition.created;
    definition.lifetimes = Object.assign({}, definition.lifetimes, {
      created(this: { setData(data: object): void }) {
        const set = this.setData.bind(this);
        this.setData = (data) => {
          sent.push(JSON.stringify(data));
          set(data);
        };
        created?.call(this);
      },
    });
    return real(definition);
  };
}

export interface Counted {
  wakes: number;
  stop(): number;
}

/** Counts how often a timer wakes the program up. */
export function countWakes(): Counted {
  const real = globalThis.setTimeout;
  const counted: Counted = {
    wakes: 0,
    stop() {
      globalThis.setTimeout = real;
      return counted.wakes;
    },
  };
  globalThis.setTimeout = ((run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
    real(
      (...given: unknown[]) => {
        counted.wakes++;
        run(...given);
      },
      ms,
      ...args,
    )) as typeof setTimeout;
  return counted;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
