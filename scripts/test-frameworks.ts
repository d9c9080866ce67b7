/**
 * `npm run test:frameworks [name…]`: each example from the packed kit, installed by its lockfile outside of
 * the repository, built without a network, and taken through ten steps under the three deliveries. `--write`
 * puts the matrix into the documents; without it the documents must have the same one. `--kit` only packs the
 * kit and puts it beside the package.json of each example.
 *
 * SKIP_FRAMEWORKS=1 leaves it out on a developer's machine; in CI it does not.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './lib/browser';
import { buildExample, giveKit, packKit } from './lib/frameworks/build';
import { EXAMPLES, type Example } from './lib/frameworks/examples';
import { failures, matrixTable, withMatrix, type Column } from './lib/frameworks/matrix';
import { visitExample } from './lib/frameworks/visit';
import { ROOT } from './lib/paths';

const DOCUMENTS = [
  ['docs/frameworks.md', 'en'],
  ['docs/zh/frameworks.md', 'zh'],
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' }, dist: { type: 'string' }, kit: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !EXAMPLES.some((example) => example.name === name));
if (unknown.length > 0) {
  console.error(
    `frameworks: no example ${unknown.join(', ')}; there are ${EXAMPLES.map(({ name }) => name).join(', ')}`,
  );
  process.exit(1);
}
if (process.env['SKIP_FRAMEWORKS'] === '1') {
  if (process.env['CI'] === undefined) {
    console.log('frameworks: left out, because SKIP_FRAMEWORKS is 1');
    process.exit(0);
  }
  console.log('frameworks: SKIP_FRAMEWORKS is for developers’ machines; in CI it runs');
}

const chosen = EXAMPLES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const tarball = await packKit(values.dist ?? join(ROOT, 'dist'));
if (values.kit) {
  await giveKit(tarball, EXAMPLES);
  console.log(`frameworks: the kit is beside the package.json of each example`);
  process.exit(0);
}

async function columnOf(example: Example): Promise<Column> {
  try {
    const { root, installSeconds, buildSeconds, cached, offline } = await buildExample(example, tarball);
    console.log(
      `${example.name}: installed in ${installSeconds} s${cached ? ' (kept from before)' : ''}, built in ${buildSeconds} s${offline ? ' without a network' : ''}`,
    );
    const browser = await launch();
    try {
      return { example, cells: await visitExample(browser, root, { manner: example }) };
    } finally {
      await browser.close();
    }
  } catch (error) {
    return { example, cells: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

const started = Date.now();
const columns: Column[] = [];
for (const example of chosen) columns.push(await columnOf(example));
const wrong = failures(columns);
console.log(`\n${matrixTable(columns, 'en')}\n`);
for (const line of wrong) console.log(`FAILED ${line}`);

if (positionals.length === 0)
  for (const [file, language] of DOCUMENTS) {
    const path = join(ROOT, file);
    const before = readFileSync(path, 'utf8');
    const text = withMatrix(before, matrixTable(columns, language));
    if (text === before) continue;
    if (values.write) writeFileSync(path, text);
    else wrong.push(`${file} has another matrix: npm run test:frameworks -- --write`);
  }

const cells = columns.flatMap((column) => column.cells);
const right = cells.filter(({ failure }) => failure === undefined).length;
console.log(`frameworks: ${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${right} passed, ${wrong.length} failed`);
process.exit(wrong.length > 0 ? 1 : 0);
