/** Problems of the running program on their way to the terminal. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { reportProblems } from '../../../simulator/frame/problem-reporter';
import type { Diagnostic, ReportedProblems } from '../../../simulator/protocol';
import { located, problem } from '../../../simulator/rules/diagnose';
import { Problems } from '../../../simulator/runtime/problems';
import { MOST_LINES, ProblemPrinter } from '../../../simulator/server/problem-printer';
import { isReport } from '../../../simulator/server/reported-problems';
import { BASIC } from './compiler-helpers';
import { start } from './server-helpers';

const finding = (message: string, level: Diagnostic['level'] = 'error'): Diagnostic => ({
  level,
  file: 'a.js',
  line: 1,
  column: 2,
  message,
  fix: 'Mend it.',
});
const ran = (...problems: Diagnostic[]): ReportedProblems => ({ problems, left: 0 });

function printer(t: TestContext): { lines: string[]; printer: ProblemPrinter } {
  const lines: string[] = [];
  const made = new ProblemPrinter('en', (line) => lines.push(line));
  t.after(() => made.close());
  return { lines, printer: made };
}

test('errors come before warnings, each with its place, its level and what to do', (t) => {
  const { lines, printer: made } = printer(t);
  made.build([finding('w', 'warning'), finding('e')]);
  assert.deepEqual(lines, ['a.js:1:2: error: e. Mend it.', 'a.js:1:2: warning: w. Mend it.']);
});

test('what a build still has is not said again; what comes back after a build without it is', (t) => {
  const { lines, printer: made } = printer(t);
  made.build([finding('one')]);
  made.build([finding('one'), finding('two')]);
  made.build([]);
  made.build([finding('one')]);
  assert.deepEqual(
    lines.map((line) => /error: (\w+)/.exec(line)?.[1]),
    ['one', 'two', 'one'],
  );
});

test('what runs into the same trouble after an edit is not said again, unless a build went by without', (t) => {
  const { lines, printer: made } = printer(t);
  made.run(ran(finding('tap')));
  made.run(ran(finding('tap')));
  made.build([]);
  made.run(ran(finding('tap')));
  assert.equal(lines.length, 1);
  made.build([]);
  made.build([]);
  made.run(ran(finding('tap')));
  assert.equal(lines.length, 2);
});

test('what the build has said, the running program does not say again', (t) => {
  const { lines, printer: made } = printer(t);
  const known = problem('handler-unfound', { script: 'a', name: 'onTap' });
  made.build([located(known, 'a.ttml', { line: 1, column: 1 })]);
  made.run(ran(located(known, 'a')));
  assert.equal(lines.length, 1);
});

test('no more than so many lines a second, and the number of the others', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { lines, printer: made } = printer(t);
  for (let number = 0; number < MOST_LINES + 3; number += 1) made.run(ran(finding(`e${number}`)));
  made.run({ problems: [], left: 4 });
  assert.equal(lines.length, MOST_LINES);
  t.mock.timers.tick(1000);
  assert.equal(lines.length, MOST_LINES + 1);
  assert.match(lines.at(-1)!, /not printed: 7;/);
  made.run(ran(finding('later')));
  assert.match(lines.at(-1)!, /later/);
});

test('a program that makes up new problems for ever is not remembered for ever', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { lines, printer: made } = printer(t);
  for (let number = 0; number < 3000; number += 1) {
    made.run(ran(finding(`e${number}`)));
    if (number % MOST_LINES === MOST_LINES - 1) t.mock.timers.tick(1000);
  }
  assert.equal(lines.filter((line) => line.startsWith('a.js')).length, 2000);
  assert.match(lines.at(-1)!, /not printed: 50;/);
});

test('a text of the program cannot steer the terminal', (t) => {
  const { lines, printer: made } = printer(t);
  made.run(ran({ ...finding('\u001b[2Jgone\nnext'), file: 'a\u202e.js' }));
  assert.equal(lines[0], 'a\\u202e.js:1:2: error: \\u001b[2Jgone next. Mend it.');
});

test('the frame sends what comes together in one, and counts what is too much', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const problems = new Problems('/program.js');
  problems.add(finding('before'));
  const sent: ReportedProblems[] = [];
  reportProblems(problems, (reported) => Promise.resolve(sent.push(reported)));
  for (let number = 0; number < 60; number += 1) problems.add(finding(`e${number}`));
  t.mock.timers.tick(50);
  assert.deepEqual(
    sent.map(({ problems: list, left }) => [list.length, list[0]?.message, left]),
    [[50, 'e0', 10]],
  );
  problems.add({ ...finding('long'), message: 'x'.repeat(100_000) });
  t.mock.timers.tick(50);
  assert.ok(JSON.stringify(sent[1]).length < 3000);
});

const WRONG: [string, unknown][] = [
  ['nothing', null],
  ['a text', 'x'],
  ['no list', { problems: {}, left: 0 }],
  ['no count', { problems: [] }],
  ['a negative count', { problems: [], left: -1 }],
  ['a level that is none', { problems: [{ ...finding('x'), level: 'x' }], left: 0 }],
  ['a line that is no number', { problems: [{ ...finding('x'), line: '1' }], left: 0 }],
  ['a file that is no text', { problems: [{ ...finding('x'), file: {} }], left: 0 }],
  ['values that are lists', { problems: [{ ...finding('x'), code: 'x', values: { a: [] } }], left: 0 }],
];
for (const [name, body] of WRONG)
  test(`a report with ${name} is refused`, () => assert.equal(isReport(body), false));

test('the frame may report, and nobody from outside', async (t) => {
  const told: ReportedProblems[] = [];
  const { url, frame } = await start(t, { root: BASIC, onProblems: (reported) => told.push(reported) });
  const post = (origin: string, body: unknown, headers: Record<string, string> = {}): Promise<number> =>
    fetch(`${origin}/__problems`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }).then(({ status }) => status);
  const own = new URL(frame).origin;
  assert.equal(await post(own, ran(finding('x')), { origin: own }), 204);
  assert.equal(await post(own, ran(finding('x')), { origin: 'http://evil.example' }), 403);
  assert.equal(await post(own, { problems: 1 }), 400);
  assert.equal(await post(url, ran(finding('x'.repeat(600_000)))), 413);
  assert.deepEqual(told, [ran(finding('x'))]);
});
