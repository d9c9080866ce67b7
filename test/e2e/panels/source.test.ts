import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { editorArguments, type Place } from '../../../simulator/server/source';
import { openProgram, type RunningProgram } from '../network/program';

let browser: Browser;
let program: RunningProgram;
const opened: Place[] = [];
let failure: Error | undefined;

before(async () => {
  browser = await launch();
  program = await openProgram(browser, {
    files: {
      'app.json': '{"pages":["pages/a/a"]}',
      'app.js': 'App({});',
      'pages/a/a.ttml':
        '<view>\n\t<button bindtap="onTpa">一</button>\n<part id="part"/>\n<view id="ask" bindtap="ask">问</view>\n</view>',
      'pages/a/a.js':
        "Page({\n  data: { n: 0 },\n  onTap() {},\n  // ask() is below\n  ask() {\n    tt.request({\n      url: '/merchant/none',\n    });\n  },\n});",
      'pages/a/a.json': '{"usingComponents":{"part":"/part/part"}}',
      'part/part.json': '{"component":true}',
      'part/part.ttml': '<view>部分</view>',
      'part/part.js': "Component({\n  methods: {},\n  data: {\n    word: '部分',\n  },\n});",
    },
    shell: true,
    openEditor: async (place) => {
      opened.push(place);
      if (failure) throw failure;
    },
  });
});
after(async () => {
  await program?.close();
  await browser?.close();
});

test('a problem shows the lines around its place with a caret, and opens them in the editor', async () => {
  const { page } = program;
  const place = page.getByRole('button', { name: '查看源码 pages/a/a.ttml:2' });
  await place.click();
  await page.locator('.excerpt pre').waitFor();
  const lines = (await page.locator('.excerpt pre').innerText()).split('\n');
  assert.equal(lines[0], '  1 | <view>');
  assert.equal(lines[1], '> 2 | \t<button bindtap="onTpa">一</button>');
  assert.match(lines[2]!, /^ {4}\| \t +\^$/);
  await page.getByRole('button', { name: '在编辑器中打开' }).click();
  await page.getByText('已交给编辑器').waitFor();
  const [asked] = opened;
  assert.match(asked!.file, /pages\/a\/a\.ttml$/);
  assert.equal(asked!.line, 2);
  failure = new Error('code: not found');
  await page.getByRole('button', { name: '在编辑器中打开' }).click();
  await page.getByText('没有打开编辑器（code: not found）').waitFor();
  await place.click();
  await page.locator('.excerpt').waitFor({ state: 'detached' });
});

/** The excerpt below a button that names a place. */
async function excerptOf(name: RegExp): Promise<string[]> {
  const { page } = program;
  const button = page.locator('#panel-body').getByRole('button', { name });
  await button.waitFor();
  await button.press('Enter');
  const text = page.locator('#panel-body .excerpt pre');
  await text.waitFor();
  const lines = (await text.innerText()).split('\n');
  failure = undefined;
  opened.length = 0;
  await page.locator('#panel-body').getByRole('button', { name: '在编辑器中打开' }).click();
  await page.locator('#panel-body').getByText('已交给编辑器').waitFor();
  return lines;
}

test('数据 leads to the data in the script of each page and component', async () => {
  const { page } = program;
  await page.getByRole('tab', { name: '数据', exact: true }).click();
  await page.locator('#panel-body summary', { hasText: 'part/part' }).click();
  const lines = await excerptOf(/查看源码 part\/part data/);
  assert.equal(
    lines.find((line) => line.startsWith('>')),
    '> 3 |   data: {',
  );
  assert.deepEqual([opened[0]!.line, opened[0]!.column], [3, 3]);
  assert.match(opened[0]!.file, /part\/part\.js$/);
  await page.locator('#panel-body summary', { hasText: 'pages/a/a' }).click();
  await page.locator('#panel-body .excerpt').waitFor({ state: 'detached' });
  const own = await excerptOf(/查看源码 pages\/a\/a data/);
  assert.equal(
    own.find((line) => line.startsWith('>')),
    '> 2 |   data: { n: 0 },',
  );
});

test('事件与接口 leads to the method that got the event, and to the line that called', async () => {
  const { page } = program;
  await page.getByRole('tab', { name: '事件与接口', exact: true }).click();
  await page.frameLocator('iframe').locator('#ask').click();
  await page.locator('#panel-body summary', { hasText: 'tap → pages/a/a ask()' }).click();
  const lines = await excerptOf(/查看源码 pages\/a\/a ask\(\)/);
  assert.equal(
    lines.find((line) => line.startsWith('>')),
    '> 5 |   ask() {',
  );
  assert.match(lines[lines.findIndex((line) => line.startsWith('>')) + 1]!, /^ {4}\| {3}\^$/);
  assert.deepEqual([opened[0]!.line, opened[0]!.column], [5, 3]);
  await page.locator('#panel-body summary', { hasText: 'tap → pages/a/a ask()' }).click();
  await page.locator('#panel-body .excerpt').waitFor({ state: 'hidden' });
  await page.locator('#panel-body summary', { hasText: 'request GET' }).first().click();
  const call = page.locator('#panel-body details[open]').filter({ hasText: 'request GET' });
  await call.getByRole('button', { name: /查看源码 pages\/a\/a\.js:6/ }).click();
  await call.locator('.excerpt pre').waitFor();
  await eventually(async () =>
    assert.match(await call.locator('.excerpt pre').innerText(), /^> {2}6 \| {5}tt\.request/m),
  );
});

test('网络 leads to the line that asked', async () => {
  const { page } = program;
  await page.getByRole('tab', { name: '网络', exact: true }).click();
  await page.locator('.requests summary').first().click();
  const lines = await excerptOf(/查看源码 pages\/a\/a\.js:6/);
  assert.equal(
    lines.find((line) => line.startsWith('>')),
    '>  6 |     tt.request({',
  );
  assert.equal(opened[0]!.line, 6);
});

test('only files of the program are shown, and a mini-program asks for none', async () => {
  const { url } = program.simulator;
  for (const file of ['../../etc/passwd', '/etc/passwd', 'pages', '', 'pages/a/none.js', 'pages/a/a.js%00'])
    assert.equal((await fetch(`${url}/__source?file=${encodeURIComponent(file)}`)).status, 404, file);
  const frame = new URL(program.simulator.frame).origin;
  assert.equal((await fetch(`${frame}/__source?file=app.json`)).status, 403);
  const foreign = await fetch(`${url}/__source/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://evil.example' },
    body: '{"file":"app.json"}',
  });
  assert.equal(foreign.status, 403);
});

test('each editor is told of the line in its own way', () => {
  const place = { file: '/a b/x.js', line: 3, column: 7 };
  assert.deepEqual(editorArguments('/usr/bin/code', place), ['-g', '/a b/x.js:3:7']);
  assert.deepEqual(editorArguments('webstorm', place), ['--line', '3', '--column', '7', '/a b/x.js']);
  assert.deepEqual(editorArguments('subl', place), ['/a b/x.js:3:7']);
  assert.deepEqual(editorArguments('gedit', place), ['/a b/x.js']);
});
