import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionSlips } from '../../../simulator/rules/definitions';
import { wordsIn } from '../../../simulator/rules/diagnose';
import { nearestName } from '../../../simulator/rules/nearest';
import { compileFiles, lines, ofCompiler } from './compiler-helpers';

test('the nearest name is found by slips of the hand, and nothing else is', () => {
  const known = ['navigationBarTitleText', 'pages', 'window', 'van-cell'];
  assert.equal(nearestName('navigationBarTitletext', known), 'navigationBarTitleText');
  assert.equal(nearestName('navigationbar-title-text', known), 'navigationBarTitleText');
  assert.equal(nearestName('page', known), 'pages');
  assert.equal(nearestName('wnidow', known), 'window');
  assert.equal(nearestName('van-cel', known), 'van-cell');
  for (const other of ['pagination', 'win', 'van-button', 'x', ''])
    assert.equal(nearestName(other, known), undefined, other);
});

test('tags: undeclared, misspelt, of HTML; those of the platform and declared ones are fine', async (t) => {
  const { program } = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a"],"usingComponents":{"x-app":"/c/c"}}',
    'pages/a/a.json': '{"usingComponents":{"x-own":"/c/c","x-gone":"/gone"}}',
    'pages/a/a.ttml':
      '<x-app/><x-own/><x-gone/><camera/><pay-button/><block/>\n<van-cell/><van-cell/><veiw/><x-onw/>\n<div/><import src="./t"/><template is="t"/>',
    'pages/a/t.ttml': '<template name="t"><x-own/><y-t/></template>',
    'c/c.json': '{"component":true,"componentGenerics":{"inner":true}}',
    'c/c.ttml': '<inner/><x-own/>',
    'c/c.js': 'Component({});',
  });
  assert.deepEqual(
    program.diagnostics
      .filter(({ level, code }) => level === 'warning' && code !== 'generic-missing')
      .map(({ file, line, message, fix }) => `${file}:${line} ${message.split(' is ')[0]} | ${fix}`)
      .sort(),
    [
      'c/c.ttml:1 <x-own> | Declare it in "usingComponents" of c/c.json: { "x-own": "/path/to/the/component" }.',
      'pages/a/a.ttml:2 <van-cell> | Declare it in "usingComponents" of pages/a/a.json: { "van-cell": "/path/to/the/component" }.',
      'pages/a/a.ttml:2 <veiw> | Did you mean <view>?',
      'pages/a/a.ttml:2 <x-onw> | Did you mean <x-own>?',
      'pages/a/a.ttml:3 <div> | Write <view>.',
      'pages/a/t.ttml:1 <y-t> | Declare it in "usingComponents" of pages/a/a.json: { "y-t": "/path/to/the/component" }.',
    ],
  );
});

test('attributes and events of built-in tags that are almost known ones; others are left alone', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.ttml': `<button typ="primary" bindtpa="x" bind:getphonenumbr="y" open-type="share" data-any="1" aria-label="z"/>
<input valeu="{{a}}" bindinput="x" bindconfrim="y" model:value="{{a}}" custom="1"/><view hoverclass="b" hidden/>
<scroll-view scroll-y bindscrolltolower="x" bindscrollToLower="y"/><image lazy-load mode="aspectFit" src="a.png" binderror="e"/>`,
    'pages/a/a.js': 'Page({ data: { a: "" } });',
    'pages/a/a.png': '',
  });
  assert.deepEqual(
    ofCompiler(program.diagnostics).map(
      ({ line, column, message, fix }) => `${line}:${column} ${message} | ${fix}`,
    ),
    [
      '1:9 <button>: attribute "typ" is not known | Did you mean "type"?',
      '1:23 <button>: event "tpa" is not known | Did you mean "tap"?',
      '1:35 <button>: event "getphonenumbr" is not known | Did you mean "getphonenumber"?',
      '2:8 <input>: attribute "valeu" is not known | Did you mean "value"?',
      '2:36 <input>: event "confrim" is not known | Did you mean "confirm"?',
      '2:90 <view>: attribute "hoverclass" is not known | Did you mean "hover-class"?',
      '3:45 <scroll-view>: event "scrollToLower" is not known | Did you mean "scrolltolower"?',
    ],
  );
});

test('keys of app.json, of its window, of a page and of a component', async (t) => {
  const { program } = await compileFiles(t, {
    'app.json':
      '{"pages":["pages/a/a"],\n"windows":{},\n"window":{"navigationBarTitletext":"x","custom":1},"tabbar":{},"mine":1}',
    'pages/a/a.json': '{"usingComponent":{},"usingComponents":{"x-c":"/c/c"},\n"enablePulldownRefresh":true}',
    'pages/a/a.ttml': '<x-c/>',
    'c/c.json': '{"usingComponents":{}}',
    'c/c.ttml': '<view/>',
    'c/c.js': 'Component({});',
  });
  assert.deepEqual(lines(program.diagnostics), [
    'app.json:2:1 key "windows" is not known',
    'app.json:3:52 key "tabbar" is not known',
    'app.json:3:11 key of "window" "navigationBarTitletext" is not known',
    'pages/a/a.json:1:2 key "usingComponent" is not known',
    'pages/a/a.json:2:1 key "enablePulldownRefresh" is not known',
    'c/c.json:1:1 a component whose JSON does not say that it is one',
  ]);
  assert.deepEqual(
    program.diagnostics.map(({ fix }) => fix),
    [
      'Did you mean "window"?',
      'Did you mean "tabBar"?',
      'Did you mean "navigationBarTitleText"?',
      'Did you mean "usingComponents"?',
      'Did you mean "enablePullDownRefresh"?',
      'Write "component": true: a device shows nothing for it otherwise.',
    ],
  );
});

test('options of Component and functions of Page', () => {
  const of = (kind: 'Page' | 'Component', definition: Record<string, unknown>): string[] =>
    definitionSlips(kind, definition).map((slip) => {
      const { message, fix } = wordsIn('en', slip);
      return `${message} ${fix}`;
    });
  assert.deepEqual(
    of('Component', {
      lifetime: {},
      method: {},
      propertys: {},
      lifetimes: { attach: 1 },
      onLoad: 1,
      custom: 1,
      _x: 1,
    }),
    [
      'Component(): option "lifetime" is not known Did you mean "lifetimes"?',
      'Component(): option "method" is not known Did you mean "methods"?',
      'Component(): option "propertys" is not known Did you mean "properties"?',
      'lifetimes: name "attach" is not known Did you mean "attached"?',
    ],
  );
  assert.deepEqual(of('Page', { onload: 1, onReachBotom: 1, onTap: 1, onLoaded: 1, onShown: 1, data: {} }), [
    'Page(): the platform calls no function "onload" Did you mean "onLoad"?',
    'Page(): the platform calls no function "onReachBotom" Did you mean "onReachBottom"?',
  ]);
});

test('a template of another platform is named with what to rename', async (t) => {
  const { program } = await compileFiles(t, {
    'app.json': '{"pages":["b/b"]}',
    'b/b.wxml': '<view/>',
    'b/b.js': 'Page({});',
  });
  assert.deepEqual(program.diagnostics[0]?.fix, 'Rename b.wxml to b.ttml.');
});
