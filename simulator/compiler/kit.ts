import path from 'node:path';
import type { Project } from './project';

export { KIT_PAGES, KIT_TAGS } from '../../src/contract/components';

/** The package whose components stand in for the platform's own. */
export const KIT = 'microapp-trade-kit';

export const PLUGIN = 'microapp-trade-plugin';

export const PLUGIN_PAGES_URL = `ext://${PLUGIN}/`;

/**
 * Where the official components come from in `usingComponents` (contract pay-button §1, variants B and C).
 */
export const SDK_URL = 'ext://industry/';
export const KIT_TAG_URLS = [SDK_URL, 'tta5a3d31e3aecfb9b11://'];

/** The module that sets the kit up for a program that does not know of it. */
export const BOOT_ID = 'virtual:trade-kit';

/** The simulated merchant's address, same origin as the frame. */
const MERCHANT_URL = '/merchant';

const CAMEL = /-([a-z])/g;

/** CommonJS text of the boot module. `pages`: page name -> url. */
export function bootSource(pages: Record<string, string>): string {
  const named = Object.fromEntries(
    Object.entries(pages).map(([name, url]) => [name.replace(CAMEL, (_, c: string) => c.toUpperCase()), url]),
  );
  return `require(${JSON.stringify(KIT)}).setup({ merchant: { baseUrl: ${JSON.stringify(MERCHANT_URL)} }, pages: ${JSON.stringify(named)} });
require(${JSON.stringify(`${KIT}/auto`)});`;
}

/**
 * True for a package folder that is laid out as the kit's repository (views in `components`, the rest in
 * `src`).
 */
function isSourceTree(project: Project, dir: string): boolean {
  return project.isFile(path.join(dir, 'src/index.ts'));
}

/**
 * `<package>/<sub>` -> where to look in its folder, best first. A published package is flat; the repository
 * is not.
 */
export function packagePaths(project: Project, dir: string, sub: string): string[] {
  if (!isSourceTree(project, dir)) return [sub];
  if (sub === '') return ['src/index'];
  return [`components/${sub}`, `src/handlers/${sub}`, `src/adapters/${sub}`, sub];
}
