import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { isAcknowledged, RETRY_LADDER } from '../../../src/contract/callbacks';
import { verifyCallback } from '../../../server/index';
import type { HttpReply } from '../../../sandbox/callbacks/types';
import type { Sandbox } from '../../../sandbox/index';
import { cake, create, hotpot, lastMsg, open, start, tell } from './kit';

const paymentOf = (sandbox: Sandbox, orderId: string) =>
  sandbox.callbacks.records(orderId).find((record) => record.type === 'payment')!;

/** Whether the platform signed exactly this, at the time of the sandbox. */
const verifyHeaders = (headers: Record<string, string>, body: string, key: KeyObject): boolean =>
  verifyCallback(headers, body, { keys: [key], now: start }).ok;

/** Lets the reference merchant answer payment callbacks with `reply`, or not at all. */
const answerPayments = (sandbox: Sandbox, reply: (attempt: number) => HttpReply): void => {
  const usual = sandbox.shop.receive.bind(sandbox.shop);
  let attempts = 0;
  sandbox.shop.receive = async (headers, body) =>
    body.includes('"payment"') ? reply(++attempts) : usual(headers, body);
};

test('[TP-CALLBACK-01] [TP-CALLBACK-02] a callback is a JSON body of version, type and msg, and msg is a JSON text', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  await create(sandbox);
  const body = JSON.parse(sandbox.callbacks.records()[0].body) as Record<string, unknown>;
  assert.deepEqual(Object.keys(body).sort(), ['msg', 'type', 'version']);
  assert.equal(body.version, '2.0');
  assert.equal(body.type, 'pre_create_order');
  assert.equal(typeof body.msg, 'string');
});

test('[TP-CALLBACK-03] [JS-SIGN-CALLBACK-01] [JS-SIGN-CALLBACK-02] the platform key verifies the raw body, and nothing that differs in a blank', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  await create(sandbox);
  const [{ body, attempts }] = sandbox.callbacks.records();
  const { headers } = attempts[0];
  for (const name of [
    'byte-timestamp',
    'byte-nonce-str',
    'byte-signature',
    'byte-identifyname',
    'byte-logid',
  ])
    assert.ok(headers[name], name);
  assert.equal(headers['byte-timestamp'], String(start / 1000));
  assert.equal(verifyHeaders(headers, body, sandbox.platformKey), true);
  assert.equal(verifyHeaders(headers, `${body} `, sandbox.platformKey), false);
  const signature = headers['byte-signature'];
  for (const changed of [
    `${signature}AAAA`,
    `${signature} `,
    ` ${signature}`,
    `${signature}!!`,
    signature!.replace(/=+$/, ''),
    signature!.replaceAll('+', '-').replaceAll('/', '_'),
  ].filter((each) => each !== signature))
    assert.equal(
      verifyHeaders({ ...headers, 'byte-signature': changed }, body, sandbox.platformKey),
      false,
      changed,
    );
  assert.equal(verifyHeaders({ ...headers, 'byte-nonce-str': 'other' }, body, sandbox.platformKey), false);
  assert.equal(verifyHeaders(headers, body, sandbox.keys.application.publicKey), false);
});

test('[TP-CALLBACK-03] the reference merchant refuses a callback that the platform did not sign', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  const forged = JSON.stringify({
    version: '2.0',
    type: 'payment',
    msg: JSON.stringify({ status: 'SUCCESS', order_id: ticket.orderId, out_order_no: ticket.outOrderNo }),
  });
  const [{ attempts }] = sandbox.callbacks.records();
  assert.equal((await sandbox.shop.receive(attempts[0].headers, forged)).status, 401);
  assert.equal((await sandbox.shop.receive({}, forged)).status, 401);
  assert.equal((await sandbox.shop.listOrders())[0].state, 'unpaid');
});

test('[TP-CALLBACK-04] the expected reply ends the delivery', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.advance(3_600_000);
  assert.equal(paymentOf(sandbox, ticket.orderId).state, 'delivered');
  assert.equal(paymentOf(sandbox, ticket.orderId).attempts.length, 1);
});

const otherReplies: [string, (attempt: number) => HttpReply][] = [
  ['HTTP 500', () => ({ status: 500, body: '{"err_no":0,"err_tips":"success"}' })],
  ['no JSON', () => ({ status: 200, body: 'success' })],
  ['another err_no', () => ({ status: 200, body: '{"err_no":1,"err_tips":"later"}' })],
  [
    'no reply',
    () => {
      throw new Error('connection reset');
    },
  ],
];
for (const [name, reply] of otherReplies) {
  test(`[TP-CALLBACK-05] [TP-CALLBACK-06] ${name}: repeated after 12 s, 12 s, 33 s, then at 1 to 7 minutes, and given up at last`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    answerPayments(sandbox, reply);
    const ticket = await create(sandbox);
    tell(sandbox, ticket, 'paid');
    await sandbox.advance(12 * 3_600_000);
    const { attempts, state } = paymentOf(sandbox, ticket.orderId);
    const pauses = attempts.slice(1).map((attempt, index) => attempt.time - attempts[index].time);
    assert.deepEqual(pauses, [...RETRY_LADDER]);
    assert.deepEqual(pauses.slice(0, 3), [12_000, 12_000, 33_000]);
    assert.ok(pauses.slice(3).every((pause) => pause >= 60_000 && pause <= 420_000));
    assert.equal(state, 'failed');
    assert.equal(sandbox.ledger.get(ticket.orderId)?.state, 'paid');
  });
}

test('[TP-CALLBACK-05] a reply in time ends the repetitions', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  answerPayments(sandbox, (attempt) => ({
    status: attempt < 3 ? 502 : 200,
    body: '{"err_no":0,"err_tips":"success"}',
  }));
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.advance(3_600_000);
  assert.equal(paymentOf(sandbox, ticket.orderId).attempts.length, 3);
  assert.equal(paymentOf(sandbox, ticket.orderId).state, 'delivered');
});

test('[TP-CALLBACK-07] an order without marketing sends pre_create_order and payment, and nothing else', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  tell(sandbox, await create(sandbox), 'paid');
  await sandbox.advance(3_600_000);
  assert.deepEqual(
    sandbox.callbacks.records().map((record) => record.type),
    ['pre_create_order', 'payment'],
  );
});

test('[TP-PAYMENT-02] an unpaid order that the user gives up is told as CANCEL, USER_CANCEL', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const ticket = await create(sandbox, hotpot, 2);
  sandbox.closeOrder(ticket.orderId);
  await sandbox.idle();
  const { status, message } = lastMsg(sandbox, 'payment');
  assert.deepEqual({ status, message }, { status: 'CANCEL', message: 'USER_CANCEL' });
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, 500);
  assert.throws(() => sandbox.closeOrder(ticket.orderId), /is closed and cannot become closed/);
});

test('[TP-PAYMENT-05] pay_channel is 1 for WeChat, 2 for Alipay and 10 for Douyin pay', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  for (const [given, told] of [
    [1, 1],
    [2, 2],
    [10, 10],
    [undefined, 10],
  ]) {
    tell(sandbox, await create(sandbox, cake), 'paid', given);
    assert.equal(lastMsg(sandbox, 'payment').pay_channel, told);
  }
});

test('[TP-PAYMENT-06] the order state query tells PROCESS, SUCCESS, TIMEOUT and FAIL apart for the merchant', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const states = async (outcome: (ticket: Awaited<ReturnType<typeof create>>) => unknown) => {
    const ticket = await create(sandbox, cake);
    await outcome(ticket);
    return (await sandbox.merchant().getOrder(ticket)).state;
  };
  assert.equal(await states(() => undefined), 'unpaid');
  assert.equal(await states((ticket) => tell(sandbox, ticket, 'paid')), 'paid');
  assert.equal(await states((ticket) => sandbox.closeOrder(ticket.orderId)), 'closed');
  assert.equal(await states(() => sandbox.advance(300_000)), 'closed');
});

test('a lost payment callback arrives on the fourth attempt; until then asking finds the order paid', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('callback.lost');
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  assert.equal((await sandbox.shop.listOrders())[0].state, 'unpaid');
  assert.equal((await sandbox.merchant().getOrder(ticket)).state, 'paid');
  await sandbox.advance(57_000);
  const { attempts, state } = paymentOf(sandbox, ticket.orderId);
  assert.deepEqual(
    attempts.map((attempt) => attempt.status ?? attempt.problem),
    ['lost on the way', 'lost on the way', 'lost on the way', 200],
  );
  assert.equal(state, 'delivered');
});

test('a payment callback that comes twice books one payment', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('callback.duplicate');
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.idle();
  const { attempts } = paymentOf(sandbox, ticket.orderId);
  assert.deepEqual(
    attempts.map((attempt) => isAcknowledged(attempt.status!, attempt.answer!)),
    [true, true],
  );
  assert.deepEqual(
    (await sandbox.shop.listOrders()).map((order) => order.state),
    ['paid'],
  );
});

test('a late payment callback is sent a minute after the payment', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.chooseScenario('callback.late');
  const ticket = await create(sandbox);
  tell(sandbox, ticket, 'paid');
  await sandbox.advance(59_999);
  assert.deepEqual(paymentOf(sandbox, ticket.orderId).attempts, []);
  await sandbox.advance(1);
  assert.deepEqual(
    paymentOf(sandbox, ticket.orderId).attempts.map((attempt) => attempt.time),
    [start + 60_000],
  );
});

test('callbacks can be forwarded to a server of this machine, byte for byte', async (t) => {
  const received: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.end(JSON.stringify({ err_no: 0, err_tips: 'success', data: { out_order_no: 'OWN-1' } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  const sandbox = open({ forward: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
  t.after(() => sandbox.close());
  await sandbox.advance(3 * 24 * 3_600_000);
  const ticket = await create(sandbox);
  assert.equal(ticket.outOrderNo, 'OWN-1');
  // That server has this machine's clock, wherever the sandbox's stands.
  const [{ headers, body }] = received;
  const verified = verifyCallback(headers as Record<string, string>, body, {
    keys: [sandbox.platformKey],
    now: Date.now(),
  });
  assert.deepEqual(verified.ok, true, JSON.stringify(verified));
});
