/**
 * Checks a developer's own server against the OpenAPI file of the `Merchant` port and against the contract of
 * the callbacks.
 */
import { GoodsType } from '../../src/contract/codes';
import { CHECKS } from './checks';
import { Client } from './client';
import { Finding, Unreachable } from './finding';
import type { Target } from './client';
import { newPurchase } from './messages';
import type { CheckedGoods } from './messages';

export type { Target } from './client';
export type { CheckedGoods } from './messages';

export interface CheckOptions extends Target {
  /** Goods that the server sells: one order of two units is made of them, paid, and one unit refunded. */
  goods: CheckedGoods;
  /** Whether the shop uses the general trade system, and signs. */
  requestOrder: boolean;
}

export interface CheckResult {
  name: string;
  /** What is wrong, absent when nothing is. */
  problem?: string;
  fix?: string;
}

/**
 * Each check once, in order; later ones look at the order that earlier ones made. Where no server is there,
 * it ends with the first.
 */
export async function* checkMerchant(options: CheckOptions): AsyncGenerator<CheckResult> {
  const client = new Client(options);
  const purchase = newPurchase(options.goods);
  for (const { name, requestOrder, ownGoods, run } of CHECKS) {
    if (requestOrder && !options.requestOrder) continue;
    if (ownGoods && options.goods.goodsType !== GoodsType.Own) continue;
    try {
      await run(client, purchase);
      yield { name };
    } catch (error) {
      const { message } = error as Error;
      yield {
        name,
        problem: message,
        fix: error instanceof Finding ? error.fix : 'Answer as docs/merchant.md says.',
      };
      // The same would be said of every other check.
      if (error instanceof Unreachable && !client.isThere) return;
    }
  }
}
