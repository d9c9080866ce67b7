import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redeem } from './coupon-kit';
import { create, hotpot, tell } from './kit';
import { serve } from './http-kit';

interface Changes {
  last: number;
  outOrderNos: string[];
}

test('D4: a question for changes is answered by a redemption, with the order, and the next one waits again', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const ask = async (after?: number): Promise<Changes> => {
    const { status, body } = await served.get(
      `/merchant/changes${after === undefined ? '' : `?after=${after}`}`,
    );
    assert.equal(status, 200);
    return body as unknown as Changes;
  };
  const order = await create(sandbox, hotpot, 2);
  tell(sandbox, order, 'paid');
  await sandbox.idle();
  const { last, outOrderNos } = await ask();
  assert.deepEqual(outOrderNos, []);

  const held = ask(last);
  await redeem(sandbox, order);
  const told = await held;
  assert.deepEqual(told.outOrderNos, [order.outOrderNo]);
  assert.ok(told.last > last);

  // What came while nobody asked is told at once.
  await redeem(sandbox, order, 1);
  assert.deepEqual((await ask(told.last)).outOrderNos, [order.outOrderNo]);
  // From before a restart: nothing is known.
  assert.deepEqual((await ask(1e9)).outOrderNos, []);
});

test('a question for changes that nothing answers ends with its server, and with nonsense is refused', async () => {
  const served = await serve();
  const first = await served.get('/merchant/changes');
  const held = served.get(`/merchant/changes?after=${String(first.body.last)}`);
  const refused = await served.get('/merchant/changes?after=x');
  assert.equal(refused.status, 400);
  await served.close();
  assert.equal((await held).status, 200);
});
