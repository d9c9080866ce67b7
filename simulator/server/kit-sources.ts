import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { KIT } from '../compiler/kit';
import type { SimulatorOptions } from './index';

function nameOf(dir: string): unknown {
  const file = path.join(dir, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name : undefined;
}

/** What a server of a mini-program needs to know of the kit: its sources, and the pictures of its goods. */
export function servedKit(): Pick<SimulatorOptions, 'aliases' | 'pictures'> {
  const kit = findKit();
  if (kit === undefined) return {};
  return {
    aliases: { [KIT]: kit },
    pictures: [{ prefix: '/assets/goods/', dir: path.join(kit, 'demo-app/assets/goods') }],
  };
}

/** The folder of the kit: the repository around the simulator, or the package installed beside it. */
export function findKit(from: string = import.meta.dirname): string | undefined {
  for (let dir = from; ; dir = path.dirname(dir)) {
    const installed = path.join(dir, 'node_modules', KIT);
    if (nameOf(dir) === KIT) return dir;
    if (nameOf(installed) === KIT) return installed;
    if (dir === path.dirname(dir)) return undefined;
  }
}
