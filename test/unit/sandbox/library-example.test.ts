/** The example of docs/sandbox.md, as a shop's own tests would have it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock, createSandbox } from 'microapp-trade-sandbox';

test('an order that nobody pays is closed, and the shop is told', async () => {
  const clock = createClock({ start: Date.UTC(2026, 0, 1) });
  const sandbox = createSandbox({ store: ':memory:', clock });
  sandbox.setLoggedIn(true);

  const cake = {
    goodsId: 'own-cake-001',
    goodsType: 2,
    goodsName: '蛋糕',
    goodsPhoto: 'https://example.com/cake.png',
  };
  const answer = await sandbox.call('createOrder', {
    goodsList: [{ ...cake, quantity: 1, price: 8800, goodsLabels: ['随时退'] }],
    payment: { totalAmount: 8800 },
  });
  assert.ok(answer.ok);

  await sandbox.advance(300_000); // the time to pay runs out

  const order = await sandbox.merchant().getOrder({ outOrderNo: String(answer.outOrderNo) });
  assert.equal(order.state, 'closed');
  const told = sandbox.callbacks.records(String(answer.orderId)).map(({ type, state }) => [type, state]);
  assert.deepEqual(told, [
    ['pre_create_order', 'delivered'],
    ['payment', 'delivered'],
  ]);
  await sandbox.close();
});
