import { anchor } from './handlers/anchor';
import type { Merchant } from './ports/merchant';
import type { Platform } from './ports/platform';
import type { Sessions } from './ports/sessions';

/** Where the kit's pages are, as urls for navigateTo. */
export interface TradePages {
  /** @default "/pages/order-confirm/index" */
  orderConfirm: string;
  /** @default "/pages/refund-apply/index" */
  refundApply: string;
  /** @default "/pages/refund-detail/index" */
  refundDetail: string;
}

export interface TradeConfig {
  merchant: Partial<Merchant>;
  platform: Platform;
  /**
   * How an order is made: `createOrder` needs nothing but the mini-program, `requestOrder` asks
   * `Merchant.sign` first.
   * @default "createOrder"
   */
  trade: 'createOrder' | 'requestOrder';
  pages: TradePages;
  sessions: Sessions;
}

/**
 * What `setup` chose. Throws where it was not called: components do not carry the adapters that it would
 * default to.
 */
export function config(): TradeConfig {
  const chosen = anchor().config as TradeConfig | undefined;
  if (!chosen) throw new Error('[microapp-trade-kit] call setup() in the app entry');
  return chosen;
}
