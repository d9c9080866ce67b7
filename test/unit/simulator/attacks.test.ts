/** What a hostile program may try while it is built and served. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFiles, addFiles, onePage, writeProgram } from './compiler-helpers';
import { get, start } from './server-helpers';

const MANY = 20_000;

test(
  'lists without an end cost one finding each, and the first page is there',
  { timeout: 60_000 },
  async (t) => {
    const names = Array.from({ length: MANY }, (_, index) => `none/p${index}`);
    const { program } = await compileFiles(t, {
      'app.json': JSON.stringify({
        pages: ['pages/a/a', ...names],
        usingComponents: Object.fromEntries(names.map((name, index) => [`c-${index}`, `/${name}`])),
        ...Object.fromEntries(names.map((name) => [name, 1])),
      }),
    });
    assert.deepEqual(program.pages, ['pages/a/a']);
    const many = program.diagnostics.filter(({ code }) => code === 'json-many');
    assert.deepEqual(
      many.map(({ file, values }) => [file, values?.key, values?.count]),
      [
        ['app.json', 'pages', MANY + 1],
        ['app.json', 'usingComponents', MANY],
      ],
    );
    assert.ok(program.diagnostics.length < 5000, String(program.diagnostics.length));
  },
);

test('a source map that a script or sheet brings along names no file of this machine', async (t) => {
  const map = Buffer.from(
    JSON.stringify({
      version: 3,
      sources: ['../../../../etc/passwd', 'file:///etc/shadow'],
      sourcesContent: ['SECRET', 'SECRET'],
      names: [],
      mappings: 'AAAA',
    }),
  ).toString('base64');
  const note = `sourceMappingURL=data:application/json;base64,${map}`;
  const { map: made, bundle } = await compileFiles(t, {
    'pages/a/a.js': `Page({});\n//# ${note}`,
    'pages/a/a.scss': `.a { .b { top: 0 } }\n/*# ${note} */`,
    'pages/a/m.sjs': `module.exports = 1;\n//# ${note}`,
    'pages/a/a.ttml': '<sjs module="m" src="./m.sjs"/><view>{{m}}</view>',
  });
  assert.doesNotMatch(made, /passwd|shadow/);
  assert.doesNotMatch(bundle, /sourceMappingURL=data:/);
});

test('no path leads out of the program, however it is written, and no source is asked for as a picture', async (t) => {
  const outer = writeProgram(t, {});
  addFiles(outer, {
    'secret.png': 'SECRET',
    ...Object.fromEntries(
      Object.entries(
        onePage({
          'app.json': JSON.stringify({
            pages: ['pages/a/a'],
            tabBar: { list: [{ pagePath: 'pages/a/a', text: 'a', iconPath: '../../secret.png' }] },
          }),
          'pages/a/a.ttss': '.a { background: url(../../../secret.png) }',
        }),
      ).map(([name, text]) => [`app/${name}`, text]),
    ),
  });
  const { url } = await start(t, { root: `${outer}/app` });
  for (const way of [
    '/../secret.png',
    '/%2e%2e/secret.png',
    '/..%2fsecret.png',
    '/..%5csecret.png',
    '/pages/../../secret.png',
    '/.%00./secret.png',
    '/pages/a/a.js',
    '/app.json',
    '/%2e/pages/a/a.js',
  ]) {
    const { status, body } = await get(url, way);
    assert.equal(status, 404, way);
    assert.doesNotMatch(body, /SECRET/);
  }
});
