/** An outcome reaches whoever waits for it, whatever the phone's clock says and whoever else is there. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { find } from '../../../src/session/visits';
import { card } from '../consume-card/card';
import { openPage, page } from '../order-confirm/page';
import { button, LIBRARY } from './button';
import { phoneClock } from './phone-clock';
import { Deferred, libraryGoods, order, settled, world } from './world';
import type { PayOutcome } from '../../../src/ports/platform';

const YEAR = 365 * 86400e3;
const ORDERED = { mode: 1, orderStatus: 0, orderId: 'out-1' };

for (const [what, by] of [
  ['set ahead by a year', YEAR],
  ['set back by a year', -YEAR],
] as const) {
  test(`a clock ${what} while nobody listens loses no outcome: the next button hears it`, async (t) => {
    const phone = await phoneClock(t);
    const outside = world();
    const end = new Deferred<PayOutcome>();
    outside.outcomes.push(end.promise);
    const shown = await button(outside, ORDERED);
    await shown.tap();
    shown.leave();
    phone.set(by);
    end.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
    await settled();
    // Another visit begins, at which old ones are forgotten.
    await page(outside);
    const next = await button(outside, ORDERED);
    assert.deepEqual(
      next.heard.map(({ event }) => event),
      ['pay'],
    );
  });
}

test('a visit of an earlier life of the app is forgotten 48 hours later by the clock of the server, not of the phone', async (t) => {
  const phone = await phoneClock(t);
  const outside = world({ merchant: { getOrder: () => Promise.reject(new Error('down')) } });
  outside.merchant.getGoods = () =>
    Promise.resolve(libraryGoods({ now: phone.server(), saleStart: 1e12, saleEnd: phone.server() + YEAR }));
  await button(outside, LIBRARY);
  outside.outcomes.push(new Promise(() => undefined));
  const before = await page(outside);
  await before.submit();
  outside.restart();
  const later = async (ms: number): Promise<boolean> => {
    await phone.pass(ms);
    await (await button(outside, LIBRARY)).tap();
    return !!find(outside.platform, before.session.id);
  };
  phone.set(YEAR);
  assert.equal(await later(1000), true, 'the phone is a year ahead');
  assert.equal(await later(47 * 3600e3), true);
  assert.equal(await later(3600e3), false);
});

test('an order that is looked for was made since a time of the server', async (t) => {
  const phone = await phoneClock(t);
  const since: number[] = [];
  const outside = world({
    merchant: {
      findOrder({ since: from }) {
        since.push(from);
        return Promise.resolve(null);
      },
    },
  });
  outside.merchant.getGoods = () => Promise.resolve(libraryGoods({ now: phone.server(), saleStart: 1e12 }));
  phone.set(2 * 3600e3);
  const shown = await button(outside, LIBRARY);
  await shown.tap();
  const before = shown.session();
  outside.outcomes.push(new Promise(() => undefined));
  const opened = await openPage(outside, { session: before.id });
  opened.send('SUBMIT');
  await phone.pass(0);
  outside.restart();
  await openPage(outside, { session: before.id });
  assert.deepEqual(since, [phone.server()]);
});

test('a card of the same order does not take the outcome that a button waits for', async () => {
  const outside = world({ merchant: { getOrder: () => Promise.resolve(order({ state: 'paid' })) } });
  const end = new Deferred<PayOutcome>();
  outside.outcomes.push(end.promise);
  const first = await button(outside, ORDERED);
  await first.tap();
  first.leave();
  const next = await button(outside, ORDERED);
  const codes = await card(outside);
  end.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  codes.leave();
  assert.deepEqual(
    next.heard.map(({ event }) => event),
    ['pay'],
  );
});

test('a button of the same goods that comes later does not take the outcome of one that is still there', async () => {
  const outside = world();
  const first = await button(outside, ORDERED);
  const end = new Deferred<PayOutcome>();
  outside.outcomes.push(end.promise);
  await first.tap();
  const other = await button(outside, ORDERED);
  end.resolve({ kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' });
  await settled();
  assert.deepEqual([first.heard.length, other.heard.length], [1, 0]);
});
