/**
 * `npm run trace [-- PREFIX…] [--missing] [--update] [--ran]`: which rules of docs/contract/rules a test
 * names in its title. Exit 1 on an id that no rule has, and where coverage is below trace-floor.json.
 * `--missing` lists the rules without a test; `--update` raises the floor to today's coverage. `--ran` also
 * wants each claim borne out by a test that passed in the last `npm test`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import fg from 'fast-glob';
import { ROOT } from './lib/paths';
import { passedTitles } from './lib/titles';
import { proofs, raised, topic, trace, unseen, type Floor, type Rule } from './lib/trace';

const { values, positionals } = parseArgs({
  options: { missing: { type: 'boolean' }, update: { type: 'boolean' }, ran: { type: 'boolean' } },
  allowPositionals: true,
});
const FLOOR = join(ROOT, 'trace-floor.json');

const rules = new Map<string, Rule[]>();
for (const file of (await fg('docs/contract/rules/*.json', { cwd: ROOT })).sort()) {
  rules.set(basename(file, '.json'), JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Rule[]);
}
const files = (await fg('test/**/*.{ts,tsx}', { cwd: ROOT, ignore: ['test/fixtures/**'] })).sort();
const found = files.flatMap((file) => proofs(file, readFileSync(join(ROOT, file), 'utf8')));
const floor = (existsSync(FLOOR) ? JSON.parse(readFileSync(FLOOR, 'utf8')) : {}) as Floor;
const result = trace(rules, found, floor);

const wanted = (id: string): boolean =>
  !positionals.length || positionals.some((prefix) => id.startsWith(prefix));
for (const [file, list] of rules) {
  const { covered, total } = result.areas.get(file)!;
  console.log(`${file}: ${covered} / ${total} rules covered`);
  const topics = [...new Set(list.map(({ id }) => topic(id)))].filter(wanted).map((name) => {
    const area = result.areas.get(name)!;
    return `${name} ${area.covered}/${area.total}`.padEnd(28);
  });
  for (let i = 0; i < topics.length; i += 4)
    console.log(
      `  ${topics
        .slice(i, i + 4)
        .join('')
        .trimEnd()}`,
    );
}
if (values.missing) {
  const missing = result.missing.filter(({ id }) => wanted(id));
  console.log(`\n${missing.length} rules without a test:`);
  for (const { id, where, rule } of missing)
    console.log(`  ${id}${where ? ` (${where.join(', ')})` : ''} ${rule}`);
}
const all = [...rules.keys()].map((file) => result.areas.get(file)!);
const sum = (key: 'covered' | 'total'): number => all.reduce((total, area) => total + area[key], 0);
console.log(
  `trace: ${sum('covered')} / ${sum('total')} rules covered by ${new Set(found.map(({ file }) => file)).size} test files`,
);

for (const { id, file, line } of result.unknown)
  console.error(`trace: ${file}:${line} names ${id}, which is no rule`);
const idle = values.ran ? unseen(found, passedTitles()) : [];
for (const { id, file, line } of idle)
  console.error(`trace: ${file}:${line} claims ${id}, but no test that passed has it in its title`);
for (const { area, covered, floor: least } of result.fallen)
  console.error(`trace: ${area} covers ${covered} rules, it was ${least}`);
if (!rules.size) console.error('trace: no rules in docs/contract/rules');
const failed = result.unknown.length > 0 || result.fallen.length > 0 || idle.length > 0 || !rules.size;
if (values.update && !failed) {
  writeFileSync(FLOOR, `${JSON.stringify(raised(floor, result), null, 2)}\n`);
  console.log('trace: floor recorded in trace-floor.json');
}
process.exit(failed ? 1 : 0);
