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
   * Part of an order number (below three signs: its beginning), goods id or goods name; or the whole of
   * another number: item order, payment, refund, coupon code.
   */
  query?: string;
  state?: OrderState | 'refund';
}

export interface OrderPage {
  orders: OrderLine[];
  /**
   * How many there are in all, `before` and `offset` apart. A search counts up to `MOST_FOUND` of them, and
   * those before the cursor alone.
   */
  total: number;
  /** The search has found more than it counts. */
  more?: true;
}

/** How many a search counts and looks through; a page beyond them is asked for with a narrower query. */
export const MOST_FOUND = 1_000;

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

interface Found {
  order_id: string;
  create_time: number;
}

const newestFirst = 'ORDER BY create_time DESC, order_id DESC';
const refunds = (states: string): string =>
  `(SELECT COUNT(*) FROM refunds r WHERE r.order_id = orders.order_id AND r.state IN (${states}))`;

/** The state is no parameter: each has a partial index of its own, which the planner must recognise. */
const stateTerm: Record<NonNullable<OrderQuery['state']>, string> = {
  unpaid: `state = 'unpaid'`,
  paid: `state = 'paid'`,
  closed: `state = 'closed'`,
  refund: 'EXISTS (SELECT 1 FROM refunds f WHERE f.order_id = orders.order_id)',
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

const linesOf = (store: Store, orderIds: string[]): OrderLine[] =>
  store
    .all<LineRow>(
      `SELECT order_id, out_order_no, state, goods_id, json_extract(draft, '$.goods.goodsName') AS goods_name,
         quantity, total_amount, discount_amount, create_time, pay_expire_time,
         ${refunds(`'applied', 'auditing'`)} AS auditing, ${refunds(`'refunding'`)} AS refunding,
         ${refunds(`'refunded'`)} AS refunded
       FROM orders WHERE order_id IN (SELECT value FROM json_each(?)) ${newestFirst}`,
      JSON.stringify(orderIds),
    )
    .map(toLine);

/** Terms that narrow each of the queries below. */
const narrowed = ({ state, before }: OrderQuery): { terms: string[]; values: Value[] } => ({
  terms: [
    ...(state === undefined ? [] : [stateTerm[state]]),
    ...(before === undefined
      ? []
      : ['(create_time, order_id) < (SELECT create_time, order_id FROM orders WHERE order_id = ?)']),
  ],
  values: before === undefined ? [] : [before],
});

const clause = (terms: string[]): string => (terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '');

/** How many there are in all. Counted for the states, so that no order is read for it. */
const countOf = (store: Store, state: OrderQuery['state']): number => {
  if (state === 'refund')
    return store.get<{ n: number }>('SELECT COUNT(DISTINCT order_id) AS n FROM refunds')!.n;
  return store
    .all<{ state: string; n: number }>('SELECT state, n FROM order_counts')
    .filter((each) => state === undefined || each.state === state)
    .reduce((sum, { n }) => sum + n, 0);
};

const listAll = (store: Store, asked: OrderQuery): OrderPage => {
  const { terms, values } = narrowed(asked);
  const ids = store.all<Found>(
    `SELECT order_id FROM orders ${clause(terms)} ${newestFirst} LIMIT ? OFFSET ?`,
    ...values,
    asked.limit ?? 100,
    asked.offset ?? 0,
  );
  return {
    total: countOf(store, asked.state),
    orders: linesOf(
      store,
      ids.map((each) => each.order_id),
    ),
  };
};

/** A text as FTS5 takes it literally. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The sign after all others: what begins with a text is below the text with it behind. */
const LAST_SIGN = '\u{10ffff}';

/** The trigram index knows parts from this many signs; shorter ones are looked for at the beginning. */
const LEAST_PART = 3;

/** A query for the newest orders that one kind of place makes a match; `WHERE` terms may follow it. */
interface Source {
  from: string;
  term: string;
  values: Value[];
  order: string;
}

/** From here on so many goods match that the newest orders are likely to be of them. */
const MANY_GOODS = 20;

const byNumber = (query: string): Source[] =>
  [...query].length >= LEAST_PART
    ? [
        {
          from: 'order_numbers JOIN orders USING (order_id)',
          term: 'order_numbers MATCH ?',
          values: [quoted(query)],
          order: 'order_numbers.rowid DESC',
        },
      ]
    : ['order_id', 'out_order_no'].map((column) => ({
        from: 'orders',
        term: `${column} >= ? AND ${column} < ?`,
        values: [query, query + LAST_SIGN],
        order: `${column} DESC`,
      }));

const byGoods = (store: Store, query: string): Source[] => {
  const goods = store
    .all<{ goods_id: string }>(
      'SELECT DISTINCT goods_id FROM order_goods WHERE instr(goods_id, ?) > 0 OR instr(goods_name, ?) > 0',
      query,
      query,
    )
    .map((each) => each.goods_id);
  const order = 'create_time DESC, order_id DESC';
  return goods.length > MANY_GOODS
    ? [
        {
          from: 'orders',
          // The sign keeps the planner from reading every order of these goods before it sorts them.
          term: '+goods_id IN (SELECT value FROM json_each(?))',
          values: [JSON.stringify(goods)],
          order,
        },
      ]
    : goods.map((goodsId) => ({ from: 'orders', term: 'goods_id = ?', values: [goodsId], order }));
};

const byWholeNumber = (query: string): Source => ({
  from: 'orders',
  term: `order_id IN (SELECT order_id FROM item_orders WHERE item_order_id = ?
    UNION SELECT order_id FROM item_orders WHERE code = ?
    UNION SELECT order_id FROM payments WHERE pay_order_id = ?
    UNION SELECT order_id FROM refunds WHERE refund_id = ?
    UNION SELECT order_id FROM refunds WHERE out_refund_no = ?)`,
  values: [query, query, query, query, query],
  order: 'create_time DESC, order_id DESC',
});

const search = (store: Store, asked: OrderQuery, query: string): OrderPage => {
  const { terms, values } = narrowed(asked);
  const found = new Map<string, number>();
  for (const source of [...byNumber(query), ...byGoods(store, query), byWholeNumber(query)])
    store
      .all<Found>(
        `SELECT orders.order_id AS order_id, create_time FROM ${source.from} ${clause([source.term, ...terms])}
         ORDER BY ${source.order} LIMIT ${MOST_FOUND + 1}`,
        ...source.values,
        ...values,
      )
      .forEach((each) => found.set(each.order_id, each.create_time));
  const newest = [...found].sort(
    ([oneId, one], [otherId, other]) => other - one || (oneId < otherId ? 1 : -1),
  );
  const from = asked.offset ?? 0;
  return {
    total: Math.min(newest.length, MOST_FOUND),
    ...(newest.length > MOST_FOUND ? { more: true as const } : {}),
    orders: linesOf(
      store,
      newest.slice(from, from + (asked.limit ?? 100)).map(([orderId]) => orderId),
    ),
  };
};

export const listOrders = (store: Store, asked: OrderQuery): OrderPage =>
  asked.query === undefined || asked.query === '' ? listAll(store, asked) : search(store, asked, asked.query);
