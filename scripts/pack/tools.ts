/**
 * Other package managers, other versions of Node and of TypeScript, in exact versions. Installed once
 * and kept until scripts/pack/tools/package-lock.json changes.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/paths';
import { npm } from '../lib/run';

const LIST = join(ROOT, 'scripts/pack/tools');
const lock = readFileSync(join(LIST, 'package-lock.json'));
const FOLDER = join(ROOT, '.tmp/pack-tools', createHash('sha256').update(lock).digest('hex').slice(0, 12));

/** The folder of what is installed. */
export async function tools(): Promise<string> {
  const modules = join(FOLDER, 'node_modules');
  if (existsSync(modules)) return modules;
  const fresh = `${FOLDER}-${process.pid}`;
  rmSync(dirname(FOLDER), { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(LIST, file), join(fresh, file));
  const { code, stdout, stderr } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: fresh,
  });
  if (code) throw new Error(`the tools of scripts/pack/tools: ${stdout}${stderr}`);
  renameSync(fresh, FOLDER);
  return modules;
}

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
