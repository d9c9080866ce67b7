/** What options of tt.createOrder beside goods and money come to in the stored order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Deliver } from '../../../sandbox/callbacks/types';
import type { OrderDraft } from '../../../sandbox/ledger/types';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import { cake, create, hotpot, open, orderOf, said, start } from './kit';

const HOUR = 3_600_000;

/** The draft of the order that these options make. */
async function draftOf(
  t: TestContext,
  more: Record<string, unknown>,
  caller = {},
  options: Partial<SandboxOptions> = {},
): Promise<OrderDraft> {
  const sandbox = open(options);
  t.after(() => sandbox.close());
  const answer = await sandbox.call(
    'createOrder',
    { ...orderOf(cake), ...more },
    { appId: 'tt0123456789abcdef01', ...caller },
  );
  assert.ok(answer.ok, answer.errMsg);
  return sandbox.ledger.get(answer.orderId as string)!.draft;
}

const booked = (goodsBookInfo: Record<string, unknown>): Record<string, unknown> => ({
  goodsList: [
    { ...(orderOf(cake).goodsList as object[])[0], goodsBookInfo: { bookType: 1, ...goodsBookInfo } },
  ],
  bookInfo: {
    itemBookInfoList: [
      {
        poiId: 'p',
        shopName: 's',
        outShopId: 'o',
        goodsId: cake.goodsId,
        bookStartTime: start + 48 * HOUR,
        bookEndTime: start + 50 * HOUR,
      },
    ],
  },
});

test('[JS-CREATE-GBOOK-03] cancelPolicy 3 lets the order be cancelled until so many hours before the end of the reservation', async (t) => {
  assert.equal(
    (await draftOf(t, booked({ cancelPolicy: 3, advancedCancelHours: 24 }))).cancelUntil,
    start + 26 * HOUR,
  );
  assert.equal((await draftOf(t, booked({ cancelPolicy: 3 }))).cancelUntil, undefined);
});

/** `errNo text`, or `ok`. */
const answerTo = async (
  t: TestContext,
  order: Record<string, unknown>,
  options: Partial<SandboxOptions> = {},
): Promise<string> => {
  const sandbox = open(options);
  t.after(() => sandbox.close());
  const answer = await sandbox.call('createOrder', order);
  return answer.ok ? 'ok' : `${answer.errNo} ${said(answer)}`;
};

test('[JS-CREATE-GBOOK-02] by the labels of its goods the sandbox knows which need a reservation, and so a cancelPolicy', async (t) => {
  const withPolicy = (goods: { goodsId: string; price: number }, goodsBookInfo: object) =>
    answerTo(t, {
      ...orderOf(goods),
      goodsList: [{ ...(orderOf(goods).goodsList as object[])[0], goodsBookInfo }],
    });
  const path = /^10000 createOrder:fail 参数错误: goodsList\[0\]\.goodsBookInfo\.cancelPolicy/;
  assert.match(await withPolicy(cake, { bookType: 1 }), path);
  assert.equal(await withPolicy(cake, { bookType: 1, cancelPolicy: 1 }), 'ok');
  assert.match(await withPolicy(hotpot, { bookType: 1, cancelPolicy: 1 }), path);
  assert.equal(await withPolicy(hotpot, { bookType: 1 }), 'ok');
});

const skuOf = (
  { goodsId, price }: { goodsId: string; price: number },
  more: Record<string, unknown> = {},
) => ({
  skuList: [
    {
      quantity: 1,
      skuId: `${goodsId}-1`,
      skuType: 2,
      price,
      goodsInfo: (orderOf({ goodsId, price }).goodsList as object[])[0],
      ...more,
    },
  ],
  payment: { totalAmount: price },
});

test('[JS-CREATE-LIST-07] fully merged, reservation goods go through skuList and all others through goodsList', async (t) => {
  const full = { merging: 'full' } as const;
  assert.match(
    await answerTo(t, orderOf(cake), full),
    /^10000 .*goodsList should be skuList for reservation goods/,
  );
  assert.equal(await answerTo(t, skuOf(cake), full), 'ok');
  assert.match(
    await answerTo(t, skuOf({ goodsId: 'own-carwash-002', price: 10000 }), full),
    /^10000 .*skuList should be goodsList/,
  );
  assert.equal(await answerTo(t, orderOf(cake)), 'ok');
});

test('[JS-CREATE-EXTRA-01] a sku that the sandbox is told to be a ticket outside the POI library needs its name and date', async (t) => {
  const tickets = { tickets: [`${cake.goodsId}-1`] };
  assert.match(await answerTo(t, skuOf(cake), tickets), /^10000 .*skuList\[0\]\.extraInfo/);
  assert.match(
    await answerTo(t, skuOf(cake, { extraInfo: { ticketName: 'child' } }), tickets),
    /extraInfo\.date/,
  );
  assert.equal(
    await answerTo(t, skuOf(cake, { extraInfo: { ticketName: 'child', date: '2026-12-01' } }), tickets),
    'ok',
  );
  assert.equal(await answerTo(t, skuOf(cake)), 'ok');
});

test('[JS-CREATE-GBOOK-04] beside another cancelPolicy advancedCancelHours sets no limit', async (t) => {
  for (const cancelPolicy of [1, 2, 4])
    assert.equal(
      (await draftOf(t, booked({ cancelPolicy, advancedCancelHours: 24 }))).cancelUntil,
      undefined,
    );
});

test('[JS-CREATE-TRADEOPT-01] life_trade_flag 1 makes the merged chain, 0 or none of it does not', async (t) => {
  assert.equal((await draftOf(t, { tradeOption: { life_trade_flag: 1 } })).merged, true);
  for (const tradeOption of [{ life_trade_flag: 0 }, {}, undefined])
    assert.equal((await draftOf(t, { tradeOption })).merged, false);
});

test('[JS-CREATE-POI-01] the poiId at the top wins over that of the shelf and of deliveryInfo', async (t) => {
  assert.equal(
    (await draftOf(t, { poiId: 'top', deliveryInfo: takeaway() }, { poiId: 'shelf' })).poiId,
    'top',
  );
});

test('[JS-CREATE-POI-02] without it the poiId of the shelf is stored, and that of deliveryInfo only when there is neither', async (t) => {
  assert.equal((await draftOf(t, { deliveryInfo: takeaway() }, { poiId: 'shelf' })).poiId, 'shelf');
  assert.equal((await draftOf(t, { deliveryInfo: takeaway() })).poiId, 'delivery');
  assert.equal((await draftOf(t, {})).poiId, undefined);
});

function takeaway(unit = 1): Record<string, unknown> {
  const span = { startTime: (start + HOUR) / unit, endTime: (start + 2 * HOUR) / unit };
  return {
    poiId: 'delivery',
    bookType: 2,
    deliveryType: 2,
    receiptInfo: span,
    bookInfo: span,
    selfPickInfo: { ...span, shopInfo: { shopName: '店', address: '路 1 号', phoneNumber: '10086' } },
  };
}

test('[JS-CREATE-DELIV-10] takeaway times in seconds are stored as the same moment, with a warning; in ms there is none', async (t) => {
  const order = (unit: number) => ({
    businessLine: 3,
    deliveryInfo: takeaway(unit),
    contactInfo: { phoneNumber: '10086', contactName: '张三', gender: 1 },
  });
  const span = { startTime: start + HOUR, endTime: start + 2 * HOUR };
  for (const [unit, warned] of [
    [1, 0],
    [1000, 6],
  ] as const) {
    const sandbox = open();
    t.after(() => sandbox.close());
    const { orderId } = await create(sandbox, cake, 1, order(unit));
    assert.deepEqual(sandbox.ledger.get(orderId)!.draft.takeaway, {
      scheduled: true,
      receipt: span,
      booked: span,
      pickUp: span,
    });
    const event = sandbox.events
      .since(0)
      .find(({ kind, text }) => kind === 'api' && text === 'createOrder:ok');
    assert.equal((event?.data as { warnings?: unknown[] }).warnings?.length ?? 0, warned);
  }
});

/** A developer's second server that answers as the first would, and counts. */
function second(): { reach: (address: string) => Deliver; reached: string[] } {
  const reached: string[] = [];
  const answer = {
    err_no: 0,
    err_tips: '',
    data: { out_order_no: `OWN-${Math.random()}`, pay_expire_seconds: 300 },
  };
  const goods = { order_goods_info_list: [{ goods_id: cake.goodsId }] };
  return {
    reached,
    reach: (address) => (_headers, body) => {
      reached.push(`${address} ${(JSON.parse(body) as { type: string }).type}`);
      return Promise.resolve({
        status: 200,
        body: JSON.stringify({ ...answer, data: { ...answer.data, ...goods } }),
      });
    },
  };
}

test('[JS-CREATE-CBURL-01] with 账号融合 callbackUrl gets pre_create_order instead of the configured address', async (t) => {
  const { reach, reached } = second();
  const sandbox = open({ merging: 'account', reach });
  t.after(() => sandbox.close());
  await sandbox.call('createOrder', { ...orderOf(cake), callbackUrl: 'https://shop.example/pre' });
  assert.deepEqual(reached, ['https://shop.example/pre pre_create_order']);
  assert.equal((await sandbox.shop.listOrders()).length, 0);
});

test('[JS-CREATE-CBURL-02] with 完全融合, and without merging, nothing reaches callbackUrl', async (t) => {
  for (const merging of ['full', 'none'] as const) {
    const { reach, reached } = second();
    const sandbox = open({ merging, reach });
    t.after(() => sandbox.close());
    const answer = await sandbox.call('createOrder', {
      ...orderOf(hotpot),
      callbackUrl: 'https://shop.example/pre',
    });
    assert.ok(answer.ok, answer.errMsg);
    assert.deepEqual(reached, []);
    assert.equal(sandbox.ledger.get(answer.orderId as string)?.outOrderNo, answer.outOrderNo);
  }
});

test('a callbackUrl outside this machine is not reached: nobody answers', async (t) => {
  const sandbox = open({ merging: 'account' });
  t.after(() => sandbox.close());
  const answer = await sandbox.call('createOrder', {
    ...orderOf(cake),
    callbackUrl: 'https://shop.example/pre',
  });
  assert.equal(answer.ok || answer.errNo, 13000);
  assert.match(sandbox.callbacks.records()[0]?.attempts[0]?.problem ?? '', /only addresses of this machine/);
});

test('an older base library asks for what the newest does not', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const options = { ...orderOf(cake), ...booked({ cancelPolicy: 1 }) };
  delete (options.bookInfo as { itemBookInfoList: { goodsId?: string }[] }).itemBookInfoList[0]!.goodsId;
  const on = (baseLibrary: string) =>
    sandbox.call('createOrder', options, { appId: 'tt0123456789abcdef01', baseLibrary });
  assert.match(said(await on('2.76.0')), /bookInfo\.itemBookInfoList\[0\]\.goodsId/);
  assert.ok((await on('2.77.0')).ok);
});
