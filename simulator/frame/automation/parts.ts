/** What the automation needs of the running mini-program. */
import type { Tt } from '../../host';
import type { Instance } from '../../runtime/engine-internals';

export interface OpenPage {
  instance: Instance;
  element: HTMLElement;
  path: string;
  query: Record<string, string>;
}

export interface Parts {
  tt: Tt;
  /** Open pages, the shown one last. */
  pages(): readonly OpenPage[];
  firstPage(): string | undefined;
}

export type Params = Readonly<Record<string, unknown>>;
export type Method = (params: Params) => unknown;

/** A text among the parameters. @throws when it is none */
export function text(params: Params, name: string): string {
  const value = params[name];
  if (typeof value !== 'string')
    throw new Error(`${name} should be a text, but got ${JSON.stringify(value)}`);
  return value;
}

export const list = (params: Params, name: string): unknown[] => {
  const value = params[name];
  return Array.isArray(value) ? value : [];
};

/** A part of a value by its path, as in `goods[0].price`; the value itself without one. */
export function partOf(value: unknown, path: unknown): unknown {
  if (typeof path !== 'string' || path === '') return value;
  return path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, key)
          ? (part as Record<string, unknown>)[key]
          : undefined,
      value,
    );
}
