/** What the tests of Douyin codes share. */
import type { Coupon } from '../../../src/ports/merchant';
import type { Sandbox } from '../../../sandbox/index';
import type { PreparedCoupons, VerifiedCoupons } from '../../../src/contract/merchant/shop';
import type { Answer } from './kit';

/**
 * A card of five uses, goods whose codes are valid in three days, and goods whose codes are good for two
 * hours.
 */
export const card = { goodsId: '7301245789012345686', price: 24900 };
export const later = { goodsId: '7301245789012345687', price: 8800 };
export const tonight = { goodsId: '7301245789012345688', price: 1290 };

export const hour = 60 * 60 * 1000;
export const day = 24 * hour;

export const codes = async (
  sandbox: Sandbox,
  { outOrderNo }: Pick<Answer, 'outOrderNo'>,
): Promise<Coupon[]> => (await sandbox.merchant().getCoupons({ outOrderNo })).coupons;

export const states = async (sandbox: Sandbox, order: Pick<Answer, 'outOrderNo'>): Promise<string[]> =>
  (await codes(sandbox, order)).map(({ state }) => state);

/** Verifies what was prepared, or the first `count` of it. */
export const verify = (
  sandbox: Sandbox,
  { verifyToken, certificates }: PreparedCoupons,
  count = certificates.length,
): VerifiedCoupons => sandbox.verify({ verifyToken, certificates: certificates.slice(0, count) });

/** Redeems one unit of an order as a shop does, by its code. */
export const redeem = async (
  sandbox: Sandbox,
  order: Pick<Answer, 'outOrderNo'>,
  index = 0,
): Promise<VerifiedCoupons['results'][0]> =>
  verify(sandbox, sandbox.prepare({ code: (await codes(sandbox, order))[index].code }), 1).results[0];

/** What a refused step says: `code text`. */
export const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    const { resultCode, errMsg } = error as { resultCode?: number; errMsg?: string };
    if (errMsg === undefined) throw error;
    return `${resultCode} ${errMsg}`;
  }
  return 'accepted';
};
