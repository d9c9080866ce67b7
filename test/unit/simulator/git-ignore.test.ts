/** Which files git leaves out, by lines that anybody may have written. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { isIgnored } from '../../../simulator/compiler/git-ignore';
import { writeProgram } from './compiler-helpers';

const ignored = (t: TestContext, lines: string, files: readonly string[]): string[] => {
  const root = writeProgram(t, { '.gitignore': lines });
  return files.filter((file) => isIgnored(path.join(root, file), root));
};

const FILES = ['a.js', 'dist/a.js', 'lib/dist/b.js', 'lib/a.min.js', 'lib/x/y/keys.js', 'keys.js', 'a+b.js'];

for (const [line, left] of Object.entries({
  'a.js': ['a.js', 'dist/a.js'],
  '/a.js': ['a.js'],
  'dist/': ['dist/a.js', 'lib/dist/b.js'],
  '/dist': ['dist/a.js'],
  '*.min.js': ['lib/a.min.js'],
  'lib/*/y': ['lib/x/y/keys.js'],
  'lib/*.js': ['lib/a.min.js'],
  'lib/**/keys.js': ['lib/x/y/keys.js'],
  '**/keys.js': ['lib/x/y/keys.js', 'keys.js'],
  'lib/**': ['lib/dist/b.js', 'lib/a.min.js', 'lib/x/y/keys.js'],
  '?.js': ['a.js', 'dist/a.js', 'lib/dist/b.js'],
  'a+b.js': ['a+b.js'],
  '(a|b).js': [],
  '# a.js': [],
  '*.js\n!keys.js': ['a.js', 'dist/a.js', 'lib/dist/b.js', 'lib/a.min.js', 'a+b.js'],
}))
  test(`${JSON.stringify(line)} leaves out ${left.join(', ') || 'nothing'}`, (t) => {
    assert.deepEqual(ignored(t, line, FILES), left);
  });

test('a line of many wildcards ends', (t) => {
  const long = `${'a'.repeat(200)}.js`;
  const deep = `${'a/'.repeat(60)}a.js`;
  assert.deepEqual(ignored(t, `${'*a'.repeat(40)}b`, [long]), []);
  assert.deepEqual(ignored(t, `${'**/'.repeat(40)}b`, [deep]), []);
  assert.deepEqual(ignored(t, `${'**a'.repeat(40)}`, [deep]), [deep]);
});
