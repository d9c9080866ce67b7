/** Each fault of callbacks × each flow: it ends in the right final state, nothing lost, nothing double. Lost processes are in kill.test.ts and refund-kill.test.ts. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { HttpReply } from '../../../sandbox/callbacks/delivery';
import type { CallbackType } from '../../../sandbox/callbacks/log';
import { paidAmount } from '../../../sandbox/ledger/ledger';
import { auditPeriod, refundDelay } from '../../../sandbox/ledger/refunds';
import type { Sandbox } from '../../../sandbox/index';
import { create, hotpot, open, tell } from './kit';
import type { Answer } from './kit';
import { ask, buy, byQuantity } from './refund-kit';

const hour = 3_600_000;

/** Callbacks of news; the questions before them have rows of their own in faults.test.ts, preorder.test.ts and refund-callbacks.test.ts. */
const news: CallbackType[] = ['payment', 'refund'];

/** The merchant answers news with this for a while; answers how it becomes well again. */
const spoil = (sandbox: Sandbox, answer: () => HttpReply): (() => void) => {
  const usual = sandbox.shop.receive.bind(sandbox.shop);
  sandbox.shop.receive = (headers, body) =>
    news.includes((JSON.parse(body) as { type: CallbackType }).type) ? answer() : usual(headers, body);
  return () => void (sandbox.shop.receive = usual);
};

const switches = (sandbox: Sandbox, fault: Record<string, unknown>): (() => void) => {
  sandbox.setFaults(Object.fromEntries(news.map((type) => [type, fault])));
  return () => void sandbox.setFaults(Object.fromEntries(news.map((type) => [type, null])));
};

/** Begins a fault; answers how it ends. */
const faults: [string, (sandbox: Sandbox) => (() => void) | undefined][] = [
  ['delay', (sandbox) => switches(sandbox, { delayMs: 20 * 60_000 })],
  ['drop', (sandbox) => switches(sandbox, { drop: 5 })],
  ['duplicate', (sandbox) => switches(sandbox, { duplicate: 3 })],
  ['reorder', (sandbox) => switches(sandbox, { reorder: true })],
  ['everything at once', (sandbox) => switches(sandbox, { delayMs: 60_000, drop: 2, duplicate: 2, reorder: true })],
  ['merchant refuses', (sandbox) => spoil(sandbox, () => ({ status: 200, body: '{"err_no":1,"err_tips":"later"}' }))],
  ['merchant answers garbage', (sandbox) => spoil(sandbox, () => ({ status: 200, body: '<html>' }))],
  [
    'merchant down',
    (sandbox) =>
      spoil(sandbox, () => {
        throw new Error('connection refused');
      }),
  ],
  ['server restarted', () => undefined],
];

type End = { order: 'paid' | 'closed'; refunded: number };

const settle = async (sandbox: Sandbox, order: Answer, more: Record<string, unknown>): Promise<void> => {
  const answer = await ask(sandbox, order, more);
  assert.ok(answer.ok, JSON.stringify(answer));
};

/** Each flow, what it begins with, and how it must end. Amounts in 分. */
const flows: [string, (sandbox: Sandbox) => Promise<{ order: Answer; end: End }>][] = [
  [
    'buy',
    async (sandbox) => {
      const order = await create(sandbox, hotpot, 2);
      tell(sandbox, order, 'paid');
      return { order, end: { order: 'paid', refunded: 0 } };
    },
  ],
  ['give up', async (sandbox) => ({ order: await create(sandbox, hotpot, 2), end: { order: 'closed', refunded: 0 } })],
  [
    'continue to pay',
    async (sandbox) => {
      const order = await create(sandbox, hotpot, 2);
      tell(sandbox, order, 'cancelled');
      const again = (await sandbox.call('continueToPay', { orderId: order.orderId })) as Answer;
      tell(sandbox, again, 'paid');
      return { order, end: { order: 'paid', refunded: 0 } };
    },
  ],
  [
    'refund by quantity',
    async (sandbox) => {
      const order = await buy(sandbox, 2);
      await settle(sandbox, order, byQuantity(1));
      return { order, end: { order: 'paid', refunded: hotpot.price } };
    },
  ],
  [
    'refund by item',
    async (sandbox) => {
      const order = await buy(sandbox, 2);
      const [, { itemOrderId }] = sandbox.ledger.items(order.orderId);
      await settle(sandbox, order, { itemOrderList: [{ itemOrderId, refundAmount: hotpot.price }] });
      return { order, end: { order: 'paid', refunded: hotpot.price } };
    },
  ],
  [
    'refund of a legacy order',
    async (sandbox) => {
      const made = await sandbox.makeLegacyOrder();
      const order = { orderId: made.orderId, outOrderNo: made.outOrderNo } as Answer;
      await settle(sandbox, order, { refundTotalAmount: 12_345 });
      return { order, end: { order: 'paid', refunded: 12_345 } };
    },
  ],
];

/** What both sides must agree on in the end, whatever happened between them. */
const assertEnd = async (sandbox: Sandbox, { orderId, outOrderNo }: Answer, end: End): Promise<void> => {
  const order = sandbox.ledger.get(orderId)!;
  assert.equal(order.state, end.order);
  const [booked] = sandbox.shop.listOrders();
  assert.deepEqual([booked.outOrderNo, booked.state], [outOrderNo, end.order]);
  assert.equal(sandbox.shop.listOrders().length, 1);
  const refunds = sandbox.refunds.ofOrder(orderId);
  assert.ok(refunds.every(({ state }) => state === 'refunded'));
  assert.equal(
    refunds.reduce((sum, { amount }) => sum + amount, 0),
    end.refunded,
  );
  assert.ok(end.refunded <= paidAmount(order));
  for (const { outRefundNo } of refunds) assert.equal((await sandbox.merchant().getRefund({ outRefundNo: outRefundNo! })).refundStatus, 98);
  // Each piece of news exists once, and was taken in the end.
  const records = sandbox.callbacks.records(orderId);
  assert.equal(records.filter(({ type }) => type === 'payment').length, 1);
  assert.equal(records.filter(({ type }) => type === 'refund').length, refunds.length);
  assert.deepEqual(
    records.filter(({ type, state }) => type !== 'pre_create_order' && state !== 'delivered'),
    [],
  );
  const kept = end.order === 'closed' ? 500 : 500 - order.quantity;
  assert.equal(sandbox.catalogue.find(hotpot.goodsId)?.stock, kept);
};

for (const [fault, begin] of faults) {
  for (const [flow, run] of flows) {
    test(`${fault} × ${flow}: right in the end, nothing lost, nothing double`, async (t) => {
      const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
      const restarts = fault === 'server restarted';
      const store = restarts ? join(directory, 'sandbox.db') : ':memory:';
      let sandbox = open({ store });
      t.after(async () => {
        await sandbox.close();
        rmSync(directory, { recursive: true, force: true });
      });
      const finish = begin(sandbox);
      const { order, end } = await run(sandbox);
      if (restarts) {
        const { clock } = sandbox;
        await sandbox.close();
        sandbox = open({ store, clock });
      }
      await sandbox.advance(10 * 60_000);
      finish?.();
      await sandbox.advance(auditPeriod + refundDelay + hour);
      await assertEnd(sandbox, order, end);
    });
  }
}
