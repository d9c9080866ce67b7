/** What a shop is made of. Money in 分, times in ms since 1970. */
import type { KeyObject } from 'node:crypto';
import type { LibraryGoods } from '../src/contract/merchant/answers';
import type { AbilityQuery, GoodsQuery, MarketingQuery, OrderDraft } from '../src/contract/merchant/queries';
import type { Coupon, Marketing, OrderInfo, PaymentAbility } from '../src/ports/merchant';
import type { Platform } from './platform';
import type { SkuKind } from './signature';
import type { ShopStore } from './store/types';

/** A value, or a promise of one. */
export type Later<T> = T | Promise<T>;

/** What the shop knows of goods that it sells, whatever a page says of them. */
export interface ShopGoods {
  /** Of one unit. An order at another price is refused. */
  price?: number;
  /** Codes of goods outside the library can be redeemed from so long after the order on … @default 0 */
  validAfterMs?: number;
  /** … for so long. @default 180 days */
  validForMs?: number;
}

/** What is looked at before an order is opened. */
export interface OrderToOpen {
  goodsId: string;
  quantity: number;
  totalAmount: number;
  discountAmount: number;
}

export interface ShopOptions {
  store: ShopStore;
  /** Of the mini-program. */
  appId: string;
  /** Name of who takes the money. */
  subject: string | (() => string);
  /** The shop's own list: prices come from here, never from a page. */
  goods(goodsId: string): Later<ShopGoods | undefined>;
  /** Whether goods that the list does not have may be ordered, at the page's price. @default false */
  unknownGoods?: boolean;
  /** Goods of the platform's library, for `goods-type` 1. @default there are none */
  library?(query: GoodsQuery): Later<LibraryGoods | undefined>;
  /** @default money can be taken for everything in the list */
  ability?(query: AbilityQuery): Later<PaymentAbility>;
  /** What is taken off an order. @default nothing */
  marketing?(query: MarketingQuery): Later<Marketing>;
  /** Whether a discount may be granted. @default at most what `marketing` says */
  discount?(order: OrderToOpen): Later<boolean>;
  /** Douyin codes of a paid order (docs/merchant.md). @default none */
  coupons?(order: OrderInfo): Later<Coupon[]>;
  /** How the platform is asked. @default it is not: only callbacks count */
  platform?: Platform;
  /** The platform's public keys of this mini-program: several while a new one takes over. */
  platformKeys: readonly KeyObject[] | (() => readonly KeyObject[]);
  /** How old a callback's signature may be. @default one hour */
  tolerance?: number;
  /** What signs orders of tt.requestOrder. @default `sign` is refused */
  signing?: {
    privateKey: KeyObject | (() => KeyObject);
    /** @default 1 */
    keyVersion?: number;
    sku: SkuKind;
  };
  /** Callbacks of 担保支付: the Token that they are signed with, and what the shop does about them. */
  ecpay?: { token: string | (() => string); receive?(type: string, msg: unknown): Later<void> };
  /** Page of an order; gets `outOrderNo`, and `outRefundNo` of a refund. @default pages/order/order */
  orderPage?: string;
  /** Seconds that an order can be paid for. @default 300, at most 48 hours */
  paySeconds?: number;
  /** @default Date.now */
  now?(): number;
  /** Told, in words, of what somebody should look at. @default console.error */
  tell?(problem: string): void;
}

export const valueOf = <T extends string | object>(value: T | (() => T)): T =>
  typeof value === 'function' ? (value as () => T)() : value;

/** What an order asks for, of either trade system. */
export const orderToOpen = (draft: OrderDraft): OrderToOpen => ({
  goodsId: draft.goodsId,
  quantity: draft.quantity,
  totalAmount: draft.totalAmount,
  discountAmount: draft.totalDiscountAmount ?? 0,
});
