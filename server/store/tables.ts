/** The tables, as their rows are (server/store/migrations.ts makes them). Money in 分, times in ms. */
import type { Generated } from 'kysely';

export interface OrderRow {
  out_order_no: string;
  order_id: string | null;
  open_id: string | null;
  goods_id: string;
  state: 'unpaid' | 'closed' | 'paid';
  create_time: number;
  pay_expire_time: number;
  total_amount: number;
  discount_amount: number;
  /** JSON text, as in `item_orders`, `items` and `reasons`: never asked for by its parts. */
  goods: string;
  item_orders: string;
  cp_extra: string;
  phone_number: string | null;
  contact_name: string | null;
  note: string | null;
}

export interface RefundRow {
  out_refund_no: string;
  refund_id: string;
  order_id: string;
  out_order_no: string;
  status: 1 | 98 | 99;
  audit_state: string;
  needs_audit: number;
  amount: number;
  items: string;
  reasons: string;
  note: string;
  cp_extra: string;
  create_time: number;
  audit_time: number | null;
  end_time: number | null;
  message: string | null;
}

/** `kind` and `number` are the key: money moves once. */
interface MoneyRow {
  kind: 'payment' | 'refund';
  number: string;
  out_order_no: string;
  amount: number;
  time: number;
}

export interface EventRow {
  event_id: Generated<number>;
  kind: string;
  subject: string;
  create_time: number;
  /** When it may be taken (again). */
  due_time: number;
  attempts: number;
  done_time: number | null;
  problem: string | null;
}

interface CallbackRow {
  callback_key: string;
  time: number;
  answer: string;
}

export interface Tables {
  merchant_orders: OrderRow;
  merchant_refunds: RefundRow;
  merchant_money: MoneyRow;
  merchant_events: EventRow;
  merchant_callbacks: CallbackRow;
  merchant_numbers: { day: string; used: number };
}
