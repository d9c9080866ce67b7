import assert from 'node:assert/strict';
import test from 'node:test';
import { GETGOODSINFO_TIMEOUT, HANDLER_TIMEOUT } from '../../../src/contract/limits';
import type { OrderInfo } from '../../../src/ports/merchant';
import { setup } from '../../../src/setup';
import { phoneClock } from '../kit/phone-clock';
import { GOODS_ID, afterSending, libraryGoods, order, serverError, settled, world } from '../kit/world';
import { killedInPayment, openPage, page } from './page';

test('a page without a session says so, and can be tried again', async () => {
  const lost = await openPage(world(), { session: 'gone' });
  assert.equal(lost.data.phase, 'broken');
  assert.match(lost.data.message, /失效/);
  lost.send('RETRY');
  await settled();
  assert.equal(lost.data.phase, 'broken');
});

test('a page whose goods could not be fetched can be tried again', async () => {
  const outside = world({ merchant: { getGoods: () => Promise.reject(serverError) } });
  const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
  assert.equal(shown.data.phase, 'broken');
  outside.merchant.getGoods = () => Promise.resolve(libraryGoods());
  shown.send('RETRY');
  await settled();
  assert.equal(shown.data.phase, 'editing');
});

test('[TP-DIRECT-01] [TP-DIRECT-03] [TP-DIRECT-05] direct entry logs in and takes the extra from the app', async () => {
  const outside = world();
  const asked: unknown[] = [];
  outside.app = {
    userLogin: () => void asked.push('login'),
    getExtraInfo: (goods) => {
      asked.push(goods);
      return Promise.resolve({ from: 'live' });
    },
  };
  const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
  assert.deepEqual(asked, ['login', { goodsId: GOODS_ID, goodsType: 1 }]);
  assert.equal(shown.data.phase, 'editing');
  assert.equal(shown.data.goodsName, libraryGoods().goodsName);
  shown.send('SUBMIT');
  await settled();
  assert.deepEqual(outside.orders[0]?.callbackData, { from: 'live' });
});

for (const [rule, hooks, errNo] of [
  ['TP-DIRECT-02', { userLogin: () => Promise.reject(new Error('refused')) }, 21546],
  [
    'TP-DIRECT-04',
    {
      getExtraInfo: () => {
        throw new Error('down');
      },
    },
    21547,
  ],
  ['TP-DIRECT-04', { getExtraInfo: () => 'not an object' }, 21547],
] as const) {
  test(`[${rule}] a failing ${Object.keys(hooks)[0]} on direct entry is ${errNo}, shown on the page and logged`, async (t) => {
    const said = t.mock.method(console, 'error', () => undefined);
    const outside = world();
    outside.app = hooks;
    const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
    assert.equal(shown.data.phase, 'broken');
    assert.notEqual(shown.data.message, '');
    assert.match(String(said.mock.calls[0]?.arguments[0]), new RegExp(String(errNo)));
  });
}

test('D8: an app without the two functions lacks nothing: direct entry shows the goods and says no word', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const outside = world();
  outside.app = {};
  const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
  assert.equal(shown.data.phase, 'editing');
  assert.equal(said.mock.callCount(), 0);
});

test('[TP-DIRECT-06] a page opened by a button calls neither userLogin nor getExtraInfo', async () => {
  const outside = world();
  const fail = (): never => assert.fail('called');
  outside.app = { userLogin: fail, getExtraInfo: fail };
  const shown = await page(outside);
  assert.equal(shown.machine.state, 'editing');
});

for (const [what, found, state, reported] of [
  ['paid', order({ state: 'paid' }), 'paid', 0],
  ['still unpaid', order(), 'editing', 4],
  ['closed', order({ state: 'closed' }), 'editing', 3],
  ['in flight', order({ state: 'processing' }), 'editing', 9],
  ['never made', null, 'editing', undefined],
] as const) {
  test(`a page that was killed while its order was on its way asks first: ${what}`, async () => {
    const outside = world({ merchant: { findOrder: () => afterSending(outside, found) } });
    const before = await killedInPayment(outside);
    const after = await openPage(outside, { session: before.session.id });
    assert.equal(outside.orders.length, 1);
    assert.equal(after.state, state);
    assert.equal(after.data.subject, '上海示例餐饮有限公司');
    const reports = after.context.session?.waiting ?? [];
    assert.deepEqual(
      reports.map(({ pay }) => (pay?.result as { code: number }).code),
      reported === undefined ? [] : [reported],
    );
    if (what === 'still unpaid') {
      after.send('SUBMIT');
      await settled();
      assert.equal(outside.orders.length, 1);
      assert.ok(outside.calls.includes('continueToPay'));
    }
  });
}

test('a page that was killed while its order was on its way, and a shop that cannot be asked: nothing is sent until it can', async () => {
  const findOrder = (): Promise<OrderInfo | null> => Promise.reject(new Error('db down'));
  const outside = world({ merchant: { findOrder } });
  const before = await killedInPayment(outside);
  const after = await openPage(outside, { session: before.session.id });
  const tap = async (): Promise<void> => {
    after.send('SUBMIT');
    await settled();
  };
  assert.deepEqual([after.data.submitText, after.data.off], ['查询支付结果', false]);
  await tap();
  assert.deepEqual([after.data.submitText, outside.orders.length], ['查询支付结果', 1]);
  assert.equal(outside.toasts.at(-1), '暂未查到支付结果，请稍后再查或返回');
  // An app that was killed sends nothing more: what is not there now was never made.
  outside.merchant.findOrder = () => Promise.resolve(null);
  await tap();
  assert.deepEqual([after.data.submitText, outside.orders.length], ['立即支付', 1]);
  await tap();
  assert.deepEqual([after.state, outside.orders.length], ['paid', 2]);
});

test('an order whose Douyin number the shop does not know yet is found by the number of the shop', async () => {
  const found = order({ orderId: '' });
  const outside = world({ merchant: { findOrder: () => afterSending(outside, found) } });
  const before = await killedInPayment(outside);
  const after = await openPage(outside, { session: before.session.id });
  after.send('SUBMIT');
  await settled();
  assert.deepEqual([outside.orders.length, outside.calls.includes('continueToPay')], [1, true]);
});

test('setup asks for payments that an earlier life of the app was left in', async () => {
  const paid = order({ state: 'paid' });
  const outside = world({ merchant: { findOrder: () => afterSending(outside, paid) } });
  const before = await killedInPayment(outside);
  setup({});
  await settled();
  const after = await openPage(outside, { session: before.session.id });
  assert.deepEqual(
    after.context.session?.waiting.map(({ pay }) => pay?.result),
    [{ code: 0, orderId: 'dy-1' }],
  );
  setup({});
  await settled();
  assert.equal(after.context.session?.waiting.length, 1);
});

for (const [hook, errNo, ms] of [
  ['userLogin', 21546, HANDLER_TIMEOUT],
  ['getExtraInfo', 21547, GETGOODSINFO_TIMEOUT],
] as const) {
  test(`a ${hook} that never answers ends as ${errNo} in its time, and the page can be tried again`, async (t) => {
    const said = t.mock.method(console, 'error', () => undefined);
    const phone = await phoneClock(t);
    const outside = world();
    outside.app = { [hook]: () => new Promise(() => undefined) };
    const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
    await phone.pass(ms - 1);
    assert.equal(shown.state, 'entering');
    await phone.pass(1);
    assert.equal(shown.state, 'broken');
    assert.match(
      String(said.mock.calls[0]?.arguments[0]),
      new RegExp(`${errNo} ${hook} failed: no answer in time`),
    );
    outside.app = {};
    shown.send('RETRY');
    await settled();
    assert.equal(shown.state, 'editing');
  });
}

test('why a page has no goods is read by its user in words for users, and by the developer on the console', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const outside = world({ merchant: { getGoods: () => Promise.resolve(null as never) } });
  const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
  assert.equal(shown.data.message, '商品信息加载失败，请重试');
  assert.ok(said.mock.calls.some(({ arguments: words }) => /21506 getGoods: null/.test(words.join(' '))));
});
