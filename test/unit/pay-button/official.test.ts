/**
 * The official examples of pay-button and consume-card, as programs of others have them from its page: what
 * their handlers resolve, with the page's own names and values, runs from the button to the order.
 */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { RefundSession } from '../../../src/ports/sessions';
import { card } from '../consume-card/card';
import { openPage } from '../order-confirm/page';
import { openPage as openApplication } from '../refund-apply/page';
import { refundable, settled, world } from '../kit/world';
import { button, LIBRARY, OWN, sessionOf } from '../kit/button';

const validation = { phoneNumber: { required: true }, reservationType: 1, reservationCount: 2 };
const limits = { minLimits: 1, maxLimits: 2, dateRule: '周一至周日可用' };
/** Goods outside of the library: everything comes from the handler. */
const GOODS = {
  currentPrice: 9900,
  goodsName: '循礼门M+丨【释集烤肉】99元  原价206.4元超值套餐',
  goodsPhoto: 'https://p11.douyinpic.com/img/aweme-poi/product/spu/c050f399.jpeg?from=3303174740',
  goodsLabels: [
    { type: 'EXPIRED_RETURNS' },
    { type: 'REFUND_ANYTIME' },
    { type: 'BOOK_IN_ADVANCE', value: 2 },
  ],
  ...limits,
  validation,
  relationType: 1,
  extra: {},
};
const tradeOption = { life_trade_flag: 1, is_use_tag: true };

for (const [what, props, resolved] of [
  ['goods of the shop', OWN, GOODS],
  [
    'goods of the shop at 1 分 from 2 on',
    OWN,
    { ...GOODS, currentPrice: 1, minLimits: 2, maxLimits: 10, dateRule: '' },
  ],
  ['library goods', LIBRARY, { ...limits, validation }],
  ['library goods with all that other goods have', LIBRARY, { ...GOODS, tradeOption, marketingVersion: 2 }],
  [
    'library goods beside properties of an order',
    { ...LIBRARY, orderStatus: 0, orderId: '1' },
    { ...limits, validation },
  ],
] as const) {
  test(`official example: getgoodsinfo of ${what} runs to the order, and the phone number is asked for`, async () => {
    const outside = world();
    const shown = await button(outside, { ...props }, { getgoodsinfo: () => Promise.resolve(resolved) });
    assert.deepEqual(shown.errors(), []);
    await shown.tap();
    const page = await openPage(outside, { session: sessionOf(outside).id });
    page.send('SUBMIT');
    await settled();
    assert.equal(outside.orders.length, 0);
    page.send('FILL', { phone: '13580006666' });
    page.send('SUBMIT');
    await settled();
    const [order] = outside.orders;
    assert.equal(order?.contactInfo?.phoneNumber, '13580006666');
    assert.deepEqual(
      [order.goodsList?.[0]?.quantity, order.goodsList?.[0]?.dateRule],
      [resolved.minLimits, resolved.dateRule],
    );
    if (props === OWN) {
      assert.deepEqual(order.goodsList?.[0]?.goodsLabels, ['过期退', '随时退', '提前2日预约']);
      assert.equal(order.goodsList?.[0]?.goodsName, GOODS.goodsName);
      assert.deepEqual(order.callbackData, {});
    }
    if ('tradeOption' in resolved) assert.deepEqual(order.tradeOption, tradeOption);
    assert.deepEqual(
      shown.heard.map(({ event }) => event),
      ['pay'],
    );
  });
}

test('official example: applyrefund resolves what is to be passed on, and the application is sent', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
  const heard: unknown[] = [];
  const shown = await button(
    outside,
    { mode: 1, orderStatus: 1, orderId: 'out-1' },
    {
      applyrefund({ detail: { orderId } }) {
        heard.push(orderId);
        return Promise.resolve({ orderId });
      },
    },
  );
  await shown.tap();
  assert.deepEqual(heard, ['out-1']);
  const page = await openApplication({ session: sessionOf<RefundSession>(outside).id });
  await page.fill({ reasons: [101] });
  await page.submit();
  assert.deepEqual([outside.applications.length, shown.errors()], [1, []]);
  assert.equal(shown.heard.at(-1)?.event, 'refund');
});

test('official example: consume-card with order-id alone shows the codes', async () => {
  const shown = await card(world());
  assert.equal(shown.data.phase, 'shown');
});
