/** Checks docs/architecture.md §3: who may import whom. The rules are in .dependency-cruiser.mjs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkLayers } from './lib/layers';
import { ROOT } from './lib/paths';

const FOLDERS = ['src', 'components', 'simulator', 'sandbox', 'server', 'examples/server', 'demo-app'];

const missing = FOLDERS.filter((folder) => !existsSync(join(ROOT, folder)));
if (missing.length) console.log(`layers: no folder ${missing.join(', ')}`);
const { violations, files, imports } = await checkLayers(
  ROOT,
  FOLDERS.filter((folder) => !missing.includes(folder)),
);
for (const one of violations) console.log(`${one.from} -> ${one.to}  [${one.rule}] ${one.comment}`);
console.log(`layers: ${files} files, ${imports} imports, ${violations.length} forbidden`);
process.exit(violations.length ? 1 : 0);
