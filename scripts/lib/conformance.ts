import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fg from 'fast-glob';
import type { Case } from '../../test/conformance/case';
import { EXCEPTIONS } from '../../test/conformance/exceptions';
import { runCases, type Outcome } from '../../test/conformance/run';
import { ROOT } from './paths';
import type { Count } from './suites';

/** What must hold of all cases. */
const LEAST = 0.98;

async function readCases(): Promise<Case[]> {
  const files = fg.sync('test/conformance/cases/*.ts', { cwd: ROOT }).sort();
  const modules = await Promise.all(
    files.map((file) => import(join(ROOT, file)) as Promise<{ cases: Case[] }>),
  );
  return modules.flatMap(({ cases }) => cases);
}

/** Faults of the suite itself: names that stand twice, exceptions that the documentation does not give. */
function faultsOf(cases: readonly Case[]): string[] {
  const names = cases.map(({ area, name }) => `${area}: ${name}`);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  const page = readFileSync(join(ROOT, 'docs/simulator.md'), 'utf8');
  const known = new Set(cases.map(({ name }) => name));
  const exceptions = Object.keys(EXCEPTIONS);
  return [
    ...twice.map((name) => `two cases are called "${name}"`),
    ...exceptions
      .filter((name) => !page.includes(name))
      .map((name) => `docs/simulator.md does not list the exception "${name}"`),
    ...exceptions.filter((name) => !known.has(name)).map((name) => `no case is called "${name}"`),
  ];
}

function print(outcomes: readonly Outcome[]): void {
  const areas = [...new Set(outcomes.map((one) => one.case.area))];
  for (const area of areas) {
    const own = outcomes.filter((one) => one.case.area === area);
    console.log(`${area.padEnd(12)} ${own.filter(({ passed }) => passed).length} / ${own.length}`);
  }
  const passed = outcomes.filter((one) => one.passed).length;
  const share = outcomes.length === 0 ? 0 : (100 * passed) / outcomes.length;
  console.log(`${'all'.padEnd(12)} ${passed} / ${outcomes.length} (${share.toFixed(1)} %)`);
}

/** Runs the cases that a word chooses, all without one. */
export async function conformance(wanted: readonly string[]): Promise<Count> {
  const all = await readCases();
  const cases = all.filter(
    ({ area, name }) => wanted.length === 0 || wanted.some((word) => area === word || name.includes(word)),
  );
  const faults = faultsOf(all);
  const reason = ({ name }: Case): string | undefined =>
    Object.hasOwn(EXCEPTIONS, name) ? EXCEPTIONS[name] : undefined;
  const outcomes = await runCases(cases, ({ case: one, passed, why }) => {
    const known = reason(one);
    if (passed && known === undefined) return;
    const verdict = passed ? 'HOLDS: take it off the exceptions' : known ? 'known' : 'FAILED';
    console.log(`${verdict}  ${one.area}: ${one.name}${passed ? '' : `\n    ${known ?? why}`}`);
  });
  print(outcomes);
  const wrong = outcomes.filter((one) => !one.passed && reason(one.case) === undefined);
  const held = outcomes.filter((one) => one.passed).length;
  if (wanted.length === 0 && held < LEAST * outcomes.length)
    faults.push(`less than ${LEAST * 100} % of the cases hold`);
  for (const fault of faults) console.log(`FAILED  ${fault}`);
  return { passed: outcomes.length - wrong.length, failed: wrong.length + faults.length };
}
