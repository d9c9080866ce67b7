/**
 * Other package managers, other versions of Node and of TypeScript, in exact versions. Installed once
 * and kept until scripts/pack/tools/package-lock.json changes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from '../lib/cached-install';

/** The folder of what is installed. */
export const tools = (): Promise<string> => installed('scripts/pack/tools');

export interface Node {
  /** What it is, for a line of the report. */
  name: string;
  program: string;
}

/** The oldest Node that the packages name and the newest, where they are to be had; else this one. */
export async function nodes(): Promise<Node[]> {
  const modules = await tools();
  const place = `${process.platform}-${process.arch}`;
  const found = ['oldest', 'newest'].flatMap((age): Node[] => {
    const folder = join(modules, `node-${age}-${place}`);
    if (!existsSync(folder)) return [];
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return [{ name: `Node ${version}`, program: join(folder, 'bin/node') }];
  });
  return found.length > 0 ? found : [{ name: `Node ${process.versions.node}`, program: process.execPath }];
}
