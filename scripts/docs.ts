/**
 * Writes errors.md, properties.md, scenarios.md, check.md and machines/*.md of docs/ and docs/zh/ from the
 * sources, simulator/rules/kit.json and types/ from the components, simulator/host/shapes.json and
 * simulator/rules/tt-names.json from the official typings, and the weights in README from size-budget.json.
 * With `--check` it writes nothing, and fails when one of them is out of date, when a relative link of the
 * documentation leads nowhere or to a page of the other language, when the two languages of a page differ
 * (lib/contract-twins.ts), or when a contract rule or a code refers to a section that does not exist.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fg from 'fast-glob';
import { ERRORS } from '../src/contract/errors';
import { APIS } from '../src/contract/jsapi';
import { merchantDocument } from '../src/contract/merchant/document';
import { merchantZh } from '../src/contract/merchant/words-zh';
import { openApiDocument, OPERATIONS } from '../src/contract/open-api';
import { openApiZh } from '../src/contract/open-api/words-zh';
import { numberOf } from '../simulator/server/contract/markdown';
import { checkPage } from './lib/check-page';
import { chineseOf, englishOf, outlineProblems, twinProblems } from './lib/contract-twins';
import { CONTRIBUTORS, foreignLinks, foreignNames } from './lib/foreign-links';
import { deadLinks, deadParts, headings } from './lib/links';
import { errorsPage, machinePage, propertiesPage, type ComponentEntry, type Machine } from './lib/pages';
import { errorsPageZh, propertiesPageZh, scenariosPageZh } from './lib/pages-zh';
import { ROOT } from './lib/paths';
import { kitText } from './lib/kit-table';
import { readComponent } from './lib/properties';
import { customData, declarations, vueDeclarations } from './lib/elements';
import { scenariosPage, type ScenarioEntry } from './lib/scenario-page';
import { withWeights } from './lib/weights';
import { shapesText, ttNamesText } from './lib/tt-shapes';

const CONTRACT = 'docs/contract';
const CONTRACT_ZH = 'docs/zh/contract';
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const json = <T>(path: string): T => JSON.parse(read(path)) as T;
/** Names of the folder's entries; none when there is no such folder. */
const names = (folder: string): string[] =>
  existsSync(join(ROOT, folder)) ? readdirSync(join(ROOT, folder)).sort() : [];

const scenarios = names('sandbox/scenarios/data').map((file) =>
  json<ScenarioEntry & { aboutZh: string }>(`sandbox/scenarios/data/${file}`),
);

const components = names('components')
  .filter((name) => existsSync(join(ROOT, `components/${name}/index.ts`)))
  .map((name): ComponentEntry => {
    const folder = `components/${name}`;
    return {
      name,
      ...readComponent(read(`${folder}/index.ts`), (specifier) => read(`${join(folder, specifier)}.ts`)),
    };
  });

const isMachine = (value: unknown): value is Machine =>
  typeof value === 'object' && value !== null && 'id' in value && 'initial' in value && 'states' in value;

const machines: Machine[] = [];
for (const path of fg.sync('src/*/machine.ts', { cwd: ROOT }).sort()) {
  const module = (await import(pathToFileURL(join(ROOT, path)).href)) as Record<string, unknown>;
  machines.push(...Object.values(module).filter(isMachine));
}

/** The contract's documents by name; `design.md` lies beside their folder. */
const documents = new Map(
  fg
    .sync(['*.md', '../design.md'], { cwd: join(ROOT, CONTRACT) })
    .map((path) => [basename(path), read(join(CONTRACT, path))]),
);

/** `pay-button §4.1, §11` in the form that rules use. */
const refOf = (section: string): string => section.replace(/[\w-]+(?= §)/g, '$&.md');

/** A section of the contract as the target of a link from docs/ or docs/zh/: its first heading. */
const linkTo =
  (folder: string) =>
  (section: string): string => {
    const [, name = '', number = ''] = /^([\w-]+)(?: §([\d.]+))?/.exec(section) ?? [];
    const heading = headings(read(`${folder}/${name}.md`)).find(
      ({ text }) => number && numberOf(text) === number,
    );
    return `contract/${name}.md${heading ? `#${heading.anchor}` : ''}`;
  };

const { version } = json<{ version: string }>('package.json');

const weights = json<Parameters<typeof withWeights>[1]>('size-budget.json');

const file = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

const pages: Record<string, string> = {
  'README.md': withWeights(read('README.md'), weights),
  'README.zh-CN.md': withWeights(read('README.zh-CN.md'), weights),
  'docs/errors.md': errorsPage(ERRORS, scenarios, linkTo(CONTRACT), Object.values(APIS)),
  'docs/properties.md': propertiesPage(components),
  'docs/scenarios.md': scenariosPage(scenarios),
  'docs/zh/errors.md': errorsPageZh(ERRORS, scenarios, linkTo(CONTRACT_ZH), Object.values(APIS)),
  'docs/zh/properties.md': propertiesPageZh(components),
  'docs/zh/scenarios.md': scenariosPageZh(scenarios),
  'docs/check.md': checkPage('en'),
  'docs/zh/check.md': checkPage('zh'),
  'docs/contract/open-api.json': file(openApiDocument(OPERATIONS, version)),
  'docs/zh/contract/open-api.json': file(openApiDocument(OPERATIONS, version, openApiZh)),
  'sandbox/merchant/openapi.json': file(merchantDocument(version)),
  'sandbox/merchant/openapi.zh.json': file(merchantDocument(version, merchantZh)),
  'simulator/host/shapes.json': shapesText(),
  'types/elements.d.ts': declarations(components),
  'types/vue.d.ts': vueDeclarations(components),
  'types/ttml.custom-data.json': customData(components),
  'simulator/rules/kit.json': kitText(components),
  'simulator/rules/tt-names.json': ttNamesText(),
  ...Object.fromEntries(
    machines.flatMap((machine) => [
      [`docs/machines/${machine.id}.md`, machinePage(machine, 'en')],
      [`docs/zh/machines/${machine.id}.md`, machinePage(machine, 'zh')],
    ]),
  ),
};

function write(): void {
  for (const [path, text] of Object.entries(pages)) {
    const fresh = existsSync(join(ROOT, path)) && read(path) === text;
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    if (!fresh) writeFileSync(join(ROOT, path), text);
    console.log(`docs: ${path} ${fresh ? 'is up to date' : 'written'}`);
  }
}

/** What one language of the documents says and the other does not. */
function twins(): string[] {
  const present = (path: string): string | undefined =>
    existsSync(join(ROOT, path)) ? read(path) : undefined;
  const found = fg.sync('docs/**/*.md', { cwd: ROOT, ignore: [...CONTRIBUTORS] });
  return [...new Set(found.map(englishOf))].sort().flatMap((file) => {
    const [en, zh] = [
      { file, text: present(file) },
      { file: chineseOf(file), text: present(chineseOf(file)) },
    ];
    if (en.text === undefined) return [`${zh.file}: no such page in English`];
    if (zh.text === undefined) return [`${en.file}: not in Chinese, write ${zh.file}`];
    const [english, chinese] = [
      { ...en, text: en.text },
      { ...zh, text: zh.text },
    ];
    if (file.startsWith(`${CONTRACT}/`)) return twinProblems(english, chinese, present);
    // The first pages list what each language has.
    return file === 'docs/README.md' ? [] : outlineProblems(english, chinese);
  });
}

function problems(): string[] {
  const stale = Object.entries(pages)
    .filter(([path, text]) => !existsSync(join(ROOT, path)) || read(path) !== text)
    .map(([path]) => `${path}: out of date, run "npm run docs"`);
  const orphans = ['docs/machines', 'docs/zh/machines']
    .flatMap((folder) => names(folder).map((file) => `${folder}/${file}`))
    .filter((path) => !(path in pages))
    .map((path) => `${path}: no machine of that name, delete it`);
  const texts = fg.sync(['*.md', 'docs/**/*.md'], { cwd: ROOT }).sort();
  const sources = fg.sync('{components,sandbox,server,simulator,src}/**/*.{ts,tsx}', {
    cwd: ROOT,
    ignore: ['**/node_modules/**'],
  });
  const links = [...deadLinks(ROOT, texts), ...foreignLinks(ROOT, texts), ...foreignNames(ROOT, sources)].map(
    ({ file, line, target, why }) => `${file}:${line}: link to ${target}: ${why}`,
  );
  const refs = names(`${CONTRACT}/rules`)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => json<{ id: string; ref: string }[]>(`${CONTRACT}/rules/${file}`))
    .flatMap(({ id, ref }) =>
      deadParts(ref, (name) => documents.get(name)).map((part) => `rule ${id}: no ${part} in the contract`),
    );
  const sections = ERRORS.flatMap(({ errNo, section }) =>
    deadParts(refOf(section), (name) => documents.get(name)).map(
      (part) => `code ${errNo}: no ${part} in the contract`,
    ),
  );
  return [...stale, ...orphans, ...links, ...refs, ...sections, ...twins()];
}

if (process.argv.includes('--check')) {
  const found = problems();
  for (const one of found) console.log(one);
  console.log(`docs: ${found.length} problems`);
  process.exit(found.length ? 1 : 0);
} else {
  write();
}
