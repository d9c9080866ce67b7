/** The life of a code, put together from what the ledger keeps anyway: it cannot differ from it. */
import type { Order } from '../ledger/types';
import type { Store } from '../store/store';
import type { CouponRow, RedemptionRow } from './rows';
import type { CouponEvent } from './types';

interface RefundedRow {
  refund_id: string;
  state: string;
  create_time: number;
  end_time: number | null;
  amount: number;
}

/** Oldest first; at the same moment, what was begun first. */
export const historyOf = (store: Store, row: CouponRow, order: Order, now: number): CouponEvent[] => {
  const issued = order.paidTime ?? order.createTime;
  const redemptions = store
    .all<RedemptionRow>(
      'SELECT * FROM redemptions WHERE item_order_id = ? ORDER BY verify_id',
      row.item_order_id,
    )
    .flatMap(
      ({ verify_id: verifyId, verify_time: time, shop_name: shopName, undo_time: undone }): CouponEvent[] => [
        { time, step: 'redeemed', verifyId, shopName },
        ...(undone === null ? [] : [{ time: undone, step: 'undone' as const, verifyId }]),
      ],
    );
  const refunds = store
    .all<RefundedRow>(
      `SELECT r.refund_id, r.state, r.create_time, r.end_time, i.amount FROM refunds r JOIN refund_items i USING (refund_id)
       WHERE i.item_order_id = ? ORDER BY r.refund_id`,
      row.item_order_id,
    )
    .flatMap(({ refund_id: refundId, state, create_time: time, end_time: ended, amount }): CouponEvent[] => [
      { time, step: 'refunding', refundId, amount },
      ...(ended === null
        ? []
        : [
            {
              time: ended,
              step: state === 'refunded' ? ('refunded' as const) : ('refundFailed' as const),
              refundId,
              amount,
            },
          ]),
    ]);
  const events: CouponEvent[] = [
    { time: issued, step: 'issued' },
    ...(row.valid_from > issued && row.valid_from <= now
      ? [{ time: row.valid_from, step: 'started' as const }]
      : []),
    ...redemptions,
    ...refunds,
    ...(row.valid_to < now ? [{ time: row.valid_to, step: 'expired' as const }] : []),
  ];
  return events.sort((a, b) => a.time - b.time);
};
