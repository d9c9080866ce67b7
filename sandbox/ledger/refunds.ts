/**
 * Refunds of an order: honest steps, one transaction each; what is applied for is set aside at once, so that
 * no 分 goes back twice.
 */
import { AUDIT_MS } from '../../src/contract/callbacks';
import type { Clock } from '../clock';
import { AT_ONCE } from '../scheduler';
import type { Store } from '../store/store';
import type { Ledger } from './ledger';
import { newNumber } from './numbers';
import type { RefundRow } from './rows';
import { toRefund } from './rows';
import { refundedTimes, usableTimes, usedAmount } from './times';
import { checkStep, holdingMoney, holdsMoney, refundSteps } from './transitions';
import type { AuditState, Item, ItemState, Order, Refund, RefundDraft, RefundState } from './types';
import { LedgerError } from './types';

/** Told inside the transaction of the step. */
interface RefundListener {
  /** The developer's server has numbered it. */
  numbered(refund: Refund): void;
  /** It has ended, one way or another. */
  ended(refund: Refund): void;
}

export const auditPeriod = AUDIT_MS;
/** How long the money of an agreed refund takes, ms. */
export const refundDelay = 10_000;

/** A unit with what may still be refunded of it. */
export interface RefundableItem extends Item {
  refundableAmount: number;
  /** Uses that are neither used up nor refunded nor applied for. */
  usableTimes: number;
}

/** @param taken what has gone back of the unit, or may still go */
const withRest = (item: Item, taken: number): RefundableItem => ({
  ...item,
  refundableAmount: item.state === 'redeemed' ? 0 : item.paidAmount - usedAmount(item) - taken,
  usableTimes: usableTimes(item, taken),
});

export class Refunds {
  private readonly listeners: RefundListener[] = [];

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    /** Whether the money of this refund arrives. */
    private readonly arrives: (refund: Refund) => boolean,
  ) {}

  listen(listener: RefundListener): void {
    this.listeners.push(listener);
  }

  get(refundId: string): Refund | undefined {
    const row = this.store.get<RefundRow>('SELECT * FROM refunds WHERE refund_id = ?', refundId);
    return row && toRefund(row);
  }

  getByOutRefundNo(outRefundNo: string): Refund | undefined {
    const row = this.store.get<RefundRow>('SELECT * FROM refunds WHERE out_refund_no = ?', outRefundNo);
    return row && toRefund(row);
  }

  ofOrder(orderId: string): Refund[] {
    return this.store
      .all<RefundRow>('SELECT * FROM refunds WHERE order_id = ? ORDER BY create_time, refund_id', orderId)
      .map(toRefund);
  }

  /** Newest first. */
  list(limit = 100): Refund[] {
    return this.store
      .all<RefundRow>('SELECT * FROM refunds ORDER BY create_time DESC, refund_id DESC LIMIT ?', limit)
      .map(toRefund);
  }

  counts(): Record<RefundState, number> {
    const rows = this.store.all<{ state: RefundState; n: number }>(
      'SELECT state, COUNT(*) AS n FROM refunds GROUP BY state',
    );
    const none = { applied: 0, auditing: 0, refunding: 0, refunded: 0, refused: 0, failed: 0 };
    return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) };
  }

  /** The units of an order; refundable is what was paid and neither redeemed nor refunded nor applied for. */
  items(orderId: string): RefundableItem[] {
    const taken = this.store.all<{ item_order_id: string; amount: number }>(
      `SELECT item_order_id, SUM(i.amount) AS amount FROM refund_items i JOIN refunds r USING (refund_id)
       WHERE r.order_id = ? AND ${holdingMoney('r')} GROUP BY item_order_id`,
      orderId,
    );
    const amounts = new Map(taken.map((row) => [row.item_order_id, row.amount]));
    return this.ledger.items(orderId).map((item) => withRest(item, amounts.get(item.itemOrderId) ?? 0));
  }

  item(itemOrderId: string): RefundableItem | undefined {
    const item = this.ledger.item(itemOrderId);
    const taken = this.store.get<{ amount: number }>(
      `SELECT COALESCE(SUM(i.amount), 0) AS amount FROM refund_items i JOIN refunds r USING (refund_id) WHERE item_order_id = ? AND ${holdingMoney('r')}`,
      itemOrderId,
    );
    return item && withRest(item, taken!.amount);
  }

  /**
   * The refund that a unit's state is about: one under way; of a unit that refunds have closed the newest of
   * those, whatever became of a later one for its rest; else the newest.
   */
  ofItem(itemOrderId: string): Refund | undefined {
    const row = this.store.get<RefundRow>(
      `SELECT r.* FROM refunds r JOIN refund_items i USING (refund_id) JOIN item_orders u USING (item_order_id)
       WHERE i.item_order_id = ?
       ORDER BY r.state IN ('applied', 'auditing', 'refunding') DESC, (u.state = 'refunded' AND r.state = 'refunded') DESC,
         r.create_time DESC, r.refund_id DESC LIMIT 1`,
      itemOrderId,
    );
    return row && toRefund(row);
  }

  /** What may still be refunded of the fees of one type. */
  refundableFee(order: Order, feeType: number): number {
    const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
    const paid = sum(
      order.draft.fees
        .filter((fee) => fee.feeType === feeType)
        .map((fee) => fee.feeAmount - (fee.feeDiscountAmount ?? 0)),
    );
    const taken = this.ofOrder(order.orderId)
      .filter(({ state }) => holdsMoney(state))
      .flatMap((refund) =>
        refund.draft.fees.filter((fee) => fee.feeType === feeType).map((fee) => fee.refundAmount),
      );
    return paid - sum(taken);
  }

  /** Writes the application and sets its units aside. */
  apply(draft: RefundDraft): Refund {
    return this.store.transaction(() => {
      const now = this.clock.now();
      const refundId = newNumber(this.store, now);
      this.store.run(
        `INSERT INTO refunds (refund_id, order_id, state, needs_audit, amount, create_time, audit_deadline, scenario, draft)
         VALUES (?, ?, 'applied', ?, ?, ?, ?, ?, ?)`,
        refundId,
        draft.orderId,
        Number(draft.needsAudit),
        draft.amount,
        now,
        now + AUDIT_MS,
        draft.scenario ?? null,
        JSON.stringify(draft),
      );
      this.ledger.history.add({
        orderId: draft.orderId,
        subject: 'refund',
        subjectId: refundId,
        to: 'applied',
        note: draft.api,
      });
      draft.items.forEach(({ itemOrderId, amount }) => {
        this.store.run(
          'INSERT INTO refund_items (refund_id, item_order_id, amount) VALUES (?, ?, ?)',
          refundId,
          itemOrderId,
          amount,
        );
        if (this.mustGetItem(itemOrderId).state !== 'refunding')
          this.stepItem(draft.orderId, itemOrderId, 'refunding');
      });
      return this.mustGet(refundId);
    });
  }

  /** The developer's server refused it before it had a number: nothing of it stays. */
  withdraw(refundId: string): void {
    this.store.transaction(() => {
      const refund = this.mustGet(refundId);
      if (refund.state !== 'applied')
        throw new LedgerError(`the refund is ${refund.state} and cannot be withdrawn`);
      this.store.run('DELETE FROM refund_items WHERE refund_id = ?', refundId);
      this.store.run('DELETE FROM refunds WHERE refund_id = ?', refundId);
      this.ledger.history.add({
        orderId: refund.orderId,
        subject: 'refund',
        subjectId: refundId,
        from: refund.state,
        to: 'withdrawn',
      });
      this.giveBack(refund);
    });
  }

  /** The developer's number is there: the refund goes to the merchant's audit, or on where none is needed. */
  number(refundId: string, outRefundNo: string, notifyUrl?: string): Refund {
    return this.store.transaction(() => {
      const refund = this.mustGet(refundId);
      const draft: RefundDraft = notifyUrl === undefined ? refund.draft : { ...refund.draft, notifyUrl };
      this.store.run(
        'UPDATE refunds SET out_refund_no = ?, draft = ? WHERE refund_id = ?',
        outRefundNo,
        JSON.stringify(draft),
        refundId,
      );
      if (refund.needsAudit) this.step(refund, 'auditing', { auditState: 'TOAUDIT' });
      else this.settleLater(refund, {});
      const numbered = this.mustGet(refundId);
      this.listeners.forEach((listener) => listener.numbered(numbered));
      return this.mustGet(refundId);
    });
  }

  /**
   * The merchant's decision, or that it came too late. @throws LedgerError when the refund is not waiting for
   * one
   */
  audit(refundId: string, auditState: 'AGREE' | 'DENY' | 'OVERTIME', denyMessage?: string): Refund {
    return this.store.transaction(() => {
      const refund = this.mustGet(refundId);
      const auditTime = this.clock.now();
      if (refund.state !== 'auditing')
        throw new LedgerError(`the refund is ${refund.state} and cannot be audited`);
      if (auditState === 'DENY') this.end(refund, 'refused', { auditState, auditTime, denyMessage });
      else this.settleLater(refund, { auditState, auditTime });
      return this.mustGet(refundId);
    });
  }

  /** When the clock next has something to do here. */
  nextDue(): number | undefined {
    const row = this.store.get<{ due: number | null }>(
      `SELECT MIN(due) AS due FROM (SELECT MIN(audit_deadline) AS due FROM refunds WHERE state = 'auditing'
         UNION ALL SELECT MIN(settle_time) FROM refunds WHERE state = 'refunding')`,
    );
    return row?.due ?? undefined;
  }

  /**
   * Agrees to what the merchant left unaudited, and settles what was agreed to, so many at once. Answers the
   * refunds it touched.
   */
  runDue(): Refund[] {
    const now = this.clock.now();
    const due = (condition: string): Refund[] =>
      this.store
        .all<RefundRow>(
          `SELECT * FROM refunds WHERE ${condition} ORDER BY create_time, refund_id LIMIT ${AT_ONCE}`,
          now,
        )
        .map(toRefund);
    const overtime = due(`state = 'auditing' AND audit_deadline <= ?`).map((refund) =>
      this.audit(refund.refundId, 'OVERTIME'),
    );
    const settled = due(`state = 'refunding' AND settle_time <= ?`).map((refund) =>
      this.store.transaction(() => this.end(refund, refund.settlesPaid ? 'refunded' : 'failed', {})),
    );
    return [...overtime, ...settled];
  }

  private settleLater(refund: Refund, audited: { auditState?: AuditState; auditTime?: number }): void {
    this.step(refund, 'refunding', {
      ...audited,
      settleTime: this.clock.now() + refundDelay,
      settlesPaid: this.arrives(refund),
    });
  }

  private end(refund: Refund, state: 'refunded' | 'refused' | 'failed', more: Partial<Refund>): Refund {
    this.step(refund, state, { ...more, endTime: this.clock.now() });
    if (state === 'refunded') {
      refund.draft.items.forEach(({ itemOrderId, amount }) =>
        this.store.run(
          'UPDATE item_orders SET refunded_amount = refunded_amount + ? WHERE item_order_id = ?',
          amount,
          itemOrderId,
        ),
      );
    }
    this.giveBack(refund);
    const ended = this.mustGet(refund.refundId);
    this.listeners.forEach((listener) => listener.ended(ended));
    return ended;
  }

  /** Units that no refund is about any more: gone when all was refunded, else usable again. */
  private giveBack({ orderId, draft }: Refund): void {
    draft.items.forEach(({ itemOrderId }) => {
      const pending = this.store.get(
        `SELECT 1 AS one FROM refund_items i JOIN refunds r USING (refund_id)
         WHERE i.item_order_id = ? AND r.state IN ('applied', 'auditing', 'refunding')`,
        itemOrderId,
      );
      const item = this.mustGetItem(itemOrderId);
      const isGone = item.usedTimes + refundedTimes(item, item.refundedAmount) === item.totalTimes;
      if (!pending) this.stepItem(orderId, itemOrderId, isGone ? 'refunded' : 'usable');
    });
  }

  private mustGetItem(itemOrderId: string): Item {
    const item = this.ledger.item(itemOrderId);
    if (!item) throw new LedgerError(`no item order ${itemOrderId}`);
    return item;
  }

  private stepItem(orderId: string, itemOrderId: string, state: ItemState): void {
    this.ledger.stepItem(orderId, this.mustGetItem(itemOrderId), state);
  }

  private step(refund: Refund, state: RefundState, more: Partial<Refund>): void {
    checkStep<RefundState>(refundSteps, 'the refund', refund.state, state);
    const next = { ...refund, ...more };
    const { orderId, refundId } = refund;
    // Listeners hear of an audit with the step that follows from it.
    const note = more.auditState === undefined || more.auditState === 'TOAUDIT' ? undefined : more.auditState;
    this.ledger.history.add({
      orderId,
      subject: 'refund',
      subjectId: refundId,
      from: refund.state,
      to: state,
      note,
    });
    this.store.run(
      `UPDATE refunds SET state = ?, audit_state = ?, audit_time = ?, deny_message = ?, settle_time = ?, settles_paid = ?, end_time = ?
       WHERE refund_id = ?`,
      state,
      next.auditState,
      next.auditTime ?? null,
      next.denyMessage ?? null,
      next.settleTime ?? null,
      next.settlesPaid === undefined ? null : Number(next.settlesPaid),
      next.endTime ?? null,
      refundId,
    );
  }

  private mustGet(refundId: string): Refund {
    const refund = this.get(refundId);
    if (!refund) throw new LedgerError(`no refund ${refundId}`);
    return refund;
  }
}
