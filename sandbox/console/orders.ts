/** The order list of the console: one page at a time, newest first. Money in 分, times in ms. */
import type { OrderState } from '../ledger/types';
import type { Store, Value } from '../store/store';

export interface OrderLine {
  orderId: string;
  outOrderNo: string;
  state: OrderState;
  goodsId: string;
  goodsName: string;
  quantity: number;
  totalAmount: number;
  discountAmount: number;
  createTime: number;
  payExpireTime: number;
  /** How many of its refunds wait for the merchant, are on their way, or are through. */
  refunds: { auditing: number; refunding: number; refunded: number };
}

export interface OrderQuery {
  /** Only orders older than this one. */
  before?: string;
  /** So many are left out at the beginning. */
  offset?: number;
  limit?: number;
  /**
   * Part of an order number, goods id or goods name; or the whole of another number: item order, payment,
   * refund, coupon code.
   */
  query?: string;
  state?: OrderState | 'refund';
}

export interface OrderPage {
  orders: OrderLine[];
  /** How many the query finds in all, `before` and `offset` apart. */
  total: number;
}

interface LineRow {
  order_id: string;
  out_order_no: string;
  state: string;
  goods_id: string;
  goods_name: string | null;
  quantity: number;
  total_amount: number;
  discount_amount: number;
  create_time: number;
  pay_expire_time: number;
  auditing: number;
  refunding: number;
  refunded: number;
}

const goodsName = `json_extract(draft, '$.goods.goodsName')`;
const refunds = (states: string): string =>
  `(SELECT COUNT(*) FROM refunds r WHERE r.order_id = orders.order_id AND r.state IN (${states}))`;

/** `instr` takes the text as it is: no sign in it means anything. */
const found = `(instr(order_id, ?) > 0 OR instr(out_order_no, ?) > 0 OR instr(goods_id, ?) > 0 OR instr(${goodsName}, ?) > 0
  OR order_id IN (SELECT order_id FROM item_orders WHERE item_order_id = ? OR code = ?)
  OR order_id IN (SELECT order_id FROM payments WHERE pay_order_id = ?)
  OR order_id IN (SELECT order_id FROM refunds WHERE refund_id = ? OR out_refund_no = ?))`;

const conditions = ({ query, state }: OrderQuery): { where: string[]; values: Value[] } => {
  const where: string[] = [];
  const values: Value[] = [];
  if (state === 'refund') where.push('order_id IN (SELECT order_id FROM refunds)');
  else if (state !== undefined) {
    where.push('state = ?');
    values.push(state);
  }
  if (query !== undefined && query !== '') {
    where.push(found);
    values.push(...Array.from({ length: found.split('?').length - 1 }, () => query));
  }
  return { where, values };
};

const clause = (where: string[]): string => (where.length > 0 ? `WHERE ${where.join(' AND ')}` : '');

export const listOrders = (store: Store, asked: OrderQuery): OrderPage => {
  const { where, values } = conditions(asked);
  const { total } = store.get<{ total: number }>(
    `SELECT COUNT(*) AS total FROM orders ${clause(where)}`,
    ...values,
  )!;
  const paged =
    asked.before === undefined
      ? where
      : [...where, '(create_time, order_id) < (SELECT create_time, order_id FROM orders WHERE order_id = ?)'];
  const rows = store.all<LineRow>(
    `SELECT order_id, out_order_no, state, goods_id, ${goodsName} AS goods_name, quantity, total_amount, discount_amount, create_time,
       pay_expire_time, ${refunds(`'applied', 'auditing'`)} AS auditing, ${refunds(`'refunding'`)} AS refunding,
       ${refunds(`'refunded'`)} AS refunded
     FROM orders ${clause(paged)} ORDER BY create_time DESC, order_id DESC LIMIT ? OFFSET ?`,
    ...values,
    ...(asked.before === undefined ? [] : [asked.before]),
    asked.limit ?? 100,
    asked.offset ?? 0,
  );
  return { total, orders: rows.map(toLine) };
};

const toLine = (row: LineRow): OrderLine => ({
  orderId: row.order_id,
  outOrderNo: row.out_order_no,
  state: row.state as OrderState,
  goodsId: row.goods_id,
  goodsName: row.goods_name ?? '',
  quantity: row.quantity,
  totalAmount: row.total_amount,
  discountAmount: row.discount_amount,
  createTime: row.create_time,
  payExpireTime: row.pay_expire_time,
  refunds: { auditing: row.auditing, refunding: row.refunding, refunded: row.refunded },
});
