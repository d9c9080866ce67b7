/** Takeaway in the demo: ordered by the shop itself, refunded through 退款申请页 with its reason and fees. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { violationsOf } from '../axe';
import { APPLY, button, cashier, DETAIL, goodsPage, onTop, Shop, top } from './shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());
beforeEach(() => {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
});

test('D1: a takeaway order is bought, and refunded with its reason, its delivery fee and without its packing fee', async () => {
  const page = await shop.visit(goodsPage('own-rice-003'));
  await button(page, '下单并支付 ¥33').tap();
  await cashier(page).locator('[data-outcome="paid"]').tap();
  await top(page).getByRole('link', { name: '查看订单' }).tap();
  await onTop(page, 'pages/order/index');
  await button(page, '申请退款').tap();
  await onTop(page, APPLY);
  const form = top(page);
  await form.getByText('¥33.00').waitFor();
  await form.getByRole('checkbox', { name: '包装费 ¥2.00' }).tap();
  await form.getByText('¥31.00').waitFor();
  await form.getByRole('radio', { name: '临时有事' }).tap();
  await form.getByRole('radio', { name: '配送时间太长' }).tap();
  assert.equal(await form.getByRole('radio', { checked: true }).count(), 1);
  assert.deepEqual(await violationsOf(page), []);
  await button(page, '提交申请').tap();
  await onTop(page, DETAIL);
  const [refund] = shop.sandbox.refunds.list();
  assert.equal(refund?.amount, 3100);
  assert.deepEqual(refund?.draft.reasons, ['配送时间太长']);
  assert.deepEqual(refund?.draft.fees, [
    { feeType: 1, refundAmount: 500 },
    { feeType: 2, refundAmount: 0 },
  ]);
});
