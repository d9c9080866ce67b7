/** The redemptions that the histories of codes tell of, newest first. */
import { UNDO_MS } from '../../../src/contract/coupon';
import type { Codes } from './redeem-link';

export interface Redemption {
  verifyId: string;
  code: string;
  title: string;
  shopName: string;
  time: number;
  /** `open`: may still be undone. */
  state: 'open' | 'undone' | 'late';
}

export function redemptionsOf({ now, orders }: Codes): Redemption[] {
  return orders
    .flatMap(({ title, coupons }) =>
      coupons.flatMap(({ code, history }) => {
        const undone = new Set(
          history.filter(({ step }) => step === 'undone').map(({ verifyId }) => verifyId),
        );
        return history
          .filter(({ step }) => step === 'redeemed')
          .map(({ verifyId = '', shopName = '', time }): Redemption => {
            const state = undone.has(verifyId) ? 'undone' : now > time + UNDO_MS ? 'late' : 'open';
            return { verifyId, code, title, shopName, time, state };
          });
      }),
    )
    .sort((one, other) => other.time - one.time || (other.verifyId > one.verifyId ? 1 : -1));
}
