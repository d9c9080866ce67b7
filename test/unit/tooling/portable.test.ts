import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptProblems, sourceProblems } from '../../../scripts/lib/portable';

test('an npm script that only a POSIX shell runs is found', () => {
  for (const script of [
    'rm -rf dist',
    'NODE_ENV=test node a.js',
    "node a.js 'b c'",
    'node a.js; node b.js',
    'node a.js > /dev/null',
    'node $HOME/a.js',
    'node a.js && cp a b',
    './a.sh',
    'node a.js | node b.js',
    'node a.js &',
  ])
    assert.notDeepEqual(scriptProblems(script), [], script);
});

test('an npm script of Node and installed commands is fine', () => {
  for (const script of [
    'tsx scripts/test.ts unit',
    'npm run build && tsx scripts/demo-build.ts',
    'stylelint "**/*.{ttss,css}" --allow-empty-input',
    'node --expose-gc --import tsx bench/run.ts || node b.js',
    'trade-sim dev .',
  ])
    assert.deepEqual(scriptProblems(script), [], script);
});

test('a batch file that is started without a shell is found with its line', () => {
  const text = "import { spawn } from 'node:child_process';\nspawn('npm', ['ci']);\nexecFileSync('npx', []);";
  assert.deepEqual(
    sourceProblems('a.ts', text).map(({ line }) => line),
    [2, 3],
  );
  assert.deepEqual(sourceProblems('a.ts', "spawn('npm', ['ci'], { shell: true }); spawn('git', []);"), []);
});

test('a path that only POSIX systems have is found, in a string and not in a comment', () => {
  assert.equal(sourceProblems('a.ts', "open('/tmp/x');").length, 1);
  assert.equal(sourceProblems('a.ts', "const log = '/dev/null';").length, 1);
  assert.deepEqual(sourceProblems('a.ts', "// in /tmp/x\nconst page = '/pages/index';"), []);
});
