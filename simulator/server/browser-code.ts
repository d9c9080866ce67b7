/**
 * The simulator's own code for the browser. In the repository it is built when it is asked for; in a package
 * it was built before, and neither its sources nor what they import are there.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileTagTemplates } from '../compiler/tags';
import { BrowserBundle, type BrowserCode } from './browser-bundle';

const SIMULATOR = path.resolve(import.meta.dirname, '..');

/** Where a package keeps what was built. */
const BUILT = path.join(SIMULATOR, 'browser');

const bundleOf = (entry: string, head?: () => string): BrowserBundle =>
  new BrowserBundle(
    { entryPoints: [path.join(SIMULATOR, entry)], jsx: 'automatic', jsxImportSource: 'preact' },
    head,
  );

/** Name -> how it is built. */
export const BROWSER_BUNDLES = {
  runtime: bundleOf('frame/main.ts', () => `window.__TRADE_SIM_TAG_TEMPLATES__ = ${compileTagTemplates()};`),
  shell: bundleOf('shell/main.tsx'),
  console: bundleOf('shell/console-main.tsx'),
} as const;

type BrowserBundleName = keyof typeof BROWSER_BUNDLES;

/** `undefined` in the repository. */
function builtBefore(name: BrowserBundleName): BrowserCode | undefined {
  const script = path.join(BUILT, `${name}.js`);
  if (!existsSync(script)) return undefined;
  const sheet = path.join(BUILT, `${name}.css`);
  return {
    js: readFileSync(script, 'utf8'),
    css: existsSync(sheet) ? readFileSync(sheet, 'utf8') : '',
  };
}

const read = new Map<BrowserBundleName, BrowserCode>();

export async function browserCode(name: BrowserBundleName): Promise<BrowserCode> {
  const known = read.get(name);
  if (known) return known;
  const built = builtBefore(name);
  if (built === undefined) return BROWSER_BUNDLES[name].code();
  read.set(name, built);
  return built;
}
