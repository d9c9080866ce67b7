/**
 * What a shop keeps: orders, refunds, the money that moved, the callbacks that it answered, and what it still
 * has to do. Money in 分, times in ms since 1970. Every step may be taken twice, at once and on several
 * machines: it counts once.
 */
import type { AuditState } from '../words';

export interface BookedGoods {
  goodsId: string;
  goodsType: number;
  goodsName: string;
  goodsPhoto: string;
  /** Of one unit. */
  price: number;
  quantity: number;
}

/** One unit of an order. */
export interface BookedItem {
  itemOrderId: string;
  goodsId: string;
  price: number;
}

/** A closed order is paid when the platform says so: money counts more than a deadline. */
type BookedState = 'unpaid' | 'closed' | 'paid';

export interface BookedOrder {
  outOrderNo: string;
  /** Absent until Douyin's number is known (requestOrder: the developer's comes first). */
  orderId?: string;
  /** The buyer, where it is known. */
  openId?: string;
  state: BookedState;
  createTime: number;
  payExpireTime: number;
  /** Before discount. */
  totalAmount: number;
  discountAmount: number;
  goods: BookedGoods;
  items: BookedItem[];
  /** What the page passed through, JSON text. */
  cpExtra: string;
  phoneNumber?: string;
  contactName?: string;
  note?: string;
}

export interface BookedRefund {
  outRefundNo: string;
  refundId: string;
  orderId: string;
  outOrderNo: string;
  /** 1 refunding, 99 failed, 98 refunded. */
  status: 1 | 98 | 99;
  auditState: AuditState;
  needsAudit: boolean;
  amount: number;
  items: { itemOrderId: string; refundAmount: number }[];
  reasons: string[];
  note: string;
  cpExtra: string;
  createTime: number;
  auditTime?: number;
  endTime?: number;
  /** Why no money came back. */
  message?: string;
}

export type NewOrder = Omit<BookedOrder, 'outOrderNo' | 'state'>;
export type NewRefund = Omit<BookedRefund, 'outRefundNo' | 'status' | 'auditState'>;

/** How an order ended, as the platform tells it. */
export interface OrderEnd {
  state: 'paid' | 'closed';
  time: number;
  /** Douyin's number, where the books do not have it yet. */
  orderId?: string;
  items?: BookedItem[];
  /** What was paid. @default what the order costs after discount */
  amount?: number;
}

/** How a refund ended. */
export interface RefundEnd {
  status: 98 | 99;
  time: number;
  message: string;
}

/** One movement of money: a payment to the shop, or a refund from it. */
export interface Movement {
  kind: 'payment' | 'refund';
  /** The developer's number of the order, or of the refund. */
  number: string;
  outOrderNo: string;
  /** Always positive. */
  amount: number;
  time: number;
}

/** What the shop's own code has to do about what happened: hand out goods, write to the buyer, …. */
export interface ShopEvent {
  id: number;
  kind: 'order.paid' | 'order.closed' | 'refund.requested' | 'refund.refunded' | 'refund.failed';
  /** The developer's number of the order, or of the refund. With `kind` it is there once. */
  subject: string;
  createTime: number;
  /** How often it was tried before. */
  attempts: number;
}

/** A callback that was answered, so that the same one again is answered alike and does nothing. */
export interface Answered {
  /** As `verifyCallback` gives it. */
  key: string;
  time: number;
  answer: string;
}

export interface ShopStore {
  /** Makes what is missing in the database. Safe on several machines at once. */
  migrate(): Promise<void>;
  /** The order with its number; the same `orderId` again is the order that there is. */
  openOrder(order: NewOrder, now: number): Promise<BookedOrder>;
  order(outOrderNo: string): Promise<BookedOrder | undefined>;
  orderById(orderId: string): Promise<BookedOrder | undefined>;
  /** Newest first. */
  orders(limit: number): Promise<BookedOrder[]>;
  /** The newest of these goods made at or after `since`; of one buyer, where one is named. */
  latestOrder(goodsId: string, since: number, openId?: string): Promise<BookedOrder | undefined>;
  /** Answers whether anything changed: an order is paid once, and a paid one is not closed. */
  settleOrder(outOrderNo: string, end: OrderEnd): Promise<boolean>;
  /** The refund with its number; the same `refundId` again is the refund that there is. */
  openRefund(refund: NewRefund, now: number, outRefundNo?: string): Promise<BookedRefund>;
  refund(outRefundNo: string): Promise<BookedRefund | undefined>;
  /** Newest first. */
  refundsOf(outOrderNo: string): Promise<BookedRefund[]>;
  /** The merchant's decision, noted once. */
  auditRefund(outRefundNo: string, auditState: AuditState, time: number | undefined): Promise<void>;
  /** Answers whether anything changed: a refund is paid back once, and then did not fail. */
  settleRefund(outRefundNo: string, end: RefundEnd): Promise<boolean>;
  /** Oldest first. */
  movements(outOrderNo?: string): Promise<Movement[]>;
  answered(key: string): Promise<Answered | undefined>;
  /** Notes an answer; now and then forgets those of before `until`, which are too old to be taken again. */
  keepAnswer(answered: Answered, until: number): Promise<void>;
  /** Takes events that nobody else works at. They come again after `lease` ms unless they are done. */
  takeEvents(limit: number, lease: number, now: number): Promise<ShopEvent[]>;
  eventDone(id: number, now: number): Promise<void>;
  /** @param message why it is tried again, for whoever looks into the database */
  eventFailed(id: number, retryTime: number, message: string): Promise<void>;
  close(): Promise<void>;
}
