/**
 * Orders, their units and payments: honest steps, one transaction each. It knows nothing of callbacks, goods
 * or HTTP.
 */
import type { Clock } from '../clock';
import { AT_ONCE } from '../scheduler';
import type { Store } from '../store/store';
import { History } from './history';
import { unitsOf } from './lines';
import { apportion, newCode, newNumber, newNumbers, newToken } from './numbers';
import type { OrderRow, PaymentRow } from './rows';
import { toOrder, toPayment } from './rows';
import { checkStep, orderSteps, paymentSteps } from './transitions';
import type { PayChannel } from '../../src/contract/callbacks';
import type { CashierOutcome } from '../../src/contract/scenario-answers';
import type {
  CloseReason,
  Item,
  ItemState,
  Order,
  OrderDraft,
  OrderState,
  OrderTerms,
  Payment,
  PaymentState,
} from './types';
import { LedgerError } from './types';
import { Units } from './units';

/**
 * Told inside the transaction of the step, so that what follows from it (a callback to send, stock to give
 * back) is as lasting as the step.
 */
interface LedgerListener {
  paid(order: Order, payment: Payment): void;
  closed(order: Order, reason: CloseReason): void;
}

/** How long a payment of unknown state takes to become certain, ms. */
const settleDelay = 5_000;

export const paidAmount = (order: Pick<Order, 'totalAmount' | 'discountAmount'>): number =>
  order.totalAmount - order.discountAmount;

export class Ledger {
  readonly history: History;
  private readonly units: Units;
  private readonly listeners: LedgerListener[] = [];

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    keptSteps?: number,
  ) {
    this.history = new History(store, clock, keptSteps);
    this.units = new Units(store, clock, this.history);
  }

  listen(listener: LedgerListener): void {
    this.listeners.push(listener);
  }

  /** Several of the steps below as one. */
  step<T>(work: () => T): T {
    return this.store.transaction(work);
  }

  newOrderId(): string {
    return newNumber(this.store, this.clock.now());
  }

  newItemOrderIds(quantity: number): string[] {
    return newNumbers(this.store, this.clock.now(), quantity);
  }

  /** Writes the order with one item order a unit and opens its cashier. */
  create(
    orderId: string,
    itemOrderIds: string[],
    draft: OrderDraft,
    terms: OrderTerms,
  ): { order: Order; payment: Payment } {
    return this.store.transaction(() => {
      const now = this.clock.now();
      this.store.run(
        `INSERT INTO orders (order_id, out_order_no, api, app_id, open_id, version, state, goods_id, goods_type, quantity, total_amount,
           discount_amount, create_time, pay_expire_time, legacy, scenario, draft, validity)
         VALUES (?, ?, ?, ?, ?, ?, 'unpaid', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        orderId,
        terms.outOrderNo,
        draft.api,
        draft.appId,
        draft.openId,
        draft.version,
        draft.goods.goodsId,
        draft.goods.goodsType,
        draft.quantity,
        draft.totalAmount,
        draft.discountAmount,
        now,
        now + terms.payExpireSeconds * 1000,
        Number(draft.legacy === true),
        draft.scenario ?? null,
        JSON.stringify(draft),
        JSON.stringify(terms.validity ?? {}),
      );
      const units = unitsOf(draft);
      itemOrderIds.forEach((itemOrderId, position) =>
        this.store.run(
          `INSERT INTO item_orders (item_order_id, order_id, position, goods_id, sku_id, price, paid_amount, state) VALUES (?, ?, ?, ?, ?, ?, 0, 'unpaid')`,
          itemOrderId,
          orderId,
          position,
          units[position].goodsId,
          units[position].skuId ?? null,
          units[position].price,
        ),
      );
      this.history.add({ orderId, subject: 'order', subjectId: orderId, to: 'unpaid' });
      return { order: this.mustGet(orderId), payment: this.openCashier(orderId, draft.api) };
    });
  }

  get(orderId: string): Order | undefined {
    const row = this.store.get<OrderRow>('SELECT * FROM orders WHERE order_id = ?', orderId);
    return row && toOrder(row);
  }

  getByOutOrderNo(outOrderNo: string): Order | undefined {
    const row = this.store.get<OrderRow>('SELECT * FROM orders WHERE out_order_no = ?', outOrderNo);
    return row && toOrder(row);
  }

  /** Newest first. */
  list(limit = 100): Order[] {
    return this.store
      .all<OrderRow>('SELECT * FROM orders ORDER BY create_time DESC, order_id DESC LIMIT ?', limit)
      .map(toOrder);
  }

  /** How many orders there are in each state. */
  counts(): Record<OrderState, number> {
    const rows = this.store.all<{ state: OrderState; n: number }>('SELECT state, n FROM order_counts');
    return { unpaid: 0, paid: 0, closed: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) };
  }

  items(orderId: string): Item[] {
    return this.units.of(orderId);
  }

  item(itemOrderId: string): Item | undefined {
    return this.units.get(itemOrderId);
  }

  /** Whether any order has such a unit. */
  hasItem(itemOrderId: string): boolean {
    return this.units.has(itemOrderId);
  }

  /** One step of a unit, as part of what it follows from. @throws LedgerError when there is no such step */
  stepItem(orderId: string, item: Item, to: ItemState, note?: string): void {
    this.units.step(orderId, item, to, note);
  }

  payments(orderId: string): Payment[] {
    return this.store
      .all<PaymentRow>(
        'SELECT * FROM payments WHERE order_id = ? ORDER BY create_time, pay_order_id',
        orderId,
      )
      .map(toPayment);
  }

  payment(payOrderId: string): Payment | undefined {
    const row = this.store.get<PaymentRow>('SELECT * FROM payments WHERE pay_order_id = ?', payOrderId);
    return row && toPayment(row);
  }

  /** Whether money may be on its way: such an order is neither payable again nor closed by time. */
  isProcessing(orderId: string): boolean {
    return (
      this.store.get(`SELECT 1 AS one FROM payments WHERE order_id = ? AND state = 'processing'`, orderId) !==
      undefined
    );
  }

  /** What each unit of an order costs in the end: the paid sum without fees, spread exactly by the prices. */
  shares(order: Order): number[] {
    const fees = order.draft.fees.reduce((sum, fee) => sum + fee.feeAmount - (fee.feeDiscountAmount ?? 0), 0);
    const prices = unitsOf(order.draft).map(({ price }) => price);
    const most = prices.reduce((sum, price) => sum + price, 0);
    return apportion(Math.min(most, Math.max(0, paidAmount(order) - fees)), prices);
  }

  isPayable(order: Order): boolean {
    return (
      order.state === 'unpaid' && this.clock.now() < order.payExpireTime && !this.isProcessing(order.orderId)
    );
  }

  /** Opens a cashier; an older one that is still open ends as closed, so that no order is paid twice. */
  openCashier(orderId: string, api: string): Payment {
    return this.store.transaction(() => {
      const order = this.mustGet(orderId);
      if (order.state !== 'unpaid') throw new LedgerError(`the order is ${order.state} and cannot be paid`);
      if (this.isProcessing(orderId)) throw new LedgerError('the order has a payment in progress');
      const now = this.clock.now();
      this.payments(orderId)
        .filter((payment) => payment.state === 'open')
        .forEach((payment) => this.endPayment(payment, 'closed'));
      const payOrderId = newNumber(this.store, now);
      this.store.run(
        `INSERT INTO payments (pay_order_id, order_id, order_token, api, amount, state, channel, create_time) VALUES (?, ?, ?, ?, ?, 'open', 10, ?)`,
        payOrderId,
        orderId,
        newToken(),
        api,
        paidAmount(order),
        now,
      );
      this.history.add({ orderId, subject: 'payment', subjectId: payOrderId, to: 'open', note: api });
      return this.payment(payOrderId)!;
    });
  }

  /**
   * Ends an open cashier. An order whose time has run out is closed instead, whatever the user did. Ending an
   * ended one changes nothing.
   */
  endCashier(payOrderId: string, outcome: CashierOutcome, channel: PayChannel = 10): Payment {
    return this.store.transaction(() => {
      const payment = this.mustGetPayment(payOrderId);
      if (payment.state !== 'open') return payment;
      const order = this.mustGet(payment.orderId);
      if (this.clock.now() >= order.payExpireTime) {
        this.close(order.orderId, 'TIME_OUT');
      } else if (outcome === 'paid') {
        this.pay(payment, channel);
      } else if (outcome === 'unknown' || outcome === 'unknownUnpaid') {
        this.endPayment({ ...payment, channel }, 'processing', { settlesPaid: outcome === 'unknown' });
      } else {
        this.endPayment({ ...payment, channel }, outcome);
      }
      return this.mustGetPayment(payOrderId);
    });
  }

  /** Closes an unpaid order. */
  close(orderId: string, reason: CloseReason): Order {
    return this.store.transaction(() => {
      const order = this.mustGet(orderId);
      checkStep<OrderState>(orderSteps, 'the order', order.state, 'closed');
      if (this.isProcessing(orderId)) throw new LedgerError('the order has a payment in progress');
      this.payments(orderId)
        .filter((payment) => payment.state === 'open')
        .forEach((payment) => this.endPayment(payment, reason === 'TIME_OUT' ? 'timedOut' : 'closed'));
      this.store.run(
        `UPDATE orders SET state = 'closed', close_time = ?, close_reason = ? WHERE order_id = ?`,
        this.clock.now(),
        reason,
        orderId,
      );
      this.history.add({
        orderId,
        subject: 'order',
        subjectId: orderId,
        from: order.state,
        to: 'closed',
        note: reason,
      });
      this.stepItems(orderId, 'closed');
      const closed = this.mustGet(orderId);
      this.listeners.forEach((listener) => listener.closed(closed, reason));
      return closed;
    });
  }

  /** When the clock next has something to do here. */
  nextDue(): number | undefined {
    const row = this.store.get<{ due: number | null }>(
      `SELECT MIN(due) AS due FROM (
         SELECT MIN(settle_time) AS due FROM payments WHERE state = 'processing'
         UNION ALL
         SELECT MIN(pay_expire_time) FROM orders INDEXED BY orders_by_expiry WHERE state = 'unpaid'
           AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = orders.order_id AND p.state = 'processing'))`,
    );
    return row?.due ?? undefined;
  }

  /**
   * Settles payments of unknown state and closes orders whose pay time has run out, so many at once. Answers
   * the orders it touched.
   */
  runDue(): Order[] {
    const now = this.clock.now();
    const settled = this.store
      .all<PaymentRow>(
        `SELECT * FROM payments WHERE state = 'processing' AND settle_time <= ? ORDER BY settle_time
         LIMIT ${AT_ONCE}`,
        now,
      )
      .map(toPayment);
    settled.forEach((payment) =>
      this.store.transaction(() =>
        payment.settlesPaid ? this.pay(payment, payment.channel) : this.endPayment(payment, 'failed'),
      ),
    );
    const expired = this.store.all<OrderRow>(
      `SELECT * FROM orders INDEXED BY orders_by_expiry WHERE state = 'unpaid' AND pay_expire_time <= ?
         AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = orders.order_id AND p.state = 'processing')
       ORDER BY pay_expire_time LIMIT ${AT_ONCE}`,
      now,
    );
    expired.forEach((row) => this.close(row.order_id, 'TIME_OUT'));
    return [...settled.map((payment) => payment.orderId), ...expired.map((row) => row.order_id)].map(
      (orderId) => this.mustGet(orderId),
    );
  }

  private mustGet(orderId: string): Order {
    const order = this.get(orderId);
    if (!order) throw new LedgerError(`no order ${orderId}`);
    return order;
  }

  private mustGetPayment(payOrderId: string): Payment {
    const payment = this.payment(payOrderId);
    if (!payment) throw new LedgerError(`no payment ${payOrderId}`);
    return payment;
  }

  private pay(payment: Payment, channel: PayChannel): void {
    const order = this.mustGet(payment.orderId);
    checkStep<OrderState>(orderSteps, 'the order', order.state, 'paid');
    this.endPayment({ ...payment, channel }, 'paid');
    this.store.run(
      `UPDATE orders SET state = 'paid', paid_time = ? WHERE order_id = ?`,
      this.clock.now(),
      order.orderId,
    );
    this.history.add({
      orderId: order.orderId,
      subject: 'order',
      subjectId: order.orderId,
      from: order.state,
      to: 'paid',
    });
    const shares = this.shares(order);
    this.stepItems(order.orderId, 'usable').forEach((item, index) =>
      this.store.run(
        'UPDATE item_orders SET paid_amount = ?, code = ? WHERE item_order_id = ?',
        shares[index],
        order.draft.deliveryType === 1 ? newCode() : null,
        item.itemOrderId,
      ),
    );
    const paid = this.mustGet(order.orderId);
    this.listeners.forEach((listener) => listener.paid(paid, this.mustGetPayment(payment.payOrderId)));
  }

  private endPayment(payment: Payment, state: PaymentState, settle?: { settlesPaid: boolean }): void {
    const { orderId, payOrderId } = payment;
    const from = this.mustGetPayment(payOrderId).state;
    checkStep<PaymentState>(paymentSteps, 'the payment', from, state);
    this.history.add({ orderId, subject: 'payment', subjectId: payOrderId, from, to: state });
    const now = this.clock.now();
    this.store.run(
      'UPDATE payments SET state = ?, channel = ?, end_time = ?, settle_time = ?, settles_paid = ? WHERE pay_order_id = ?',
      state,
      payment.channel,
      settle ? null : now,
      settle ? now + settleDelay : (payment.settleTime ?? null),
      settle
        ? Number(settle.settlesPaid)
        : payment.settlesPaid === undefined
          ? null
          : Number(payment.settlesPaid),
      payOrderId,
    );
  }

  private stepItems(orderId: string, state: ItemState): Item[] {
    const items = this.items(orderId);
    items.forEach((item) => this.units.step(orderId, item, state));
    return items;
  }
}
