import assert from 'node:assert/strict';
import test from 'node:test';
import { TAKEAWAY_REASONS } from '../../../src/contract/refund-reasons';
import type { OrderInfo } from '../../../src/ports/merchant';
import { refundable, settled, world } from '../kit/world';
import { page, type Shown } from './page';

const FEES = [
  { feeType: 1 as const, refundableAmount: 500 },
  { feeType: 2 as const, refundableAmount: 200 },
];

const takeaway = (part: Partial<NonNullable<OrderInfo['takeaway']>> = {}): { order: OrderInfo } => ({
  order: refundable({ takeaway: { scheduled: false, fees: FEES, ...part } }),
});

const send = async ({ machine }: Shown, event: 'REASON' | 'FEE', code: number): Promise<void> => {
  machine.send(event, code);
  await settled();
};

const chosen = ({ data }: Shown): number[] => data.reasons.filter((one) => one.chosen).map((one) => one.code);
const feesOf = ({ data }: Shown): [string, string, boolean][] =>
  data.fees.map(({ name, amount, chosen: on }) => [name, amount, on]);

test('[TP-REASON-07] D1: a takeaway order offers the reasons of takeaway, of which one is chosen', async () => {
  world();
  const shown = await page(takeaway());
  assert.equal(shown.data.single, true);
  assert.deepEqual(
    shown.data.reasons.map(({ code, text }) => ({ code, text })),
    TAKEAWAY_REASONS.filter(({ code }) => code !== 408),
  );
  await send(shown, 'REASON', 401);
  await send(shown, 'REASON', 404);
  assert.deepEqual(chosen(shown), [404]);
  await send(shown, 'REASON', 404);
  assert.deepEqual(chosen(shown), [404], 'one of them stays chosen');
});

test('[TP-REASON-07] D1: 送达时间选错 is offered for an order for a later time alone', async () => {
  world();
  const codes = (shown: Shown): number[] => shown.data.reasons.map(({ code }) => code);
  assert.deepEqual(codes(await page(takeaway({ scheduled: true }))), [401, 402, 403, 404, 408, 999]);
  assert.ok(!codes(await page(takeaway())).includes(408));
  assert.deepEqual(codes(await page()), [101, 102, 103, 999]);
});

test('[TP-REFUND-08] D1: fees go back with the last of the goods, unless the user says otherwise', async () => {
  world();
  const shown = await page(takeaway());
  assert.deepEqual(feesOf(shown), [
    ['配送费', '5.00', false],
    ['包装费', '2.00', false],
  ]);
  assert.equal(shown.data.amount, '80.00');
  await shown.fill({ quantity: 2 });
  assert.deepEqual(
    feesOf(shown).map(([, , on]) => on),
    [true, true],
  );
  assert.equal(shown.data.amount, '167.01');
  await send(shown, 'FEE', 1);
  assert.equal(shown.data.amount, '162.01');
  await shown.fill({ quantity: 1 });
  assert.equal(shown.data.amount, '82.00', 'what the user said stays');
  await send(shown, 'FEE', 1);
  assert.equal(shown.data.amount, '87.00');
});

test('[TP-APPLY-05] D1: the application carries the code and what goes back of each fee, and no text of a reason', async () => {
  const outside = world();
  const shown = await page(takeaway({ fees: [...FEES.slice(0, 1), { feeType: 2, refundableAmount: 0 }] }));
  await shown.fill({ quantity: 2, note: '等太久' });
  await send(shown, 'REASON', 404);
  await shown.submit();
  const [{ refundInfo, goodsList }] = outside.applications as [(typeof outside.applications)[0]];
  assert.deepEqual(refundInfo, {
    reasonCode: [404],
    feeDetailsList: [
      { feeType: 1, refundAmount: 500 },
      { feeType: 2, refundAmount: 0 },
    ],
    note: '等太久',
  });
  assert.equal(goodsList?.[0]?.quantity, 2);
  assert.equal(shown.data.fees.length, 1, 'a fee of which nothing is left is named, and not shown');
});

test('[TP-APPLY-05] D1: without fees none are named, and 其他原因 wants a note', async () => {
  const outside = world();
  const shown = await page(takeaway({ fees: [] }));
  await shown.submit();
  await send(shown, 'REASON', 999);
  await shown.submit();
  assert.deepEqual(outside.toasts, ['请选择退款原因', '请填写退款说明']);
  await shown.fill({ note: '餐品洒了' });
  await shown.submit();
  assert.deepEqual(outside.applications[0]?.refundInfo, { reasonCode: [999], note: '餐品洒了' });
});

test('D1: given items refund the fees only when they are all that is left', async () => {
  world();
  const some = { itemOrderList: [{ itemOrderId: 'item-1' }] };
  const all = { itemOrderList: [{ itemOrderId: 'item-1' }, { itemOrderId: 'item-2' }] };
  assert.equal((await page({ ...takeaway(), params: some })).data.amount, '80.00');
  assert.equal((await page({ ...takeaway(), params: all })).data.amount, '167.01');
});
