import assert from 'node:assert/strict';
import test from 'node:test';
import { stateAt } from '../../../src/contract/coupon-time';
import { phoneClock } from '../kit/phone-clock';
import { COUPON_POLL, QR_LEAD } from '../../../src/contract/limits';
import type { Coupon } from '../../../src/ports/merchant';
import { coupon, orderCoupons, settled } from '../kit/world';
import { byJsqr, picture, readPng } from '../qr/decode';
import { asks, card, shopOf } from './card';

const HOUR = 3600e3;

/** What a scanner reads off the picture on the card. */
function scanned(url: string): string | undefined {
  if (!url) return undefined;
  const { size, light } = readPng(url);
  return byJsqr(picture(size, (row, column) => !light(row, column)));
}

test('[CC-SEVERAL-01] [CC-SEVERAL-02] [CC-SEVERAL-03] several usable codes: their number, the first one, and no QR code', async () => {
  const { data } = await card(shopOf([coupon(1), coupon(2), coupon(3)]));
  assert.equal(data.count, '3份可用');
  assert.deepEqual([data.several, data.alone, data.qr, data.refundable], [true, false, '', true]);
  assert.equal(data.first?.code, '1046 7868 7451 378');
});

test('[CC-SINGLE-01] [CC-QR-01] one code: its text, and a QR code that reads as its qrPayload', async () => {
  const { data } = await card(shopOf([coupon(1)]));
  assert.equal(data.first?.code, '1046 7868 7451 378');
  assert.equal(scanned(data.qr), coupon(1).qrPayload);
  assert.deepEqual([data.several, data.alone], [false, true]);
});

test('[CC-QR-01] a payload that changes is drawn anew', async () => {
  const outside = shopOf([coupon(1)]);
  const shown = await card(outside);
  outside.answer([coupon(1, { qrPayload: 'https://v.douyin.com/fresh/' })]);
  await shown.send('REFRESH');
  assert.equal(scanned(shown.data.qr), 'https://v.douyin.com/fresh/');
});

for (const [what, qrPayload] of [
  ['a payload of 2332 bytes', 'x'.repeat(2332)],
  ['half a character', 'https://v.douyin.com/\ud83d/'],
] as const)
  test(`report 20: ${what} has no picture: the code can be read, the user is told to show it, and the developer once why there is none`, async (t) => {
    const said = t.mock.method(console, 'error', () => undefined);
    const outside = shopOf([coupon(1, { qrPayload })]);
    const shown = await card(outside);
    await shown.send('REFRESH');
    const { data } = shown;
    assert.deepEqual([data.qr, data.undrawn, data.first?.usable], ['', true, true]);
    assert.deepEqual([said.mock.callCount(), shown.errors()], [1, [21540]]);
    outside.answer([coupon(1, { qrPayload: 'x'.repeat(2331) })]);
    await shown.send('REFRESH');
    assert.deepEqual([data.qr !== '', data.undrawn], [true, false]);
  });

test('[CC-SINGLE-01] the only usable one of several is drawn like a single one', async () => {
  const { data } = await card(
    shopOf([coupon(1, { state: 'redeemed' }), coupon(2), coupon(3, { state: 'refunded' })]),
  );
  assert.deepEqual([data.count, data.first?.id, data.several], ['1份可用', 'item-2', true]);
  assert.equal(scanned(data.qr), coupon(2).qrPayload);
});

test('[CC-SINGLE-02] [CC-SINGLE-03] [CC-SINGLE-05] a code whose refund failed is usable, tagged, and refundable again', async () => {
  const { data } = await card(shopOf([coupon(1, { state: 'refundFailed', outRefundNo: 'refund-1' })]));
  assert.equal(data.count, '1份可用');
  assert.equal(scanned(data.qr), coupon(1).qrPayload);
  assert.deepEqual(
    [data.first?.word, data.first?.usable, data.first?.refund, data.refundable],
    ['退款失败', true, true, true],
  );
});

const GREY: [rules: string, part: Partial<Coupon>, word: string][] = [
  ['CC-STATE-01', { state: 'refunding', outRefundNo: 'refund-1' }, '退款中'],
  ['CC-STATE-03', { state: 'redeemed' }, '已核销'],
  ['CC-STATE-04', { state: 'refunded', outRefundNo: 'refund-1' }, '已退款'],
  ['CC-STATE-05', { state: 'expired', validFrom: 0, validTo: Date.now() - HOUR }, '已过期'],
  ['CC-STATE-05', { state: 'notStarted', validFrom: Date.now() + HOUR }, '未到使用时间'],
];

for (const [rules, part, word] of GREY) {
  test(`[${rules}] ${word}: greyed, without a QR code, and not counted`, async () => {
    const { data } = await card(shopOf([coupon(1, part)], { refundableQuantity: 0 }));
    assert.deepEqual([data.count, data.usable, data.qr, data.refundable], ['没有可用的券码', 0, '', false]);
    assert.deepEqual([data.first?.word, data.first?.usable], [word, false]);
  });
}

test('[CC-STATE-03] [CC-STATE-04] several codes, all used up: no code is shown on the card itself, all in the list', async () => {
  const shown = await card(
    shopOf([coupon(1, { state: 'redeemed' }), coupon(2, { state: 'refunded' })], { refundableQuantity: 0 }),
  );
  assert.deepEqual([shown.data.first, shown.data.qr, shown.data.refundable], [null, '', false]);
  assert.deepEqual(
    (await shown.lines()).map(({ word, usable }) => [word, usable]),
    [
      ['已核销', false],
      ['已退款', false],
    ],
  );
});

test('[CC-STATE-06] an order that is not paid shows no code, and one without codes says so', async () => {
  const unpaid = await card(shopOf([coupon(1)], { paid: false }));
  assert.deepEqual([unpaid.data.phase, unpaid.data.first, unpaid.data.refundable], ['unpaid', null, false]);
  const none = await card(shopOf([]));
  assert.deepEqual([none.data.phase, none.data.refundable], ['none', false]);
});

test('[CC-ENTRY-01] 申请退款 is there while something is refundable, and not when nothing is', async () => {
  const outside = shopOf([coupon(1), coupon(2)], { refundableQuantity: 1 });
  const shown = await card(outside);
  assert.equal(shown.data.refundable, true);
  outside.answer([coupon(1), coupon(2)], { refundableQuantity: 0 });
  await shown.send('REFRESH');
  assert.equal(shown.data.refundable, false);
});

test('[CC-POPUP-01] the list has every code with its state, its validity and its times', async () => {
  const states = ['usable', 'redeemed', 'refunding', 'refunded', 'refundFailed'] as const;
  const validTo = new Date(2031, 0, 2, 3, 4).getTime();
  const shown = await card(shopOf(states.map((state, index) => coupon(index, { state, validTo }))));
  assert.deepEqual(shown.data.lines, [], 'nothing is set for a list that is closed');
  assert.deepEqual(
    (await shown.lines()).map(({ word }) => word),
    ['待使用', '已核销', '退款中', '已退款', '退款失败'],
  );
  assert.equal((await shown.lines())[0]?.note, '有效期至 2031-01-02 03:04');
});

test('[CC-STATE-05] a code turns usable and expires at the exact instants of the server’s clock', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  // The device is a minute slow.
  const now = 1_060_000;
  const codes = [coupon(1, { state: 'notStarted', validFrom: now + 10_000, validTo: now + 20_000 })];
  const outside = shopOf();
  outside.merchant.getCoupons = () => Promise.resolve(orderCoupons(codes, { now: Date.now() + 60_000 }));
  const shown = await card(outside);
  const words: (string | undefined)[] = [];
  for (const ms of [9_999, 1, 10_000, 1]) {
    t.mock.timers.tick(ms);
    await settled();
    words.push(shown.data.first?.word);
  }
  assert.deepEqual(words, ['未到使用时间', '待使用', '待使用', '已过期']);
  assert.equal(shown.data.qr, '');
  assert.equal(shown.consumed(), 0);
});

test('[CC-STATE-05] a code that expires while the next answer is on its way is not shown as usable', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf([coupon(1, { validTo: 1_005_000 })]);
  const shown = await card(outside);
  outside.merchant.getCoupons = () => new Promise(() => undefined);
  await shown.send('REFRESH');
  t.mock.timers.tick(5_001);
  await settled();
  assert.deepEqual([shown.data.first?.word, shown.data.qr, shown.data.busy], ['已过期', '', true]);
});

test('[CC-STATE-05] hidden, no timer waits; shown again the answer decides', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const shown = await card(shopOf([coupon(1, { validTo: 1_005_000 })]));
  await shown.send('HIDE');
  const before = shown.draws.length;
  t.mock.timers.tick(60_000);
  assert.equal(shown.draws.length, before);
  await shown.send('SHOW');
  assert.equal(shown.data.first?.word, '已过期');
});

test('[CC-STATE-05] before its start, from its start to its end, and after it', () => {
  const timed = { state: 'usable' as const, validFrom: 10, validTo: 20 };
  assert.deepEqual(
    [9, 10, 20, 21].map((now) => stateAt(timed, now)),
    ['notStarted', 'usable', 'usable', 'expired'],
  );
  assert.equal(stateAt({ ...timed, state: 'refundFailed' }, 15), 'refundFailed');
  assert.equal(stateAt({ ...timed, state: 'refundFailed' }, 21), 'expired');
  for (const state of ['redeemed', 'refunding', 'refunded'] as const)
    assert.equal(stateAt({ ...timed, state }, 99), state);
});

test('100 codes: closed they cost no more than one, open they are set in one go below 32 KB', async () => {
  const hundred = Array.from({ length: 100 }, (_, index) => coupon(index));
  const shown = await card(shopOf(hundred));
  assert.ok(JSON.stringify(shown.draws).length < 600);
  shown.draws.splice(0);
  await shown.send('OPEN');
  const bytes = shown.draws.map((draw) => Buffer.byteLength(JSON.stringify(draw)));
  assert.ok(Math.max(...bytes) < 32 * 1024, String(bytes));
  assert.equal(shown.data.lines.length, 100);
});

test('[CC-QR-01] one QR code is at most 400 bytes of setData', async () => {
  const long = `https://v.douyin.com/eHHc1ft/?${'x'.repeat(28)}`;
  assert.equal(long.length, 58);
  for (const qrPayload of ['104678687451378', 'https://v.douyin.com/eHHc1ft/', long]) {
    const shown = await card(shopOf([coupon(1, { qrPayload })]));
    const bytes = shown.draws.map((draw) => JSON.stringify({ qr: (draw as { qr?: string }).qr }).length);
    assert.ok(bytes[0]! > 200 && bytes[0]! <= 400, String(bytes));
    assert.ok(!JSON.stringify(shown.draws).includes(qrPayload), 'the text itself is not set besides');
  }
});

test('a QR code that stops working is asked for anew before, also where looks have become rare, and not drawn after', async (t) => {
  const phone = await phoneClock(t);
  const outside = shopOf();
  const codes = (qrValidTo: number): Coupon[] => [
    coupon(1, { qrPayload: `https://v.douyin.com/${qrValidTo}/`, qrValidTo, validTo: phone.server() + 1e9 }),
  ];
  let until = phone.server() + 3600e3;
  outside.merchant.getCoupons = () => Promise.resolve(orderCoupons(codes(until), { now: phone.server() }));
  const shown = await card(outside);
  await phone.pass(3600e3 - 61_000);
  const old = until;
  until += 3600e3;
  await phone.pass(61_000 - QR_LEAD + 1000);
  assert.equal(scanned(shown.data.qr), `https://v.douyin.com/${until}/`);
  assert.notEqual(until, old);
  await phone.pass(until - phone.server() - 1000);
  outside.merchant.getCoupons = () => new Promise(() => undefined);
  await phone.pass(1000);
  assert.equal(scanned(shown.data.qr), `https://v.douyin.com/${until}/`);
  await phone.pass(1);
  assert.deepEqual([shown.data.qr, shown.data.first?.usable], ['', true], 'the code itself can be read out');
});

test('a server whose links are as good as over is not asked without end', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 });
  const outside = shopOf([coupon(1, { qrValidTo: 1 })]);
  const shown = await card(outside);
  assert.equal(shown.data.qr, '');
  t.mock.timers.tick(COUPON_POLL - 1);
  await settled();
  assert.equal(asks(outside), 1);
  t.mock.timers.tick(1);
  await settled();
  assert.equal(asks(outside), 2);
});
