/** What the simulator does nothing with is told while a program runs, and listed in the documents. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkFolder } from '../../../simulator/server/check';
import { APP_OPTIONS, TAG_NAMES, WINDOW_OPTIONS } from '../../../simulator/rules/not-shown';
import { compileFiles, onePage, writeProgram } from './compiler-helpers';

const FILES = {
  'app.json': '{"pages":["pages/a/a"],"skeleton":{},\n"window":{"transparentTitle":"auto"}}',
  'pages/a/a.json': '{\n"disableSwipeBack":true,"transparentTitle":"none"}',
  'pages/a/a.ttml':
    '<map skew="{{1}}"/>\n<map skew="{{2}}" show-compass/>\n<video bindadstart="t" bind:adload="t" show-mute-btn/>\n<view catch-move="t" skew="1"/>',
  'pages/a/a.js': 'Page({ t() {} });',
};

test('each name once, at its first place, of tags and of options', async (t) => {
  const { program } = await compileFiles(t, FILES);
  assert.deepEqual(
    program.diagnostics
      .filter(({ code }) => code === 'not-shown')
      .map(({ file, line, column, values }) => `${file}:${line}:${column} ${String(values?.name)}`)
      .sort(),
    [
      'app.json:1:24 skeleton',
      'app.json:2:11 transparentTitle',
      'pages/a/a.json:2:1 disableSwipeBack',
      'pages/a/a.ttml:1:6 skew',
      'pages/a/a.ttml:2:19 show-compass',
      'pages/a/a.ttml:3:24 bind:adload',
      'pages/a/a.ttml:3:40 show-mute-btn',
      'pages/a/a.ttml:3:8 bindadstart',
      'pages/a/a.ttml:4:7 catch-move',
    ],
  );
});

test('a component of the program that is called like a tag is its own affair', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.json': '{"usingComponents":{"map":"/c/c"}}',
    'pages/a/a.ttml': '<map skew="{{1}}"/>',
    'c/c.json': '{"component":true}',
    'c/c.ttml': '<view/>',
    'c/c.js': 'Component({ properties: { skew: Number } });',
  });
  assert.deepEqual(
    program.diagnostics.filter(({ code }) => code === 'not-shown'),
    [],
  );
});

test('check finds nothing wrong with them', async (t) => {
  const { findings } = await checkFolder({ dir: writeProgram(t, onePage(FILES)), types: false });
  assert.deepEqual(
    findings.filter(({ code }) => code === 'not-shown'),
    [],
  );
});

for (const page of ['docs/simulator.md', 'docs/zh/simulator.md'])
  test(`${page} lists the same names`, () => {
    const text = readFileSync(path.resolve(import.meta.dirname, '../../..', page), 'utf8');
    const listed: Record<string, string[]> = {};
    for (const [, tag = '', names = ''] of text.matchAll(/^\| `([a-z-]+)` \| ((?:`[a-z0-9-]+` ?)+) \|/gm))
      (listed[tag] ??= []).push(...names.replaceAll('`', '').trim().split(' '));
    for (const [tag, names] of Object.entries(TAG_NAMES))
      assert.deepEqual(listed[tag]?.sort(), [...names].sort(), tag);
    for (const name of [...APP_OPTIONS, ...WINDOW_OPTIONS]) assert.ok(text.includes(`\`${name}\``), name);
  });
