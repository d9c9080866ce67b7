import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
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
      'pages/a/a.ttml': '<view>\n\t<button bindtap="onTpa">一</button>\n</view>',
      'pages/a/a.js': 'Page({\n  data: { n: 0 },\n  onTap() {},\n});',
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
