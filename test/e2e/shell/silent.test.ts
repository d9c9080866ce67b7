/**
 * What once went wrong without a word: the shell and the terminal of `trade-sim dev` name file, line and what
 * to do, each once. What a build sees is printed by `trade-sim check`, too; what shows when a page runs, by
 * `trade-sim crawl --json`.
 */
import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { findBrowser, launch } from '../../../scripts/lib/browser';
import type { RuntimeProblem } from '../../../simulator/protocol';
import type { CrawlReport } from '../../../simulator/server/crawl/report';
import { addFiles } from '../../unit/simulator/compiler-helpers';

const BIN = path.resolve(import.meta.dirname, '../../../simulator/bin/trade-sim.mjs');
const run = promisify(execFile);

interface Silent {
  name: string;
  /** `file:line` where it is told. */
  place: string;
  says: RegExp;
  fix: RegExp;
}
const silent = (name: string, place: string, says: RegExp, fix: RegExp): Silent => ({
  name,
  place,
  says,
  fix,
});

const TEMPLATE = `<van-cell/>
<camerra/>
<div>box</div>
<view bindtap="onNothing"/>
<button bindgetphonenumbr="onPhone"/>
<include src="./a.ttml"/>
<x-part/>
<view>{{ Math.round(1.5) }}</view>
<x-part colour="red" bind:pic="onPhone"/>
<sjs module="m" src="./m.sjs"/>
<view tt:if="open"/>
<image srrc="/a.png"/>`;

const BUILD = [
  silent('an undeclared tag', 'pages/a/a.ttml:1', /<van-cell>/, /usingComponents/),
  silent('a tag with a slip', 'pages/a/a.ttml:2', /<camerra>/, /<camera>/),
  silent('an element of HTML', 'pages/a/a.ttml:3', /<div>/, /<view>/),
  silent('a handler that is not there', 'pages/a/a.ttml:4', /onNothing/, /onNothing|Add|Write/),
  silent('an event with a slip', 'pages/a/a.ttml:5', /getphonenumbr/, /getphonenumber/),
  silent('an include of itself', 'pages/a/a.ttml:6', /\.\/a\.ttml/, /\w/),
  silent('a name of JavaScript in a template', 'pages/a/a.ttml:8', /Math/, /\.sjs/),
  silent('an sjs that changes what it is given', 'pages/a/m.sjs:1', /"list"/, /Return a new value/),
  silent('a sheet of another platform', 'pages/a/a.wxss', /wxss/, /\.ttss/),
  silent('a key of app.json with a slip', 'app.json:3', /windo/, /window/),
  silent(
    'a key of a page with a slip',
    'pages/a/a.json:2',
    /navigationBarTitletext/,
    /navigationBarTitleText/,
  ),
  silent('a file of a sub-package', 'pages/a/a.js:1', /sub\/tool/, /require\.async/),
  silent('an option of a component with a slip', 'part/part.js:2', /propertys/, /properties/),
  silent('a browser name', 'pages/a/a.js:3', /localStorage/, /tt\.setStorageSync/),
  silent('an API with a slip', 'pages/a/a.js:4', /showToats/, /showToast/),
];

const RUN = [
  silent('a script of a template that throws', 'pages/b/m.sjs:1', /tt is not defined/, /template script/),
  silent('a function in setData', 'pages/b/b.js:3', /`later`|later/, /instance/),
  silent('an observer without its method', 'part/part', /"onCount"|onCount/, /methods/),
  silent('code from text', 'pages/b/b.js:6', /code made from text/, /file of the mini-program|globalThis/),
];

/** What page b meets last. */
const LAST = /code made from text/;
const LAST_PLACE = /^pages\/b\/b\.js:6:/;

const PROGRAM = {
  'app.json': `{
  "pages": ["pages/a/a", "pages/b/b"],
  "windo": {},
  "subPackages": [{ "root": "sub", "pages": ["p/p"] }]
}`,
  'app.js': 'App({});',
  'project.config.json': '{ "appid": "tt0" }',
  'sub/p/p.ttml': '<view/>',
  'sub/p/p.js': 'Page({});',
  'sub/tool.js': 'exports.a = 1;',
  'pages/a/a.ttml': TEMPLATE,
  'pages/a/m.sjs': 'module.exports = { add: function (list) { list.push(1); return list; } };',
  'pages/a/a.wxss': '.a { color: red }',
  'pages/a/a.json': `{
  "navigationBarTitletext": "a",
  "usingComponents": { "x-part": "/part/part" }
}`,
  'pages/a/a.js': `require('../../sub/tool');
Page({ data: { open: true }, onPhone() {},
  onLater() { localStorage.clear(); },
  onMore() { tt.showToats({}); } });`,
  'part/part.json': '{ "component": true }',
  'part/part.ttml': '<view/>',
  'part/part.js': `Component({
  propertys: {},
  properties: { count: { type: Number, observer: 'onCount' } } });`,
  'pages/b/b.json': '{ "usingComponents": { "x-part": "/part/part" } }',
  'pages/b/b.ttml': '<sjs module="m" src="./m.sjs"/>\n<view>{{m.a}}b shown</view><x-part count="{{1}}"/>',
  'pages/b/m.sjs': 'tt.login(); module.exports = { a: 1 };',
  'pages/b/b.js': `Page({ data: {},
  onReady() {
    this.setData({ later() {} });
    tt.hideToast({});
    try {
      (() => 1).constructor('return 1')();
    } catch (error) { this.said = error; }
  } });`,
};

const placed = ({ file, line }: Pick<RuntimeProblem, 'file' | 'line'>): string =>
  line === undefined ? file : `${file}:${line}`;

const languages = ['en', 'zh'] as const;

/** `trade-sim dev` of the program, and each line that it prints. */
class Dev {
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private heard: () => void = () => undefined;

  constructor(...options: string[]) {
    const args = ['dev', root, '--no-open', '--port', '0', '--db', ':memory:', ...options];
    this.child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      createInterface(stream).on('line', (line) => {
        this.lines.push(line);
        this.heard();
      });
  }

  /** The first line that matches, once it is printed. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.heard = resolve));
    }
  }

  async close(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
  }
}

let browser: Browser;
let root: string;
let checked: string[];
let crawled: RuntimeProblem[];
let shell: string[];
const dev: Record<string, Dev> = {};

/** Opens the page that runs into trouble, and gives what the shell says of it. */
async function open(running: Dev, last: RegExp): Promise<string[]> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const url = new URL(await running.line(/^http:/));
  url.searchParams.set('page', 'pages/b/b');
  await page.goto(url.href);
  await page.frameLocator('iframe').getByText('b shown').waitFor();
  await page.getByRole('tab', { name: /^(?:Console|控制台)/ }).click();
  const list = page.getByRole('region', { name: /^(?:Problems|问题)/ }).getByRole('listitem');
  await list.filter({ hasText: last }).waitFor();
  const said = await list.allInnerTexts();
  await context.close();
  return said;
}

before(async () => {
  browser = await launch();
  root = mkdtempSync(path.join(tmpdir(), 'trade-sim-silent-'));
  addFiles(root, PROGRAM);
  const env = { ...process.env, LC_ALL: 'en_US.UTF-8', CHROMIUM_PATH: findBrowser() };
  // Both end with 1, as there are errors.
  const printed = (args: string[]): Promise<string> =>
    run(process.execPath, [BIN, ...args], { env }).then(
      ({ stdout }) => stdout,
      (error: { stdout?: string }) => String(error.stdout),
    );
  checked = (await printed(['check', root, '--no-types', '--lang', 'en'])).split('\n');
  const report = JSON.parse(await printed(['crawl', root, '--json'])) as CrawlReport;
  crawled = report.pages.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
  crawled.push(...report.pages.flatMap(({ elsewhere }) => elsewhere));
  for (const language of languages) dev[language] = new Dev('--lang', language);
  shell = await open(dev.en!, LAST);
  await dev.en!.line(LAST);
  // The same page again says nothing new.
  await open(dev.en!, LAST);
});
after(async () => {
  await browser.close();
  for (const running of Object.values(dev)) await running.close();
  rmSync(root, { recursive: true, force: true });
});

const told = (texts: readonly string[], { place, says, fix }: Silent): void => {
  const found = texts.some((text) => text.includes(place) && says.test(text) && fix.test(text));
  assert.ok(found, `${place} ${String(says)} ${String(fix)} in:\n${texts.join('\n')}`);
};

describe('what a build sees', () => {
  for (const one of BUILD)
    test(`${one.name}: in the terminal and in the shell`, () => {
      told(checked, one);
      told(dev.en!.lines, one);
      told(shell, one);
    });
});

describe('what shows when a page runs', () => {
  for (const one of RUN)
    test(`${one.name}: in the terminal and in the shell`, () => {
      told(
        crawled.map((problem) => `${placed(problem)} ${problem.message} ${problem.fix}`),
        one,
      );
      told(dev.en!.lines, one);
      told(shell, one);
    });
});

describe('the terminal of dev', () => {
  test('says each thing once, on a line of its own', () => {
    const { lines } = dev.en!;
    assert.deepEqual(
      lines.filter((line, index) => lines.indexOf(line) !== index),
      [],
    );
  });

  test('says in Chinese what it says in English, at the same places', async () => {
    await open(dev.zh!, /由文本生成的代码|code made from text/);
    await dev.zh!.line(LAST_PLACE);
    const places = ({ lines }: Dev): string[] =>
      lines.map((line) => /^\S+?:\d+(?=:\d+: )/.exec(line)?.[0]).filter((place) => place !== undefined);
    assert.deepEqual(places(dev.zh!).sort(), places(dev.en!).sort());
    assert.match(
      dev.zh!.lines.find((line) => line.startsWith('pages/a/a.ttml:2:'))!,
      /警告 tag-unknown: .*是否想写/,
    );
  });

  test('says nothing of them with --quiet', async () => {
    const quiet = new Dev('--quiet', '--lang', 'en');
    dev.quiet = quiet;
    await open(quiet, LAST);
    assert.deepEqual(
      quiet.lines.filter((line) => /\.(?:ttml|js|json|sjs|wxss)\b/.test(line)),
      [],
    );
  });

  test('says what an edit brings, and nothing of what was there before', async () => {
    const before = dev.en!.lines.length;
    addFiles(root, { 'part/part.ttml': '<view bindtap="onNew"/>' });
    assert.match(await dev.en!.line(/onNew/), /^part\/part\.ttml:1:\d+: /);
    assert.equal(dev.en!.lines.slice(before).length, 1, dev.en!.lines.slice(before).join('\n'));
  });
});
