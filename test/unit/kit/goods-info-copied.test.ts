/** What `getgoodsinfo` gives is read once: its known fields, as plain data. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkGoodsInfo } from '../../../src/contract/goods-info';
import { page } from '../order-confirm/page';
import { button, LIBRARY } from './button';
import { settled, world } from './world';

test('a field that getgoodsinfo has not takes nothing over: a stock of NaN does not reach the page', async () => {
  const outside = world();
  const shown = await button(outside, LIBRARY, {
    getgoodsinfo: () => ({ stock: NaN, goodsId: 'other', phoneRequired: 'x' }),
  });
  await shown.tap();
  const { goods } = shown.session();
  assert.deepEqual([goods.stock, goods.goodsId, goods.phoneRequired], [20, LIBRARY.goodsId, false]);
  const confirm = await page(outside, { ...goods });
  await confirm.fill({ quantity: 2 });
  await confirm.submit();
  await settled();
  assert.equal(outside.orders[0]?.goodsList?.[0]?.quantity, 2);
});

test('what says something else when it is read again is as it was checked', () => {
  let reads = 0;
  const label = {
    get type() {
      return reads++ < 2 ? 'REFUND_ANYTIME' : { toString: null };
    },
  };
  const own = { currentPrice: 100, goodsName: '课', goodsPhoto: '/a.svg', goodsLabels: [label] };
  const checked = checkGoodsInfo(own, 2);
  const text = JSON.stringify(checked);
  assert.equal(JSON.stringify(checked), text);
  assert.ok(
    'errNo' in checked || checked.info.goodsLabels?.every(({ type }) => typeof type === 'string'),
    text,
  );
});

test('data that has no JSON is told with its field', () => {
  const extra: Record<string, unknown> = {};
  extra.self = extra;
  const checked = checkGoodsInfo({ extra }, 1);
  assert.ok('errNo' in checked && checked.errNo === 21512);
  assert.match((checked as { errMsg: string }).errMsg, /extra/);
});
