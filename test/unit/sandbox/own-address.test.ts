/** Callbacks that go to an address which their order or refund names itself, by the clock and by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Sandbox } from '../../../sandbox/index';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import { signOrder } from '../../../sandbox/merchant/sign';
import { hotpot, open, orderOf, start, tell } from './kit';
import type { Answer } from './kit';
import { agree, apply, buy } from './refund-kit';

/**
 * A sandbox whose other addresses answer as the reference merchant does; `reached` tells what went to them.
 */
const watched = (
  t: TestContext,
  options: Partial<SandboxOptions> = {},
): { sandbox: Sandbox; reached: string[] } => {
  const reached: string[] = [];
  const sandbox: Sandbox = open({
    ...options,
    reach: (address) => (headers, body) => {
      reached.push(`${address} ${(JSON.parse(body) as { type: string }).type}`);
      return sandbox.shop.receive(headers, body);
    },
  });
  t.after(() => sandbox.close());
  return { sandbox, reached };
};

const lastOf = (sandbox: Sandbox, type: string) =>
  sandbox.callbacks.records().findLast((record) => record.type === type)!;

test('the result of a refund goes to the notify_url of the answer that numbered it, and by hand as well', async (t) => {
  const { sandbox, reached } = watched(t);
  const order = await buy(sandbox);
  const usual = sandbox.shop.receive.bind(sandbox.shop);
  sandbox.shop.receive = async (headers, body) => {
    const reply = await usual(headers, body);
    if (!body.includes('"type":"pre_create_refund"')) return reply;
    const answer = JSON.parse(reply.body) as { data: object };
    return {
      ...reply,
      body: JSON.stringify({ ...answer, data: { ...answer.data, notify_url: 'http://127.0.0.1:9/refund' } }),
    };
  };
  const applied = await apply(sandbox, order);
  await agree(sandbox, applied);
  await sandbox.advance(refundDelay);
  assert.deepEqual(reached, ['http://127.0.0.1:9/refund refund']);
  assert.equal((await sandbox.merchant().getRefund(applied)).refundStatus, 98);
  await sandbox.resend(lastOf(sandbox, 'refund').callbackId);
  assert.equal(reached.length, 2);
});

test("a reset while the developer's server thinks about an order leaves none behind", async (t) => {
  let answer: (body: string) => void = () => assert.fail('nobody asked');
  const asked = new Promise<string>((resolve) => (answer = resolve));
  const sandbox = open({ merging: 'account', reach: () => async () => ({ status: 200, body: await asked }) });
  t.after(() => sandbox.close());
  const ordering = sandbox.call('createOrder', { ...orderOf(hotpot), callbackUrl: 'https://127.0.0.1/pre' });
  sandbox.reset();
  answer('{"err_no":0,"data":{"out_order_no":"OWN-1"}}');
  const answered = await ordering;
  assert.ok(!answered.ok && answered.errNo === 13000, answered.errMsg);
  assert.deepEqual(sandbox.ledger.list(), []);
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 500);
});

test('what is sent again by hand goes where it went: payNotifyUrl, and callbackUrl of an app merged by account', async (t) => {
  const { sandbox, reached } = watched(t, { merging: 'account' });
  const draft = {
    goodsId: 's',
    goodsType: 2,
    goodsName: 's',
    goodsPhoto: '/s.svg',
    price: 100,
    quantity: 1,
    totalAmount: 100,
  };
  const by = { now: start, appId: 'tt0123456789abcdef01', privateKey: sandbox.keys.application.privateKey };
  const { data, byteAuthorization } = signOrder(draft, 'OWN-1', by, {
    payNotifyUrl: 'https://127.0.0.1/paid',
  });
  const made = await sandbox.call('requestOrder', { data, byteAuthorization });
  assert.ok(made.ok, made.errMsg);
  tell(sandbox, (await sandbox.call('getOrderPayment', { orderId: made.orderId })) as Answer, 'paid');
  await sandbox.idle();
  await sandbox.resend(lastOf(sandbox, 'payment').callbackId);
  assert.deepEqual(reached.splice(0), ['https://127.0.0.1/paid payment', 'https://127.0.0.1/paid payment']);
  assert.ok(
    (await sandbox.call('createOrder', { ...orderOf(hotpot), callbackUrl: 'https://127.0.0.1/pre' })).ok,
  );
  await sandbox.resend(lastOf(sandbox, 'pre_create_order').callbackId);
  assert.deepEqual(reached, [
    'https://127.0.0.1/pre pre_create_order',
    'https://127.0.0.1/pre pre_create_order',
  ]);
});
