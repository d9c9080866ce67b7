/** A host that drops the callback of a cashier or an application: the user finds out, once. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { paidOrder } from './card';
import { APPLY, button, DETAIL, HOTPOT, onTop, openOrderPage, payWith, received, Shop } from './shop';

const APP = 'app.ts';
const DEMO = fileURLToPath(new URL('../../../demo-app/', import.meta.url));
/** Calls go through, and nobody is told how they ended. */
const SILENT = `
for (const name of ['createOrder', 'applyRefund'] as const) {
  const real = tt[name] as (options: object) => void;
  Object.assign(tt, { [name]: (options: object) => real({ ...options, success() {}, fail() {} }) });
}
`;

let shop: Shop;
before(async () => {
  shop = await Shop.open({ changed: { [APP]: (await readFile(path.join(DEMO, APP), 'utf8')) + SILENT } });
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

test('money was taken, and the host says nothing: the button asks, and bind:pay comes once', async () => {
  const page = await shop.visitGoods(HOTPOT);
  await openOrderPage(page);
  await payWith(page, 'paid');
  await button(page, '查询支付结果').tap();
  const [[name, { result }]] = (await received(page, 1)) as [[string, { result: { code: number } }]];
  assert.deepEqual([name, result.code], ['pay', 0]);
  assert.deepEqual(
    shop.sandbox.ledger.list().map(({ state }) => state),
    ['paid'],
  );
});

test('an application is in, and the host says nothing: the button asks, and the refund is shown', async () => {
  const { outOrderNo } = await paidOrder(shop.sandbox, 1);
  const page = await shop.visitOrder(String(outOrderNo));
  await button(page, '申请退款').tap();
  await onTop(page, APPLY);
  await page.getByRole('checkbox').first().tap();
  await button(page, '提交申请').tap();
  await button(page, '查询申请结果').tap();
  await onTop(page, DETAIL);
  assert.equal(shop.sandbox.refunds.list().length, 1);
});
