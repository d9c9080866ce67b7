import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Diagnostics } from '../../../simulator/compiler/diagnostics';
import { convertTtml } from '../../../simulator/compiler/ttml';
import { compileFiles, lines, loadBundle, ofCompiler } from './compiler-helpers';

function convert(source: string): { code: string; findings: string[] } {
  const diagnostics = new Diagnostics();
  const { rewriter } = convertTtml(source, 'pages/a/a.ttml', '/pages/a/', diagnostics);
  return { code: rewriter.code, findings: lines(diagnostics.list) };
}
const code = (source: string): string => convert(source).code;

test('directives, sjs and events become the engine dialect and nothing else changes', () => {
  assert.equal(
    code('<view tt:for="{{a}}" tt:key="id" tt:if="{{ item.tt:x }}">tt:if</view>'),
    '<view wx:for="{{a}}" wx:key="id" wx:if="{{ item.tt:x }}">tt:if</view>',
  );
  assert.equal(
    code('<sjs module="m">var s = "</view> tt:if";</sjs>'),
    '<wxs module="m">var s = "</view> tt:if";</wxs>',
  );
  assert.equal(
    code('<view bindtap="a" catchtouchstart="b" bind:x="c" capture-bind:y="d"/>'),
    '<view bind:tap="a" catch:touchstart="b" bind:x="c" capture-bind:y="d"/>',
  );
  assert.equal(
    code('<view binding="{{a}}" data-bindtap="x" bind="y"/>'),
    '<view bind:ing="{{a}}" data-bindtap="x" bind="y"/>',
  );
  assert.equal(
    code('<!-- <view tt:if="{{a}}" bindtap="x"> -->'),
    '<!-- <view tt:if="{{a}}" bindtap="x"> -->',
  );
  assert.equal(
    code('<view a="{{ b < c ? \'}}\' : {d: {}} }}" tt:if="{{e}}"/>'),
    '<view a="{{ b < c ? \'}}\' : {d: {}} }}" wx:if="{{e}}"/>',
  );
  assert.equal(
    code('<text>{{ it\'s }}</text><view tt:if="{{a}}"/>'),
    '<text>{{ it\'s }}</text><view wx:if="{{a}}"/>',
  );
});

test('a bound key is left out, old list directives and namespaces are understood', () => {
  assert.equal(
    code('<view tt:for="{{a}}" tt:key="{{item.id}}"/>'),
    `<view wx:for="{{a}}" ${' '.repeat(20)}/>`,
  );
  assert.equal(
    code('<view tt:for-items="{{a}}" tt:ref="x" xmlns:a="b"/>').replace(/ +/g, ' '),
    '<view wx:for="{{a}}" />',
  );
});

test('directives with a hyphen work, with one warning for the whole program', async (t) => {
  const files = {
    'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
    'pages/a/a.ttml': '<view tt-if="{{a}}">a</view>\n<view tt-elif="{{b}}"/><view tt-else tt-kye="x"/>',
    'pages/b/b.ttml': '<view tt-for="{{b}}" tt-for-item="one" tt-for-index="n" tt-key="id">{{one}}</view>',
  };
  const { program } = await compileFiles(t, files);
  assert.deepEqual(
    lines(program.diagnostics).filter((line) => line.includes('tt-')),
    [
      'pages/a/a.ttml:1:7 tt-if, tt-for and the like work with a hyphen, too, but the documents have a colon; this is said once for the whole program',
    ],
  );
});

test('wx: directives work, with one warning for the whole program', async (t) => {
  const { program, templates } = await (async () => {
    const result = await compileFiles(t, {
      'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
      'pages/a/a.ttml': '<view wx:if="{{a}}">a</view>\n<view wx:for="{{b}}">b</view>',
      'pages/b/b.ttml': '<view wx:if="{{a}}">a</view>',
    });
    return { ...result, templates: loadBundle(result).templates };
  })();
  assert.deepEqual(lines(program.diagnostics), [
    'pages/a/a.ttml:1:7 "wx:" directives work here, but belong to another platform; this is said once for the whole program',
  ]);
  assert.ok(templates['pages/b/b']);
});

test('directives of further platforms are left out and reported where they stand', () => {
  const { code: result, findings } = convert('<view>\n  <view a:if="{{x}}" tt:if="{{y}}"/></view>');
  assert.match(result, /<view {14}wx:if="\{\{y\}\}"\/>/);
  assert.deepEqual(findings, [
    'pages/a/a.ttml:2:9 "a:if" is a directive of another platform and is left out',
  ]);
});

test('a relative picture is found beside its template; bound, absolute and remote ones stay', () => {
  assert.equal(code('<image src="../../images/a.png"/>'), '<image src="/images/a.png"/>');
  assert.equal(
    code('<image src="{{a}}"/><image src="/a.png"/><image src="https://a.b/c.png"/>'),
    '<image src="{{a}}"/><image src="/a.png"/><image src="https://a.b/c.png"/>',
  );
  assert.equal(code('<x-thing src="../a"/>'), '<x-thing src="../a"/>');
});

test('findings of the engine point into the TTML, behind rewritten attributes and Chinese text', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.png': 'png',
    'pages/a/a.ttml':
      '<view bindtap="a" catchtap="b" tt:if="{{ x y }}">\n  <text>中文{{ a b }}</text><image src="a.png" alt="{{ c d }}"/>\n</view>',
  });
  assert.deepEqual(lines(ofCompiler(program.diagnostics)), [
    'pages/a/a.ttml:1:44 unexpected character inside expression',
    'pages/a/a.ttml:2:16 unexpected character inside expression',
    'pages/a/a.ttml:2:56 unexpected character inside expression',
  ]);
});

test('a broken template is a finding, and the other templates are there', async (t) => {
  const result = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
    'pages/a/a.ttml': '<view>{{ a',
    'pages/b/b.ttml': '<view><text></view>',
  });
  assert.deepEqual(lines(result.program.diagnostics, 'error').sort(), [
    'pages/a/a.ttml:1:2 missing end tag',
    'pages/a/a.ttml:1:7 missing expression end',
    'pages/b/b.ttml:1:8 missing end tag',
  ]);
  assert.deepEqual(
    result.program.diagnostics.filter(({ fix }) => !fix),
    [],
  );
  assert.deepEqual(Object.keys(loadBundle(result).templates).sort(), ['pages/a/a', 'pages/b/b']);
});

test('a page without a template is a finding, and the page has an empty one', async (t) => {
  const result = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
    'pages/b/b.js': 'Page({});',
  });
  assert.deepEqual(lines(result.program.diagnostics), ['pages/b/b.ttml the page has no template']);
  assert.ok(loadBundle(result).templates['pages/b/b']);
});

test('import and include: relative, absolute, with and without extension, of one another; a missing one is located', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.ttml':
      '<import src="../../t/one" />\n<include src="/t/two.ttml"/>\n<include src="../../t/gone.ttml"/>\n<import src="../../../out"/>',
    't/one.ttml': '<import src="two"/><template name="one"><view/></template>',
    't/two.ttml': '<import src="./one.ttml"/><view/>',
  });
  assert.deepEqual(lines(result.program.diagnostics), [
    'pages/a/a.ttml:3:15 cannot find template "../../t/gone.ttml"',
    'pages/a/a.ttml:4:14 cannot find template "../../../out"',
  ]);
  assert.deepEqual(
    Object.keys(loadBundle(result).templates)
      .filter((id) => id.startsWith('t/'))
      .sort(),
    ['t/gone', 't/one', 't/two'],
  );
  assert.ok(result.files.some((file) => file.endsWith('two.ttml')));
});

test('sjs scripts: modules of one another, syntax errors located, and one that throws does not stop the rest', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.ttml':
      '<sjs module="m" src="../../u/f.sjs"/>\n<sjs module="n">\n  module.exports = { a: 1;\n</sjs>\n<sjs module="o">var f = require("../../u/g.sjs"); module.exports = f</sjs><sjs module="p" src="gone.sjs"/><view>{{m.a}}</view>',
    'u/f.sjs': "var g = require('./g.sjs');\nvar h = require('./gone.sjs');\nmodule.exports = { a: g.b };",
    'u/g.sjs': 'module.exports = { b: 1 };\nnothing.here();',
  });
  assert.deepEqual(lines(result.program.diagnostics), [
    'pages/a/a.ttml:3:26 Expected "}" but found ";"',
    'u/f.sjs:2:18 cannot find script "./gone.sjs"',
    'pages/a/a.ttml:5:96 cannot find script "gone.sjs"',
  ]);
  // The scripts wait for a template that looks at them.
  assert.ok(loadBundle(result).templates['pages/a/a']);
});

test('a byte order mark belongs to no file', async (t) => {
  const result = await compileFiles(t, {
    'pages/a/a.ttml': '\uFEFF<view>{{a b}}</view>',
    'pages/a/a.json': '\uFEFF{}',
    'pages/a/a.ttss': '\uFEFF.a{top:0}',
  });
  assert.deepEqual(lines(result.program.diagnostics), [
    'pages/a/a.ttml:1:11 unexpected character inside expression',
  ]);
  assert.equal(result.program.styles['pages/a/a'], '.@S@a{top:0}');
});
