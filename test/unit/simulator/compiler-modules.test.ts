import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { compileProgram, createCompiler } from '../../../simulator/compiler';
import { SourceMap } from '../../../simulator/runtime/source-map';
import { addFiles, BASIC, compileFiles, lines, loadBundle, onePage, writeProgram } from './compiler-helpers';

test('require: relative, with extension, leading slash, bare from the root or beside the file, folder index, json', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.js': `
      exports.all = [require('./near'), require('./near.js'), require('/utils/far'), require('utils/far'), require('near'), require('../../utils'), require('/utils/data')];
    `,
    'pages/a/near.js': "module.exports = 'near';",
    'utils/far.ts': "export = 'far';",
    'utils/index.js': "module.exports = 'index';",
    'utils/data.json': '{ /* why */ "n": 1 }',
  });
  assert.deepEqual(lines(result.program.diagnostics), []);
  const { all } = loadBundle(result).require('pages/a/a');
  assert.equal(JSON.stringify(all), '["near","near","far","far","near","index",{"n":1}]');
});

test('a package is found in miniprogram_npm, the nearest first, by its main or its index', async (t) => {
  const result = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a"],"subPackages":[{"root":"sub","pages":["b/b"]}]}',
    'pages/a/a.js': "module.exports = [require('one'), require('@s/two'), require('@s/two/deep/three')];",
    'sub/b/b.ttml': '<view/>',
    'sub/b/b.js': "module.exports = require('one');",
    'miniprogram_npm/one/package.json': '{"main":"lib/main.js"}',
    'miniprogram_npm/one/lib/main.js': "module.exports = 'one';",
    'miniprogram_npm/@s/two/index.js': "module.exports = 'two';",
    'miniprogram_npm/@s/two/deep/three.js': "module.exports = 'three' + require('one');",
    'sub/miniprogram_npm/one/index.js': "module.exports = 'sub one';",
  });
  assert.deepEqual(lines(result.program.diagnostics), []);
  const loaded = loadBundle(result);
  assert.equal(JSON.stringify(loaded.require('pages/a/a')), '["one","two","threeone"]');
  assert.deepEqual(loaded.require('sub/b/b') as unknown, 'sub one');
});

test('a missing module is a finding with its place, throws when it is required, and leaves the others alone', async (t) => {
  const result = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
    'pages/a/a.js': "// 中文\nconst 名 = require('./config');\nPage({});",
    'pages/b/b.ttml': '<view/>',
    'pages/b/b.ts':
      "import { x } from '../../gone';\nimport type { Y } from '../../types-only';\nexport const y: Y = x;\nPage({});",
    'pages/b/c.js': '',
  });
  assert.deepEqual(lines(result.program.diagnostics), [
    'pages/a/a.js:2:19 cannot find module "./config"',
    'pages/b/b.ts:1:19 cannot find module "../../gone"',
  ]);
  const loaded = loadBundle(result);
  assert.throws(() => loaded.require('pages/a/a'), /pages\/a\/a\.js: cannot find module "\.\/config"/);
  assert.throws(() => loaded.require('pages/b/b'), /pages\/b\/b\.ts: cannot find module/);
});

test('a module that is tried and missing can be caught by the program', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.js': "try { exports.a = require('crypto-js'); } catch (error) { exports.a = 'none'; }",
  });
  assert.equal(loadBundle(result).require('pages/a/a').a, 'none');
});

test('no module is read from outside of the mini-program', async (t) => {
  const root = writeProgram(t, {});
  addFiles(root, { 'secret.js': "module.exports = 'secret';" });
  addFiles(
    path.join(root, 'app'),
    onePage({
      'pages/a/a.js': "require('../../../secret');",
      'app.json': '{"pages":["pages/a/a","../secret"],"usingComponents":{"x-a":"../secret"}}',
    }),
  );
  const result = await compileProgram({ root: path.join(root, 'app') });
  assert.deepEqual(lines(result.program.diagnostics).sort(), [
    'app.json:1:23 page "../secret" has no file',
    'app.json:1:55 no component at "../secret"',
    'pages/a/a.js:1:9 "../../../secret" leads out of the mini-program',
  ]);
  assert.doesNotMatch(result.bundle, /'secret'|"secret"/);
  assert.ok(result.files.every((file) => file.startsWith(path.join(root, 'app'))));
});

test('an installed package without a script says so', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.js': "require('pkg');",
    'node_modules/pkg/package.json': '{}',
  });
  assert.deepEqual(program.diagnostics, [
    {
      level: 'error',
      code: 'module-script',
      values: { package: 'pkg', script: 'index.js' },
      file: 'pages/a/a.js',
      line: 1,
      column: 9,
      message: 'package "pkg" in node_modules has no script "index.js"',
      fix: 'Let main in its package.json name a script that is there, or require that script by its path: require("pkg/path/to/it"). A package for Node or browsers alone has none that runs here.',
    },
  ]);
});

test('a syntax error is a finding with line and column; the module throws it, the others run', async (t) => {
  const result = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a","pages/b/b","pages/c/c"]}',
    'pages/a/a.js': 'Page({\n  data: { 中文: },\n});',
    'pages/b/b.ttml': '<view/>',
    'pages/b/b.js': "require('../../data.json');",
    'pages/c/c.ttml': '<view/>',
    'pages/c/c.js': "module.exports = require('../../utils/fine');",
    'data.json': '{"a": }',
    'utils/fine.js': "module.exports = 'fine';",
  });
  assert.deepEqual(lines(result.program.diagnostics).sort(), [
    'data.json:1:7 not valid JSON: expected a value, found "}"',
    'pages/a/a.js:2:15 Unexpected "}"',
  ]);
  const loaded = loadBundle(result);
  assert.throws(() => loaded.require('pages/a/a'), /pages\/a\/a\.js:2:15: Unexpected "}"/);
  assert.throws(() => loaded.require('pages/b/b'), /data\.json:1:7/);
  assert.deepEqual(loaded.require('pages/c/c') as unknown, 'fine');
});

test('cyclic modules see what is exported so far, in CommonJS and in ES modules', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.js': "module.exports = [require('../../one').late(), require('../../three').late()];",
    'one.js': "exports.early = 1; const two = require('./two'); exports.late = () => two.seen;",
    'two.js': "exports.seen = require('./one').early;",
    'three.ts': "import { four } from './four'; export const three = 3; export const late = () => four();",
    'four.ts': "import { three } from './three'; export const four = () => three;",
  });
  assert.equal(JSON.stringify(loadBundle(result).require('pages/a/a')), '[1,3]');
});

test('a module may declare names of the platform, and a require that is not its own is left alone', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.js': `
      const App = getApp(), module = 1, require = 2, exports = 3;
      Page({ App, sum: module + require + exports });
    `,
    'app.js': '(function (require) { require("./nothing"); })(function () {}); App({});',
  });
  assert.deepEqual(lines(result.program.diagnostics), []);
  const loaded = loadBundle(result);
  loaded.require('app');
  loaded.require('pages/a/a');
  assert.deepEqual(
    loaded.calls.map(([name]) => name),
    ['App', 'Page'],
  );
  assert.equal((loaded.calls[1]?.[1] as { sum: number }).sum, 6);
});

test('a computed require and a dynamic import work for modules that are in the program', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.js':
      "require('../../utils/b'); exports.a = (name) => require('../../utils/' + name + '.js'); exports.c = () => import('../../utils/c');",
    'utils/b.js': "module.exports = 'b';",
    'utils/c.js': "module.exports = { c: 'c' };",
  });
  const { a, c } = loadBundle(result).require('pages/a/a') as {
    a: (name: string) => string;
    c: () => Promise<{ c: string }>;
  };
  assert.equal(a('b'), 'b');
  assert.equal((await c()).c, 'c');
});

test('TypeScript beside JavaScript: the TypeScript is the source; .js in an import may mean .ts', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.ts': "import { b } from './b.js';\nexport const a: string = b;",
    'pages/a/b.ts': "export const b = 'ts';",
  });
  assert.equal(loadBundle(result).require('pages/a/a').a, 'ts');
});

test('the source map leads from the program script to the line of the source, for every module', async () => {
  const { bundle, map } = await compileProgram({ root: BASIC });
  const sources = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  const rows = bundle.split('\n');
  const find = (text: string): string => {
    const line = rows.findIndex((row) => row.includes(text));
    const position = sources.find(line + 1, (rows[line] ?? '').indexOf(text) + 1);
    return position ? `${position.file}:${position.line}:${position.column}` : 'nowhere';
  };
  assert.equal(find('missing.field.deep'), 'pages/home/home.ts:35:12');
  assert.equal(find('triggerEvent("change"'), 'components/counter/counter.ts:19:12');
  assert.equal(find('getApp().globalData.trail.push("detail.onUnload")'), 'pages/detail/detail.js:11:5');
  assert.equal(find('__TRADE_SIM_PROGRAM__'), 'nowhere');
  assert.equal(find('define("pages/form/form"'), 'nowhere');
  assert.match(bundle, /\/\/# sourceMappingURL=\/program\.js\.map\s*$/);
});

test('a compiler builds again what has changed: sources, imports, new and deleted files', async (t) => {
  const root = writeProgram(t, onePage({ 'pages/a/a.js': "module.exports = require('../../b');" }));
  const compiler = createCompiler({ root });
  assert.deepEqual(lines((await compiler.compile()).program.diagnostics), [
    'pages/a/a.js:1:26 cannot find module "../../b"',
  ]);
  addFiles(root, { 'b.js': "module.exports = 'one';" });
  assert.deepEqual(loadBundle(await compiler.compile()).require('pages/a/a') as unknown, 'one');
  addFiles(root, { 'b.js': "module.exports = 'two';", 'pages/a/a.ttml': '<view>{{a b}}</view>' });
  const third = await compiler.compile();
  assert.deepEqual(loadBundle(third).require('pages/a/a') as unknown, 'two');
  assert.deepEqual(lines(third.program.diagnostics), [
    'pages/a/a.ttml:1:11 unexpected character inside expression',
  ]);
  assert.deepEqual((await compiler.compile()).bundle, third.bundle);
});

test('this of a function that is not strict goes through a guard, whatever stands around it', async (t) => {
  const script = `const free = function () { return this; };
const Maker = function () {
  this.Kind = function () { this.made = 1; };
  this.make = function () { return new this.Kind().made; };
};
exports.guarded = [free(), (() => free())(), [1].map(function () { return this; })[0],
  (function (one = this) { return one; })(), (function () { return (() => this)(); })(), ({ method() { return this; } }).method.call(undefined)];
exports.kept = [new Maker().make(), free.call('a').length, (() => this === exports)(), (function () { return \`\${typeof this.b} \${'b' in this}\`; }).call({ b: 1 })];
exports.strict = [(function () { 'use strict'; return (function () { return this; })(); })(), (class { static bare() { return [1].map(function () { return this; })[0]; } }).bare()];
`;
  const result = await compileFiles(t, {
    'pages/a/a.js': `${script}exports.whole = require('./whole').bare();`,
    'pages/a/whole.js': "'use strict';\nexports.bare = () => (function () { return this; })();",
  });
  // In a context of node's vm, `this` of such a function is what has the context's names.
  const isGlobal = (own: unknown): boolean => Object.hasOwn(own as object, '__simThis');
  const { require } = loadBundle(result, { __simThis: (own: unknown) => (isGlobal(own) ? 'global' : own) });
  const seen = require('pages/a/a');
  assert.deepEqual([...(seen.guarded as unknown[])], Array(6).fill('global'));
  assert.deepEqual([...(seen.kept as unknown[])], [1, 1, true, 'number true']);
  assert.deepEqual([...(seen.strict as unknown[]), seen.whole], [undefined, undefined, undefined]);
});

test('columns behind a guarded this are those of the source', async (t) => {
  const source =
    'exports.run = function () { return [this, this, absentName]; }; exports.later = otherName;\n';
  const { bundle, map } = await compileFiles(t, { 'pages/a/a.js': source });
  const sources = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
  for (const name of ['absentName', 'otherName']) {
    const before = bundle.slice(0, bundle.indexOf(name)).split('\n');
    const at = sources.find(before.length, before.at(-1)!.length + 1);
    assert.deepEqual([at?.line, at?.column], [1, source.indexOf(name) + 1], name);
  }
});
