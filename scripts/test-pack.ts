/**
 * `npm run test:pack`: what users get. Makes the packages, and uses their tarballs in projects outside the
 * repository: the kit in a mini-program with the official packer, all three with npm, pnpm and Yarn, and a
 * new user's first minutes. `--keep` leaves the projects; `--packed` takes the tarballs that are in release/.
 */
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './lib/browser';
import { ROOT } from './lib/paths';
import { installSteps } from './pack/install';
import { kitSteps } from './pack/kit';
import { MANAGERS } from './pack/managers';
import { newcomerSteps } from './pack/newcomer';
import { walk } from './pack/steps';
import { nodes } from './pack/tools';
import { makeRelease } from './release/make';

const { values } = parseArgs({ options: { packed: { type: 'boolean' }, keep: { type: 'boolean' } } });
const RELEASE = join(ROOT, 'release');
if (!values.packed) await makeRelease(RELEASE);

const NAMES = ['microapp-trade-kit', 'microapp-trade-sandbox', 'microapp-trade-simulator'];
const tarball = (name: string): string => {
  const file = readdirSync(RELEASE).find((one) => one.startsWith(`${name}-`) && one.endsWith('.tgz'));
  if (file === undefined) throw new Error(`no tarball of ${name}: run "npm run release:pack"`);
  return join(RELEASE, file);
};
const packages = Object.fromEntries(NAMES.map((name) => [name, `file:${tarball(name)}`]));

const scratch = await mkdtemp(join(tmpdir(), 'trade-pack-'));
const folder = async (name: string): Promise<string> => {
  const made = join(scratch, name);
  await mkdir(made, { recursive: true });
  return made;
};
const browser = await launch();
const counts: { held: number; failed: number }[] = [];
try {
  counts.push(await walk(kitSteps(tarball('microapp-trade-kit'), await folder('kit'))));
  const versions = await nodes();
  for (const manager of MANAGERS) {
    const place = await folder(manager.name.replace(/\W/g, '-'));
    counts.push(await walk(installSteps(manager, versions, place, packages, browser)));
  }
  counts.push(await walk(newcomerSteps(RELEASE, await folder('newcomer'), browser)));
} finally {
  await browser.close();
  if (values.keep) console.log(`kept in ${scratch}`);
  else await rm(scratch, { recursive: true, force: true });
}
const sum = (key: 'held' | 'failed'): number => counts.reduce((total, one) => total + one[key], 0);
console.log(`pack: ${sum('held')} hold, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
