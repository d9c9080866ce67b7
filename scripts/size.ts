/**
 * `npm run size [-- --update] [-- --files]`: what an app carries of the kit, as it is published: the app's
 * entry (`setup`, `auto`) with the components that it uses, and all that these need. Compared with the
 * budgets in size-budget.json; over a budget: exit 1. `--update` records the figures of today, rounded
 * up; `--files` lists the files.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import fg from 'fast-glob';
import { KIT_PAGES } from '../src/contract/components';
import { closure, weigh, type PublishedFile, type Weight } from './lib/closure';
import { ROOT } from './lib/paths';
import { TAKEN } from './lib/taken';

const BUDGETS = join(ROOT, 'size-budget.json');
const MEASURES = ['raw', 'gzip', 'zip'] as const;
/** What a measure should stay below, in KB of 1024 bytes. */
const TARGETS: Record<string, [measure: keyof Weight, kilobytes: number]> = {
  'app + button': ['gzip', 11.5],
  'whole kit': ['zip', 38],
  'published folder': ['raw', 91],
};

const { values } = parseArgs({
  options: { update: { type: 'boolean' }, files: { type: 'boolean' }, dist: { type: 'string' } },
});
const dist = values.dist ?? join(ROOT, 'dist');
if (!existsSync(join(dist, 'package.json'))) {
  console.error('size: nothing built: run `npm run build` first');
  process.exit(1);
}

/** What every app loads, whatever it uses. */
const APP = ['index.js', 'auto.js'];
const components = fg
  .sync('**/index.json', { cwd: dist })
  .map((file) => file.slice(0, -'/index.json'.length))
  .sort();
const withApp = (...names: string[]): PublishedFile[] =>
  closure(dist, [...APP, ...names.map((name) => `${name}/index`)]);
const published = fg
  .sync('**/*', { cwd: dist })
  .filter((path) => TAKEN.has(extname(path)))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(dist, path), 'utf8') }));

const subjects = new Map<string, PublishedFile[]>([
  ['app', withApp()],
  ['app + button', withApp('pay-button')],
  ['app + button + 提单页', withApp('pay-button', 'order-confirm')],
  ['app + button + all pages', withApp('pay-button', ...KIT_PAGES)],
  ['app + card', withApp('consume-card')],
  ['whole kit', withApp(...components)],
  ['published folder', published],
  ...components.map((name): [string, PublishedFile[]] => [`${name} alone`, closure(dist, [`${name}/index`])]),
  ['taro entry', closure(dist, ['taro/index.cjs'])],
  ['sandbox entry', closure(dist, ['sandbox/index.cjs'])],
]);

const budgets = (existsSync(BUDGETS) ? JSON.parse(readFileSync(BUDGETS, 'utf8')) : {}) as Record<
  string,
  Weight | undefined
>;
const measured: Record<string, Weight> = {};
const problems: string[] = [];
const column = (value: unknown): string => String(value).padStart(9);

console.log(`${'bytes'.padEnd(24)}${column('files')}${MEASURES.map(column).join('')}`);
for (const [name, files] of subjects) {
  const weight = weigh(files);
  measured[name] = weight;
  const budget = budgets[name];
  if (!budget) problems.push(`${name}: no budget recorded`);
  for (const measure of budget ? MEASURES : [])
    if (weight[measure] > budget![measure])
      problems.push(`${name}: ${weight[measure]} bytes ${measure}, its budget is ${budget![measure]}`);
  const [measure, kilobytes] = TARGETS[name] ?? [];
  const verdict = measure
    ? `   target ${kilobytes} KB ${measure}: ${(weight[measure] / 1024).toFixed(2)} KB, ` +
      (weight[measure] < kilobytes! * 1024 ? 'met' : 'MISSED')
    : '';
  // A Chinese character is as wide as two.
  const wide = name.length + (name.match(/[\u4e00-\u9fff]/g)?.length ?? 0);
  const padded = name + ' '.repeat(24 - wide);
  console.log(
    `${padded}${column(files.length)}${MEASURES.map((one) => column(weight[one])).join('')}${verdict}`,
  );
  if (values.files) for (const { path, text } of files) console.log(`    ${path} ${Buffer.byteLength(text)}`);
}
for (const name of Object.keys(budgets).filter((one) => !subjects.has(one)))
  problems.push(`${name}: has a budget but is not built`);

/** A budget is a whole number of these, so that a change of a few bytes is no change of the budget. */
const STEP = 256;
const stepped = ({ raw, gzip, zip }: Weight): Weight => {
  const up = (bytes: number): number => Math.ceil(bytes / STEP) * STEP;
  return { raw: up(raw), gzip: up(gzip), zip: up(zip) };
};

if (values.update) {
  const recorded = Object.fromEntries(
    Object.entries(measured).map(([name, weight]) => [name, stepped(weight)]),
  );
  writeFileSync(BUDGETS, `${JSON.stringify(recorded, null, 2)}\n`);
  console.log(`recorded in size-budget.json`);
} else if (problems.length) {
  console.error(problems.map((problem) => `size: ${problem}`).join('\n'));
  console.error(
    'size: make it smaller, or record it with `npm run size -- --update` and say why in the commit',
  );
  process.exit(1);
}
