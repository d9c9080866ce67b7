import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { compileProgram } from '../../../simulator/compiler';
import { addFiles, compileFiles, lines, loadBundle, onePage, writeProgram } from './compiler-helpers';

test('a path that is put together at run time leads to any script of the program', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.js':
      "const names = ['one', 'two/index']; exports.all = names.map((n) => require('../../lib/' + n + '.js').word); Page({});",
    'lib/one.js': "module.exports = { word: 'one' };",
    'lib/two/index.ts': "export const word: string = 'two';",
    'lib/broken.js': 'module.exports = {',
  });
  assert.deepEqual(lines(result.program.diagnostics, 'error'), []);
  assert.deepEqual(lines(result.program.diagnostics, 'warning'), [
    'lib/broken.js:1:19 Expected identifier but found end of file',
  ]);
  assert.equal(JSON.stringify(loadBundle(result).require('pages/a/a').all), '["one","two"]');
});

test('require.async and the callback form load a module of a sub-package later', async (t) => {
  const result = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a"],"subPackages":[{"root":"sub","pages":["b/b"]}]}',
    'sub/b/b.ttml': '<view/>',
    'sub/lib.js': "module.exports = 'lib';",
    'sub/throws.js': "throw new Error('no');",
    'pages/a/a.js': `
      exports.later = () => require.async('../../sub/lib.js');
      exports.call = (ok) => require('../../sub/lib', ok);
      exports.fail = (not) => require('../../sub/throws', () => undefined, not);`,
  });
  assert.deepEqual(lines(result.program.diagnostics), []);
  const page = loadBundle(result).require('pages/a/a') as {
    later(): Promise<string>;
    call(ok: (value: unknown) => void): void;
    fail(not: (value: { mod: string; errMsg: string }) => void): void;
  };
  assert.equal(await page.later(), 'lib');
  assert.equal(await new Promise((ok) => page.call(ok)), 'lib');
  const failure = await new Promise<{ mod: string; errMsg: string }>((not) => page.fail(not));
  assert.deepEqual({ ...failure }, { mod: '../../sub/throws', errMsg: 'no' });
});

test('a plain require across packages is an error with its place: a device has not loaded it', async (t) => {
  const { program } = await compileFiles(t, {
    'app.json':
      '{"pages":["pages/a/a"],"subPackages":[{"root":"sub/","pages":["b/b"]},{"root":"other","pages":["c/c"]}]}',
    'pages/a/a.js': "const x = 1;\nrequire('../../sub/lib');",
    'sub/b/b.ttml': '<view/>',
    'sub/b/b.js': "require('../lib'); require('../../main'); import('../../other/d');",
    'sub/lib.js': '',
    'main.js': '',
    'other/c/c.ttml': '<view/>',
    'other/d.js': '',
  });
  assert.deepEqual(lines(program.diagnostics), [
    'pages/a/a.js:2:9 "../../sub/lib" is in the sub-package "sub", which may not be there yet on a device',
    'sub/b/b.js:1:50 "../../other/d" is in the sub-package "other", which may not be there yet on a device',
  ]);
});

test('short names of tsconfig.json and of app.json lead to files; those that lead out do not', async (t) => {
  const result = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a"],"resolveAlias":{"~/*":"/lib/*"}}',
    'tsconfig.json':
      '{ // paths\n "extends":"./base.json","compilerOptions":{"baseUrl":"src","paths":{"@/*":["nowhere/*","../lib/*"],"exact":["./e.ts"]}}}',
    'lib/u.ts': "export const u = 'u';",
    'src/e.ts': "export const e = 'e';",
    'src/based.ts': "export const b = 'b';",
    'pages/a/a.ts':
      "import { u } from '@/u';\nimport { e } from 'exact';\nimport { b } from 'based';\nimport * as v from '~/u';\nexport const all = [u, e, b, v.u];",
  });
  assert.deepEqual(lines(result.program.diagnostics), []);
  assert.equal(JSON.stringify(loadBundle(result).require('pages/a/a').all), '["u","e","b","u"]');
});

test('packages come from node_modules by the official layout, with one word that they have to be built', async (t) => {
  const result = await compileFiles(t, {
    'package.json': '{}',
    'pages/a/a.json': '{"usingComponents":{"x-b":"ui/button/index"}}',
    'pages/a/a.js':
      "exports.all = [require('plain'), require('plain/sub'), require('@s/esm').default, require('ui')];",
    'node_modules/plain/package.json': '{"main":"./lib"}',
    'node_modules/plain/lib/index.js': "module.exports = 'plain' + require('dep');",
    'node_modules/plain/sub.js': "module.exports = 'sub';",
    'node_modules/plain/node_modules/dep/package.json': '{}',
    'node_modules/plain/node_modules/dep/index.js': "module.exports = '+dep';",
    'node_modules/@s/esm/package.json': '{"exports":{".":{"import":"./x.mjs"}}}',
    'node_modules/@s/esm/x.mjs': "export default 'esm';",
    'node_modules/ui/package.json': '{"miniprogram":"dist"}',
    'node_modules/ui/dist/index.js': "module.exports = 'ui';",
    'node_modules/ui/dist/button/index.json': '{"component":true}',
    'node_modules/ui/dist/button/index.ttml': '<view/>',
    'node_modules/ui/dist/button/index.js': 'Component({});',
  });
  assert.deepEqual(lines(result.program.diagnostics, 'error'), []);
  assert.deepEqual(
    result.program.diagnostics.map(({ message }) => /package "(.*?)"/.exec(message)?.[1]).sort(),
    ['@s/esm', 'plain', 'ui'],
  );
  assert.equal(JSON.stringify(loadBundle(result).require('pages/a/a').all), '["plain+dep","sub","esm","ui"]');
});

test('a package of a workspace is found where it is hoisted to, and its files through the link', async (t) => {
  const top = writeProgram(t, {
    'package.json': '{"workspaces":["apps/*","packages/*"]}',
    'packages/kit/package.json': '{"name":"kit","main":"m.js"}',
    'packages/kit/m.js': "module.exports = 'hoisted';",
  });
  addFiles(
    path.join(top, 'apps/shop'),
    onePage({ 'package.json': '{}', 'pages/a/a.js': "module.exports = require('kit');" }),
  );
  mkdirSync(path.join(top, 'node_modules'));
  symlinkSync('../packages/kit', path.join(top, 'node_modules/kit'));
  const result = await compileProgram({ root: path.join(top, 'apps/shop') });
  assert.deepEqual(lines(result.program.diagnostics, 'error'), []);
  assert.equal(loadBundle(result).require('pages/a/a') as unknown, 'hoisted');
});

test('what git leaves out is stubbed and named; another missing file gets the nearest name', async (t) => {
  const result = await compileFiles(t, {
    '.gitignore': '# keys\n/config/secret.*\nlocal/\n',
    'pages/a/a.js':
      "import keys, { id } from '../../config/secret';\nconst local = require('/local/x');\nexports.all = [keys, id, local];\nexports.f = () => require('../../util/fromat');",
    'util/format.js': '',
  });
  assert.deepEqual(
    result.program.diagnostics.map(({ level, message, fix }) => `${level} ${message} | ${fix}`),
    [
      'warning cannot find module "../../config/secret": git ignores config/secret.js, and the copy is missing | Make the file, as the project says; an empty object stands for it here.',
      'warning cannot find module "/local/x": git ignores local/x, and the copy is missing | Make the file, as the project says; an empty object stands for it here.',
      'error cannot find module "../../util/fromat" | There is "util/format": did you mean that?',
    ],
  );
  assert.equal(JSON.stringify(loadBundle(result).require('pages/a/a').all), '[{},null,{}]');
});

test('Sass and Less are compiled by their own compilers, with imports, rpx and places', async (t) => {
  const { program } = await compileFiles(t, {
    'project.config.json': '{"setting":{"useCompilerPlugins":["sass"]}}',
    'app.json': '{"pages":["pages/a/a","pages/b/b","pages/c/c"]}',
    'app.scss': "@use 'styles/vars' as v;\n.app { color: v.$c; &:active { top: 0 } }",
    'styles/_vars.scss': '$c: red;',
    'pages/a/a.less': "@import '../../styles/mix';\n.a { .m(); .b { width: 10rpx; } }",
    'styles/mix.less': '.m() { color: blue; }',
    'pages/b/b.ttml': '<view/>',
    'pages/b/b.ttss': '@import "./inner.scss";\n@import "./more";\n.t { top: 1px }',
    'pages/b/inner.scss': '.i { .j { left: 2rpx } }',
    'pages/b/more.ttss': '.more{}',
    'pages/c/c.ttml': '<view/>',
    'pages/c/c.scss': '.c {\n  color: $missing;\n}',
  });
  const flat = (id: string): string => (program.styles[id] ?? '').replace(/\s+/g, '');
  assert.match(flat('app'), /\.@S@app\{color:red;\}\.@S@app:active\{top:0;\}/);
  assert.match(flat('pages/a/a'), /\.@S@a\{color:blue;\}\.@S@a\.@S@b\{width:calc\(10\*var\(--rpx\)\);\}/);
  assert.match(flat('pages/b/b'), /\.@S@i\.@S@j\{left:calc\(2\*var\(--rpx\)\);?\}\.@S@more\{\}\.@S@t/);
  assert.deepEqual(lines(program.diagnostics), [
    'pages/a/a.less .less is compiled here, but project.config.json does not ask for it',
    'pages/c/c.scss:2:10 Undefined variable.',
  ]);
});

test('a sheet of another platform is named', async (t) => {
  const { program } = await compileFiles(t, { 'pages/a/a.wxss': '.a{}', 'app.css': '' });
  assert.deepEqual(lines(program.diagnostics), [
    'app.css a sheet that ends in .css belongs to another platform, and is not read',
    'pages/a/a.wxss a sheet that ends in .wxss belongs to another platform, and is not read',
  ]);
});
