/**
 * Settlements (分账): money of an order that goes on to the merchant. Never more than was paid, of no unit
 * twice. Amounts in 分, times in ms.
 */
import { SETTLE_AFTER_END_MS, SETTLE_AFTER_PAYMENT_MS } from '../../src/contract/open-api';
import type { Clock } from '../clock';
import type { Store } from '../store/store';
import { stored } from '../store/stored';
import type { Ledger } from './ledger';
import { paidAmount } from './ledger';
import { newNumber } from './numbers';
import type { RefundableItem, Refunds } from './refunds';
import { usedAmount } from './times';
import { holdsMoney } from './transitions';
import type { Order, Settlement, SettlementDraft, SettlementState } from './types';

/** How long the money of a settlement takes, ms. */
const settlementDelay = 10_000;

interface SettlementRow {
  settle_id: string;
  order_id: string;
  app_id: string;
  out_settle_no: string;
  item_order_id: string | null;
  amount: number;
  state: string;
  create_time: number;
  settle_time: number;
  end_time: number | null;
  draft: string;
}

const toSettlement = (row: SettlementRow): Settlement => ({
  settleId: row.settle_id,
  orderId: row.order_id,
  appId: row.app_id,
  outSettleNo: row.out_settle_no,
  itemOrderId: row.item_order_id ?? undefined,
  amount: row.amount,
  state: row.state as SettlementState,
  createTime: row.create_time,
  endTime: row.end_time ?? undefined,
  draft: stored<SettlementDraft>(row.draft, `settlements.draft ${row.settle_id}`),
});

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** A unit, and what of it can be settled now. */
interface SettleableItem {
  itemOrderId: string;
  /** Whether it has ended long enough ago. A unit of several uses is settled use by use. */
  isReady: boolean;
  /** Whether nothing of it can be redeemed or refunded any more. */
  hasEnded: boolean;
  amount: number;
}

export class Settlements {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly refunds: Refunds,
  ) {}

  get(settleId: string): Settlement | undefined {
    return this.all('settle_id = ?', settleId)[0];
  }

  getByOutSettleNo(appId: string, outSettleNo: string): Settlement | undefined {
    return this.all('app_id = ? AND out_settle_no = ?', appId, outSettleNo)[0];
  }

  /** Oldest first. */
  ofOrder(orderId: string): Settlement[] {
    return this.all('order_id = ? ORDER BY create_time, settle_id', orderId);
  }

  /** What has been settled of an order in the end. */
  settledAmount(orderId: string): number {
    return sum(
      this.ofOrder(orderId)
        .filter(({ state }) => state === 'settled')
        .map(({ amount }) => amount),
    );
  }

  items(order: Order): SettleableItem[] {
    const taken = new Map(
      this.store
        .all<{ item_order_id: string; amount: number }>(
          `SELECT x.item_order_id, SUM(x.amount) AS amount FROM settlement_items x JOIN settlements s USING (settle_id)
           WHERE s.order_id = ? GROUP BY x.item_order_id`,
          order.orderId,
        )
        .map((row) => [row.item_order_id, row.amount]),
    );
    return this.refunds.items(order.orderId).map((item) => {
      const { amount, isReady } = this.dueOf(item);
      const left = amount - (taken.get(item.itemOrderId) ?? 0);
      return {
        itemOrderId: item.itemOrderId,
        isReady,
        hasEnded: item.endTime !== undefined,
        amount: Math.max(0, left),
      };
    });
  }

  /** What of the whole order is neither back with the user, or on its way there, nor settled. */
  rest(order: Order): number {
    if (order.state !== 'paid') return 0;
    const back = this.refunds.ofOrder(order.orderId).filter(({ state }) => holdsMoney(state));
    return Math.max(
      0,
      paidAmount(order) -
        sum(back.map(({ amount }) => amount)) -
        sum(this.ofOrder(order.orderId).map(({ amount }) => amount)),
    );
  }

  /** Whether an order that nobody redeems was paid long enough ago. */
  isOld({ paidTime }: Order): boolean {
    return paidTime !== undefined && this.clock.now() >= paidTime + SETTLE_AFTER_PAYMENT_MS;
  }

  /** @param items what it is about; the rest of `amount` is of no unit (fees) */
  create(
    order: Order,
    amount: number,
    items: { itemOrderId: string; amount: number }[],
    draft: SettlementDraft,
    itemOrderId?: string,
  ): Settlement {
    return this.store.transaction(() => {
      const now = this.clock.now();
      const settleId = newNumber(this.store, now);
      const { orderId, appId } = order;
      this.store.run(
        `INSERT INTO settlements (settle_id, order_id, app_id, out_settle_no, item_order_id, amount, state, create_time, settle_time, draft)
         VALUES (?, ?, ?, ?, ?, ?, 'settling', ?, ?, ?)`,
        settleId,
        orderId,
        appId,
        draft.outSettleNo,
        itemOrderId ?? null,
        amount,
        now,
        now + settlementDelay,
        JSON.stringify(draft),
      );
      items
        .filter((item) => item.amount > 0)
        .forEach((item) =>
          this.store.run(
            'INSERT INTO settlement_items (settle_id, item_order_id, amount) VALUES (?, ?, ?)',
            settleId,
            item.itemOrderId,
            item.amount,
          ),
        );
      this.ledger.history.add({ orderId, subject: 'settlement', subjectId: settleId, to: 'settling' });
      return this.get(settleId)!;
    });
  }

  /** When the clock next has something to do here. */
  nextDue(): number | undefined {
    const row = this.store.get<{ due: number | null }>(
      `SELECT MIN(settle_time) AS due FROM settlements WHERE state = 'settling'`,
    );
    return row?.due ?? undefined;
  }

  /** Answers the settlements whose money has arrived. */
  runDue(): Settlement[] {
    const now = this.clock.now();
    return this.all(`state = 'settling' AND settle_time <= ? ORDER BY settle_time, settle_id`, now).map(
      ({ settleId, orderId }) =>
        this.store.transaction(() => {
          this.store.run(
            `UPDATE settlements SET state = 'settled', end_time = ? WHERE settle_id = ?`,
            now,
            settleId,
          );
          const step = { orderId, subject: 'settlement', subjectId: settleId } as const;
          this.ledger.history.add({ ...step, from: 'settling', to: 'settled' });
          return this.get(settleId)!;
        }),
    );
  }

  private dueOf(item: RefundableItem): { amount: number; isReady: boolean } {
    const { endTime, paidAmount: paid, refundedAmount: refunded, totalTimes } = item;
    if (endTime !== undefined)
      return { amount: paid - refunded, isReady: this.clock.now() >= endTime + SETTLE_AFTER_END_MS };
    const used = totalTimes > 1 ? usedAmount(item) : 0;
    return { amount: used, isReady: used > 0 };
  }

  private all(condition: string, ...values: (string | number)[]): Settlement[] {
    return this.store
      .all<SettlementRow>(`SELECT * FROM settlements WHERE ${condition}`, ...values)
      .map(toSettlement);
  }
}
