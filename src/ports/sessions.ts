import type { TradeError } from '../contract/codes';
import type { Report } from '../contract/events';
import type { ConfirmGoods } from '../contract/goods-types';
import type { Marketing, OrderInfo } from './merchant';

/**
 * One piece of work that a button hands over, and what comes back. Stored before each step that money depends
 * on.
 */
export interface Visit {
  id: string;
  /** What it is about: a goods id, or `#` and the developer's order number. */
  subject: string;
  /** When it began, ms of the device clock. */
  since: number;
  /** The same by the clock of the developer's server, where that was known. */
  serverSince?: number | undefined;
  /**
   * The developer's number of the newest order of these goods before the visit made one, `''` if there was
   * none. Asked for where `serverSince` is not known: by a device clock that is ahead, the visit's own order
   * would be from before it.
   */
  orderBefore?: string;
  /**
   * `paying` is stored before an order or a refund is sent: found in the store later, it means that the app
   * was left in the middle.
   */
  phase: 'open' | 'paying';
  orderId: string;
  outOrderNo: string;
  /** The developer's number of an order of this visit that was closed: the next attempt makes another one. */
  closedOrderNo?: string;
  /** Attempts to pay, or to apply for a refund, so far. */
  attempts: number;
  /** Attempts whose end was not reported yet, oldest first: each is reported once. */
  untold: number[];
  /** Reports that no button has taken yet. */
  waiting: Report[];
  /** Taken up from an earlier life of the app: no page of this life is at work on it. */
  stale?: boolean;
  /** Begun in an earlier life of the app. */
  earlier?: boolean;
}

/** One visit to 提单页. */
export interface Session extends Visit {
  goods: ConfirmGoods;
  /** What the library asks for a unit, 分: the page's `getgoodsinfo` may have named another price. */
  libraryPrice?: number | undefined;
  /** What the newest order was made of. */
  form?: { quantity: number; phone: string; contact: string; note: string };
  priced?: { quantity: number; marketing?: Marketing | undefined } | undefined;
}

/** What a refund is asked for. Money in 分. */
export interface RefundRequest {
  /** As it was when the refund was asked for. */
  order: OrderInfo;
  /** `refund-total-amount`: what a legacy order refunds. */
  amount?: number | undefined;
  /** What `applyrefund` resolved, checked; absent without such a handler. */
  params?: object | undefined;
}

/** One visit to 退款申请页. */
export interface RefundSession extends Visit {
  refund: RefundRequest;
  /** The developer's refund number, once the application is in. */
  outRefundNo?: string;
  /** How the last application failed, while it could not be found out whether it is in. */
  unsure?: TradeError;
}

/**
 * The hand-over between a component and whatever works for it. Buttons and cards reach it through `config()`:
 * it is loaded once, with the app entry, and one copy of it serves them all. `owner` is the component
 * instance that gets what comes.
 */
export interface Sessions {
  /**
   * Begins a visit about `subject` that carries `what`, and opens the page that works on it. Rejects with the
   * host's reason where that cannot be opened.
   */
  open(
    owner: object,
    subject: string,
    what: object,
    page: 'orderConfirm' | 'refundApply' | 'refundDetail',
    query: string,
    tell: (report: Report) => void,
  ): Promise<void>;
  /**
   * Listens to all about `subject` that others have left: reports not taken, work whose end is not known.
   * `refundsAlone`: the component has nobody to tell of payments.
   */
  takeUp(owner: object, subject: string, tell: (report: Report) => void, refundsAlone?: boolean): void;
  /**
   * Goes on paying an order, unless that is going on already, or its component is gone before anything was
   * sent; its end is reported. Resolves then.
   */
  pay(
    owner: object,
    subject: string,
    order: { orderId: string; outOrderNo: string },
    tell: (report: Report) => void,
    isGone: () => boolean,
  ): Promise<void>;
  /** The component has left. */
  leave(owner: object): void;
}
