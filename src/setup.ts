import { httpMerchant } from './adapters/http-merchant';
import { ttPlatform } from './adapters/tt-platform';
import { anchor } from './handlers/anchor';
import type { Merchant } from './ports/merchant';
import type { Platform } from './ports/platform';

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
   * How an order is made: `createOrder` needs nothing but the mini-program, `requestOrder` asks `Merchant.sign` first.
   * @default "createOrder"
   */
  trade: 'createOrder' | 'requestOrder';
  pages: TradePages;
}

/** What `setup` takes. Everything has a default but the merchant's address. */
export interface TradeOptions {
  /** Your server: its address, or the port itself. With an address, `headers` may carry your user's session. */
  merchant?: Partial<Merchant> | { baseUrl: string; headers?: () => Record<string, string> };
  /** In place of tt.* (tests, devtools). */
  platform?: Platform;
  trade?: TradeConfig['trade'];
  pages?: Partial<TradePages>;
}

/** Chooses the doors to the outside once, in the app entry, before the first page. Calling it again replaces what it names. */
export function setup(options: TradeOptions): void {
  const before = config();
  const given = options.merchant as { baseUrl?: string; headers?: () => Record<string, string> } | undefined;
  anchor().config = {
    merchant: given ? (given.baseUrl !== undefined ? httpMerchant(given.baseUrl, given.headers) : given) : before.merchant,
    platform: options.platform || before.platform,
    trade: options.trade || before.trade,
    pages: Object.assign({}, before.pages, options.pages),
  } as TradeConfig;
}

/** What `setup` chose, or the defaults: tt.*, and a merchant at `/merchant` of the same origin. */
export function config(): TradeConfig {
  return (
    (anchor().config as TradeConfig | undefined) || {
      merchant: httpMerchant('/merchant'),
      platform: ttPlatform,
      trade: 'createOrder',
      pages: {
        orderConfirm: '/pages/order-confirm/index',
        refundApply: '/pages/refund-apply/index',
        refundDetail: '/pages/refund-detail/index',
      },
    }
  );
}
