import assert from 'node:assert/strict';
import test from 'node:test';
import { codes } from './coupon-kit';
import { create, hotpot, open, tell } from './kit';

/** Its codes are the shop's own. */
const carwash = { goodsId: 'own-carwash-002', price: 10000 };

for (const [rule, what, goods, quantity, count] of [
  ['CC-CARD-03', 'a closed-loop order has a code for each unit', hotpot, 2, 2],
  ['CC-CARD-04', 'an open-loop order has none: its shop sends its own', carwash, 2, 0],
] as const) {
  test(`[${rule}] paid, ${what}`, async () => {
    const sandbox = open();
    const order = await create(sandbox, goods, quantity);
    tell(sandbox, order, 'paid');
    await sandbox.idle();
    const shown = await codes(sandbox, order);
    assert.equal(shown.length, count);
    for (const { code } of shown) assert.match(code, /^\d{15}$/);
    await sandbox.close();
  });
}
