/** What must hold of a ledger whenever it is opened, wherever its process died, and what was answered. */
import { contradictionIn } from '../../../sandbox/ledger/contradictions';
import type { Store } from '../../../sandbox/store/store';
import { openStore } from '../../../sandbox/store/store';
import { hotpot } from './kit';

/** What some caller was told before the process died: none of it may be gone. */
export class Facts {
  /** The developer's order number -> the furthest that it was told to be. */
  readonly orders = new Map<string, 'made' | 'paid'>();
  /** The developer's refund number -> 分. */
  readonly refunds = new Map<string, number>();
  readonly redemptions = new Set<string>();
  readonly settlements = new Set<string>();
}

/** [what is wrong, the query that finds it] */
const RULES: readonly (readonly [string, string])[] = [
  [
    'the shelf is not what orders have left of it',
    `SELECT goods_id AS id FROM stock s WHERE goods_id = '${hotpot.goodsId}' AND remaining <> 500 -
       (SELECT COALESCE(SUM(quantity), 0) FROM orders o WHERE o.goods_id = s.goods_id AND o.state <> 'closed')`,
  ],
  [
    'a code was used more or less often than it was redeemed',
    `SELECT certificate_id AS id FROM coupons c WHERE used_times <>
       (SELECT COUNT(*) FROM redemptions r WHERE r.item_order_id = c.item_order_id AND r.undo_time IS NULL)`,
  ],
  [
    'an order that has ended has not one payment callback',
    `SELECT order_id AS id FROM orders o WHERE (state = 'paid' OR (state = 'closed' AND version <> '1.0')) <>
       (SELECT COUNT(*) FROM callbacks c WHERE c.order_id = o.order_id AND c.type = 'payment')`,
  ],
  [
    'a refund that has ended has not one callback, or another has one',
    `SELECT refund_id AS id FROM refunds r WHERE (state IN ('refunded', 'refused', 'failed')) <>
       (SELECT COUNT(*) FROM callbacks c WHERE c.refund_id = r.refund_id AND c.type = 'refund')`,
  ],
  [
    'a unit does not go with its order',
    `SELECT item_order_id AS id FROM item_orders i JOIN orders o USING (order_id)
     WHERE (o.state = 'unpaid') <> (i.state = 'unpaid') OR (o.state = 'closed') <> (i.state = 'closed')`,
  ],
  [
    'a paid unit of goods with codes has no code',
    `SELECT i.item_order_id AS id FROM item_orders i JOIN orders o USING (order_id) LEFT JOIN coupons c USING (item_order_id)
     WHERE o.state = 'paid' AND o.goods_id = '${hotpot.goodsId}' AND c.item_order_id IS NULL`,
  ],
  [
    'the counts are not those of the orders',
    `SELECT state AS id FROM order_counts k WHERE n <> (SELECT COUNT(*) FROM orders o WHERE o.state = k.state)`,
  ],
];

const lost = (store: Store, { orders, refunds, redemptions, settlements }: Facts): string[] => {
  const one = (sql: string, value: string): Record<string, unknown> | undefined => store.get(sql, value);
  return [
    ...[...orders].flatMap(([number, told]) => {
      const state = one('SELECT state FROM orders WHERE out_order_no = ?', number)?.state;
      const holds = state !== undefined && (told === 'made' || state === 'paid');
      return holds ? [] : [`order ${number} was told to be ${told}, and is ${String(state)}`];
    }),
    ...[...refunds].flatMap(([number, amount]) => {
      const row = one('SELECT amount FROM refunds WHERE out_refund_no = ?', number);
      return row?.amount === amount ? [] : [`refund ${number} of ${amount} is ${String(row?.amount)}`];
    }),
    ...[...redemptions]
      .filter((id) => !one('SELECT 1 AS one FROM redemptions WHERE verify_id = ?', id))
      .map((id) => `redemption ${id} is gone`),
    ...[...settlements]
      .filter((id) => !one('SELECT 1 AS one FROM settlements WHERE settle_id = ?', id))
      .map((id) => `settlement ${id} is gone`),
  ];
};

/** Everything that is wrong with a file that nobody has open. */
export const problemsOf = (file: string, facts: Facts): string[] => {
  const store = openStore(file);
  try {
    const check = store.all<{ integrity_check: string }>('PRAGMA integrity_check');
    const contradiction = contradictionIn(store);
    return [
      ...check.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...store
        .all<{ table: string }>('PRAGMA foreign_key_check')
        .map(({ table }) => `${table}: a foreign key`),
      ...(contradiction === undefined ? [] : [contradiction]),
      ...RULES.flatMap(([what, sql]) =>
        store.all<{ id: string }>(`${sql} LIMIT 3`).map(({ id }) => `${what}: ${id}`),
      ),
      ...lost(store, facts),
    ];
  } finally {
    store.close();
  }
};
