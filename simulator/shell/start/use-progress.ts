import { getAttempts, getOrderPage } from '../console/console-link';
import { getCodes } from '../redeem/redeem-link';
import { redemptionsOf } from '../redeem/redemptions';
import { useLoaded } from '../use-loaded';

/** What a newcomer does first, in this order. */
export const STEPS = ['buy', 'fail', 'redeem', 'refund'] as const;
export type StartStep = (typeof STEPS)[number];
export type Progress = Readonly<Record<StartStep, boolean>>;

/** Read off the sandbox: whatever way a step was done in, it counts. */
async function readProgress(): Promise<Progress> {
  const has = async (state: string): Promise<boolean> =>
    (await getOrderPage({ query: '', state }, 0, 1)).orders.length > 0;
  const [paid, refunded, attempts, codes] = await Promise.all([
    has('paid'),
    has('refund'),
    getAttempts(),
    getCodes(),
  ]);
  return {
    buy: paid || refunded,
    fail: attempts.some(({ failed }) => failed),
    redeem: redemptionsOf(codes).length > 0,
    refund: refunded,
  };
}

/** Undefined until the sandbox has answered, or where there is none. */
export const useProgress = (version: number): Progress | undefined =>
  useLoaded('', version, readProgress).value;
