import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import automator from 'miniprogram-automator';
import type { Browser, Page as Tab } from 'playwright-core';
import { WebSocket } from 'ws';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { ROOT } from '../../../scripts/lib/paths';
import { KIT } from '../../../simulator/compiler/kit';
import { startSimulator, type Simulator } from '../../../simulator/server';

type App = Awaited<ReturnType<typeof automator.connect>>;
type AppPage = NonNullable<Awaited<ReturnType<App['currentPage']>>>;
type AppElement = NonNullable<Awaited<ReturnType<AppPage['$']>>>;
type Found = Record<string, unknown>;

const HOTPOT = '7301245789012345678';

let browser: Browser;
let tab: Tab;
let sandbox: Sandbox;
let simulator: Simulator;
let app: App;
/** The same protocol by hand: methods that the client has no name for. */
let wire: Wire;

class Wire {
  private last = 0;
  private constructor(private readonly socket: WebSocket) {}

  static open(url: string): Promise<Wire> {
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(new Wire(socket)));
      socket.on('error', reject);
    });
  }

  send(method: string, params: object = {}): Promise<Found> {
    const id = String((this.last += 1));
    return new Promise((resolve, reject) => {
      const hear = (data: unknown): void => {
        const message = JSON.parse(String(data)) as {
          id?: string;
          result?: Found;
          error?: { message: string };
        };
        if (message.id !== id) return;
        this.socket.off('message', hear);
        if (message.error) reject(new Error(message.error.message));
        else resolve(message.result!);
      };
      this.socket.on('message', hear);
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.socket.close();
  }
}

before(async () => {
  sandbox = createSandbox({ store: ':memory:' });
  simulator = await startSimulator({
    root: `${ROOT}/demo-app`,
    watch: false,
    aliases: { [KIT]: ROOT },
    sandbox: sandboxPlugin(sandbox),
    automation: { port: 0, picture: async () => (await tab.screenshot()).toString('base64') },
  });
  browser = await launch();
  tab = await browser.newPage({ viewport: { width: 375, height: 667 } });
  await tab.goto(simulator.frame);
  app = await automator.connect({ wsEndpoint: simulator.automation! });
  wire = await Wire.open(simulator.automation!);
});
after(async () => {
  wire.close();
  app.disconnect();
  await browser.close();
  await simulator.close();
  await sandbox.close();
});

/** Asks again until there is an answer; the client has no other way to wait. */
const until = <T>(ask: () => Promise<T | null | undefined | false>): Promise<T> =>
  eventually(async () => {
    const found = await ask();
    assert.ok(found, `still ${String(found)}: ${ask.toString()}`);
    return found;
  });
const shown = (path: string): Promise<AppPage> =>
  until(async () => {
    const page = await app.currentPage();
    return page?.path === path && page;
  });
const element = (
  at: { $(selector: string): Promise<AppElement | null> },
  selector: string,
): Promise<AppElement> => until(() => at.$(selector));
/** The last of those that a page has. */
const last = (page: AppPage, selector: string): Promise<AppElement> =>
  until(async () => (await page.$$(selector)).at(-1));
const press = (method: string): Promise<unknown> => eventually(() => wire.send('Tool.native', { method }));
const textOf = (found: AppElement): Promise<string> => found.text() as Promise<string>;

/** Buys from the goods page that is shown; answers the developer's number of the order. */
async function buy(login: boolean): Promise<string> {
  const goods = await shown('pages/goods/index');
  const button = await element(await element(goods, 'pay-button-sdk'), 'view');
  await until(async () => (await textOf(button)).includes('立即抢购'));
  await button.tap();
  if (login) await press('authorizeAllow');
  const confirm = await shown('pages/order-confirm/index');
  const submit = await element(await element(confirm, 'order-confirm'), '.submit');
  await until(async () => (await textOf(submit)).includes('立即支付'));
  await submit.tap();
  await eventually(() => wire.send('Trade.pay', { outcome: 'paid' }));
  await shown('pages/goods/index');
  const order = await until(async () => {
    const found = await newest();
    return found.state === 'paid' && found;
  });
  const no = String(order.outOrderNo);
  await app.callWxMethod('navigateTo', { url: `/pages/order/index?no=${no}` });
  return no;
}

test('the unmodified client buys, redeems and refunds in the demo', async () => {
  await app.callWxMethod('navigateTo', { url: `/pages/goods/index?id=${HOTPOT}` });
  const no = await buy(true);
  const { orders } = await wire.send('Trade.orders', { limit: 1 });
  const [paid] = orders as Found[];
  assert.deepEqual([paid!.outOrderNo, paid!.state, paid!.totalAmount], [no, 'paid', 19800]);

  const redeemed = await wire.send('Trade.redeem', { order: no });
  assert.equal(redeemed.outOrderNo, no);
  const page = await shown('pages/order/index');
  const card = await element(page, 'consume-card-sdk');
  await until(async () => (await textOf(card)).includes('已核销'));

  await app.callWxMethod('reLaunch', { url: `/pages/goods/index?id=${HOTPOT}` });
  const second = await buy(false);
  const again = await shown('pages/order/index');
  const apply = await element(await last(again, 'pay-button-sdk'), 'view');
  await until(async () => (await textOf(apply)).includes('申请退款'));
  await apply.tap();
  const refundPage = await shown('pages/refund-apply/index');
  const form = await element(refundPage, 'refund-apply');
  await (await element(form, '.reason')).tap();
  await (await element(form, '.submit')).tap();
  await until(async () => {
    const order = await wire.send('Trade.order', { order: String((await newest()).orderId) });
    return (order.refunds as unknown[]).length > 0;
  });
  assert.equal((await newest()).outOrderNo, second);
});
const newest = async (): Promise<Found> =>
  ((await wire.send('Trade.orders', { limit: 1 })).orders as Found[])[0]!;

test('pages, data and methods of a page; routes by the client', async () => {
  await app.callWxMethod('reLaunch', { url: '/pages/home/index' });
  const home = await shown('pages/home/index');
  await home.setData({ 'own.list': [1, 2] });
  assert.deepEqual(await home.data('own.list[1]'), 2);
  assert.equal((await app.pageStack()).length, 1);
  assert.ok(Number((await home.size()).height) > 100);
  assert.equal(await home.scrollTop(), 0);
  await assert.rejects(home.callMethod('nothingOfTheKind'), /no method nothingOfTheKind/);
  const log = await app.navigateTo('/pages/log/index');
  assert.equal(log!.path, 'pages/log/index');
  await app.navigateBack();
  await shown('pages/home/index');
});

test('elements: selectors, XPath, attributes, styles, offsets, TTML', async () => {
  await app.callWxMethod('reLaunch', { url: '/pages/gallery/index' });
  const page = await shown('pages/gallery/index');
  const stage = await element(page, '#sample-on-sale');
  assert.equal(stage.tagName, 'view');
  assert.equal(await stage.attribute('id'), 'sample-on-sale');
  assert.match(String(await stage.attribute('class')), /stage/);
  assert.match(String(await stage.outerWxml()), /^<view id="sample-on-sale" class="stage".*<pay-button-sdk/s);
  assert.doesNotMatch(String(await stage.wxml()), /sample-on-sale/);
  assert.equal(
    (await page.$$('view.stage > pay-button-sdk')).length,
    (await page.$$('pay-button-sdk')).length,
  );
  assert.equal((await page.xpath("//view[@id='sample-on-sale']/pay-button-sdk"))?.tagName, 'pay-button-sdk');
  assert.equal(await page.$('.no-such-class'), null);
  const { pageId } = await wire.send('App.getCurrentPage');
  await assert.rejects(wire.send('Page.getElements', { pageId, selector: 'a::before' }), /not understood/);
  const { width, height } = await stage.size();
  assert.ok(Number(width) > 50 && Number(height) > 20);
  assert.equal(await stage.style('display'), 'block');
  const button = await element(stage, 'pay-button-sdk');
  assert.equal(await button.property('size'), 'normal');
  await assert.rejects(button.property('colour'), /colour not exists/);
  const component = button as unknown as {
    data(path?: string): Promise<unknown>;
    callMethod(name: string): Promise<unknown>;
  };
  assert.equal(typeof (await component.data('label')), 'string');
  await assert.rejects(component.callMethod('nothing'), /no method nothing/);
});

test('an API is replaced by an answer and by a function, and put back; evaluate runs in the program', async () => {
  const before = (await app.systemInfo()) as { brand: string };
  await app.mockWxMethod('getSystemInfoSync', { brand: 'mock' });
  assert.deepEqual(await app.systemInfo(), { brand: 'mock' });
  await app.restoreWxMethod('getSystemInfoSync');
  assert.equal(((await app.systemInfo()) as { brand: string }).brand, before.brand);
  await app.mockWxMethod(
    'showModal',
    (options: { title: string }, more: string) => ({ confirm: true, said: options.title + more }),
    '!',
  );
  assert.deepEqual(await app.callWxMethod('showModal', { title: 'sure' }), { confirm: true, said: 'sure!' });
  await app.restoreWxMethod('showModal');
  const sum = await app.evaluate('(a, b) => a + b + getCurrentPages().length' as never, 1, 2);
  assert.equal(sum, 4);
  await assert.rejects(app.evaluate('() => {' as never), /not a function of JavaScript/);
  await assert.rejects(
    app.evaluate((() => {
      throw new Error('mine');
    }) as never),
    /mine/,
  );
  await assert.rejects(app.callWxMethod('showToats'), /showToats:fail not simulated/);
  await assert.rejects(app.callWxMethod('switchTab', { url: '/pages/none/index' }), /fail/);
});

test('a function of the test is called from the program, and what it prints and throws is told', async () => {
  const called = new Promise(
    (resolve) => void app.exposeFunction('tellTest', (...args: unknown[]) => resolve(args)),
  );
  await until(() => app.evaluate((() => 'tellTest' in globalThis) as never) as Promise<boolean>);
  await app.evaluate((() =>
    (globalThis as unknown as { tellTest(...args: unknown[]): void }).tellTest('a', { b: 1 })) as never);
  assert.deepEqual(await called, ['a', { b: 1 }]);
  const printed = new Promise((resolve) => app.on('console', resolve));
  await wire.send('App.enableLog');
  await app.evaluate((() => console.warn('from the program', 7)) as never);
  assert.deepEqual(await printed, { type: 'warn', args: ['from the program', 7] });
  const thrown = new Promise<Found>((resolve) => app.on('exception', resolve));
  await app.evaluate(
    (() =>
      void setTimeout(() => {
        throw new Error('later');
      })) as never,
  );
  assert.match(String((await thrown).message), /later/);
});

test('a picture is a PNG', async () => {
  const data = Buffer.from(String(await app.screenshot()), 'base64');
  assert.deepEqual([...data.subarray(1, 4)], [...Buffer.from('PNG')]);
});

test('what has no meaning here is refused in words, each by its name', async () => {
  for (const method of [
    'Tool.enableRemoteDebug',
    'Tool.getTestAccounts',
    'Tool.getTicket',
    'Tool.setTicket',
    'Tool.refreshTicket',
    'Tool.stopAudits',
  ])
    await assert.rejects(wire.send(method), /here|simulator/, method);
  await assert.rejects(wire.send('App.unheardOf'), /App\.unheardOf is not known here/);
  await assert.rejects(
    wire.send('App.callWxMethod', { method: 'login', pluginId: 'x', args: [] }),
    /plug-ins/,
  );
  await assert.rejects(wire.send('Element.tap', { elementId: 'e999999' }), /look for it again/);
  await assert.rejects(wire.send('Tool.native', { method: 'closePaymentDialog' }), /no cashier is open/);
  await assert.rejects(wire.send('Trade.order', { order: '1' }), /./);
});

test('a page of a browser cannot connect, whatever its origin', async () => {
  for (const origin of ['https://example.com', simulator.url, 'null']) {
    const socket = new WebSocket(simulator.automation!, { headers: { origin } });
    const refused = await new Promise((resolve) => {
      socket.on('error', (error) => resolve(error.message));
      socket.on('open', () => resolve('open'));
    });
    assert.match(String(refused), /401/, origin);
  }
});
