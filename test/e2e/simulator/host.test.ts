import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { callTt, problemsOf } from './frame';
import { launch } from '../../../scripts/lib/browser';
import { newPhone, openFrame, serve, type Running } from './harness';

const PROGRAM = {
  'project.config.json': JSON.stringify({ appid: 'tt0123456789' }),
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
  'app.js': 'App({});',
  'pages/a/a.json': JSON.stringify({ usingComponents: { 'x-part': '/components/part/part' } }),
  'pages/a/a.js': 'Page({ data: { n: 1 }, add(by) { this.setData({ n: this.data.n + by }); } });',
  'pages/a/a.ttml':
    '<view id="box" class="box" data-goods-id="7" style="width: 200px; height: 50px">{{n}}</view><x-part id="part"/><view style="height: 2000px"/>',
  'components/part/part.json': '{"component": true}',
  'components/part/part.js': 'Component({ methods: { hello() { return "hello"; } } });',
  'components/part/part.ttml': '<view class="box" style="width: 30px; height: 5px">in</view>',
};

/** A port where nobody listens: one that was just given back. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

type Tt = Record<string, (...args: unknown[]) => unknown>;

/** As much of a selector query and of a component as the tests use. */
interface Query {
  in(component: unknown): Query;
  select(selector: string): Query;
  selectAll(selector: string): Query;
  selectViewport(): Query;
  boundingClientRect(callback?: (rect: { width: number }) => void): Query;
  fields(fields: object): Query;
  scrollOffset(): Query;
  exec(callback?: (results: unknown) => void): Query;
}
interface Part {
  hello(): string;
  selectComponent(selector: string, callback?: (part: Part) => void): Part;
}

let browser: Browser;
let phone: BrowserContext;
let running: Running;
let page: Page;
before(async () => {
  browser = await launch();
  phone = await newPhone(browser);
  running = await serve(PROGRAM);
  page = await openFrame(phone, running);
});
after(async () => {
  const problems = await problemsOf(page);
  await browser.close();
  await running.close();
  assert.deepEqual(problems, []);
});

/** A synchronous API's value. */
const sync = (api: string, ...args: unknown[]): Promise<unknown> =>
  page.evaluate(({ name, given }) => (globalThis as unknown as { tt: Tt }).tt[name]!(...given), {
    name: api,
    given: args,
  });

describe('toast, loading, modal, action sheet', () => {
  test('a toast says its text to everybody, once, and goes', async () => {
    await callTt(page, 'showToast', { title: '<b>已下单</b>', duration: 60_000 });
    await eventually(async () => assert.equal(await page.getByRole('status').innerText(), '<b>已下单</b>'));
    await callTt(page, 'showToast', { title: '第二条', duration: 60_000 });
    await eventually(async () =>
      assert.deepEqual(await page.getByRole('status').allInnerTexts(), ['第二条']),
    );
    await callTt(page, 'hideToast');
    assert.equal(await page.getByRole('status').count(), 0);
    await callTt(page, 'showToast', { title: '短', duration: 1 });
    await page.getByRole('status').waitFor({ state: 'detached' });
  });

  test('hideLoading takes a loading away, not a toast', async () => {
    await callTt(page, 'showLoading', { title: '加载中', mask: true });
    await eventually(async () =>
      assert.equal(await page.getByRole('status').getAttribute('data-kind'), 'loading'),
    );
    await callTt(page, 'hideLoading');
    assert.equal(await page.getByRole('status').count(), 0);
    await callTt(page, 'showToast', { title: '好', duration: 60_000 });
    await callTt(page, 'hideLoading');
    assert.equal(await page.getByRole('status').count(), 1);
    await callTt(page, 'hideToast');
  });

  test('a modal is a dialog with two buttons; Escape is cancel', async () => {
    const dialog = page.getByRole('dialog', { name: '删除' });
    const confirmed = callTt(page, 'showModal', {
      title: '删除',
      content: '<i>确定吗</i>',
      confirmText: '删',
      cancelText: '留',
    });
    await eventually(async () => assert.equal(await dialog.locator('p').innerText(), '<i>确定吗</i>'));
    await dialog.getByRole('button', { name: '删' }).click();
    assert.deepEqual((await confirmed).result, { confirm: true, cancel: false, errMsg: 'showModal:ok' });
    const cancelled = callTt(page, 'showModal', { title: '删除', content: 'x' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual((await cancelled).result, { confirm: false, cancel: true, errMsg: 'showModal:ok' });
    const single = callTt(page, 'showModal', { title: '删除', content: 'x', showCancel: false });
    await dialog.waitFor();
    assert.equal(await dialog.getByRole('button').count(), 1);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button').click();
    assert.equal((await single).result.confirm, true);
  });

  test('an action sheet gives the index, or fails when it is cancelled', async () => {
    const chosen = callTt(page, 'showActionSheet', { itemList: ['甲', '乙'] });
    await page.getByRole('button', { name: '乙' }).click();
    assert.deepEqual((await chosen).result, { tapIndex: 1, errMsg: 'showActionSheet:ok' });
    const cancelled = callTt(page, 'showActionSheet', { itemList: ['甲'] });
    await page.getByRole('button', { name: '取消' }).click();
    assert.deepEqual((await cancelled).order, ['fail', 'complete']);
  });
});

describe('storage', () => {
  test('keeps JSON copies; undefined and what was never stored read as empty', async () => {
    const read = await page.evaluate(() => {
      const { tt } = globalThis as unknown as { tt: Tt };
      const value = { a: [1] };
      tt.setStorageSync!('k', value);
      value.a.push(2);
      tt.setStorageSync!('u', undefined);
      return [tt.getStorageSync!('k'), tt.getStorageSync!('u'), tt.getStorageSync!('never')];
    });
    assert.deepEqual(read, [{ a: [1] }, '', '']);
  });

  test('belongs to the appid', async () => {
    await page.evaluate(() => localStorage.setItem('foreign', '1'));
    await sync('setStorageSync', 'k', 1);
    assert.ok(
      await page.evaluate(() =>
        Object.keys(localStorage).some((key) => key.includes('tt0123456789') && key.endsWith(':k')),
      ),
    );
    await sync('clearStorageSync');
    assert.equal(await page.evaluate(() => localStorage.getItem('foreign')), '1');
    assert.deepEqual(((await sync('getStorageInfoSync')) as { keys: string[] }).keys, []);
  });

  test('the asynchronous forms do the same, and reading nothing fails', async () => {
    await callTt(page, 'setStorage', { key: 'x', data: { n: 1 } });
    assert.deepEqual((await callTt(page, 'getStorage', { key: 'x' })).result, {
      data: { n: 1 },
      errMsg: 'getStorage:ok',
    });
    await callTt(page, 'removeStorage', { key: 'x' });
    assert.deepEqual((await callTt(page, 'getStorage', { key: 'x' })).order, ['fail', 'complete']);
  });
});

describe('request', () => {
  test('reaches the own server, sends JSON and reads JSON', async () => {
    const { result } = await callTt(page, 'request', { url: '/echo?a=1', method: 'POST', data: { b: '值' } });
    assert.deepEqual(result.data, { method: 'POST', url: '/echo?a=1', body: '{"b":"值"}' });
    assert.equal(result.statusCode, 200);
    const get = await callTt(page, 'request', { url: `${running.url}/echo`, data: { c: 'x y' } });
    assert.equal((get.result.data as { url: string }).url, '/echo?c=x+y');
  });

  test('a status of an error is a success with that status', async () => {
    assert.equal((await callTt(page, 'request', { url: '/nothing' })).result.statusCode, 404);
  });

  test('other hosts fail and name the rule', async () => {
    for (const url of [
      'https://api.example.com/a',
      '//example.com/a',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://127.0.0.1.example.com/',
    ]) {
      const { order, result } = await callTt(page, 'request', { url });
      assert.deepEqual(order, ['fail', 'complete'], url);
      assert.match(String(result.errMsg), /^request:fail offline: /, url);
    }
  });

  test('a server of this machine that is not there, and one that gives no leave, are told apart', async () => {
    const free = await freePort();
    const shut = createHttpServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
    await once(shut, 'listening');
    const open = (shut.address() as AddressInfo).port;
    try {
      for (const [port, said] of [
        [free, `nothing answers at http://127.0.0.1:${free}: `],
        [open, `http://127.0.0.1:${open} gives pages of ${running.url} no leave (CORS`],
      ] as const) {
        const { result } = await callTt(page, 'request', { url: `http://127.0.0.1:${port}/merchant/goods` });
        assert.ok(String(result.errMsg).startsWith(`request:fail ${said}`), String(result.errMsg));
      }
    } finally {
      shut.close();
    }
  });

  test('abort and a timeout fail', async () => {
    const messages = await page.evaluate(async () => {
      const { tt } = globalThis as unknown as { tt: { request(options: object): { abort(): void } } };
      return Promise.all([
        new Promise((resolve) =>
          tt.request({ url: '/echo', fail: (error: { errMsg: string }) => resolve(error.errMsg) }).abort(),
        ),
        new Promise((resolve) =>
          tt.request({
            url: '/never',
            timeout: 20,
            fail: (error: { errMsg: string }) => resolve(error.errMsg),
          }),
        ),
      ]);
    });
    assert.deepEqual(messages, ['request:fail abort', 'request:fail timeout']);
  });
});

describe('queries', () => {
  test('a selector query reads rect, dataset, computed style and the viewport', async () => {
    await page.locator('.sim-page').evaluate((element) => {
      element.scrollTop = 10;
    });
    const results = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { tt } = globalThis as unknown as { tt: { createSelectorQuery(): Query } };
          const query = tt.createSelectorQuery();
          query.select('#box').boundingClientRect();
          query.selectAll('.box').fields({ size: true, computedStyle: ['display'] });
          query.selectViewport().scrollOffset();
          query.select('.none').boundingClientRect();
          query.exec(resolve);
        }),
    );
    const [box, all, viewport, none] = results as [
      Record<string, unknown>,
      unknown,
      { scrollTop: number },
      null,
    ];
    assert.deepEqual(
      { width: box.width, top: box.top, dataset: box.dataset, id: box.id },
      { width: 200, top: -10, dataset: { goodsId: '7' }, id: 'box' },
    );
    assert.deepEqual(all, [{ width: 200, height: 50, display: 'block' }]);
    assert.equal(viewport.scrollTop, 10);
    assert.equal(none, null);
  });

  test('`in` asks inside a component, which selectComponent finds, with a callback too', async () => {
    const found = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { tt, getCurrentPages } = globalThis as unknown as {
            tt: { createSelectorQuery(): Query };
            getCurrentPages(): Part[];
          };
          const current = getCurrentPages()[0]!;
          current.selectComponent('#part', (part: Part) => {
            tt.createSelectorQuery()
              .in(part)
              .select('.box')
              .boundingClientRect((rect: { width: number }) =>
                resolve([part.hello(), current.selectComponent('#part') === part, rect.width]),
              )
              .exec();
          });
        }),
    );
    assert.deepEqual(found, ['hello', true, 30]);
  });
});

describe('the client', () => {
  test('[JS-CANIUSE-FORM-01] [JS-CANIUSE-FORM-02] [JS-CANIUSE-FORM-04] tells its base library, and canIUse is a boolean at once', async () => {
    assert.equal(((await sync('getSystemInfoSync')) as { SDKVersion: string }).SDKVersion, '3.56.0');
    assert.equal((await callTt(page, 'getSystemInfo')).result.windowWidth, 375);
    const answers: Record<string, boolean> = {
      createOrder: true,
      'createOrder.object.payment': true,
      'createOrder.object.nope': false,
      showToast: true,
      noSuchApi: false,
      '': false,
      'pay-button.mode.2': true,
      'pay-button.nope': false,
      'button.open-type.share': true,
      'button.nope': false,
      view: true,
    };
    for (const [schema, expected] of Object.entries(answers))
      assert.equal(await sync('canIUse', schema), expected, schema);
  });

  const inClient = async (query: string, schemas: string[]): Promise<unknown[]> => {
    const other = await openFrame(phone, running, `frame.html?${query}`);
    const answers = await other.evaluate((names) => {
      const { tt } = globalThis as unknown as { tt: Tt };
      return names.map((name) => [tt.canIUse!(name), typeof tt[name] === 'function']);
    }, schemas);
    await other.close();
    return answers;
  };

  test('[JS-CANIUSE-API-01] [JS-CANIUSE-API-03] an older client, or one without the permission, lacks the function', async () => {
    assert.deepEqual(await inClient('lib=2.43.0', ['createOrder', 'pay', 'requestOrder']), [
      [false, false],
      [true, true],
      [false, false],
    ]);
    assert.deepEqual(await inClient('lib=2.51.0&sdk=0', ['createOrder', 'continueToPay', 'requestOrder']), [
      [true, true],
      [true, true],
      [false, false],
    ]);
    assert.deepEqual(await inClient('app=22.9', ['requestOrder', 'createOrder']), [
      [false, false],
      [true, true],
    ]);
  });

  test('[JS-CANIUSE-API-06] continueToPayLife can be used exactly where it is a function', async () => {
    assert.deepEqual(await inClient('', ['continueToPayLife']), [[true, true]]);
  });

  test('nextTick, clipboard and user have fixed results', async () => {
    assert.equal(
      await page.evaluate(
        () =>
          new Promise((resolve) =>
            (globalThis as unknown as { tt: Tt }).tt.nextTick!(() => resolve('ticked')),
          ),
      ),
      'ticked',
    );
    await callTt(page, 'setClipboardData', { data: '券码' });
    assert.equal((await callTt(page, 'getClipboardData')).result.data, '券码');
    assert.equal(
      ((await callTt(page, 'getUserInfo')).result.userInfo as { nickName: string }).nickName,
      '测试用户',
    );
  });
});
