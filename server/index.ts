/** A Douyin (抖音) shop's own server (docs/server.md). */
export { PortFailure } from './failures';
export { createHandler } from './handler';
export type { Handler, HandlerOptions } from './handler';
export { httpPlatform } from './http-platform';
export type { HttpPlatformOptions } from './http-platform';
export type { OrderToOpen, ShopGoods, ShopOptions } from './options';
export type { PlatformDecision, Platform, PlatformOrder, PlatformRefund } from './platform';
export { ask, checked } from './questions';
export type { CallbackReply } from './receive';
export { createShop, Shop } from './shop';
export type { RefundDecision } from '../src/contract/merchant/shop';
export { authorize, authorizationText, signOrder } from './signature';
export type { OrderMore, Signer, SkuKind } from './signature';
export { isEcpayCallback, isEcpaySigned, signEcpay } from './ecpay';
export { callbackText, verifyCallback } from './verify';
export type { Verified, VerifyOptions } from './verify';
export { workOn } from './events';
export type { Worker, WorkOptions } from './events';
export { KyselyStore } from './store/kysely-store';
export { shopTables } from './store/migrations';
export type { BookedOrder, BookedRefund, Movement, ShopEvent, ShopStore } from './store/types';
export type {
  Coupon,
  Marketing,
  Merchant,
  MerchantSubject,
  OrderCoupons,
  OrderDraft,
  OrderInfo,
  PaymentAbility,
  RefundInfo,
  SignedOrder,
} from '../src/ports/merchant';
export type { LibraryGoods } from '../src/contract/merchant/answers';
