import type { CouponState } from './coupon';

/** What time decides about a code. Times in ms of the server's clock. */
interface TimedCoupon {
  state: CouponState;
  validFrom: number;
  validTo: number;
}

/** States that end with the validity of the code; others are final, or wait for a refund. */
const TIMED: readonly CouponState[] = ['usable', 'refundFailed', 'expired', 'notStarted'];

/**
 * The state of a code at `now`: before `validFrom` it has not started, after `validTo` it has expired
 * (contract consume-card §3).
 */
export function stateAt({ state, validFrom, validTo }: TimedCoupon, now: number): CouponState {
  if (TIMED.indexOf(state) < 0) return state;
  if (now > validTo) return 'expired';
  if (now < validFrom) return 'notStarted';
  return state === 'refundFailed' ? state : 'usable';
}

/** Whether a shop can redeem a code in this state. */
export const isUsable = (state: CouponState): boolean => state === 'usable' || state === 'refundFailed';

/**
 * When the next of these codes turns usable or expires, ms of the server's clock; `undefined` when none will.
 */
export function nextCouponFlip(coupons: readonly TimedCoupon[], now: number): number | undefined {
  let next: number | undefined;
  coupons.forEach(({ state, validFrom, validTo }) => {
    if (TIMED.indexOf(state) < 0) return;
    [validFrom, validTo + 1].forEach((flip) => {
      if (flip > now && (next === undefined || flip < next)) next = flip;
    });
  });
  return next;
}
