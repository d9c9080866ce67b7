import { httpMerchant } from './adapters/http-merchant';
import { ttPlatform } from './adapters/tt-platform';
import type { TradeConfig, TradePages } from './config';
import { anchor } from './handlers/anchor';
import type { Merchant } from './ports/merchant';
import type { Platform } from './ports/platform';
import { sessions } from './session/hand-over';
import { resumeAll } from './session/resume';

/** What `setup` takes. Everything has a default but the merchant's address. */
export interface TradeOptions {
  /**
   * Your server: its address, or the port itself. With an address, `headers` may carry your user's session.
   */
  merchant?: Partial<Merchant> | { baseUrl: string; headers?: () => Record<string, string> };
  /** In place of tt.* (tests, devtools). */
  platform?: Platform;
  trade?: TradeConfig['trade'];
  pages?: Partial<TradePages>;
  report?: TradeConfig['report'];
  theme?: TradeConfig['theme'];
}

/**
 * Chooses the doors to the outside, in the app entry, before the first page. Calling it again replaces what
 * it names. Payments that an earlier life of the app was left in are asked for now; their buttons are told
 * when they are shown.
 */
export function setup(options: TradeOptions): void {
  const before = anchor().config as TradeConfig | undefined;
  const given = options.merchant as { baseUrl?: string; headers?: () => Record<string, string> } | undefined;
  // `baseURL`, `url` and the like would be found out only when the first button asks.
  if (given && given.baseUrl === undefined) {
    const names = Object.keys(given);
    if (names.length && !names.some((name) => typeof (given as Record<string, unknown>)[name] === 'function'))
      throw new Error(
        `[microapp-trade-kit] setup({ merchant }) needs baseUrl or methods of the port, but got ${names.join(', ')}`,
      );
  }
  if (options.theme && !/^(light|dark|auto)$/.test(options.theme))
    throw new Error(
      `[microapp-trade-kit] setup({ theme }) is light, dark or auto, but got ${options.theme as string}`,
    );
  const chosen: TradeConfig = {
    merchant: given
      ? given.baseUrl !== undefined
        ? httpMerchant(given.baseUrl, given.headers)
        : (given as Partial<Merchant>)
      : before
        ? before.merchant
        : {},
    platform: options.platform || (before ? before.platform : ttPlatform),
    trade: options.trade || (before ? before.trade : 'createOrder'),
    pages: Object.assign(
      {
        orderConfirm: '/pages/order-confirm/index',
        refundApply: '/pages/refund-apply/index',
        refundDetail: '/pages/refund-detail/index',
      },
      before && before.pages,
      options.pages,
    ),
    theme: options.theme || (before && before.theme),
    sessions,
    report: options.report || (before && before.report),
  };
  anchor().config = chosen;
  resumeAll(chosen);
}
