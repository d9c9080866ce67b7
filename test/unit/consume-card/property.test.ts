import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isUsable, stateAt } from '../../../src/contract/coupon-time';
import type { Coupon } from '../../../src/ports/merchant';
import { coupon, serverError } from '../kit/world';
import { card, shopOf } from './card';

const COUNT = 3;
const DAY = 86400e3;

type Step =
  | { kind: 'redeem' | 'undo' | 'refund' | 'agree' | 'refuse'; at: number }
  | { kind: 'pass' | 'look' | 'fail' | 'leave' | 'list' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('redeem', 'undo', 'refund', 'agree', 'refuse' as const),
    at: fc.nat(COUNT - 1),
  }),
  fc.record({ kind: fc.constantFrom('pass', 'look', 'look', 'look', 'fail', 'leave', 'list' as const) }),
) as fc.Arbitrary<Step>;

/** What each step makes of a code on the server; steps that a code cannot take leave it. */
const MOVES: Partial<Record<Step['kind'], [from: Coupon['state'][], to: Coupon['state']]>> = {
  redeem: [['usable', 'refundFailed'], 'redeemed'],
  undo: [['redeemed'], 'usable'],
  refund: [['usable', 'refundFailed'], 'refunding'],
  agree: [['refunding'], 'refunded'],
  refuse: [['refunding'], 'refundFailed'],
};

test('[CC-CONSUME-01] [CC-CONSUME-08] [CC-STATE-03] whatever shop, refunds, time and network do: no redeemed code looks usable, counts add up, each redemption that is seen is told once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const codes = Array.from({ length: COUNT }, (_, index) => coupon(index, { validTo: Date.now() + DAY }));
      const outside = shopOf();
      let now = Date.now();
      let told = 0;
      /** States at the last answer that arrived. */
      let seen = codes.map(({ state }) => state);
      const answer = (): void =>
        outside.answer(
          codes.map((one) => ({ ...one })),
          { now },
        );
      answer();
      const shown = await card(outside);
      for (const { kind, ...more } of steps) {
        const move = MOVES[kind];
        const code = codes[(more as { at?: number }).at ?? 0]!;
        if (move?.[0].includes(code.state) && (kind !== 'redeem' || isUsable(stateAt(code, now)))) {
          code.state = move[1];
          code.outRefundNo = kind === 'refund' ? `refund-${now}` : code.outRefundNo!;
        }
        // Never to the very instant at which a code expires.
        if (kind === 'pass') now += 0.4 * DAY;
        if (kind === 'fail') outside.merchant.getCoupons = () => Promise.reject(serverError);
        else answer();
        if (move || kind === 'pass') continue;
        if (kind === 'leave') await shown.send('HIDE');
        await shown.send(kind === 'leave' ? 'SHOW' : kind === 'list' ? 'OPEN' : 'REFRESH');
        if (kind === 'fail') {
          assert.deepEqual([shown.data.phase, shown.data.qr, shown.data.usable], ['broken', '', 0]);
          continue;
        }
        if (codes.some(({ state }, index) => state === 'redeemed' && seen[index] !== 'redeemed')) told++;
        seen = codes.map(({ state }) => state);
        const usable = codes.filter((one) => isUsable(stateAt(one, now)));
        assert.equal(shown.data.usable, usable.length);
        assert.equal(shown.data.qr !== '', usable.length === 1);
        assert.equal(shown.consumed(), told);
        const lines = await shown.lines();
        assert.deepEqual(
          lines.map((line) => line.usable),
          codes.map((one) => usable.includes(one)),
        );
      }
      shown.leave();
    }),
    { numRuns: 80 },
  );
});
