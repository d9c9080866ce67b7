import type { TradeError } from '../contract/codes';
import type { ApplyRefundOptions } from '../contract/jsapi/apply-refund-options';
import type { CreateOrderOptions } from '../contract/jsapi/create-order-options';

export type { ApplyRefundOptions, CreateOrderOptions };

/** How an attempt to pay ended, as the platform tells it. */
export type PayOutcome =
  /** The cashier opened: `code` is the tt.pay code, 0 means paid. */
  | { kind: 'cashier'; code: number; orderId: string; outOrderNo: string }
  /** An order exists, but the cashier could not be opened or broke. */
  | { kind: 'noCashier'; error: TradeError; orderId: string; outOrderNo: string }
  /** The pre-order failed: nothing was created. */
  | { kind: 'noOrder'; error: TradeError };

/** Functions that an app may define on its App object for the trade pages (contract templates §2.4, §6). */
export interface AppHooks {
  getThemeConfig?(): { borderRadius?: string; backgroundColor?: string; fontColor?: string };
  getPhoneNumber?(options: {
    params: { iv: string; encryptedData: string };
    success(result: { phoneNumber: string }): void;
    fail(reason?: unknown): void;
  }): void;
  userLogin?(): unknown;
  getExtraInfo?(goods: { goodsId: string; goodsType: number }): unknown;
}

/**
 * The JSAPIs that the kit needs, as promises. Payments never reject: their end is an outcome. Others reject
 * with a `TradeError`.
 */
export interface Platform {
  createOrder(options: CreateOrderOptions): Promise<PayOutcome>;
  requestOrder(options: { data: string; byteAuthorization: string; outOrderNo: string }): Promise<PayOutcome>;
  continueToPay(order: { outOrderNo: string }): Promise<PayOutcome>;
  applyRefund(
    options: ApplyRefundOptions,
  ): Promise<{ refundId: string; outRefundNo: string; orderId: string }>;
  navigateTo(url: string): Promise<void>;
  redirectTo(url: string): Promise<void>;
  navigateBack(): Promise<void>;
  /** Storage that survives the app; `undefined` when nothing is stored. Never throws. */
  load(key: string): unknown;
  save(key: string, value: unknown): void;
  toast(text: string): void;
  /** The App object, for its hooks; empty before App() has run. */
  app(): AppHooks;
  /** Device clock, ms. */
  now(): number;
  /** Puts a text into the clipboard. */
  copy?(text: string): Promise<void>;
  /** Brightness of the screen, 0 to 1. */
  getBrightness?(): Promise<number>;
  setBrightness?(value: number): Promise<void>;
  /**
   * Calls `changed` when the codes of an order have changed, where the platform can tell; returns what ends
   * it.
   */
  watchCoupons?(order: { outOrderNo: string }, changed: () => void): () => void;
  /** Says whether a component is in the part of the page that is to be seen; returns what ends it. */
  watchSight?(component: object, changed: (visible: boolean) => void): () => void;
}

/** What a platform must have; the methods that its interface marks with `?` may be left out. */
export const NEEDED = [
  'createOrder',
  'requestOrder',
  'continueToPay',
  'applyRefund',
  'navigateTo',
  'redirectTo',
  'navigateBack',
  'load',
  'save',
  'toast',
  'app',
  'now',
] as const satisfies (keyof Platform)[];

/** What a platform of one's own lacks. */
export const missing = (platform: Partial<Platform>): string[] =>
  NEEDED.filter((name) => typeof platform[name] !== 'function');
