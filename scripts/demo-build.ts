/**
 * Puts the built kit where the official devtools look for packages:
 * demo-app/miniprogram_npm/microapp-trade-kit. The simulator goes on using the sources.
 */
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ROOT } from './lib/paths';
import { TAKEN } from './lib/taken';

const dist = join(ROOT, 'dist');
const target = join(ROOT, 'demo-app/miniprogram_npm/microapp-trade-kit');
if (!existsSync(join(dist, 'index.js'))) {
  console.error('demo:build: nothing built: run `npm run demo:build`, which builds first');
  process.exit(1);
}
rmSync(target, { recursive: true, force: true });
cpSync(dist, target, {
  recursive: true,
  filter: (source) =>
    source !== join(dist, 'types') && (statSync(source).isDirectory() || TAKEN.has(extname(source))),
});
// The packer leaves it out; the demo imports it (docs/devtools.md).
cpSync(join(dist, 'sandbox/index.cjs'), join(target, 'sandbox.js'));
console.log('demo:build: the kit is in demo-app/miniprogram_npm; open this folder in the Douyin devtools');
