/** A folder for TypeScript: the packages as they are published, and what a user has beside them. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/paths';
import { RELEASE, releaseMade } from '../release/made';
import { tools } from './tools';

/** What they depend on, and what a user has beside them. */
const BESIDE = [
  'fastify',
  'kysely',
  'libsql',
  'pg',
  '@types/pg',
  'vue',
  '@types/node',
  '@douyin-microapp/typings',
  'miniprogram-automator',
];

/** Answers the folder, which the caller takes away. */
export async function typeScratch(): Promise<string> {
  const installed = await tools();
  const scratch = mkdtempSync(join(tmpdir(), 'trade-types-'));
  const modules = join(scratch, 'node_modules');
  mkdirSync(modules);
  for (const name of await releaseMade())
    cpSync(join(RELEASE, name), join(modules, name), { recursive: true });
  const link = (from: string, name: string): void => {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    // Some are not installed for every system.
    if (existsSync(join(from, name))) symlinkSync(join(from, name), join(modules, name), 'junction');
  };
  for (const name of BESIDE) link(join(ROOT, 'node_modules'), name);
  link(installed, '@types/react');
  return scratch;
}
