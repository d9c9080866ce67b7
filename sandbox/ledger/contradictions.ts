/**
 * What no single row shows: whether the rows of a dump contradict each other about money. Each query answers
 * the number of what is wrong.
 */
import type { Store } from '../store/store';
import { holdingMoney } from './transitions';

/** [what is wrong, with the number behind it; the query that finds it] */
const contradictions: readonly (readonly [what: string, sql: string])[] = [
  [
    'the refunds exceed what was paid, order',
    `SELECT o.order_id AS id FROM orders o JOIN refunds r ON r.order_id = o.order_id AND ${holdingMoney('r')}
     GROUP BY o.order_id HAVING SUM(r.amount) > CASE o.state WHEN 'paid' THEN o.total_amount - o.discount_amount ELSE 0 END`,
  ],
  [
    'the refunds exceed what was paid, item order',
    `SELECT i.item_order_id AS id FROM item_orders i JOIN refund_items x USING (item_order_id) JOIN refunds r USING (refund_id)
     WHERE ${holdingMoney('r')} GROUP BY i.item_order_id HAVING SUM(x.amount) > i.paid_amount`,
  ],
  [
    'what went back is not the sum of its refunds, item order',
    `SELECT i.item_order_id AS id FROM item_orders i WHERE i.refunded_amount <> (SELECT COALESCE(SUM(x.amount), 0)
       FROM refund_items x JOIN refunds r USING (refund_id) WHERE x.item_order_id = i.item_order_id AND r.state = 'refunded')`,
  ],
  [
    'its items come to more than it, refund',
    `SELECT r.refund_id AS id FROM refunds r JOIN refund_items x USING (refund_id) GROUP BY r.refund_id HAVING SUM(x.amount) > r.amount`,
  ],
  [
    'the settlements exceed what was paid, order',
    `SELECT o.order_id AS id FROM orders o JOIN settlements s USING (order_id)
     GROUP BY o.order_id HAVING SUM(s.amount) > CASE o.state WHEN 'paid' THEN o.total_amount - o.discount_amount ELSE 0 END`,
  ],
  [
    'its units come to more than it, settlement',
    `SELECT s.settle_id AS id FROM settlements s JOIN settlement_items x USING (settle_id) GROUP BY s.settle_id HAVING SUM(x.amount) > s.amount`,
  ],
  [
    'its units come to more than was paid, order',
    `SELECT o.order_id AS id FROM orders o JOIN item_orders i USING (order_id) GROUP BY o.order_id
     HAVING SUM(i.paid_amount) > CASE o.state WHEN 'paid' THEN o.total_amount - o.discount_amount ELSE 0 END`,
  ],
  [
    'it should have one item order a unit, order',
    `SELECT o.order_id AS id FROM orders o WHERE o.quantity <> (SELECT COUNT(*) FROM item_orders i WHERE i.order_id = o.order_id)`,
  ],
  [
    'it should have one payment exactly when it is paid, and of its amount, order',
    `SELECT o.order_id AS id FROM orders o WHERE (o.state = 'paid') <> (SELECT COUNT(*) FROM payments p WHERE p.order_id = o.order_id AND p.state = 'paid')
       OR EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.order_id AND p.amount <> o.total_amount - o.discount_amount)`,
  ],
];

/** The first thing that is wrong, or `undefined`. */
export const contradictionIn = (store: Store): string | undefined => {
  for (const [what, sql] of contradictions) {
    const found = store.get<{ id: string }>(`${sql} LIMIT 1`);
    if (found) return `${what} ${found.id}`;
  }
  return undefined;
};
