/** Orders as lines for a person. Money comes in 分 and is shown in yuan. */
import { tell } from './verb';
import { yuan } from '../../money';

export interface OrderRow {
  orderId: string;
  outOrderNo: string;
  state: string;
  goodsName?: string;
  draft?: { goods: { goodsName: string } };
  quantity: number;
  totalAmount: number;
  discountAmount: number;
}

interface Sent {
  callbackId: number;
  type: string;
  state: string;
  attempts: { status?: number; problem?: string }[];
}

export interface OrderAnswer extends OrderRow {
  callbacks: Sent[];
  refunds: { refundId: string; outRefundNo?: string; state: string; amount: number }[];
}

export const orderLine = (order: OrderRow): string =>
  [
    order.orderId,
    order.outOrderNo,
    order.state,
    yuan(order.totalAmount - order.discountAmount),
    `${order.goodsName ?? order.draft?.goods.goodsName ?? ''} ×${order.quantity}`,
  ].join('  ');

export const callbackLine = ({ callbackId, type, state, attempts }: Sent): string => {
  const last = attempts.at(-1);
  const answer = last?.problem ?? (last?.status === undefined ? '' : `HTTP ${last.status}`);
  return `  ${tell()('callback', { id: callbackId })}  ${type}  ${state}${answer === '' ? '' : `  ${answer}`}`;
};

const refundLine = ({ refundId, outRefundNo, state, amount }: OrderAnswer['refunds'][number]): string =>
  `  ${tell()('refund', { id: refundId })}  ${outRefundNo ?? '-'}  ${state}  ${yuan(amount)}`;

/** The order, its refunds, and its callbacks. */
export const orderLines = (order: OrderAnswer): string[] => [
  orderLine(order),
  ...order.refunds.map(refundLine),
  ...order.callbacks.map(callbackLine),
];
