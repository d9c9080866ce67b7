/** Every public name of the client, read from its own declarations: it answers, or refuses in words. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import automator from 'miniprogram-automator';
import type { Browser, Page as Tab } from 'playwright-core';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch } from '../../../scripts/lib/browser';
import { startSimulator, type Simulator } from '../../../simulator/server';
import { addFiles } from '../../unit/simulator/compiler-helpers';

const DECLARED = path.dirname(createRequire(import.meta.url).resolve('miniprogram-automator'));

/** Class -> its public methods, with those of the class that it extends. */
function classesOf(file: string): Map<string, Set<string>> {
  const text = readFileSync(path.join(DECLARED, `${file}.d.ts`), 'utf8');
  const classes = new Map<string, Set<string>>();
  for (const [, name = '', base, body = ''] of text.matchAll(
    /class (\w+)(?: extends (\w+))? \{\n(.*?)\n\}/gs,
  )) {
    // A member begins in the fifth column; deeper ones belong to its types.
    const own = [...body.matchAll(/^ {4}(?!private|protected|static|constructor)([\w$]+)\(/gm)].map(
      ([, method = '']) => method,
    );
    classes.set(name, new Set([...(classes.get(base ?? '') ?? []), ...own]));
  }
  return classes;
}

const CLASSES = new Map(['MiniProgram', 'Page', 'Element', 'Native'].flatMap((file) => [...classesOf(file)]));

type Callable = Record<string, (...args: unknown[]) => unknown>;
/** Arguments, and with `refused` the words of the refusal. */
interface Call {
  args?: readonly unknown[];
  refused?: RegExp;
  /** What has to be there first. */
  first?: () => Promise<unknown>;
}

const HOME = '/pages/home/home';
const TAB = '/pages/mine/mine';
const PROGRAM = {
  'project.config.json': '{ "appid": "tt0" }',
  'app.json': JSON.stringify({
    pages: ['pages/home/home', 'pages/mine/mine', 'pages/next/next'],
    tabBar: {
      list: [
        { pagePath: 'pages/home/home', text: 'home' },
        { pagePath: 'pages/mine/mine', text: 'mine' },
      ],
    },
  }),
  'app.js': 'App({})',
  'pages/mine/mine.ttml': '<view>mine</view>',
  'pages/mine/mine.js': 'Page({})',
  'pages/next/next.ttml': '<view>next</view>',
  'pages/next/next.js': 'Page({})',
  'pages/home/home.json': '{ "usingComponents": { "own-row": "/row/row" } }',
  'pages/home/home.js':
    'Page({ data: { a: 1, tapped: 0 }, add(n) { return n + 1; }, onTap() { this.setData({ tapped: this.data.tapped + 1 }); } })',
  'pages/home/home.ttml': `<view id="plain" class="plain" bindtap="onTap"><text>words</text></view>
<own-row id="row" /><input id="input" /><textarea id="textarea" />
<scroll-view id="scroll" scroll-y style="height: 50px"><view style="height: 500px">long</view></scroll-view>
<swiper id="swiper"><swiper-item>1</swiper-item><swiper-item>2</swiper-item></swiper>
<movable-area><movable-view id="movable" direction="all">x</movable-view></movable-area>
<switch id="switch" /><slider id="slider" /><video id="video" src="/none.mp4" />`,
  'row/row.json': '{ "component": true }',
  'row/row.ttml': '<view>{{b}}</view>',
  'row/row.js': 'Component({ data: { b: 2 }, methods: { twice(n) { return 2 * n; } } })',
};

let browser: Browser;
let tab: Tab;
let root: string;
let sandbox: Sandbox;
let simulator: Simulator;
let app: Awaited<ReturnType<typeof automator.connect>>;

before(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'trade-sim-every-name-'));
  addFiles(root, PROGRAM);
  sandbox = createSandbox({ store: ':memory:' });
  simulator = await startSimulator({
    root,
    watch: false,
    sandbox: sandboxPlugin(sandbox),
    automation: { port: 0, picture: async () => (await tab.screenshot()).toString('base64') },
  });
  browser = await launch();
  tab = await browser.newPage({ viewport: { width: 375, height: 667 } });
  await tab.goto(simulator.frame);
  app = await automator.connect({ wsEndpoint: simulator.automation! });
});
after(async () => {
  app.disconnect();
  await browser.close();
  await simulator.close();
  await sandbox.close();
  rmSync(root, { recursive: true, force: true });
});

const home = async () => (await app.reLaunch(HOME))!;
/** An element of the first page. */
const at = async (id: string): Promise<Callable> => {
  const page = await home();
  await page.waitFor(`#${id}`);
  return (await page.$(`#${id}`)) as unknown as Callable;
};

const MODAL = 'tt.showModal({ title: "t", content: "c" })';
/** Opens a panel of the platform, and waits until it is there. */
const opened = (code: string, panel: string) => async (): Promise<void> => {
  await app.evaluate(`function () { ${code}; return 1; }` as never);
  await tab.locator(`dialog[open]${panel}`).waitFor();
};

const NO_ACCOUNTS = /there are no accounts here/;
const NO_PLUGINS = /plug-ins/;
const TOUCHES = { args: [{ touches: [{ identifier: 0, pageX: 5, pageY: 5 }], changeTouches: [] }] };

const APP: Record<string, Call> = {
  pageStack: {},
  navigateTo: { args: ['/pages/next/next'] },
  redirectTo: { args: ['/pages/next/next'] },
  navigateBack: { first: () => app.navigateTo('/pages/next/next') },
  reLaunch: { args: [HOME] },
  switchTab: { args: [TAB] },
  currentPage: {},
  systemInfo: {},
  callWxMethod: { args: ['getStorageInfoSync'] },
  mockWxMethod: { args: ['getSystemInfoSync', { brand: 'b' }] },
  restoreWxMethod: { args: ['getSystemInfoSync'] },
  callPluginWxMethod: { args: ['p', 'login'], refused: NO_PLUGINS },
  mockPluginWxMethod: { args: ['p', 'login', {}], refused: NO_PLUGINS },
  restorePluginWxMethod: { args: ['p', 'login'], refused: NO_PLUGINS },
  evaluate: { args: ['function () { return 1; }'] },
  pageScrollTo: { args: [10] },
  remote: { args: [true], refused: /no phone to debug on/ },
  on: { args: ['console', () => undefined] },
  exposeFunction: { args: ['tellTest', () => undefined] },
  checkVersion: {},
  screenshot: {},
  testAccounts: { refused: NO_ACCOUNTS },
  stopAudits: { refused: /audits nothing/ },
  getTicket: { refused: NO_ACCOUNTS },
  setTicket: { args: ['t'], refused: NO_ACCOUNTS },
  refreshTicket: { refused: NO_ACCOUNTS },
  native: {},
  // Last: they end the connection.
  disconnect: {},
  close: {},
};
const ENDING = ['disconnect', 'close'];

const PAGE: Record<string, Call> = {
  waitFor: { args: ['#plain'] },
  $: { args: ['#plain'] },
  $$: { args: ['view'] },
  getElementByXpath: { args: ['//view'] },
  getElementsByXpath: { args: ['//view'] },
  xpath: { args: ['//view'] },
  data: { args: ['a'] },
  setData: { args: [{ a: 2 }] },
  size: {},
  callMethod: { args: ['add', 1] },
  scrollTop: {},
};

const ELEMENT: Record<string, Call> = {
  $: { args: ['text'] },
  $$: { args: ['text'] },
  size: {},
  offset: {},
  text: {},
  attribute: { args: ['id'] },
  value: {},
  property: { args: ['hidden'] },
  wxml: {},
  outerWxml: {},
  style: { args: ['display'] },
  tap: {},
  longpress: {},
  trigger: { args: ['tap', {}] },
  touchstart: TOUCHES,
  touchmove: TOUCHES,
  touchend: TOUCHES,
  dispatchEvent: { args: [{ eventName: 'touchstart', touches: [], changeTouches: [] }] },
};

/** Tags with a value; the client itself refuses to ask others for one. */
const HAVE_VALUE = ['input', 'textarea', 'slider'];
const NO_VALUE: Call = { refused: /\.value not exists/ };

/** What the classes of single tags have beside, and the element that is of each class. */
const TAGS: Record<string, { id: string; calls: Record<string, Call> }> = {
  Element: { id: 'plain', calls: {} },
  CustomElement: {
    id: 'row',
    calls: { setData: { args: [{ b: 3 }] }, data: { args: ['b'] }, callMethod: { args: ['twice', 2] } },
  },
  InputElement: { id: 'input', calls: { input: { args: ['x'] } } },
  TextareaElement: { id: 'textarea', calls: { input: { args: ['x'] } } },
  ScrollViewElement: {
    id: 'scroll',
    calls: {
      scrollTo: { args: [0, 20] },
      property: { args: ['scrollTop'] },
      scrollWidth: {},
      scrollHeight: {},
    },
  },
  SwiperElement: { id: 'swiper', calls: { swipeTo: { args: [1] } } },
  MovableViewElement: { id: 'movable', calls: { moveTo: { args: [3, 4] }, property: { args: ['x'] } } },
  SwitchElement: { id: 'switch', calls: { tap: {} } },
  SliderElement: { id: 'slider', calls: { slideTo: { args: [40] } } },
  ContextElement: { id: 'video', calls: { callContextMethod: { args: ['play'] } } },
};

const NATIVE: Record<string, Call> = {
  goHome: {},
  navigateLeft: { first: () => app.navigateTo('/pages/next/next') },
  switchTab: { args: [{ url: TAB }] },
  confirmModal: { first: opened(MODAL, '.sim-modal') },
  cancelModal: { first: opened(MODAL, '.sim-modal') },
  authorizeAllow: { refused: /no question to the user is open/ },
  authorizeCancel: { refused: /no question to the user is open/ },
  closePaymentDialog: { refused: /no cashier is open/ },
  shareCancel: { first: opened('tt.shareAppMessage({ title: "s" })', '.sim-share') },
  shareConfirm: { first: opened('tt.shareAppMessage({ title: "s" })', '.sim-share') },
};

const TABLES: Record<string, Record<string, Call>> = {
  MiniProgram: APP,
  Page: PAGE,
  Native: NATIVE,
  ...Object.fromEntries(Object.entries(TAGS).map(([name, { calls }]) => [name, { ...ELEMENT, ...calls }])),
};

async function make(target: Callable, name: string, { args = [], refused, first }: Call): Promise<void> {
  await first?.();
  const call = async (): Promise<unknown> => target[name]!(...args);
  if (refused === undefined) await call();
  else await assert.rejects(call, refused);
}

test('no name of the client is forgotten, and none is called that it does not have', () => {
  assert.deepEqual([...CLASSES.keys()].sort(), Object.keys(TABLES).sort());
  for (const [name, methods] of CLASSES)
    assert.deepEqual([...methods].sort(), Object.keys(TABLES[name]!).sort(), name);
  assert.ok([...CLASSES.values()].reduce((sum, { size }) => sum + size, 0) > 60);
});

for (const [name, call] of Object.entries(APP).filter(([name]) => !ENDING.includes(name)))
  test(`MiniProgram.${name} ${call.refused ? 'refuses in words' : 'answers'}`, async () => {
    await home();
    await make(app as unknown as Callable, name, call);
  });

for (const [name, call] of Object.entries(PAGE))
  test(`Page.${name} answers`, async () => make((await home()) as unknown as Callable, name, call));

for (const [kind, { id, calls }] of Object.entries(TAGS))
  test(`${kind}: each of its names answers`, async () => {
    const found = await at(id);
    assert.equal(found.constructor.name, kind);
    for (const [name, call] of Object.entries({ ...ELEMENT, ...calls }))
      await make(found, name, name === 'value' && !HAVE_VALUE.includes(id) ? NO_VALUE : call).catch(
        (error: Error) => assert.fail(`${kind}.${name}: ${error.message}`),
      );
  });

for (const [name, call] of Object.entries(NATIVE))
  test(`Native.${name} ${call.refused ? 'refuses in words' : 'answers'}`, async () => {
    await home();
    await make(app.native() as unknown as Callable, name, call);
  });

test('MiniProgram.disconnect and close end the connection, each of its own client', async () => {
  for (const name of ENDING) {
    const other = await automator.connect({ wsEndpoint: simulator.automation! });
    await make(other as unknown as Callable, name, {});
  }
  assert.ok(await app.currentPage(), 'the others go on');
});
