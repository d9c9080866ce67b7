import type { Problem } from './contract/events';
import { anchor } from './handlers/anchor';
import type { GuardedMerchant } from './ports/merchant';
import type { AppHooks, Platform } from './ports/platform';
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
  /** The door that `setup` made: it needs no guard of yours, and rejects with an `AnswerError`. */
  merchant: GuardedMerchant;
  platform: Platform;
  /**
   * How an order is made: `createOrder` needs nothing but the mini-program, `requestOrder` asks
   * `Merchant.sign` first.
   * @default "createOrder"
   */
  trade: 'createOrder' | 'requestOrder';
  pages: TradePages;
  /**
   * The colours of button, card and pages: light, dark, or dark while the system is (`prefers-color-scheme`).
   * @default "light"
   */
  theme?: 'light' | 'dark' | 'auto' | undefined;
  sessions: Sessions;
  /** Told of what threw inside the kit, or in a hook of the app that it called; the console otherwise is. */
  report?: ((problem: Problem) => void) | undefined;
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

/** The App object's hooks; none before `setup`, without App(), or where the platform cannot tell. */
export function appHooks(): AppHooks {
  const chosen = anchor().config as TradeConfig | undefined;
  return chosen ? chosen.platform.app() : {};
}
