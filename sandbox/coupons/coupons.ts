/**
 * Douyin codes of paid closed-loop orders: one a unit, issued with the payment. What a code can be shown as
 * follows from ledger and clock alone.
 */
import type { CouponState } from '../../src/contract/coupon';
import { couponState, ItemOrderStatus, RefundStatus } from '../../src/contract/coupon';
import type { Clock } from '../clock';
import type { Ledger } from '../ledger/ledger';
import { unitsOf } from '../ledger/lines';
import { newNumber } from '../ledger/numbers';
import type { RefundableItem, Refunds } from '../ledger/refunds';
import { refundedTimes } from '../ledger/times';
import type { Item, ItemState, Order, Refund, Validity } from '../ledger/types';
import type { Store } from '../store/store';
import { historyOf } from './history';
import type { CouponRow } from './rows';
import type { Certificate, CouponEvent } from './types';
import { usualValidity } from './validity';

export const itemStatus: Record<ItemState, ItemOrderStatus> = {
  unpaid: ItemOrderStatus.Unpaid,
  closed: ItemOrderStatus.Closed,
  usable: ItemOrderStatus.Usable,
  // A refund under way leaves the item what it was: it may yet fail.
  refunding: ItemOrderStatus.Usable,
  redeemed: ItemOrderStatus.Redeemed,
  refunded: ItemOrderStatus.Closed,
};

const refundStatus: Record<Refund['state'], RefundStatus> = {
  applied: RefundStatus.Refunding,
  auditing: RefundStatus.Refunding,
  refunding: RefundStatus.Refunding,
  refunded: RefundStatus.Refunded,
  refused: RefundStatus.Failed,
  failed: RefundStatus.Failed,
};

export class Coupons {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly refunds: Refunds,
    /**
     * What a scenario says instead of the developer's server: valid from so long after the payment on, for so
     * long, ms.
     */
    private readonly validityOf: (order: Order) => { after?: number; duration?: number } | undefined,
  ) {}

  /** Makes the certificates of an order that has just been paid, as part of that step. */
  issue(order: Order): void {
    const now = this.clock.now();
    const chosen = this.validityOf(order);
    const timesOf = (goodsId: string): { from: number; until: number } => {
      const {
        from = now,
        to,
        duration = usualValidity,
      }: Validity = chosen
        ? { from: now + (chosen.after ?? 0), duration: chosen.duration }
        : (order.validity.byGoods?.[goodsId] ?? order.validity);
      return { from, until: Math.max(from, to ?? from + duration) };
    };
    const units = unitsOf(order.draft);
    this.ledger
      .items(order.orderId)
      .map((item, position) => ({ ...item, times: units[position].times ?? 1 }))
      .filter((item) => item.code !== undefined)
      .forEach((item) => {
        const { from, until } = timesOf(item.goodsId);
        this.store.run(
          `INSERT INTO coupons (item_order_id, order_id, certificate_id, valid_from, valid_to, total_times, told) VALUES (?, ?, ?, ?, ?, ?, ?)`,
          item.itemOrderId,
          order.orderId,
          newNumber(this.store, now),
          from,
          until,
          item.times,
          from <= now ? 'started' : 'issued',
        );
      });
  }

  /** In the order of the units; none of an order that is not paid, or whose codes are not the platform's. */
  ofOrder(orderId: string): Certificate[] {
    const items = new Map(this.refunds.items(orderId).map((item) => [item.itemOrderId, item]));
    return this.store
      .all<CouponRow>(
        'SELECT c.* FROM coupons c JOIN item_orders i USING (item_order_id) WHERE c.order_id = ? ORDER BY i.position',
        orderId,
      )
      .map((row) => this.describe(row, items.get(row.item_order_id)!));
  }

  byCode(code: string): Certificate | undefined {
    const row = this.store.get<{ item_order_id: string }>(
      'SELECT item_order_id FROM item_orders WHERE code = ?',
      code,
    );
    return row && this.byItem(row.item_order_id);
  }

  byItem(itemOrderId: string): Certificate | undefined {
    const row = this.store.get<CouponRow>('SELECT * FROM coupons WHERE item_order_id = ?', itemOrderId);
    const item = row && this.refunds.item(itemOrderId);
    return row && item && this.describe(row, item);
  }

  /** The code that was redeemed with this number. */
  byVerification(verifyId: string): Certificate | undefined {
    const row = this.store.get<{ item_order_id: string }>(
      'SELECT item_order_id FROM redemptions WHERE verify_id = ?',
      verifyId,
    );
    return row && this.byItem(row.item_order_id);
  }

  /** Everything that has happened to a code, oldest first. */
  history(itemOrderId: string): CouponEvent[] {
    const row = this.store.get<CouponRow>('SELECT * FROM coupons WHERE item_order_id = ?', itemOrderId);
    return row ? historyOf(this.store, row, this.ledger.get(row.order_id)!, this.clock.now()) : [];
  }

  withHistory(orderId: string): (Certificate & { history: CouponEvent[] })[] {
    return this.ofOrder(orderId).map((certificate) => ({
      ...certificate,
      history: this.history(certificate.itemOrderId),
    }));
  }

  /** Orders that have codes, newest first. */
  newest(limit: number): {
    orderId: string;
    outOrderNo: string;
    title: string;
    coupons: (Certificate & { history: CouponEvent[] })[];
  }[] {
    const rows = this.store.all<{ order_id: string }>(
      `SELECT order_id FROM orders WHERE state = 'paid' AND EXISTS (SELECT 1 FROM coupons c WHERE c.order_id = orders.order_id)
       ORDER BY create_time DESC, order_id DESC LIMIT ?`,
      limit,
    );
    return rows.map(({ order_id: orderId }) => {
      const { outOrderNo, draft } = this.ledger.get(orderId)!;
      return { orderId, outOrderNo, title: draft.goods.goodsName, coupons: this.withHistory(orderId) };
    });
  }

  /** Takes one use. The caller has looked at the state, in the same transaction. */
  use({ itemOrderId, orderId }: Certificate): void {
    const item = this.ledger.item(itemOrderId)!;
    const used = item.usedTimes + 1;
    this.store.run('UPDATE coupons SET used_times = ? WHERE item_order_id = ?', used, itemOrderId);
    const isLast = used + refundedTimes(item, item.refundedAmount) === item.totalTimes;
    this.step(orderId, item, isLast ? 'redeemed' : 'usable', 'verify');
  }

  /** Gives one use back. */
  giveBack({ itemOrderId, orderId }: Certificate): void {
    this.store.run('UPDATE coupons SET used_times = used_times - 1 WHERE item_order_id = ?', itemOrderId);
    this.step(orderId, this.ledger.item(itemOrderId)!, 'usable', 'cancel');
  }

  /** When the next code begins to be valid or expires. */
  nextDue(): number | undefined {
    const row = this.store.get<{ due: number | null }>(
      `SELECT MIN(due) AS due FROM (SELECT MIN(valid_from) AS due FROM coupons WHERE told = 'issued'
         UNION ALL SELECT MIN(valid_to) + 1 FROM coupons WHERE told <> 'expired')`,
    );
    return row?.due ?? undefined;
  }

  /**
   * Answers the codes that have begun to be valid or have expired since, for whoever listens. Nothing depends
   * on it.
   */
  runDue(): Certificate[] {
    const now = this.clock.now();
    const due = this.store.all<CouponRow>(
      `SELECT * FROM coupons WHERE (told = 'issued' AND valid_from <= ?) OR (told <> 'expired' AND valid_to < ?)`,
      now,
      now,
    );
    return this.store.transaction(() =>
      due.map((row) => {
        const told = row.valid_to < now ? 'expired' : 'started';
        this.store.run('UPDATE coupons SET told = ? WHERE item_order_id = ?', told, row.item_order_id);
        return this.byItem(row.item_order_id)!;
      }),
    );
  }

  private describe(row: CouponRow, item: RefundableItem): Certificate {
    const refund = this.refunds.ofItem(row.item_order_id);
    const status = itemStatus[item.state];
    const refundedAs = refund && refundStatus[refund.state];
    const facts = {
      validFrom: row.valid_from,
      validTo: row.valid_to,
      itemOrderStatus: status,
      refundStatus: refundedAs,
    };
    return {
      certificateId: row.certificate_id,
      itemOrderId: row.item_order_id,
      orderId: row.order_id,
      code: item.code!,
      // A unit of a paid order has one.
      state: couponState({ ...facts, now: this.clock.now() }) as CouponState,
      itemOrderStatus: status,
      refundStatus: refundedAs,
      outRefundNo: refund?.outRefundNo,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      totalTimes: item.totalTimes,
      usedTimes: item.usedTimes,
      usableTimes: item.usableTimes,
    };
  }

  /** A use that leaves others is kept as a step too, though the state stays. */
  private step(orderId: string, item: Item, to: ItemState, note: string): void {
    const { itemOrderId, state: from } = item;
    if (from === to)
      this.ledger.history.add({ orderId, subject: 'item', subjectId: itemOrderId, from, to, note });
    else this.ledger.stepItem(orderId, item, to, note);
  }
}
