import assert from 'node:assert/strict';
import test from 'node:test';
import type { Problem } from '../../../src/contract/events';
import { guardedPlatform } from '../../../src/ports/guarded-platform';
import type { Platform } from '../../../src/ports/platform';
import { button } from '../kit/button';
import { order, settled, world } from '../kit/world';
import { page as applyPage } from '../refund-apply/page';
import { page as confirmPage } from '../order-confirm/page';
import { refundable } from '../kit/world';

const NONSENSE: [what: string, answer: () => unknown][] = [
  ['null', () => Promise.resolve(null)],
  ['nothing', () => undefined],
  ['an outcome of no kind', () => Promise.resolve({ code: 0 })],
  ['a code as text', () => Promise.resolve({ kind: 'cashier', code: '0' })],
  ['an error without an error', () => Promise.resolve({ kind: 'noCashier' })],
  [
    'a number that is thrown',
    () => {
      throw NaN as unknown as Error;
    },
  ],
  [
    'an outcome that throws where it is read',
    () =>
      Promise.resolve({
        get kind() {
          throw new Error('read');
        },
      }),
  ],
];

for (const [what, answer] of NONSENSE) {
  test(`createOrder that answers ${what}: bind:pay comes once, with a reason, and the page is usable`, async () => {
    const outside = world();
    outside.platform.createOrder = answer as never;
    const shown = await confirmPage(outside);
    await shown.submit();
    assert.equal(shown.machine.state, 'editing');
    assert.equal(shown.reports.length, 1);
    const { pay } = shown.reports[0]!;
    assert.equal(pay?.status, 'fail');
    assert.match((pay.result as { errMsg: string }).errMsg, /\S/);
  });

  test(`continueToPay that answers ${what}: bind:pay comes once, with what the shop says of the order`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.resolve(order()) } });
    outside.platform.continueToPay = answer as never;
    const shown = await button(outside, { mode: 1, orderStatus: 0, orderId: 'out-1' });
    await shown.tap();
    assert.deepEqual(
      shown.heard.map(({ event, detail }) => [event, detail.status]),
      [['pay', 'fail']],
    );
    assert.equal(shown.data.busy, false);
  });

  test(`applyRefund that answers ${what}: bind:refund comes once, and the form can be sent again`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
    outside.platform.applyRefund = answer as never;
    const shown = await applyPage();
    await shown.fill({ reasons: [101] });
    await shown.submit();
    assert.deepEqual([shown.machine.state, shown.reports.length], ['failed', 1]);
    assert.equal(shown.reports[0]!.refund?.status, 'fail');
  });
}

const boom = (): never => {
  throw new Error('boom');
};

test('what is answered at once and throws is told once by its name, and counts as nothing', () => {
  const problems: Problem[] = [];
  const port = { load: boom, save: boom, toast: boom, app: boom, now: boom, watchSight: () => boom };
  const door = guardedPlatform(port as unknown as Platform, (problem) => void problems.push(problem));
  for (let times = 0; times < 2; times++) {
    assert.equal(door.load('key'), undefined);
    door.save('key', {});
    door.toast('text');
    assert.deepEqual(door.app(), {});
    assert.ok(door.now() > 1e12);
    door.watchSight!({}, () => undefined)();
  }
  assert.deepEqual(
    problems.map(({ part }) => part),
    [
      'platform.load',
      'platform.save',
      'platform.toast',
      'platform.app',
      'platform.now',
      'platform.watchSight',
    ],
  );
});

test('an app() that gives no object has no hooks, and a method that is optional is there as in the port', () => {
  const door = guardedPlatform({ app: () => 7 } as unknown as Platform, () => assert.fail());
  assert.deepEqual(door.app(), {});
  assert.equal(door.copy, undefined);
  assert.equal(typeof door.createOrder, 'function');
});

test('a page that gives no promise for a page that it opens is none that could not be opened', async () => {
  const outside = world();
  outside.platform.navigateTo = () => undefined as never;
  const shown = await button(outside, { mode: 2, goodsId: '7215500112345678901', goodsType: 1 });
  await shown.tap();
  await settled();
  assert.deepEqual([shown.machine.state, shown.errors()], ['away', []]);
});

for (const [what, stored] of [
  ['a text', 'rubbish'],
  ['a list with nothing in it', [null, undefined]],
  ['visits of another shape', { a: { phase: 'paying' }, b: 7 }],
  [
    'a visit that throws where it is read',
    {
      get a() {
        throw new Error('read');
      },
    },
  ],
] as const) {
  test(`a store that has ${what} stops nobody`, async () => {
    const outside = world();
    outside.platform.load = () => stored;
    const shown = await button(outside, { mode: 2, goodsId: '7215500112345678901', goodsType: 1 });
    await shown.tap();
    assert.equal(outside.opened.length, 1);
  });
}
