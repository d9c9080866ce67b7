/**
 * Every errNo of `bind:error` that a component of the kit emits (contract pay-button §10, consume-card §2.4).
 * Meanings, causes and fixes are in `errors.ts`, which no component imports: texts would weigh more than the
 * code.
 */
export const enum ErrNo {
  ModeIllegal = 21500,
  GoodsIdIllegal = 21501,
  GoodsTypeIllegal = 21502,
  NoGetGoodsInfo = 21503,
  NoPlaceOrder = 21504,
  LibraryServer = 21505,
  LibraryRejected = 21506,
  AbilityServer = 21507,
  AbilityRejected = 21508,
  GetGoodsInfoFailed = 21509,
  PlaceOrderFailed = 21510,
  LabelsIllegal = 21511,
  GoodsInfoType = 21512,
  TapWhileFetching = 21513,
  TapAfterFailure = 21514,
  TapWithoutAbility = 21515,
  NoPay = 21516,
  CreateOrderServer = 21517,
  CreateOrderRejected = 21518,
  OrderStatusIllegal = 21521,
  OrderIdIllegal = 21522,
  RefundIdIllegal = 21523,
  LegacyAmountMissing = 21524,
  ContinueServer = 21526,
  ContinueRejected = 21527,
  RefundOrderServer = 21528,
  RefundOrderRejected = 21529,
  RefundOrderWithoutGoods = 21530,
  NothingRefundable = 21531,
  RefundQueryFailed = 21532,
  ApplyRefundFailed = 21533,
  ApplyRefundType = 21534,
  ApplyRefundServer = 21535,
  SubjectServer = 21536,
  RefundDetailServer = 21537,
  CouponServer = 21540,
  UserLoginFailed = 21546,
  GetExtraInfoFailed = 21547,
  PaymentFailed = 10000,
  WeChatNotStarted = 10001,
  WeChatMissing = 10002,
}

/** `detail.result.code` of `bind:pay`, the code of tt.pay (contract jsapi §3.2). Only 0 means paid. */
export const enum PayCode {
  Paid = 0,
  TimedOut = 1,
  Failed = 2,
  Closed = 3,
  Cancelled = 4,
  Unknown = 9,
}

export type UnpaidCode = Exclude<PayCode, PayCode.Paid>;

/** errMsg of a payment that did not come to pass (contract jsapi §3.1). */
export const UNPAID_TEXTS: Record<UnpaidCode, string> = {
  [PayCode.TimedOut]: '支付超时',
  [PayCode.Failed]: '支付失败',
  [PayCode.Closed]: '支付关闭',
  [PayCode.Cancelled]: '支付取消',
  [PayCode.Unknown]: '支付状态未知',
};

/** `mode` (contract pay-button §2). */
export const enum Mode {
  Ordered = 1,
  NotOrdered = 2,
}

/** `order-status` (contract pay-button §8). */
export const enum OrderStatus {
  /** 继续支付. */
  Unpaid = 0,
  /** 申请退款. */
  Refundable = 1,
  /** 退款中, 退款成功, 退款失败. */
  Refunding = 2,
  Refunded = 3,
  RefundFailed = 4,
}

/** `goods-type` (contract pay-button §2). */
export const enum GoodsType {
  Library = 1,
  Own = 2,
}

/** `biz-line` (contract pay-button §2). */
export const enum BizLine {
  GroupBuying = 1,
  Course = 2,
}

/** The error that every failed check or call becomes. */
export interface TradeError {
  errNo: number;
  errMsg: string;
  /** Log id of the platform, where it gave one. */
  errLogId?: string;
}
