import { httpMerchant } from './adapters/http-merchant';
import { ttPlatform } from './adapters/tt-platform';
import type { TradeConfig, TradePages } from './config';
import { describe } from './contract/schema/mistakes';
import { QUESTIONS } from './contract/merchant/questions';
import { anchor } from './handlers/anchor';
import { report } from './handlers/report';
import { guarded, lacking } from './ports/guarded';
import { guardedPlatform } from './ports/guarded-platform';
import type { Merchant } from './ports/merchant';
import { missing, type Platform } from './ports/platform';
import { sessions } from './session/hand-over';
import { resumeAll } from './session/resume';

const TAG = '[microapp-trade-kit]';

/** What `setup` takes. Everything has a default but the merchant's address. */
export interface TradeOptions {
  /**
   * Your server: its address, or the port itself. With an address, `headers` may carry your user's session.
   */
  merchant?: Partial<Merchant> | { baseUrl: string; headers?: () => Record<string, string> };
  /** In place of tt.* (tests, devtools). */
  platform?: Platform;
  /**
   * How your server says that the codes of an order have changed, where it can: see docs/merchant.md. Calls
   * `changed` then; returns what ends it.
   */
  watchCoupons?: Platform['watchCoupons'];
  trade?: TradeConfig['trade'];
  pages?: Partial<TradePages>;
  report?: TradeConfig['report'];
  theme?: TradeConfig['theme'];
}

/** The port over an address, or the one that was given. */
function portOf(merchant: NonNullable<TradeOptions['merchant']>): Partial<Merchant> {
  if (Object(merchant) !== merchant)
    throw new Error(
      `${TAG} setup({ merchant }) is { baseUrl } or the port itself, but got ${describe(merchant)}`,
    );
  if ('baseUrl' in merchant) {
    const { baseUrl, headers } = merchant;
    if (typeof baseUrl === 'string' && baseUrl) return httpMerchant(baseUrl, headers);
    throw new Error(`${TAG} setup({ merchant }) needs a text as baseUrl, but got ${describe(baseUrl)}`);
  }
  // `baseURL`, `url` and the like would be found out only when the first button asks.
  const names = Object.keys(merchant);
  if (names.length && !Object.keys(QUESTIONS).some((name) => name in merchant))
    throw new Error(
      `${TAG} setup({ merchant }) needs baseUrl or methods of the port, but got ${names.join(', ')}`,
    );
  return merchant;
}

const CHOICES = [
  ['trade', ['createOrder', 'requestOrder']],
  ['theme', ['light', 'dark', 'auto']],
] as const;

const PAGES: TradePages = {
  orderConfirm: '/pages/order-confirm/index',
  refundApply: '/pages/refund-apply/index',
  refundDetail: '/pages/refund-detail/index',
};

/** The pages with those that are named in place of theirs: what is no url is found out here. */
function pagesOf(pages: TradePages, named: TradeOptions['pages']): TradePages {
  const made = Object.assign({}, pages);
  (Object.keys(PAGES) as (keyof TradePages)[]).forEach((name) => {
    const url = named && named[name];
    if (url === undefined || url === null) return;
    if (typeof url !== 'string' || !url)
      throw new Error(`${TAG} setup({ pages }) needs a text as ${name}, but got ${describe(url)}`);
    made[name] = url;
  });
  return made;
}

/** A method that a port lacks is found out here, and not by whoever taps first. */
function tell(port: 'merchant' | 'platform', names: string[]): void {
  if (names.length)
    console.error(
      `${TAG} setup({ ${port} }) lacks ${names.length > 1 ? 'methods' : 'a method'}: add ${names.join('; ')} (docs/merchant.md)`,
    );
}

/**
 * Chooses the doors to the outside, in the app entry, before the first page. Calling it again replaces what
 * it names. Payments that an earlier life of the app was left in are asked for now; their buttons get the
 * result when they are shown.
 */
export function setup(options: TradeOptions): void {
  const before = anchor().config as TradeConfig | undefined;
  CHOICES.forEach(([name, known]) => {
    const chosen = options[name];
    if (chosen && (known as readonly string[]).indexOf(chosen) < 0)
      throw new Error(`${TAG} setup({ ${name} }) is ${known.join(' or ')}, but got ${describe(chosen)}`);
  });
  const { watchCoupons } = options;
  const platform = options.platform || (before ? before.platform : ttPlatform);
  const trade = options.trade || (before ? before.trade : 'createOrder');
  const port = options.merchant && portOf(options.merchant);
  const chosen: TradeConfig = {
    merchant: port ? guarded(port) : before ? before.merchant : guarded({}),
    platform:
      before && platform === before.platform && !watchCoupons
        ? platform
        : guardedPlatform(watchCoupons ? Object.assign({}, platform, { watchCoupons }) : platform, report),
    trade,
    pages: pagesOf(before ? before.pages : PAGES, options.pages),
    theme: options.theme || (before && before.theme),
    sessions,
    report: options.report || (before && before.report),
  };
  anchor().config = chosen;
  if (port) tell('merchant', lacking(port, trade === 'requestOrder'));
  if (options.platform) tell('platform', missing(options.platform));
  resumeAll(chosen);
}
