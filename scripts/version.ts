/**
 * `npm run release:version [-- --dry]`: turns the files of .changeset into versions and change logs.
 * changesets sees workspace folders only, and the kit is the root; so it works on a copy in which the root is
 * a workspace, too. `--dry` changes nothing here.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './lib/paths';
import { tool } from './lib/run';

interface Manifest {
  version: string;
  workspaces?: string[];
  dependencies?: Record<string, string>;
}

const dry = process.argv.includes('--dry');
const copy = mkdtempSync(join(tmpdir(), 'trade-kit-version-'));
const read = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest;
const root = read(join(ROOT, 'package.json'));
const folders = ['.', ...(root.workspaces ?? [])];

try {
  for (const folder of folders) {
    mkdirSync(join(copy, folder), { recursive: true });
    for (const file of ['package.json', 'CHANGELOG.md']) {
      if (existsSync(join(ROOT, folder, file))) cpSync(join(ROOT, folder, file), join(copy, folder, file));
    }
  }
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...root, workspaces: folders }));
  cpSync(join(ROOT, '.changeset'), join(copy, '.changeset'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');

  const { code, stdout, stderr } = await tool('changeset', ['version'], { cwd: copy });
  if (code) throw new Error(stdout + stderr);
  for (const folder of folders) {
    const before = readFileSync(join(ROOT, folder, 'package.json'), 'utf8');
    const from = JSON.parse(before) as Manifest;
    const to = read(join(copy, folder, 'package.json'));
    if (to.version === from.version) continue;
    console.log(`${folder === '.' ? 'microapp-trade-kit' : folder} ${from.version} -> ${to.version}`);
    if (dry) continue;
    // The file keeps its own layout: only the numbers change.
    let text = before.replace(`"version": "${from.version}"`, `"version": "${to.version}"`);
    for (const [name, version] of Object.entries(to.dependencies ?? {})) {
      text = text.replace(`"${name}": "${from.dependencies?.[name]}"`, `"${name}": "${version}"`);
    }
    writeFileSync(join(ROOT, folder, 'package.json'), text);
    cpSync(join(copy, folder, 'CHANGELOG.md'), join(ROOT, folder, 'CHANGELOG.md'));
  }
  if (!dry) {
    const left = new Set(readdirSync(join(copy, '.changeset')));
    for (const file of readdirSync(join(ROOT, '.changeset')))
      if (!left.has(file)) rmSync(join(ROOT, '.changeset', file));
    console.log('Review, run `npm install --package-lock-only`, and commit.');
  }
} catch (error) {
  console.error(`release:version: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
