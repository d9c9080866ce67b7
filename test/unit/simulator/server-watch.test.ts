import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { addFiles, lines, onePage, writeProgram } from './compiler-helpers';
import { get, listen, start } from './server-helpers';

const KIT = {
  'package.json': '{"name":"kit"}',
  'src/index.ts': '',
  'src/handlers/auto.ts': '',
  'components/cell/index.ttml': '<view>one</view>',
};

test('a change in the program, a new picture and a change in aliased sources reach the browser', async (t) => {
  const outer = writeProgram(t, {});
  const kit = path.join(outer, 'kit');
  const root = path.join(outer, 'app');
  addFiles(kit, KIT);
  addFiles(root, onePage({ 'pages/a/a.json': '{"usingComponents":{"x-cell":"kit/cell/index"}}' }));
  const { url } = await start(t, { root, aliases: { kit }, watch: true });
  const events = await listen(url);
  assert.deepEqual(await events.next(), { type: 'diagnostics', diagnostics: [] });

  addFiles(root, { 'pages/a/a.ttml': '<view>{{a b}}</view>' });
  const broken = await events.next();
  assert.equal(broken.type, 'rebuilt');
  assert.deepEqual(lines(broken.diagnostics), ['pages/a/a.ttml:1:11 unexpected character inside expression']);

  addFiles(root, { 'pages/a/a.ttml': '<view>mended</view>' });
  assert.deepEqual(await events.next(), { type: 'rebuilt', diagnostics: [] });
  assert.match((await get(url, '/program.js')).body, /mended/);

  addFiles(kit, { 'components/cell/index.ttml': '<view>two</view>' });
  assert.equal((await events.next()).type, 'rebuilt');
  assert.match((await get(url, '/program.js')).body, /"two"/);

  addFiles(root, { 'images/new.png': 'picture' });
  assert.equal((await events.next()).type, 'rebuilt');

  addFiles(root, { 'pages/a/a.ttml': '<view>mended</view>' });
  assert.equal((await events.next()).type, 'diagnostics');
});

test('what a build tool or a package manager writes beside the program is not watched', async (t) => {
  const root = writeProgram(t, onePage({ 'node_modules/a/index.js': '' }));
  const { url } = await start(t, { root, watch: true });
  const events = await listen(url);
  await events.next();
  addFiles(root, { 'node_modules/a/index.js': '1', '.cache/a.js': '1', 'dist/a.js': '1' });
  addFiles(root, { 'pages/a/a.js': 'Page({ seen: true });' });
  assert.equal((await events.next()).type, 'rebuilt');
  assert.match((await get(url, '/program.js')).body, /seen: true/);
});

test('a program that a build tool writes into dist is watched there', async (t) => {
  const project = writeProgram(t, { 'project.config.json': '{"miniprogramRoot":"dist"}' });
  addFiles(path.join(project, 'dist'), onePage({}));
  const { url } = await start(t, { root: project, watch: true });
  const events = await listen(url);
  await events.next();
  addFiles(project, { 'dist/pages/a/a.js': 'Page({ seen: true });' });
  assert.equal((await events.next()).type, 'rebuilt');
  assert.match((await get(url, '/program.js')).body, /seen: true/);
});

test('a program that is taken away stays in the window as it was, and the loss is told', async (t) => {
  const root = writeProgram(t, onePage({}));
  const simulator = await start(t, { root });
  const events = await listen(simulator.url);
  await events.next();
  rmSync(path.join(root, 'app.json'));
  await simulator.rebuild();
  const gone = await events.next();
  assert.deepEqual([gone.type, lines(gone.diagnostics)], ['diagnostics', ['app.json there is no app.json']]);
  assert.deepEqual((await simulator.program()).pages, ['pages/a/a']);
  assert.match((await get(simulator.url, '/program.js')).body, /pages\/a\/a/);
  addFiles(root, onePage({ 'pages/a/a.ttml': '<view>other</view>' }));
  await simulator.rebuild();
  assert.deepEqual(await events.next(), { type: 'rebuilt', diagnostics: [] });
  assert.match((await get(simulator.url, '/program.js')).body, /other/);
});

test('a changed sheet is shown before the build that finds what is wrong in it', async (t) => {
  const root = writeProgram(t, onePage({ 'pages/a/a.ttss': '.a { width: 1px }' }));
  const { url } = await start(t, { root, watch: true });
  const events = await listen(url);
  await events.next();
  addFiles(root, { 'pages/a/a.ttss': '.a { widht: 2px; width: 3px }' });
  const swapped = await events.next();
  assert.equal(swapped.type, 'styles');
  assert.match(Object.values(swapped.type === 'styles' ? swapped.styles : {}).join(), /width: 3px/);
  assert.deepEqual(swapped.diagnostics, []);
  const found = await events.next();
  assert.equal(found.type, 'diagnostics');
  assert.match(lines(found.diagnostics).join(), /^pages\/a\/a\.ttss:1:6 .*widht/);
});
