/**
 * A mini-program of its own, as the README describes one, in a host without the trade JSAPIs: what one line
 * in setup() makes of it. Its requests are the browser's, from the simulator's origin to the devices' way in
 * of another sandbox.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fastify from 'fastify';
import type { Page } from 'playwright-core';
import { merchantPlugin, Pairing } from '../../../sandbox';
import { openDeviceGateway, type DeviceGateway } from '../../../simulator/server/device-gateway';
import { redeem, states } from '../../unit/sandbox/coupon-kit';
import { open as openSandbox } from '../../unit/sandbox/kit';
import { scan } from '../scan';
import { BARE, choose, tradeApis } from './bare';
import { cardOn } from './card';
import {
  APPLY,
  button,
  dataOf,
  DETAIL,
  HOTPOT,
  onTop,
  openOrderPage,
  ORDER,
  orderPage,
  readyButton,
  Shop,
  submitButton,
  top,
} from './shop';

const GOODS = 'pages/goods/index';
const CONFIRM = 'pages/order-confirm/index';

const holds = (name: string, attributes: string): string => `<${name} ${attributes} />`;
const opens = (keys: string[]): string =>
  `Page({ data: { ${keys.map((key) => `${key}: ''`).join(', ')} }, onLoad(query) { this.setData(query); } });`;

/**
 * @param line what stands in setup() beside the pages: the only difference between a shop on sale and one
 *   that tries the sandbox
 */
const program = (line: string): Record<string, string> => ({
  'app.json': JSON.stringify({
    pages: [GOODS, CONFIRM, ORDER, APPLY, DETAIL],
    usingComponents: Object.fromEntries(
      ['pay-button-sdk', 'consume-card-sdk', 'order-confirm', 'refund-apply', 'refund-detail'].map((tag) => [
        tag,
        `microapp-trade-kit/${tag.replace('-sdk', '')}/index`,
      ]),
    ),
  }),
  'app.js': `import 'microapp-trade-kit/auto';
import { setup } from 'microapp-trade-kit';
import { sandboxPorts } from 'microapp-trade-kit/sandbox';

setup({
  pages: { orderConfirm: '/${CONFIRM}', refundApply: '/${APPLY}', refundDetail: '/${DETAIL}' },
  merchant: { baseUrl: 'http://127.0.0.1:9' },
  ${line}
});
App({ heard: [] });
`,
  [`${GOODS}.ttml`]: holds(
    'pay-button-sdk',
    `mode="{{2}}" goods-id="${HOTPOT}" goods-type="{{1}}" bind:getgoodsinfo="getGoodsInfo" bind:placeorder="placeOrder" bind:pay="onPay" bind:error="onError"`,
  ),
  [`${GOODS}.js`]: `Page({
  data: { errors: [] },
  getGoodsInfo: () => Promise.resolve({ minLimits: 3, maxLimits: 5 }),
  placeOrder: () => Promise.resolve(),
  onPay({ detail }) {
    if (detail.status === 'success' && detail.result.code === 0) tt.redirectTo({ url: '/${ORDER}?no=' + detail.outOrderNo });
  },
  onError({ detail }) {
    this.setData({ errors: this.data.errors.concat(detail.errMsg) });
  },
});
`,
  [`${ORDER}.ttml`]: holds(
    'consume-card-sdk',
    'order-id="{{no}}" bind:consume="onEvent" bind:applyrefund="applyRefund" bind:refund="onEvent" bind:error="onEvent"',
  ),
  [`${ORDER}.js`]: `Page({
  data: { no: '', events: [] },
  onLoad({ no }) {
    this.setData({ no });
  },
  applyRefund: () => Promise.resolve({}),
  onEvent({ type, detail }) {
    this.setData({ events: this.data.events.concat({ type, detail }) });
  },
});
`,
  [`${CONFIRM}.ttml`]: holds('order-confirm', 'session="{{session}}"'),
  [`${CONFIRM}.js`]: opens(['session']),
  [`${APPLY}.ttml`]: holds('refund-apply', 'session="{{session}}"'),
  [`${APPLY}.js`]: opens(['session']),
  [`${DETAIL}.ttml`]: holds('refund-detail', 'session="{{session}}" refund-id="{{refundId}}"'),
  [`${DETAIL}.js`]: opens(['session', 'refundId']),
});

/** What the order page got of its card, by name. */
const heard = async (page: Page): Promise<[string, unknown][]> =>
  ((await dataOf(page, ORDER)).events as { type: string; detail: unknown }[]).map(({ type, detail }) => [
    type,
    detail,
  ]);

describe('one line in setup()', () => {
  const pairing = new Pairing();
  // Not the simulator's own, which must see nothing of all this.
  const sandbox = openSandbox();
  let gateway: DeviceGateway;
  let shop: Shop;

  before(async () => {
    gateway = await openDeviceGateway(sandbox, pairing, { host: '127.0.0.2', port: 0 });
    shop = await Shop.open({
      loggedIn: false,
      files: program(`...sandboxPorts({ baseUrl: '${gateway.url}', token: '${pairing.newToken()}' }),`),
    });
  });
  after(async () => {
    await shop.close();
    await gateway.close();
    await sandbox.close();
  });
  beforeEach(() => sandbox.reset());

  test('buys, redeems and refunds for a user who is not logged in', async () => {
    const page = await shop.visit(BARE);
    for (const one of await tradeApis(page)) assert.deepEqual(one, ['undefined', false]);

    await openOrderPage(page);
    await submitButton(page).tap();
    await choose(page, '登录沙箱账号');
    await choose(page, '支付成功 ¥594.00');
    await onTop(page, ORDER);
    const [order] = sandbox.ledger.list();
    assert.ok(order?.outOrderNo);
    const { orderId, outOrderNo } = order;
    assert.deepEqual([order.state, order.quantity], ['paid', 3]);

    // The counter redeems a code while the list is open: the card asks by itself, and tells.
    await cardOn(page).getByText('3份可用').waitFor();
    await button(page, '查看券码').tap();
    const list = page.getByRole('dialog', { name: '抖音码' });
    await redeem(sandbox, { outOrderNo });
    await list.getByText('2份可用').waitFor();
    const consumed = ['consume', { orderId: outOrderNo }];
    assert.deepEqual(await heard(page), [consumed]);
    await list.getByRole('button', { name: '关闭' }).tap();

    await cardOn(page)
      .getByRole('button', { name: /^申请退款/ })
      .tap();
    await onTop(page, APPLY);
    await top(page).getByRole('checkbox', { name: '不想要了' }).tap();
    await button(page, '提交申请').tap();
    await onTop(page, DETAIL);
    const [refund] = sandbox.refunds.list();
    assert.ok(refund?.outRefundNo);
    const { refundId, outRefundNo } = refund;
    const refunded = ['refund', { status: 'success', result: { refundId, outRefundNo, orderId } }];
    assert.deepEqual(await heard(page), [consumed, refunded]);
    await top(page).getByRole('heading', { name: '退款中', exact: true }).waitFor();
    await sandbox.audit({ outRefundNo, decision: 'agree' });
    await sandbox.advance(60_000);
    await shop.start(page, { ...BARE, page: `/${DETAIL}?refundId=${outRefundNo}` });
    await top(page).getByRole('heading', { name: '退款成功', exact: true }).waitFor();

    // The last code is the one on the card, and the counter reads its picture.
    await shop.start(page, { ...BARE, ...orderPage(outOrderNo) });
    await cardOn(page).getByText('1份可用').waitFor();
    const link = await scan(page, cardOn(page));
    assert.ok(link);
    const { results } = sandbox.verify(sandbox.prepare({ link }));
    assert.deepEqual(
      results.map(({ resultCode }) => resultCode),
      [0],
    );
    await button(page, '刷新').tap();
    await cardOn(page).getByText('没有可用的券码').waitFor();
    assert.deepEqual(await heard(page), [consumed]);
    assert.deepEqual(await states(sandbox, { outOrderNo }), ['redeemed', 'refunded', 'redeemed']);
    assert.deepEqual([shop.sandbox.ledger.list(), shop.sandbox.users.loggedIn], [[], false]);
  });
});

test('a shop whose server is another one of this machine is asked there, and says what it answers', async () => {
  const sandbox = openSandbox();
  const server = fastify({ forceCloseConnections: true });
  await server.register(merchantPlugin(sandbox));
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const shop = await Shop.open({
    files: program(`merchant: { baseUrl: '${address}/merchant', headers: () => ({ authorization: 'x' }) },`),
  });
  const page = await shop.visit();
  await readyButton(page).waitFor();
  await shop.start(page, orderPage('unknown'));
  await cardOn(page).getByText('系统错误').waitFor();
  assert.deepEqual(await heard(page), [
    ['error', { errNo: 21540, errMsg: 'no order unknown', errLogId: '' }],
  ]);
  await shop.close();
  await server.close();
  await sandbox.close();
});
