/**
 * `npm run size [-- --update] [-- --files]`: bytes of what loading each component costs (its closure: script,
 * template, style and json, dependencies included), compared with the budgets in size-budget.json. Over a
 * budget: exit 1. `--update` records the figures of today; `--files` lists each closure.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fg from 'fast-glob';
import { closure, weigh } from './lib/closure';
import { ROOT } from './lib/paths';

interface Budget {
  /** Bytes of the minified files. */
  min: number;
  /** Bytes, gzip level 9. */
  gzip: number;
}

const BUDGETS = join(ROOT, 'size-budget.json');
/** gzip bytes that a closure should stay below, and why. */
const TARGETS: Record<string, [bytes: number, why: string]> = {
  'pay-button': [4710, '4.6 KB: the smallest button of any peer library'],
  'consume-card': [8192, '8.0 KB: a peer library’s voucher, which has no QR code'],
  'pay-button + order-confirm': [9216, '9 KB: a purchase'],
  'pay-button + order-confirm + refund-apply + refund-detail': [
    12800,
    '12.5 KB: the button and its three pages',
  ],
  'pay-button + consume-card + order-confirm + refund-apply + refund-detail': [
    14848,
    '14.5 KB: a peer library’s bare button, popup, stepper and countdown',
  ],
};

const { values } = parseArgs({
  options: { update: { type: 'boolean' }, files: { type: 'boolean' }, dist: { type: 'string' } },
});
const dist = values.dist ?? join(ROOT, 'dist');
if (!existsSync(join(dist, 'package.json'))) {
  console.error('size: nothing built: run `npm run build` first');
  process.exit(1);
}

const components = (await fg('**/index.json', { cwd: dist }))
  .map((file) => file.slice(0, -'/index.json'.length))
  .sort();
const scripts = (await fg('*.js', { cwd: dist })).sort();
const subjects = new Map<string, string[]>([
  ...components.map((name): [string, string[]] => [name, [`${name}/index`]]),
  ...Object.keys(TARGETS)
    .map((name): [string, string[]] => [name, name.split(' + ').map((part) => `${part}/index`)])
    .filter(([name]) => name.split(' + ').every((part) => components.includes(part))),
  ...scripts.map((name): [string, string[]] => [name, [name]]),
]);

const budgets = (existsSync(BUDGETS) ? JSON.parse(readFileSync(BUDGETS, 'utf8')) : {}) as Record<
  string,
  Budget
>;
const measured: Record<string, Budget> = {};
const problems: string[] = [];

console.log(
  `${'closure'.padEnd(60)}${'files'.padStart(6)}${'min'.padStart(9)}${'gzip'.padStart(9)}   budget (gzip)`,
);
for (const [name, entries] of subjects) {
  const files = await closure(dist, entries);
  const size = weigh(files);
  measured[name] = size;
  const budget: Budget | undefined = budgets[name];
  const over = budget && (size.gzip > budget.gzip || size.min > budget.min);
  if (over)
    problems.push(
      `${name}: ${size.min} min / ${size.gzip} gzip is above its budget of ${budget.min} / ${budget.gzip}`,
    );
  if (!budget) problems.push(`${name}: no budget recorded`);
  const target = TARGETS[name];
  const verdict = target
    ? `, target ${target[0]} (${target[1]}): ${size.gzip < target[0] ? 'met' : 'MISSED'}`
    : '';
  console.log(
    `${name.padEnd(60)}${String(files.length).padStart(6)}${String(size.min).padStart(9)}${String(size.gzip).padStart(9)}   ` +
      `${budget ? `${budget.gzip}${over ? ' OVER' : ''}` : 'none'}${verdict}`,
  );
  if (values.files) for (const { path, text } of files) console.log(`    ${path} ${Buffer.byteLength(text)}`);
}
for (const name of Object.keys(budgets).filter((one) => !subjects.has(one)))
  problems.push(`${name}: has a budget but is not built`);

if (values.update) {
  writeFileSync(BUDGETS, `${JSON.stringify(measured, null, 2)}\n`);
  console.log(`recorded in size-budget.json`);
} else if (problems.length) {
  console.error(problems.map((problem) => `size: ${problem}`).join('\n'));
  console.error(
    'size: make it smaller, or record it with `npm run size -- --update` and say why in the commit',
  );
  process.exit(1);
}
