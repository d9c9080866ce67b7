import assert from 'node:assert/strict';
import test from 'node:test';
import type { Coupon } from '../../../src/ports/merchant';
import { phoneClock, type PhoneClock } from '../kit/phone-clock';
import { coupon, orderCoupons } from '../kit/world';
import { asks, card, shopOf, type Card } from './card';

const MINUTE = 60_000;

/** A card with these codes, whose shop answers by its own clock. */
async function counter(
  phone: PhoneClock,
  codes: Coupon[],
): Promise<{
  shown: Card;
  outside: ReturnType<typeof shopOf>;
  redeem(): void;
  sight(seen: boolean): Promise<void>;
}> {
  const outside = shopOf();
  let now = codes.map((code) => ({ ...code, validTo: phone.server() + 1e10 }));
  outside.merchant.getCoupons = () => Promise.resolve(orderCoupons(now, { now: phone.server() }));
  let seen = (_: boolean): void => undefined;
  outside.platform.watchSight = (_, changed) => {
    seen = changed;
    return () => (seen = () => undefined);
  };
  const shown = await card(outside);
  return {
    shown,
    outside,
    redeem: () => (now = now.map((code, index) => (index ? code : { ...code, state: 'redeemed' }))),
    async sight(visible) {
      seen(visible);
      await phone.pass(0);
    },
  };
}

for (const [what, codes] of [
  ['the only code, drawn with its QR', 1],
  ['the first of three', 3],
] as const)
  test(`[CC-CONSUME-10] D4: ${what}: its redemption is told within 5 s, without a popup, for minutes on end`, async (t) => {
    const phone = await phoneClock(t);
    for (const after of [0, 1000, 45_000, 4 * MINUTE]) {
      const { shown, redeem } = await counter(
        phone,
        Array.from({ length: codes }, (_, index) => coupon(index + 1)),
      );
      await phone.pass(after);
      redeem();
      await phone.pass(5000);
      assert.equal(shown.consumed(), 1, `after ${after} ms`);
      shown.leave();
    }
  });

test('[CC-REFRESH-05] a card that nobody touches is asked for ever more rarely, and a touch makes it quick again', async (t) => {
  const phone = await phoneClock(t);
  const { shown, outside, redeem } = await counter(phone, [coupon(1)]);
  await phone.pass(5 * MINUTE);
  assert.ok(asks(outside) >= 95, `${asks(outside)} in five minutes`);
  await phone.pass(55 * MINUTE);
  const hour = asks(outside);
  assert.ok(hour < 170, `${hour} in an hour`);
  await shown.send('PICK', 'item-1');
  redeem();
  await phone.pass(5000);
  assert.equal(shown.consumed(), 1);
});

test('[CC-REFRESH-05] a card out of sight, on a hidden page or gone asks nothing; in sight again it asks within 5 s', async (t) => {
  const phone = await phoneClock(t);
  const { shown, outside, sight, redeem } = await counter(phone, [coupon(1)]);
  const asked = async (ms: number): Promise<number> => {
    const before = asks(outside);
    await phone.pass(ms);
    return asks(outside) - before;
  };
  await sight(false);
  assert.equal(await asked(10 * MINUTE), 0);
  await shown.send('OPEN');
  assert.ok((await asked(MINUTE)) > 15, 'its list is to be seen');
  await shown.send('CLOSE');
  assert.equal(await asked(MINUTE), 0);
  await sight(true);
  assert.ok((await asked(5000)) >= 1);
  await shown.send('HIDE');
  assert.equal(await asked(10 * MINUTE), 0);
  redeem();
  await shown.send('SHOW');
  assert.equal(shown.consumed(), 1);
  shown.leave();
  assert.equal(await asked(10 * MINUTE), 0);
});

test('[CC-REFRESH-05] a card without a code that can be used asks nothing by itself', async (t) => {
  const phone = await phoneClock(t);
  for (const state of ['redeemed', 'refunding', 'refunded', 'expired', 'notStarted'] as const) {
    const { outside, shown } = await counter(phone, [
      coupon(1, { state, ...(state === 'notStarted' ? { validFrom: phone.server() + 1e9 } : undefined) }),
    ]);
    const part = state === 'expired' ? { validTo: phone.server() - 1 } : {};
    outside.answer([coupon(1, { state, validFrom: phone.server() + 1e9, ...part })]);
    await shown.send('REFRESH');
    const before = asks(outside);
    await phone.pass(10 * MINUTE);
    assert.equal(asks(outside), before, state);
    shown.leave();
  }
});

test('[CC-REFRESH-06] D4: a push is followed at once, and a thousand of them are not a thousand questions', async (t) => {
  const phone = await phoneClock(t);
  let push = (): void => undefined;
  const outside = shopOf([coupon(1)]);
  outside.platform.watchCoupons = ({ outOrderNo }, changed) => {
    assert.equal(outOrderNo, 'out-1');
    push = changed;
    return () => undefined;
  };
  const shown = await card(outside);
  outside.answer([coupon(1, { state: 'redeemed' })]);
  push();
  await phone.pass(0);
  assert.deepEqual([shown.consumed(), asks(outside)], [1, 2]);
  for (let turn = 0; turn < 1000; turn++) {
    push();
    await phone.pass(10);
  }
  assert.ok(asks(outside) < 70, `${asks(outside)} in ten seconds`);
  const before = asks(outside);
  outside.answer([coupon(1, { state: 'redeemed' })], { title: '最后' });
  for (let turn = 0; turn < 20; turn++) push();
  await phone.pass(1100);
  assert.ok(asks(outside) > before);
  assert.equal(shown.data.name, '最后');
});
