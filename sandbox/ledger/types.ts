/** What the platform keeps of an order. Money in 分, times in ms. */
import type { CallbackEnvelope, PayChannel } from '../../src/contract/callbacks';
import type { FeeDetails } from '../../src/contract/goods-types';
import type { AuditState } from '../../server/words';

export type OrderState = 'unpaid' | 'paid' | 'closed';
export type ItemState = 'unpaid' | 'closed' | 'usable' | 'redeemed' | 'refunding' | 'refunded';
/** `processing`: the cashier lost sight of it; the money is on its way or on its way back. */
export type PaymentState = 'open' | 'paid' | 'timedOut' | 'failed' | 'closed' | 'cancelled' | 'processing';
export type CloseReason = 'USER_CANCEL' | 'TIME_OUT';
/**
 * Which trade system an order belongs to: `2.0` industry (life-service), `3.0` general (templates §5); `1.0`
 * is 担保支付 (open-api §5), whose callbacks have an envelope of their own.
 */
export type TradeVersion = CallbackEnvelope['version'] | '1.0';

export interface OrderedGoods {
  goodsId: string;
  goodsType: number;
  goodsName: string;
  goodsPhoto: string;
  price: number;
  /** Chip texts. */
  labels: string[];
  dateRule?: string;
  skuId?: string;
  skuType?: number;
  /** Uses of one unit, where more than one (次卡). */
  times?: number;
}

/** Units of the same goods. */
export interface OrderLine {
  goods: OrderedGoods;
  quantity: number;
}

/** ms */
export interface TimeSpan {
  startTime: number;
  endTime: number;
}

/** A checked wish to buy: every ordering JSAPI makes one of its options for the ledger. */
export interface OrderDraft {
  api: string;
  appId: string;
  openId: string;
  version: TradeVersion;
  /** Whether the goods came as `goodsList` or as `skuList`. */
  list: 'goods' | 'sku';
  goods: OrderedGoods;
  /** Of all lines. */
  quantity: number;
  /** The lines after the first, where an order is of several skus. */
  more?: OrderLine[];
  totalAmount: number;
  discountAmount: number;
  fees: FeeDetails[];
  /** 1 closed loop (the platform issues the codes), 0 open loop. */
  deliveryType: 0 | 1;
  businessLine: number;
  merged: boolean;
  phoneNumber?: string;
  contactName?: string;
  note?: string;
  /** JSON text, or '' when nothing was passed through. */
  cpExtra: string;
  tradeOption?: Record<string, unknown>;
  poiId?: string;
  /** Address that gets pre_create_order instead of the configured one (账号融合). */
  callbackUrl?: string;
  /** Address that gets the payment callback instead of the configured one. */
  payNotifyUrl?: string;
  /** Channels that the cashier must not offer. */
  blockedChannels?: PayChannel[];
  /** Until when the reservation can be cancelled, ms; absent without such a limit. */
  cancelUntil?: number;
  /** 外卖 order: whether for a later time, and its times in ms. */
  takeaway?: { scheduled: boolean; receipt?: TimeSpan; booked?: TimeSpan; pickUp?: TimeSpan };
  /** Made by trade template 1.0. */
  legacy?: boolean;
  /** Name of the scenario that the goods id or the request chose for this order. */
  scenario?: string;
}

/**
 * When the codes of an order can be redeemed, as far as the developer's server said: between two times, or so
 * long from the payment on.
 */
export interface Validity {
  from?: number;
  to?: number;
  duration?: number;
}

/** Of the first goods, and of each where an order is of several. */
export interface OrderValidity extends Validity {
  byGoods?: Record<string, Validity>;
}

/** What the developer's server settled in its answer to pre_create_order. */
export interface OrderTerms {
  outOrderNo: string;
  payExpireSeconds: number;
  validity?: OrderValidity;
}

export interface Order {
  orderId: string;
  outOrderNo: string;
  api: string;
  appId: string;
  openId: string;
  version: TradeVersion;
  state: OrderState;
  goodsId: string;
  goodsType: number;
  quantity: number;
  totalAmount: number;
  discountAmount: number;
  createTime: number;
  payExpireTime: number;
  paidTime?: number;
  closeTime?: number;
  closeReason?: CloseReason;
  /** Made by trade template 1.0. */
  legacy: boolean;
  scenario?: string;
  draft: OrderDraft;
  validity: OrderValidity;
}

export interface Item {
  itemOrderId: string;
  goodsId: string;
  skuId?: string;
  price: number;
  paidAmount: number;
  refundedAmount: number;
  state: ItemState;
  /** The Douyin code of a paid closed-loop unit. */
  code?: string;
  /** How often the unit can be redeemed in all: above 1 for a card of several uses (次卡). */
  totalTimes: number;
  usedTimes: number;
  /** When it was redeemed as a whole or refunded; absent until then. */
  endTime?: number;
}

/** One opened cashier. */
export interface Payment {
  payOrderId: string;
  orderId: string;
  orderToken: string;
  /** The JSAPI that opened it: its errMsg carries that name. */
  api: string;
  amount: number;
  state: PaymentState;
  channel: PayChannel;
  createTime: number;
  endTime?: number;
  /** When a `processing` payment becomes certain, and how. */
  settleTime?: number;
  settlesPaid?: boolean;
}

/**
 * `applied`: the developer's server has not numbered it yet; `refused`: by the merchant; `failed`: the money
 * did not arrive.
 */
export type RefundState = 'applied' | 'auditing' | 'refunding' | 'refunded' | 'refused' | 'failed';
/** The audit in the server's words (templates §4); `INIT` also where none is needed. */
export type { AuditState };

export interface RefundItem {
  itemOrderId: string;
  amount: number;
  /** Further keys that the application named the item with. */
  extra?: Record<string, unknown>;
}

/** A checked application: every refunding JSAPI makes one of its options for the ledger. */
export interface RefundDraft {
  orderId: string;
  api: string;
  /** Items and fees together. */
  amount: number;
  /** How many units it is about. */
  quantity: number;
  items: RefundItem[];
  fees: { feeType: number; refundAmount: number }[];
  reasons: string[];
  note: string;
  /** JSON text, or '' when nothing was passed through. */
  cpExtra: string;
  needsAudit: boolean;
  scenario?: string;
  /** Who began it (templates §5.4): 1 the user, 2 the developer's server, 3 it expired. @default 1 */
  source?: 1 | 2 | 3;
  /** Address that gets the result instead of the configured one, as the developer's server answered. */
  notifyUrl?: string;
}

export interface Refund {
  refundId: string;
  orderId: string;
  outRefundNo?: string;
  state: RefundState;
  auditState: AuditState;
  needsAudit: boolean;
  amount: number;
  createTime: number;
  auditDeadline: number;
  auditTime?: number;
  denyMessage?: string;
  /** When an agreed refund is certain, and how. */
  settleTime?: number;
  settlesPaid?: boolean;
  endTime?: number;
  scenario?: string;
  draft: RefundDraft;
}

/** A step that the state of things does not allow. */
export class LedgerError extends Error {}

export type SettlementState = 'settling' | 'settled';

/** Who gets a part of a settlement beside the merchant. */
export interface Party {
  merchantUid: string;
  amount: number;
}

/** What the developer's server wants to be settled (分账). */
export interface SettlementDraft {
  outSettleNo: string;
  description: string;
  parties: Party[];
  cpExtra: string;
}

/** Money of an order that has gone to the merchant, or is on its way there. */
export interface Settlement {
  settleId: string;
  orderId: string;
  appId: string;
  outSettleNo: string;
  /** One unit alone. */
  itemOrderId?: string;
  amount: number;
  state: SettlementState;
  createTime: number;
  endTime?: number;
  draft: SettlementDraft;
}
