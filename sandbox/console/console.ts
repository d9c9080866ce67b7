/** The read side of a person's tool: lists, details and timelines over everything the sandbox keeps. */
import type { Callbacks } from '../callbacks/delivery';
import type { CallbackRecord } from '../callbacks/log';
import type { Coupons } from '../coupons/coupons';
import type { Certificate, CouponEvent } from '../coupons/types';
import type { Step } from '../ledger/history';
import type { Ledger } from '../ledger/ledger';
import type { Refunds } from '../ledger/refunds';
import type { Item, Order, Payment, Refund } from '../ledger/types';
import type { Scenarios } from '../scenarios/scenarios';
import type { Store } from '../store/store';
import { errorBook } from './errors';
import type { ErrorBook } from './errors';
import type { AttemptSummary, Journal } from './journal';
import { listOrders } from './orders';
import type { OrderPage, OrderQuery } from './orders';
import { attemptTimeline, orderTimeline } from './timeline';
import type { TimelineEntry, TimelineSources } from './timeline';

export interface OrderDetail extends Order {
  items: Item[];
  payments: Payment[];
  refunds: Refund[];
  /** Douyin codes of its units, each with every step. */
  coupons: (Certificate & { history: CouponEvent[] })[];
  /** With every attempt. */
  callbacks: CallbackRecord[];
  /** Every step of the order and its parts, oldest first. */
  history: Step[];
}

/** Whether anything was bought, failed on the phone, was redeemed, was refunded. */
export interface Progress {
  buy: boolean;
  fail: boolean;
  redeem: boolean;
  refund: boolean;
}

/** What it looks at. */
interface ConsoleWorld {
  ledger: Ledger;
  refunds: Refunds;
  coupons: Coupons;
  callbacks: Callbacks;
  scenarios: Scenarios;
  journal: Journal;
}

export class Console {
  private readonly sources: TimelineSources;

  constructor(
    private readonly store: Store,
    private readonly world: ConsoleWorld,
  ) {
    this.sources = {
      journal: world.journal,
      history: (orderId) => world.ledger.history.ofOrder(orderId),
      callbacks: (orderId) => world.callbacks.records(orderId),
    };
  }

  orders(query: OrderQuery): OrderPage {
    return listOrders(this.store, query);
  }

  order(orderId: string): OrderDetail | undefined {
    const order = this.world.ledger.get(orderId);
    return order && this.detail(order);
  }

  /** The newest orders in full. */
  latest(limit = 100): OrderDetail[] {
    return this.world.ledger.list(limit).map((order) => this.detail(order));
  }

  /** `undefined` for an order that there is not. */
  timeline(orderId: string): TimelineEntry[] | undefined {
    const order = this.world.ledger.get(orderId);
    return order && orderTimeline(this.sources, orderId, order.outOrderNo);
  }

  /** What somebody new has done already. */
  progress(): Progress {
    const has = (rows: string): boolean =>
      this.store.get<{ found: number }>(`SELECT EXISTS (SELECT 1 FROM ${rows}) AS found`)!.found === 1;
    const refund = has('refunds');
    return {
      buy: refund || has(`order_counts WHERE state = 'paid' AND n > 0`),
      fail: has('phone_steps WHERE failed = 1'),
      redeem: has('redemptions'),
      refund,
    };
  }

  attempts(limit = 50): AttemptSummary[] {
    return this.world.journal.attempts(limit);
  }

  attempt(attempt: string): TimelineEntry[] {
    return attemptTimeline(this.sources, attempt);
  }

  errors(): ErrorBook {
    return errorBook(this.world.scenarios);
  }

  private detail(order: Order): OrderDetail {
    const { ledger, refunds, coupons, callbacks } = this.world;
    const { orderId } = order;
    return {
      ...order,
      items: ledger.items(orderId),
      payments: ledger.payments(orderId),
      refunds: refunds.ofOrder(orderId),
      coupons: coupons.withHistory(orderId),
      callbacks: callbacks.records(orderId),
      history: ledger.history.ofOrder(orderId),
    };
  }
}
