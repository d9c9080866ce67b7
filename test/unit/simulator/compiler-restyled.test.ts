import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createCompiler } from '../../../simulator/compiler';
import { addFiles, onePage, writeProgram } from './compiler-helpers';

const FILES = onePage({
  'app.ttss': '@import "common/colours.ttss";\n.app { top: 1px }',
  'common/colours.ttss': '.shared { color: red }',
  'pages/a/a.ttss': '@import "/common/colours.ttss";\n.a { top: 1px }',
});

test('changed sheets are compiled by themselves as a whole build compiles them', async (t) => {
  const root = writeProgram(t, FILES);
  const compiler = createCompiler({ root });
  const changed = (...names: string[]): string[] => names.map((name) => path.join(root, name));
  assert.equal(compiler.restyled(changed('app.ttss')), undefined, 'nothing is built yet');
  await compiler.compile();

  addFiles(root, { 'pages/a/a.ttss': '@import "/common/colours.ttss";\n.a { top: 20rpx }' });
  const one = compiler.restyled(changed('pages/a/a.ttss'));
  const { app, 'pages/a/a': page } = (await compiler.compile()).program.styles;
  assert.deepEqual(one, { 'pages/a/a': page });
  assert.match(page!, /calc\(20 \* var\(--rpx\)\)/);

  addFiles(root, { 'common/colours.ttss': '.shared { color: blue }' });
  const both = compiler.restyled(changed('common/colours.ttss'));
  assert.notEqual(both?.app, app);
  assert.deepEqual(both, (await compiler.compile()).program.styles);
});

test('what only a whole build can tell is left to it', async (t) => {
  const root = writeProgram(t, {
    ...FILES,
    'pages/b/b.ttml': '<view>b</view>',
    'pages/b/b.js': 'Page({});',
    'pages/b/b.scss': '.b { top: 1px }',
    'pages/c/c.ttml': '<view>c</view>',
    'pages/c/c.js': 'Page({});',
    'app.json': '{"pages":["pages/a/a","pages/b/b","pages/c/c"]}',
  });
  const compiler = createCompiler({ root });
  await compiler.compile();
  const restyled = (...names: string[]): unknown =>
    compiler.restyled(names.map((name) => path.join(root, name)));
  const left: Record<string, string[]> = {
    'a sheet and a template': ['pages/a/a.ttss', 'pages/a/a.ttml'],
    'a sheet of another language': ['pages/b/b.scss'],
    'a sheet that is new': ['pages/c/c.ttss'],
  };
  addFiles(root, { 'pages/c/c.ttss': '.c { top: 1px }' });
  for (const [what, names] of Object.entries(left)) assert.equal(restyled(...names), undefined, what);
  rmSync(path.join(root, 'pages/a/a.ttss'));
  assert.equal(restyled('pages/a/a.ttss'), undefined, 'one that is gone');
});
