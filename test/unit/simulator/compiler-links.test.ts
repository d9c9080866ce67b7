import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { compileProgram } from '../../../simulator/compiler';
import { addFiles, lines, onePage, writeProgram } from './compiler-helpers';

const SECRET = 'FAKEKEY123';

/** Kind of file -> a program that has a link of that kind, and what lies outside. */
const KINDS: Record<string, { link: string; files?: Record<string, string>; secret?: string }> = {
  template: { link: 'pages/a/a.ttml', secret: `<view>${SECRET}</view>` },
  'page script': { link: 'pages/a/a.js', secret: `Page({ k: '${SECRET}' });` },
  'page json': { link: 'pages/a/a.json', secret: `{"navigationBarTitleText":"${SECRET}"}` },
  'page sheet': { link: 'pages/a/a.ttss', secret: `.a{content:"${SECRET}"}` },
  'Sass sheet': { link: 'pages/a/a.scss', secret: `.a{content:"${SECRET}"}` },
  'app json': { link: 'app.json', secret: `{"pages":["pages/a/a"],"k":"${SECRET}"}` },
  'app script': { link: 'app.js', secret: `App({ k: '${SECRET}' })` },
  module: {
    link: 'key.js',
    files: { 'pages/a/a.js': "require('../../key')" },
    secret: `exports.k='${SECRET}'`,
  },
  'json module': {
    link: 'key.json',
    files: { 'pages/a/a.js': "require('../../key.json')" },
    secret: `"${SECRET}"`,
  },
  'computed module': {
    link: 'lib/key.js',
    files: { 'pages/a/a.js': "require('../../lib/' + 'key')" },
    secret: `exports.k='${SECRET}'`,
  },
  'template script': {
    link: 'pages/a/k.sjs',
    files: { 'pages/a/a.ttml': '<sjs module="k" src="./k.sjs"/>' },
    secret: `exports.k='${SECRET}'`,
  },
  'imported template': {
    link: 'pages/a/k.ttml',
    files: { 'pages/a/a.ttml': '<include src="./k.ttml"/>' },
    secret: SECRET,
  },
  'imported sheet': {
    link: 'k.ttss',
    files: { 'pages/a/a.ttss': '@import "../../k";' },
    secret: `.a{content:"${SECRET}"}`,
  },
  'sheet imported by Sass': {
    link: '_k.scss',
    files: { 'pages/a/a.scss': '@import "../../k";' },
    secret: `.a{content:"${SECRET}"}`,
  },
  'sheet imported by Less': {
    link: 'k.less',
    files: { 'pages/a/a.less': '@import (inline) "../../k.less";' },
    secret: `.a{content:"${SECRET}"}`,
  },
  'project settings': { link: 'project.config.json', secret: `{"appid":"${SECRET}"}` },
};

for (const [kind, { link, files = {}, secret = SECRET }] of Object.entries(KINDS))
  test(`S1: a link out of the program is not followed: ${kind}`, async (t) => {
    const top = writeProgram(t, { 'outside/secret': secret });
    const root = path.join(top, 'program');
    const own = onePage(files);
    delete own[link];
    addFiles(root, own);
    mkdirSync(path.dirname(path.join(root, link)), { recursive: true });
    symlinkSync(path.join(top, 'outside/secret'), path.join(root, link));
    const result = await compileProgram({ root });
    assert.doesNotMatch(JSON.stringify(result), new RegExp(SECRET));
    // A link is no entry of a computed require: nothing asked for it by its name.
    if (kind !== 'computed module')
      assert.match(
        lines(result.program.diagnostics).join('\n'),
        /is a link that leads out of the mini-program/,
      );
    assert.ok(result.files.every((file) => file.startsWith(root)));
  });

test('S1: a folder that is a link out holds no page, component, package or program', async (t) => {
  const top = writeProgram(t, {});
  addFiles(path.join(top, 'outside'), {
    ...onePage({ 'pages/a/a.js': `Page({ k: '${SECRET}' })` }),
    'package.json': '{"name":"evil","main":"app.js"}',
    'app.js': `exports.k = '${SECRET}'`,
  });
  const root = path.join(top, 'program');
  addFiles(root, {
    'app.json': '{"pages":["pages/a/a","linked/pages/a/a"]}',
    'pages/a/a.ttml': '<view/>',
    'pages/a/a.json': '{"usingComponents":{"x-a":"/linked/pages/a/a"}}',
    'pages/a/a.js': "require('evil'); require('miniprogram_npm/evil/app'); require('../../linked/app.js')",
    'project.config.json': '{"miniprogramRoot":"./linked"}',
  });
  mkdirSync(path.join(root, 'node_modules'));
  mkdirSync(path.join(root, 'miniprogram_npm'));
  for (const name of ['linked', 'node_modules/evil', 'miniprogram_npm/evil'])
    symlinkSync(path.join(top, 'outside'), path.join(root, name));
  const result = await compileProgram({ root });
  assert.equal(result.root, root);
  assert.doesNotMatch(JSON.stringify(result), new RegExp(SECRET));
  assert.match(
    lines(result.program.diagnostics).join('\n'),
    /"miniprogramRoot" is not a folder in this project/,
  );
});

test('S1: links inside the program, and to themselves, are what they are', async (t) => {
  const root = writeProgram(
    t,
    onePage({ 'real.js': "exports.k = 'inner'", 'pages/a/a.js': "require('../../alias')" }),
  );
  symlinkSync('real.js', path.join(root, 'alias.js'));
  symlinkSync('loop.ttss', path.join(root, 'loop.ttss'));
  symlinkSync('.', path.join(root, 'self'));
  addFiles(root, { 'pages/a/a.ttss': '@import "../../loop.ttss";' });
  const result = await compileProgram({ root });
  assert.match(result.bundle, /inner/);
  assert.deepEqual(lines(result.program.diagnostics), [
    'pages/a/a.ttss:1:1 cannot find @import "../../loop.ttss"',
  ]);
});
