import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OverTime, withinTime } from '../../../simulator/compiler/time-limit';
import { compileFiles } from './compiler-helpers';

test('what is done in time gives its value, and throws what it throws', () => {
  assert.equal(
    withinTime(5000, () => 'done'),
    'done',
  );
  assert.throws(() => withinTime(5000, () => assert.fail('mine')), /mine/);
});

test('what never ends is ended', () => {
  let turns = 0;
  assert.throws(
    () =>
      withinTime(50, () => {
        for (;;) turns += 1;
      }),
    OverTime,
  );
  assert.ok(turns > 0);
});

for (const [what, files] of Object.entries<Record<string, string>>({
  'a list without an end in Less': { 'pages/a/a.less': '@l: range(1000000000); .a { width: length(@l) }' },
  'a loop without an end in Less, in a file that is imported': {
    'pages/a/a.less': '@import "endless";',
    'pages/a/endless.less': 'each(range(100000000), { .x-@{value} { color: red } });',
  },
  'a loop without an end in Sass': { 'pages/a/a.scss': '@while true { .a { color: red } }' },
  'one in a file of Sass that is imported': {
    'pages/a/a.scss': '@use "endless";',
    'pages/a/_endless.scss': '$i: 0; @while $i < 1 { $j: 1; }',
  },
}))
  test(`${what}: an error that names the sheet, and the other sheets are there`, async (t) => {
    const { program } = await compileFiles(t, {
      'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
      ...files,
      'pages/b/b.ttml': '<view/>',
      'pages/b/b.js': 'Page({})',
      'pages/b/b.scss': '$c: red; .b { color: $c }',
    });
    const errors = program.diagnostics.filter(({ level }) => level === 'error');
    assert.deepEqual(
      errors.map(({ file }) => file),
      [Object.keys(files)[0]],
    );
    assert.match(errors[0]!.message, /not done after 5 s/);
    assert.match(program.styles['pages/b/b'] ?? '', /color:\s*red/);
  });

const RECURSIONS: Readonly<Record<string, string>> = {
  'that makes nothing': '.m() { .m(); }\n.m();',
  'that makes rules': '.m(@i) when (@i >= 0) { .a-@{i} { width: 1px } .m(@i + 1); }\n.m(0);',
};

for (const [which, text] of Object.entries(RECURSIONS))
  test(`a recursion without an end in Less, one ${which}, is an error of the sheet`, async (t) => {
    const { program } = await compileFiles(t, { 'pages/a/a.less': text });
    const errors = program.diagnostics.filter(({ level }) => level === 'error');
    assert.deepEqual(
      errors.map(({ file }) => file),
      ['pages/a/a.less'],
    );
    // A slow machine may reach the time before it reaches the end of the stack.
    assert.match(errors[0]!.message, /recursion in it(?:, or in what it imports,)? has no end/);
  });
