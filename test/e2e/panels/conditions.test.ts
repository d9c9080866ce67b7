import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { eventually } from '../eventually';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { launch } from '../../../scripts/lib/browser';
import { openProgram, type ProgramOptions, type RunningProgram } from '../network/program';

const FILES: Record<string, string> = {
  'app.json':
    '{"pages":["pages/a/a","pages/b/b"],"darkmode":true,"window":{"navigationBarTitleText":"小店"},"networkTimeout":{"request":20000}}',
  'app.js': `
    globalThis.heard = [];
    App({ onLaunch(options) { globalThis.launched = options; } });
    tt.onNetworkStatusChange((status) => globalThis.heard.push(status.networkType));
    tt.onKeyboardHeightChange(({ height }) => globalThis.heard.push(height));`,
  'pages/a/a.json': '{"pageOrientation":"auto"}',
  'pages/a/a.ttml':
    '<view id="ground" class="ground">第一页{{word}}</view><view class="low"><input id="low" cursor-spacing="10"/><input id="still" adjust-position="{{false}}"/></view>',
  'pages/a/a.ttss':
    '.ground { background: rgb(250, 250, 250); padding-bottom: env(safe-area-inset-bottom); }' +
    '@media (prefers-color-scheme: dark) { .ground { background: rgb(10, 10, 10); } }' +
    '.low { position: fixed; right: 0; bottom: 0; left: 0; }',
  'pages/a/a.js':
    'Page({ onResize() { globalThis.heard.push("resize on " + tt.getSystemInfoSync().model); } });',
  'pages/b/b.ttml': '<view id="second">第二页</view>',
  'pages/b/b.js': 'Page({ onLoad(query) { globalThis.query = query; } });',
};

let browser: Browser;
let program: RunningProgram | undefined;
let sandbox: Sandbox;
before(async () => {
  browser = await launch();
  sandbox = createSandbox({ store: ':memory:' });
});
afterEach(async () => {
  await program?.close();
  program = undefined;
});
after(async () => {
  await browser?.close();
  await sandbox?.close();
});

async function open(options: ProgramOptions = {}): Promise<RunningProgram> {
  program = await openProgram(browser, {
    files: FILES,
    shell: true,
    sandbox: sandboxPlugin(sandbox),
    ...options,
  });
  return program;
}

const choose = async (name: string, value: string): Promise<void> => {
  await program!.page.locator('.conditions').getByLabel(name).selectOption(value);
};
const openPanel = async (): Promise<void> => {
  await program!.page.getByRole('tab', { name: '运行条件' }).click();
  await program!.page.locator('.conditions').waitFor();
};
const phone = (selector: string): Locator => program!.page.frameLocator('iframe').locator(selector);
/** The value of an expression in the program's document; rejects while there is none, between two of them. */
const read = async (code: string): Promise<unknown> => program!.frame.evaluate(code);
/**
 * Waits until it holds, also in the document that comes after a new start. The policy of that document lets
 * no text be made into code, which `waitForFunction` would do.
 */
const until = (code: string): Promise<void> =>
  eventually(async () => assert.equal(await read(code), true, `not yet: ${code}`));
const search = (): URLSearchParams => new URL(program!.page.url()).searchParams;

describe('where the program starts', () => {
  test('page, query, scene and launch referrer are what the program is told, kept, and in the link', async () => {
    const { page } = await open();
    await openPanel();
    await page.getByLabel('启动页面').fill('/pages/b/b');
    await page.getByLabel('启动参数').fill('id=7&from=分享');
    await page.getByLabel('场景值').fill('1001');
    await page.getByLabel('appId').fill('tt99');
    await page.getByLabel('extraData').fill('{"a":[1]}');
    await page.getByRole('button', { name: '从这里启动' }).click();
    await phone('#second').waitFor();
    const told = {
      path: 'pages/b/b',
      query: { id: '7', from: '分享' },
      scene: '1001',
      referrerInfo: { appId: 'tt99', extraData: { a: [1] } },
    };
    assert.deepEqual(await read('tt.getLaunchOptionsSync()'), told);
    assert.deepEqual(await read('launched'), told);
    assert.deepEqual(await read('query'), told.query);
    const link = page.url();
    await page.reload();
    await phone('#second').waitFor();
    assert.deepEqual(await read('tt.getLaunchOptionsSync()'), told);
    await page.goto(link.replace(/\?.*$/, ''));
    await phone('#second').waitFor();
    const elsewhere = await browser.newContext({ locale: 'zh-CN' });
    const other = await elsewhere.newPage();
    await other.goto(link);
    await other.frameLocator('iframe').locator('#second').waitFor();
    await elsewhere.close();
  });

  test('what does not fit is told at its field, and nothing starts', async () => {
    const { page } = await open();
    await openPanel();
    await page.getByLabel('extraData').fill('[1]');
    await page.getByRole('button', { name: '从这里启动' }).click();
    await page.getByRole('alert').getByText('填写有误：来源 extraData').waitFor();
    await eventually(async () =>
      assert.equal(await page.getByLabel('extraData').getAttribute('aria-invalid'), 'true'),
    );
    assert.equal(search().size, 0);
  });

  test('the command says what holds until the address says otherwise', async () => {
    const { page } = await open({ conditions: { page: 'pages/b/b', query: 'x=1', network: 'slow' } });
    await phone('#second').waitFor();
    assert.deepEqual(await read('query'), { x: '1' });
    assert.equal(
      ((await program!.call('getNetworkType')).result as { networkType: string }).networkType,
      '2g',
    );
    await openPanel();
    await choose('网络', 'wifi');
    await page.waitForFunction(() => location.search === '?network=wifi');
    await page.reload();
    await phone('#second').waitFor();
    await eventually(async () =>
      assert.equal(await page.locator('.conditions').getByLabel('网络').inputValue(), 'wifi'),
    );
  });
});

describe('the phone', () => {
  test('device, safe area and holding are told and drawn, and the program goes on', async () => {
    await open();
    await openPanel();
    await choose('机型', 'iphone-14');
    await eventually(async () => assert.deepEqual(await read('heard'), ['resize on iPhone 14']));
    const info = () => read('tt.getSystemInfoSync()') as Promise<Record<string, unknown>>;
    const { model, screenWidth, screenHeight, pixelRatio, statusBarHeight, safeArea } = await info();
    assert.deepEqual(
      [model, screenWidth, screenHeight, pixelRatio, statusBarHeight],
      ['iPhone 14', 390, 844, 3, 44],
    );
    assert.deepEqual(safeArea, { left: 0, right: 390, top: 44, bottom: 824, width: 390, height: 780 });
    const padding = (expected: string) =>
      eventually(async () =>
        assert.equal(
          await phone('#ground').evaluate((element) => getComputedStyle(element).paddingBottom),
          expected,
        ),
      );
    await padding('20px');
    await choose('安全区域', 'off');
    await padding('0px');
    await until('tt.getSystemInfoSync().safeArea.bottom === 844');
    await choose('屏幕方向', 'landscape');
    await until("tt.getSystemInfoSync().deviceOrientation === 'landscape'");
    await until('document.documentElement.clientWidth === 844');
    await eventually(async () => {
      const turned = await info();
      assert.deepEqual([turned.screenWidth, turned.screenHeight], [844, 390]);
    });
    assert.equal(await read('launched.path'), 'pages/a/a');
  });

  test('a page that says nothing of its orientation stays upright', async () => {
    await open({ search: '?page=/pages/b/b&orientation=landscape' });
    await phone('#second').waitFor();
    assert.equal(await read('tt.getSystemInfoSync().deviceOrientation'), 'portrait');
  });

  test('dark and font size are told, and the sheets are drawn dark', async () => {
    await open();
    const ground = () => phone('#ground').evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(await ground(), 'rgb(250, 250, 250)');
    await openPanel();
    await choose('深色模式', 'dark');
    await choose('系统字号', '20');
    await phone('#ground').waitFor();
    await until("tt.getSystemInfoSync().fontSizeSetting === 20 && tt.getSystemInfoSync().theme === 'dark'");
    assert.equal(await ground(), 'rgb(10, 10, 10)');
  });

  test('light stays light in a browser that is dark, and dark needs darkmode', async () => {
    await open({ search: '?theme=light', colorScheme: 'dark' });
    const ground = () => phone('#ground').evaluate((element) => getComputedStyle(element).backgroundColor);
    await phone('#ground').waitFor();
    assert.equal(await ground(), 'rgb(250, 250, 250)');
    await program!.close();
    const files = { ...FILES, 'app.json': '{"pages":["pages/a/a"]}' };
    await open({ files, search: '?theme=dark', colorScheme: 'dark' });
    await phone('#ground').waitFor();
    assert.equal(await ground(), 'rgb(250, 250, 250)');
  });

  test('where nobody chose, bars, sheets and tt are as dark as the browser', async () => {
    const files = {
      ...FILES,
      'app.json': JSON.stringify({
        pages: ['pages/a/a'],
        darkmode: true,
        themeLocation: 'theme.json',
        window: { navigationBarBackgroundColor: '@bar' },
      }),
      'theme.json': '{"light":{"bar":"#ffffff"},"dark":{"bar":"#102030"}}',
    };
    for (const [colorScheme, bar, ground] of [
      ['dark', 'rgb(16, 32, 48)', 'rgb(10, 10, 10)'],
      ['light', 'rgb(255, 255, 255)', 'rgb(250, 250, 250)'],
    ] as const) {
      await open({ files, colorScheme });
      await phone('#ground').waitFor();
      const ofBar = () =>
        program!.page.locator('.screen').evaluate((one) => getComputedStyle(one).backgroundColor);
      await eventually(async () => assert.equal(await ofBar(), bar));
      const drawn = await phone('#ground').evaluate((one) => getComputedStyle(one).backgroundColor);
      assert.equal(drawn, ground);
      assert.equal(await read('tt.getSystemInfoSync().theme'), colorScheme);
      await program!.close();
    }
  });

  test('the keyboard covers the page, which moves up for a field that asks for it', async () => {
    const { page } = await open({ search: '?keyboard=on' });
    await phone('#low').click();
    await page.locator('.keyboard').waitFor();
    await until("document.querySelector('.sim-page').style.transform !== ''");
    const keys = (await page.locator('.keyboard').boundingBox())!;
    const field = (await phone('#low').boundingBox())!;
    assert.ok(field.y + field.height <= keys.y + 0.5, 'the field is covered');
    assert.equal(await read('heard.at(-1)'), 260);
    await page.getByRole('tab', { name: '控制台' }).focus();
    await page.locator('.keyboard').waitFor({ state: 'detached' });
    await until("document.querySelector('.sim-page').style.transform === ''");
    await phone('#still').click();
    await page.locator('.keyboard').waitFor();
    assert.equal(await read("document.querySelector('.sim-page').style.transform"), '');
  });
});

describe('network, client, user', () => {
  test('offline and slow: what the program hears and what its requests come to', async () => {
    await open();
    await openPanel();
    await choose('网络', 'offline');
    await until("heard.at(-1) === 'none'");
    const { outcome, result } = await program!.call('request', { url: '/merchant/catalogue' });
    assert.deepEqual(
      [outcome, result.errMsg],
      ['fail', 'request:fail network is offline (conditions: network offline)'],
    );
    assert.equal((await program!.call('login')).outcome, 'fail');
    assert.equal((await program!.call('downloadFile', { url: '/merchant/catalogue' })).outcome, 'fail');
    assert.equal((await program!.call('connectSocket', { url: 'ws://127.0.0.1:1' })).outcome, 'fail');
    await choose('网络', 'slow');
    await until("heard.at(-1) === '2g'");
    const late = await program!.call('request', { url: '/merchant/catalogue', timeout: 300 });
    assert.deepEqual([late.outcome, late.result.errMsg], ['fail', 'request:fail timeout']);
    await choose('网络', 'wifi');
    await until("heard.at(-1) === 'wifi'");
    assert.equal((await program!.call('request', { url: '/merchant/catalogue' })).outcome, 'success');
  });

  test('an older base library cannot do what came later, and data crosses as was chosen', async () => {
    await open();
    assert.equal(await read("tt.canIUse('createOrder')"), true);
    await openPanel();
    await choose('基础库', '2.43');
    await until("tt.getSystemInfoSync().SDKVersion === '2.43.0'");
    assert.equal(await read("tt.canIUse('createOrder')"), false);
    const atOnce = `(() => {
      __tradeSim.pages()[0].setData({ word: '已到' });
      return document.querySelector('.sim-page').shadowRoot.textContent.includes('已到');
    })()`;
    assert.equal(await read(atOnce), true);
    await choose('数据传递方式', 'async');
    await until(
      "location.search.includes('delivery=async') && document.documentElement.dataset.ready === '1'",
    );
    assert.equal(await read(atOnce), false);
    await phone('#ground').getByText('已到').waitFor();
  });

  test('the login is the platform’s, by the panel and by the link', async () => {
    await open();
    sandbox.setLoggedIn(false);
    await openPanel();
    const [answer] = await Promise.all([
      program!.page.waitForResponse('**/platform/user'),
      choose('启动时登录状态', 'in'),
    ]);
    assert.equal(answer.status(), 200);
    assert.equal(sandbox.users.loggedIn, true);
    assert.equal(search().get('login'), 'in');
    await Promise.all([
      program!.page.waitForResponse('**/platform/user'),
      program!.page.goto(program!.page.url().replace('login=in', 'login=out')),
    ]);
    assert.equal(sandbox.users.loggedIn, false);
  });

  test('one tap takes them all back, and the toolbar counts them', async () => {
    const { page } = await open({ search: '?network=slow&device=se&theme=dark' });
    await page.getByRole('toolbar').getByRole('button', { name: '已设条件：3' }).click();
    await page.getByRole('button', { name: '恢复默认' }).click();
    await page.waitForFunction(() => location.search === '');
    await page.getByRole('toolbar').getByRole('button', { name: '运行条件' }).waitFor();
  });
});
