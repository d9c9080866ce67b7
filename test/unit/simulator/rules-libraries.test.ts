import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { compileFiles } from './compiler-helpers';

/** What is found in a page that uses components as libraries make them, as `code line`. */
async function found(t: TestContext, page: string, files: Record<string, string> = {}): Promise<string[]> {
  const { program } = await compileFiles(t, {
    'app.json': '{"pages":["pages/a/a","pages/b/b"]}',
    'pages/a/a.json': '{"usingComponents":{"l-icon":"/l/icon","l-row":"/l/row","l-any":"/l/any"}}',
    'pages/a/a.ttml': page,
    'pages/b/b.ttml': '<view/>',
    'l/icon.json': '{"component":true}',
    'l/icon.ttml': '<view class="l-class"/>',
    'l/icon.js':
      'Component({ externalClasses: ["l-class", "l-icon-class"], properties: { size: Number }, methods: { go() { this.triggerEvent("lintap", {}, { bubbles: true }); } } });',
    'l/row.json': '{"component":true,"componentGenerics":{"cell":true,"head":{"default":"./icon"}}}',
    'l/row.ttml': '<cell/><head/>',
    'l/row.js': 'Component({});',
    'l/any.json': '{"component":true}',
    'l/any.ttml': '<view/>',
    'l/any.js': 'const list = require("./list"); Component({ externalClasses: list });',
    'l/list.js': 'module.exports = ["i-class"];',
    ...files,
  });
  return program.diagnostics.map(({ code, line }) => `${String(code)} ${String(line)}`);
}

test('external classes are attributes of their component', async (t) => {
  assert.deepEqual(
    await found(t, '<l-icon l-class="a" l-icon-class="b" size="1"/>\n<l-any i-class="a"/>'),
    [],
  );
  assert.deepEqual(await found(t, '<l-icon l-clas="a"/>\n<l-icon siez="1"/>'), [
    'attribute-unknown 1',
    'attribute-unknown 2',
  ]);
});

test('an event that a component fires may be heard by any tag around it', async (t) => {
  assert.deepEqual(
    await found(t, '<view mut-bind:lintap="x"><l-icon/></view>', { 'pages/a/a.js': 'Page({ x() {} });' }),
    [],
  );
  assert.deepEqual(await found(t, '<view bind:lngtap="x"/>', { 'pages/a/a.js': 'Page({ x() {} });' }), [
    'event-unknown 1',
  ]);
});

test('a placeholder without a component of its own is asked for', async (t) => {
  assert.deepEqual(await found(t, '<l-row generic:cell="l-icon"/>'), []);
  assert.deepEqual(await found(t, '<view/>\n<l-row generic:head="l-icon"/>'), ['generic-missing 2']);
});

test('a navigator cannot open an address of the web', async (t) => {
  for (const url of ['javascript:;', 'https://a.example/b', '//a.example/b', 'tel:10086', '#', '#top'])
    assert.deepEqual(await found(t, `<navigator url="${url}">x</navigator>`), ['url-outside 1'], url);
  assert.deepEqual(await found(t, '<navigator url="/pages/b/b?u=https://a.example">x</navigator>'), []);
  assert.deepEqual(await found(t, '<navigator url="/pages/c/c">x</navigator>'), ['url-unlisted 1']);
  assert.deepEqual(
    await found(t, '<view/>', { 'pages/a/a.js': 'tt.navigateTo({ url: "https://a.example" });Page({});' }),
    ['url-outside 1'],
  );
});

test('a slot may have content of its own, an import may not', async (t) => {
  assert.deepEqual(
    await found(t, '<l-icon/>', { 'l/icon.ttml': '<slot name="a"><view>b</view></slot>' }),
    [],
  );
  assert.deepEqual(
    await found(t, '<view/>\n<import src="./t"><view/></import>', {
      'pages/a/t.ttml': '<template name="t"/>',
    }),
    ['template-children 2'],
  );
});
