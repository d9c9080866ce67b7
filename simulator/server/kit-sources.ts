import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { KIT } from '../compiler/kit';
import type { SimulatorOptions } from './index';

interface Manifest {
  name?: unknown;
  version?: unknown;
}

function manifestIn(dir: string): Manifest | undefined {
  const file = path.join(dir, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}

/** The pictures of the sandbox's goods. */
const PICTURES = path.resolve(import.meta.dirname, '../../demo-app/assets/goods');

/** What a server of a mini-program needs to know of the kit: its sources, and the pictures of its goods. */
export function servedKit(): Pick<SimulatorOptions, 'aliases' | 'pictures'> {
  const kit = findKit();
  return {
    ...(kit !== undefined && { aliases: { [KIT]: kit } }),
    pictures: [{ prefix: '/assets/goods/', dir: PICTURES }],
  };
}

/** The nearest folder around another one whose package has that name. */
function folderAround(from: string, name: string): string | undefined {
  for (let dir = from; ; dir = path.dirname(dir)) {
    if (manifestIn(dir)?.name === name) return dir;
    if (dir === path.dirname(dir)) return undefined;
  }
}

/** The folder of the kit: the repository around the simulator, or the package installed beside it. */
export function findKit(from: string = import.meta.dirname): string | undefined {
  const around = folderAround(from, KIT);
  if (around !== undefined) return around;
  try {
    return path.dirname(createRequire(path.join(from, 'index.js')).resolve(`${KIT}/package.json`));
  } catch {
    return undefined;
  }
}

/** The version of the simulator that runs, or of the package that makes shops. */
export function ownVersion(): string {
  const dir = ['microapp-trade-simulator', 'create-microapp-trade']
    .map((name) => folderAround(import.meta.dirname, name))
    .find((found) => found !== undefined);
  return String(dir === undefined ? undefined : manifestIn(dir)?.version);
}
