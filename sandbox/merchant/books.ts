/**
 * The reference merchant's own books: its numbers and what its callbacks told it. Money in 分, times in ms.
 */
import type { Store } from '../store/store';
import { nextNumber } from './numbers';

export interface BookedGoods {
  goodsId: string;
  goodsType: number;
  goodsName: string;
  goodsPhoto: string;
  price: number;
  quantity: number;
}

export interface BookedItem {
  itemOrderId: string;
  goodsId: string;
  price: number;
}

export interface BookedOrder {
  outOrderNo: string;
  /** Absent until Douyin's number is known (requestOrder: the developer's comes first). */
  orderId?: string;
  state: 'unpaid' | 'paid' | 'closed';
  createTime: number;
  payExpireTime: number;
  totalAmount: number;
  discountAmount: number;
  goods: BookedGoods;
  items: BookedItem[];
  cpExtra: string;
  phoneNumber?: string;
  contactName?: string;
  note?: string;
}

interface Row {
  out_order_no: string;
  order_id: string | null;
  state: string;
  create_time: number;
  pay_expire_time: number;
  total_amount: number;
  discount_amount: number;
  goods: string;
  item_orders: string;
  cp_extra: string;
  phone_number: string | null;
  contact_name: string | null;
  note: string | null;
}

const toOrder = (row: Row): BookedOrder => ({
  outOrderNo: row.out_order_no,
  orderId: row.order_id ?? undefined,
  state: row.state as BookedOrder['state'],
  createTime: row.create_time,
  payExpireTime: row.pay_expire_time,
  totalAmount: row.total_amount,
  discountAmount: row.discount_amount,
  goods: JSON.parse(row.goods) as BookedGoods,
  items: JSON.parse(row.item_orders) as BookedItem[],
  cpExtra: row.cp_extra,
  phoneNumber: row.phone_number ?? undefined,
  contactName: row.contact_name ?? undefined,
  note: row.note ?? undefined,
});

export class Books {
  constructor(private readonly store: Store) {}

  /** Both numbers and the entry in one transaction: a number is never given away without its order. */
  open(now: number, order: Omit<BookedOrder, 'outOrderNo' | 'state'>): BookedOrder {
    return this.store.transaction(() => {
      const known = order.orderId === undefined ? undefined : this.byOrderId(order.orderId);
      if (known) return known;
      const outOrderNo = nextNumber(this.store, 'T', now);
      this.store.run(
        `INSERT INTO merchant_orders (out_order_no, order_id, goods_id, state, create_time, pay_expire_time, total_amount, discount_amount, goods,
           item_orders, cp_extra, phone_number, contact_name, note) VALUES (?, ?, ?, 'unpaid', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        outOrderNo,
        order.orderId ?? null,
        order.goods.goodsId,
        order.createTime,
        order.payExpireTime,
        order.totalAmount,
        order.discountAmount,
        JSON.stringify(order.goods),
        JSON.stringify(order.items),
        order.cpExtra,
        order.phoneNumber ?? null,
        order.contactName ?? null,
        order.note ?? null,
      );
      return this.get(outOrderNo)!;
    });
  }

  get(outOrderNo: string): BookedOrder | undefined {
    const row = this.store.get<Row>('SELECT * FROM merchant_orders WHERE out_order_no = ?', outOrderNo);
    return row && toOrder(row);
  }

  byOrderId(orderId: string): BookedOrder | undefined {
    const row = this.store.get<Row>('SELECT * FROM merchant_orders WHERE order_id = ?', orderId);
    return row && toOrder(row);
  }

  /** Newest first. */
  list(limit: number): BookedOrder[] {
    return this.store
      .all<Row>('SELECT * FROM merchant_orders ORDER BY create_time DESC, out_order_no DESC LIMIT ?', limit)
      .map(toOrder);
  }

  /** The newest of these goods made at or after `since`. */
  latest(goodsId: string, since: number): BookedOrder | undefined {
    const row = this.store.get<Row>(
      'SELECT * FROM merchant_orders WHERE goods_id = ? AND create_time >= ? ORDER BY create_time DESC, out_order_no DESC LIMIT 1',
      goodsId,
      since,
    );
    return row && toOrder(row);
  }

  /** Settles an unpaid order; a settled one stays as it is, so that a callback may come twice or late. */
  settle(
    outOrderNo: string,
    state: 'paid' | 'closed',
    known: { orderId: string; items?: BookedItem[] } | undefined,
  ): void {
    this.store.run(
      `UPDATE merchant_orders SET state = ?, order_id = COALESCE(order_id, ?), item_orders = COALESCE(?, item_orders) WHERE out_order_no = ? AND state = 'unpaid'`,
      state,
      known?.orderId ?? null,
      known?.items ? JSON.stringify(known.items) : null,
      outOrderNo,
    );
  }
}
