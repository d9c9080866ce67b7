import assert from 'node:assert/strict';
import test from 'node:test';
import { GETGOODSINFO_TIMEOUT } from '../../../src/contract/limits';
import { asks, card, shopOf } from '../consume-card/card';
import { page } from '../order-confirm/page';
import { button, LIBRARY } from './button';
import { JUMPS, phoneClock, type PhoneClock } from './phone-clock';
import { coupon, libraryGoods, order, orderCoupons, world, type World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What happens to a phone: somebody sets its clock, or it sleeps. */
const EVENTS: [what: string, happen: (phone: PhoneClock) => void, off: number][] = JUMPS.flatMap(
  (by): typeof EVENTS => {
    // What is too little to be noticed puts the instants off by no more than that.
    const off = by === 5000 ? by : 0;
    const set: (typeof EVENTS)[number] = [`a clock set by ${by} ms`, (phone) => phone.set(by), off];
    return by < 0 ? [set] : [set, [`a sleep of ${by} ms`, (phone) => phone.sleep(by), 0]];
  },
);

const LABELS_BEFORE = ['即将开始', '立即抢购'];

const count = (outside: World, call: string): number => outside.calls.filter((one) => one === call).length;

/** Goods whose sale begins in an hour and ends in a day. */
async function shelf(
  phone: PhoneClock,
  from = HOUR,
): Promise<{ outside: World; shown: Awaited<ReturnType<typeof button>> }> {
  const start = phone.server();
  const outside = world();
  outside.merchant.getGoods = () =>
    Promise.resolve(libraryGoods({ saleStart: start + from, saleEnd: start + DAY, now: phone.server() }));
  const shown = await button(outside, LIBRARY);
  await phone.pass(0);
  return { outside, shown };
}

for (const [what, happen, off] of EVENTS) {
  test(`K7: ${what} while a payment is confirmed: it is asked for four times, a second apart, and the page hears that it is not known`, async (t) => {
    const phone = await phoneClock(t);
    const outside = world();
    outside.merchant.getOrder = () => Promise.resolve(order({ state: 'processing' }));
    const shown = await page(outside);
    await shown.submit();
    await phone.pass(1500);
    assert.equal(count(outside, 'getOrder'), 2);
    happen(phone);
    await phone.pass(1499);
    assert.deepEqual([count(outside, 'getOrder'), shown.reports.length], [3, 0]);
    await phone.pass(2);
    assert.deepEqual([count(outside, 'getOrder'), shown.reports.length], [4, 1]);
    assert.deepEqual(shown.reports[0]!.pay!.result, { code: 9, orderId: 'dy-1' });
  });

  test(`${what} while a handler is waited for: it has its 15 s, no more and no less`, async (t) => {
    const phone = await phoneClock(t);
    const shown = await button(world(), LIBRARY, { getgoodsinfo: () => new Promise(() => undefined) });
    await phone.pass(5000);
    happen(phone);
    await phone.pass(GETGOODSINFO_TIMEOUT - 5000 - 1);
    assert.deepEqual(shown.errors(), []);
    await phone.pass(1);
    assert.deepEqual(shown.errors(), [21509]);
  });

  for (const [when, from] of [
    ['before a sale begins', HOUR],
    ['while a sale lasts', -HOUR],
  ] as const)
    test(`${what} ${when}: within a minute the button shows what the shop's clock says, and changes at its instants`, async (t) => {
      const phone = await phoneClock(t);
      const begins = phone.server() + from;
      const { outside, shown } = await shelf(phone, from);
      happen(phone);
      await phone.pass(MINUTE + 1);
      const label = (): string =>
        phone.server() < begins ? '即将开始' : phone.server() < begins - from + DAY ? '立即抢购' : '已结束';
      assert.equal(shown.data.label, label());
      assert.ok(count(outside, 'getGoods') <= 2, 'asked once more at most');
      for (const instant of [begins, begins - from + DAY].filter((one) => one > phone.server())) {
        await phone.pass(instant - phone.server() - off - 1);
        assert.equal(shown.data.label, LABELS_BEFORE[instant === begins ? 0 : 1]);
        await phone.pass(off + 1);
        assert.equal(shown.data.label, label());
      }
    });

  test(`${what} while codes are open: they are asked for every 3 s as before`, async (t) => {
    const phone = await phoneClock(t);
    const outside = shopOf();
    const start = phone.server();
    outside.merchant.getCoupons = () =>
      Promise.resolve(orderCoupons([coupon(1, { validTo: start + 1000 * DAY })], { now: phone.server() }));
    const shown = await card(outside);
    await shown.send('OPEN');
    const before = asks(outside);
    happen(phone);
    await phone.pass(MINUTE);
    const asked = asks(outside) - before;
    assert.ok(asked >= 19 && asked <= 22, `${asked} questions in a minute`);
  });

  test(`${what} while a card is shown: within a minute its code is what the shop's clock says, and expires at that clock's instant`, async (t) => {
    const phone = await phoneClock(t);
    const start = phone.server();
    const outside = shopOf();
    outside.merchant.getCoupons = () =>
      Promise.resolve(
        orderCoupons([coupon(1, { validFrom: start, validTo: start + HOUR })], { now: phone.server() }),
      );
    const shown = await card(outside);
    await phone.pass(10_000);
    happen(phone);
    await phone.pass(MINUTE + 1);
    const right = (): string => (phone.server() <= start + HOUR ? '待使用' : '已过期');
    assert.equal(shown.data.first!.word, right());
    // In sight it asks every 3 s (D-E142), and once more for the jump.
    assert.ok(asks(outside) <= 26, `${asks(outside)} questions in 70 s`);
    if (right() === '已过期') return;
    await phone.pass(start + HOUR - phone.server() - off);
    assert.equal(shown.data.first!.word, '待使用');
    await phone.pass(off + 1);
    assert.equal(shown.data.first!.word, '已过期');
  });
}

test('a clock that is ahead for a while ends no sale for good: when it is right again, so is the button', async (t) => {
  const phone = await phoneClock(t);
  const { outside, shown } = await shelf(phone, -HOUR);
  for (const event of ['SHOW', 'TAP'] as const) {
    phone.set(2 * DAY);
    shown.machine.send('HIDE');
    shown.machine.send(event === 'TAP' ? 'SHOW' : event);
    phone.set(-2 * DAY);
    await phone.pass(MINUTE + 1);
    assert.equal(shown.data.label, '立即抢购');
    await phone.pass(3 * MINUTE);
  }
  assert.ok(count(outside, 'getGoods') <= 7);
});

test('a page that was left while the clock was set back asks for the goods when it is shown again', async (t) => {
  const phone = await phoneClock(t);
  const { outside, shown } = await shelf(phone);
  shown.machine.send('HIDE');
  phone.set(-3 * HOUR);
  await phone.pass(2 * HOUR);
  shown.machine.send('SHOW');
  await phone.pass(1);
  assert.deepEqual([shown.data.label, count(outside, 'getGoods')], ['立即抢购', 2]);
});

test('a handler may take longer than a timer can count: it is not missing at once', async (t) => {
  const phone = await phoneClock(t);
  const shown = await button(
    world(),
    { ...LIBRARY, handlerTimeout: 30 * DAY },
    { getgoodsinfo: () => new Promise(() => undefined) },
  );
  await phone.pass(30 * DAY - 1);
  assert.deepEqual(shown.errors(), []);
  await phone.pass(1);
  assert.deepEqual(shown.errors(), [21509]);
});

test('a sale that ends in 60 days does not end at once', async (t) => {
  const phone = await phoneClock(t);
  const start = phone.server();
  const outside = world();
  outside.merchant.getGoods = () =>
    Promise.resolve(libraryGoods({ saleStart: start, saleEnd: start + 60 * DAY, now: phone.server() }));
  const shown = await button(outside, LIBRARY);
  await phone.pass(60 * DAY - 1);
  assert.equal(shown.data.label, '立即抢购');
  await phone.pass(1);
  assert.deepEqual([shown.data.label, count(outside, 'getGoods')], ['已结束', 1]);
});
