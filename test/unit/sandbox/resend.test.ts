import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { verifyCallback } from '../../../server/index';
import type { HttpReply } from '../../../sandbox/callbacks/types';
import type { Sandbox } from '../../../sandbox/index';
import { create, open, tell } from './kit';
import { serve } from './http-kit';
import { ask, buy, byQuantity, errNoOf } from './refund-kit';

const opened = (t: TestContext): Sandbox => {
  const sandbox = open();
  t.after(() => sandbox.close());
  return sandbox;
};

/** The merchant answers callbacks of a type with `reply`. Answers how to make it well again. */
const spoil = (sandbox: Sandbox, type: string, reply: HttpReply): (() => void) => {
  const usual = sandbox.shop.receive.bind(sandbox.shop);
  sandbox.shop.receive = async (headers, body) =>
    body.includes(`"type":"${type}"`) ? reply : usual(headers, body);
  return () => void (sandbox.shop.receive = usual);
};

const broken = { status: 502, body: '' };
const lastOf = (sandbox: Sandbox, type: string) =>
  sandbox.callbacks.records().findLast((record) => record.type === type)!;

test('a delivered callback that is sent again by hand is the same body, signed anew, and stays delivered', async (t) => {
  const sandbox = opened(t);
  await buy(sandbox);
  const { callbackId, body } = lastOf(sandbox, 'payment');
  sandbox.setFaults({ payment: { drop: 20 } });
  await sandbox.advance(60_000);
  const record = await sandbox.resend(callbackId);
  assert.equal(record.state, 'delivered');
  const [first, second] = record.attempts;
  assert.deepEqual([first.byHand, second.byHand, second.status], [undefined, true, 200]);
  assert.notEqual(second.headers['byte-nonce-str'], first.headers['byte-nonce-str']);
  const verified = verifyCallback(second.headers, body, {
    keys: [sandbox.platformKey],
    now: sandbox.clock.now(),
  });
  assert.equal(verified.ok, true);
  assert.deepEqual(
    (await sandbox.shop.listOrders()).map(({ state }) => state),
    ['paid'],
  );
});

test('one that was given up is delivered by hand once the server works again', async (t) => {
  const sandbox = opened(t);
  const repair = spoil(sandbox, 'payment', broken);
  await buy(sandbox);
  await sandbox.advance(12 * 3_600_000);
  const { callbackId, state } = lastOf(sandbox, 'payment');
  assert.equal(state, 'failed');
  assert.equal((await sandbox.resend(callbackId)).state, 'failed');
  repair();
  assert.equal((await sandbox.resend(callbackId)).state, 'delivered');
});

test('a try by hand is no step of the ladder, and ends it when it is taken', async (t) => {
  const sandbox = opened(t);
  const repair = spoil(sandbox, 'payment', broken);
  await buy(sandbox);
  const { callbackId, nextTime } = lastOf(sandbox, 'payment');
  assert.equal((await sandbox.resend(callbackId)).nextTime, nextTime);
  await sandbox.advance(12_000);
  const [first, , third] = lastOf(sandbox, 'payment').attempts;
  assert.equal(third.time - first.time, 12_000);
  assert.equal(lastOf(sandbox, 'payment').nextTime, sandbox.clock.now() + 12_000);
  repair();
  assert.equal((await sandbox.resend(callbackId)).state, 'delivered');
  await sandbox.advance(3_600_000);
  assert.equal(lastOf(sandbox, 'payment').attempts.length, 4);
});

test('[TP-PREREFUND-07] a refund that is stuck gets its number when the question is sent again by hand', async (t) => {
  const sandbox = opened(t);
  const order = await buy(sandbox);
  const repair = spoil(sandbox, 'pre_create_refund', { status: 200, body: '{"err_no":0,"data":{}}' });
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(1))), 13000);
  await sandbox.advance(12 * 3_600_000);
  const { callbackId, state, attempts } = lastOf(sandbox, 'pre_create_refund');
  assert.equal(state, 'failed');
  assert.match(attempts[0].problem!, /data\.out_refund_no/);
  repair();
  assert.equal((await sandbox.resend(callbackId)).state, 'delivered');
  assert.equal(sandbox.refunds.list()[0].state, 'auditing');
  // A second time changes nothing.
  assert.equal((await sandbox.resend(callbackId)).state, 'delivered');
  assert.equal(sandbox.refunds.list().length, 1);
});

test('what was refused stays refused, and the question of an order makes no second order', async (t) => {
  const sandbox = opened(t);
  const order = await buy(sandbox);
  const repair = spoil(sandbox, 'pre_create_refund', { status: 200, body: '{"err_no":1,"err_tips":"no"}' });
  await errNoOf(ask(sandbox, order, byQuantity(1)));
  repair();
  assert.equal((await sandbox.resend(lastOf(sandbox, 'pre_create_refund').callbackId)).state, 'refused');
  assert.deepEqual(sandbox.refunds.list(), []);
  assert.equal((await sandbox.resend(lastOf(sandbox, 'pre_create_order').callbackId)).attempts.length, 2);
  assert.equal(sandbox.ledger.list().length, 1);
  assert.equal((await sandbox.shop.listOrders()).length, 1);
});

test('a question about a refund that is put off and sent by hand meanwhile answers whoever waits for it', async (t) => {
  const sandbox = opened(t);
  const order = await buy(sandbox);
  sandbox.setFaults({ pre_create_refund: { delayMs: 60_000 } });
  const application = ask(sandbox, order, byQuantity(1));
  const { callbackId } = lastOf(sandbox, 'pre_create_refund');
  // An answer that cannot be taken leaves the delivery where it was.
  const repair = spoil(sandbox, 'pre_create_refund', broken);
  assert.equal((await sandbox.resend(callbackId)).state, 'pending');
  repair();
  assert.equal((await sandbox.resend(callbackId)).state, 'delivered');
  const answer = await application;
  assert.equal(answer.ok && answer.outRefundNo, sandbox.refunds.list()[0].outRefundNo);
  await sandbox.advance(60_000);
  assert.equal(lastOf(sandbox, 'pre_create_refund').attempts.length, 2);
});

for (const [what, answer, states] of [
  [
    'a new number each time',
    (count: number) => ({ err_no: 0, data: { out_refund_no: `R-${count}` } }),
    [['auditing', 'R-1']],
  ],
  ['a refusal', () => ({ err_no: 1, err_tips: 'no' }), []],
] as const) {
  test(`a question about a refund that is sent by hand twice at once, answered with ${what}, is taken once`, async (t) => {
    const sandbox = opened(t);
    const order = await buy(sandbox);
    const repair = spoil(sandbox, 'pre_create_refund', broken);
    await errNoOf(ask(sandbox, order, byQuantity(1)));
    repair();
    let count = 0;
    sandbox.shop.receive = async () => ({ status: 200, body: JSON.stringify(answer((count += 1))) });
    const { callbackId } = lastOf(sandbox, 'pre_create_refund');
    const records = await Promise.all([
      sandbox.resend(callbackId),
      sandbox.resend(callbackId),
      sandbox.advance(12_000),
    ]);
    assert.deepEqual(
      sandbox.refunds.list().map(({ state, outRefundNo }) => [state, outRefundNo]),
      states,
    );
    assert.ok(
      records.slice(0, 2).every((record) => typeof record === 'object' && record.state !== 'pending'),
    );
    assert.equal(count, 2);
  });
}

test('a refund number that another refund has is asked for again, and the attempt says so', async (t) => {
  const sandbox = opened(t);
  const order = await buy(sandbox, 2);
  sandbox.shop.receive = async () => ({ status: 200, body: '{"err_no":0,"data":{"out_refund_no":"R-1"}}' });
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(1))), 0);
  assert.equal(await errNoOf(ask(sandbox, order, byQuantity(1))), 13000);
  const { state, attempts } = lastOf(sandbox, 'pre_create_refund');
  assert.deepEqual(
    [state, attempts[0].problem],
    ['pending', 'data.out_refund_no should be a number of no other refund, but got R-1'],
  );
  sandbox.shop.receive = async () => ({ status: 200, body: '{"err_no":0,"data":{"out_refund_no":"R-2"}}' });
  await sandbox.advance(12_000);
  assert.deepEqual(
    sandbox.refunds
      .list()
      .map(({ outRefundNo }) => outRefundNo)
      .toSorted(),
    ['R-1', 'R-2'],
  );
});

test('an attempt says why its answer does not count', async (t) => {
  const sandbox = opened(t);
  const problems: [string, HttpReply, RegExp][] = [
    ['payment', { status: 500, body: '{}' }, /status.*500/],
    ['payment', { status: 200, body: 'success' }, /answer/],
    ['payment', { status: 200, body: '{"err_no":"0"}' }, /err_no/],
    ['payment', { status: 200, body: '{"err_no":7}' }, /err_no.*7/],
    ['pre_create_order', { status: 200, body: '{"err_no":7,"err_tips":"卖完了"}' }, /卖完了/],
    ['pre_create_order', { status: 200, body: '{"err_no":0}' }, /data/],
  ];
  for (const [type, reply, text] of problems) {
    const repair = spoil(sandbox, type, reply);
    await sandbox.call('createOrder', { goodsList: [] });
    const ticket = await create(sandbox).catch(() => undefined);
    if (ticket) tell(sandbox, ticket, 'paid');
    await sandbox.idle();
    const { attempts, state } = lastOf(sandbox, type);
    assert.match(attempts[0].problem!, text);
    if (type === 'pre_create_order') assert.equal(state, reply.body.includes('7') ? 'refused' : 'failed');
    repair();
  }
});

test('resending over HTTP answers the record, and 404 for what is no callback', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  await buy(served.sandbox);
  const { callbackId } = lastOf(served.sandbox, 'payment');
  const { status, body } = await served.post(`/sandbox/callbacks/${callbackId}/resend`, {});
  assert.equal(status, 200);
  assert.equal((body.attempts as unknown[]).length, 2);
  for (const id of ['0', '999', 'x', '-1', '1.5', '..%2f1', '9'.repeat(40)]) {
    const refused = await served.post(`/sandbox/callbacks/${id}/resend`, {});
    assert.equal(refused.status, 404, id);
    assert.match(String(refused.body.errMsg), /no callback|callbackId should be|no route/);
  }
});
