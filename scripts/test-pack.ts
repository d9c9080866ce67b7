/**
 * `npm run test:pack`: what users get. Makes the packages, and uses their tarballs in projects outside the
 * repository: the kit in a mini-program with the official packer, all three with npm, pnpm and Yarn, and a
 * new user's first minutes. `--keep` leaves the projects; `--packed` takes the tarballs that are in release/.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './lib/browser';
import { installSteps } from './pack/install';
import { kitSteps } from './pack/kit';
import { MANAGERS } from './pack/managers';
import { newcomerSteps } from './pack/newcomer';
import { serverSteps } from './pack/server';
import { walk } from './pack/steps';
import { nodes } from './pack/tools';
import { makeRelease } from './release/make';
import { RELEASE, tarballs } from './release/made';

const { values } = parseArgs({ options: { packed: { type: 'boolean' }, keep: { type: 'boolean' } } });
if (!values.packed) await makeRelease(RELEASE);
const made = tarballs();
const packages = Object.fromEntries(Object.entries(made).map(([name, file]) => [name, `file:${file}`]));

const scratch = await mkdtemp(join(tmpdir(), 'trade-pack-'));
const folder = async (name: string): Promise<string> => {
  const made = join(scratch, name);
  await mkdir(made, { recursive: true });
  return made;
};
const browser = await launch();
const counts: { held: number; failed: number }[] = [];
try {
  counts.push(await walk(kitSteps(made['microapp-trade-kit']!, await folder('kit'))));
  const versions = await nodes();
  for (const manager of MANAGERS) {
    const place = await folder(manager.name.replace(/\W/g, '-'));
    counts.push(await walk(installSteps(manager, versions, place, packages, browser)));
  }
  counts.push(await walk(serverSteps(versions, await folder('server'), packages)));
  counts.push(await walk(newcomerSteps(RELEASE, await folder('newcomer'), browser)));
} finally {
  await browser.close();
  if (values.keep) console.log(`kept in ${scratch}`);
  else await rm(scratch, { recursive: true, force: true });
}
const sum = (key: 'held' | 'failed'): number => counts.reduce((total, one) => total + one[key], 0);
console.log(`pack: ${sum('held')} hold, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
