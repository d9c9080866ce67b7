/**
 * Writes docs/errors.md and docs/properties.md from the sources. With `--check` it writes nothing, and fails when one of them is out of
 * date, when a relative link of the documentation leads nowhere, or when a contract rule refers to a section that does not exist.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fg from 'fast-glob';
import { ERRORS } from '../src/contract/errors';
import { deadLinks, deadParts } from './lib/links';
import { errorsPage, propertiesPage, type ComponentEntry, type ScenarioEntry } from './lib/pages';
import { ROOT } from './lib/paths';
import { readComponent } from './lib/properties';

const CONTRACT = 'docs/contract';
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const json = <T>(path: string): T => JSON.parse(read(path)) as T;
/** Names of the folder's entries; none when there is no such folder. */
const names = (folder: string): string[] => (existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)).sort() : []);

const scenarios = names('sandbox/scenarios/data').map((file) => json<ScenarioEntry>(`sandbox/scenarios/data/${file}`));

const components = names('components')
  .filter((name) => existsSync(join(ROOT, `components/${name}/index.ts`)))
  .map((name): ComponentEntry => ({ name, ...readComponent(read(`components/${name}/index.ts`)) }));

/** A rule's or code's reference as the target of a link from docs/. */
function linkTo(ref: string): string | undefined {
  const file = /^[\w-]+\.md/.exec(ref)?.[0];
  return file && existsSync(join(ROOT, CONTRACT, file)) ? `contract/${file}` : undefined;
}

const pages: Record<string, string> = {
  'docs/errors.md': errorsPage(ERRORS, scenarios, linkTo),
  'docs/properties.md': propertiesPage(components),
};

function write(): void {
  for (const [path, text] of Object.entries(pages)) {
    const fresh = existsSync(join(ROOT, path)) && read(path) === text;
    if (!fresh) writeFileSync(join(ROOT, path), text);
    console.log(`docs: ${path} ${fresh ? 'is up to date' : 'written'}`);
  }
}

function problems(): string[] {
  const stale = Object.entries(pages)
    .filter(([path, text]) => !existsSync(join(ROOT, path)) || read(path) !== text)
    .map(([path]) => `${path}: out of date, run "npm run docs"`);
  const links = deadLinks(ROOT, fg.sync(['*.md', 'docs/**/*.md'], { cwd: ROOT }).sort()).map(
    ({ file, line, target, why }) => `${file}:${line}: link to ${target}: ${why}`,
  );
  const documents = new Map(
    fg.sync(['*.md', '../design.md'], { cwd: join(ROOT, CONTRACT) }).map((path) => [path.replace(/^.*\//, ''), read(join(CONTRACT, path))]),
  );
  const refs = names(`${CONTRACT}/rules`)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => json<{ id: string; ref: string }[]>(`${CONTRACT}/rules/${file}`))
    .flatMap(({ id, ref }) => deadParts(ref, (name) => documents.get(name)).map((part) => `rule ${id}: no ${part} in the contract`));
  return [...stale, ...links, ...refs];
}

if (process.argv.includes('--check')) {
  const found = problems();
  for (const one of found) console.log(one);
  console.log(`docs: ${found.length} problems`);
  process.exit(found.length ? 1 : 0);
} else {
  write();
}
