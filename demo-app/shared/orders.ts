import { yuan, type OrderInfo, type RefundInfo } from 'microapp-trade-kit';
import { get, post } from './api';
import { timeText } from './catalogue';

const STATES: Record<string, string> = {
  unpaid: '待支付',
  processing: '支付确认中',
  paid: '已支付',
  closed: '已关闭',
};

/** One unit of an order. */
export interface UnitView {
  itemOrderId: string;
  paid: string;
  /** What can be refunded of it, yuan; empty when nothing can. */
  left: string;
}

/** One refund of an order, with the `order-status` of the button that leads to it. */
export interface RefundView {
  outRefundNo: string;
  orderStatus: 2 | 3 | 4;
  amount: string;
  quantity: number;
  tips: string;
  /** The shop has to decide. */
  auditing: boolean;
}

/** An order as the templates draw it. */
export interface OrderView {
  orderId: string;
  outOrderNo: string;
  state: string;
  stateText: string;
  name: string;
  photo: string;
  quantity: number;
  total: string;
  time: string;
  /** When an unpaid order closes by itself; empty for others. */
  payBefore: string;
  /** Made by trade template 1.0: refunded by amount. */
  legacy: boolean;
  units: UnitView[];
  /** The user chooses which units to refund: not for legacy orders, nor where there is one only. */
  choosable: boolean;
  /** `order-status` of the order's own button: 0 can be paid, 1 can be refunded, -1 neither. */
  orderStatus: 0 | 1 | -1;
  /** Has codes of the platform's, where its goods have. */
  paid: boolean;
  /** What can be refunded, 分. */
  refundable: number;
  refundCount: number;
}

const isRefundable = ({ state, refundableQuantity }: OrderInfo): boolean =>
  state === 'paid' && refundableQuantity > 0;

function orderView(order: OrderInfo): OrderView {
  const { orderId, outOrderNo, state, quantity, goods, legacy, itemOrders, refunds } = order;
  const refundable = itemOrders.reduce((sum, { refundableAmount }) => sum + refundableAmount, 0);
  return {
    orderId,
    outOrderNo,
    state,
    stateText: STATES[state] || state,
    name: goods ? goods.goodsName : '商品',
    photo: goods ? goods.goodsPhoto : '',
    quantity,
    total: yuan(order.totalAmount - order.discountAmount),
    time: timeText(order.createTime),
    payBefore: state === 'unpaid' ? timeText(order.payExpireTime) : '',
    legacy,
    units: itemOrders.map(({ itemOrderId, paidAmount, refundableAmount }) => ({
      itemOrderId,
      paid: yuan(paidAmount),
      left: state === 'paid' && refundableAmount > 0 ? yuan(refundableAmount) : '',
    })),
    choosable: isRefundable(order) && !legacy && itemOrders.length > 1,
    orderStatus: state === 'unpaid' ? 0 : isRefundable(order) ? 1 : -1,
    paid: state === 'paid' && !legacy,
    refundable,
    refundCount: refunds.length,
  };
}

const STATUS: Record<RefundInfo['refundStatus'], RefundView['orderStatus']> = { 1: 2, 98: 3, 99: 4 };

const refundView = ({
  outRefundNo,
  refundStatus,
  refundAmount,
  refundQuantity,
  refundTips,
  refundSteps,
}: RefundInfo): RefundView => ({
  outRefundNo,
  orderStatus: STATUS[refundStatus],
  amount: yuan(refundAmount),
  quantity: refundQuantity,
  tips: refundTips,
  auditing: refundStatus === 1 && refundSteps.some(({ title, state }) => title === '商家审核' && state === 1),
});

export const loadOrders = (): Promise<OrderView[]> =>
  get<OrderInfo[]>('/orders').then((orders) => orders.map(orderView));

/** An order and its refunds, newest first. */
export async function loadOrder(no: string): Promise<{ order: OrderView; refunds: RefundView[] }> {
  const order = await get<OrderInfo>('/order', { outOrderNo: no });
  const refunds = await Promise.all(
    order.refunds.map((outRefundNo) => get<RefundInfo>('/refund', { outRefundNo })),
  );
  return { order: orderView(order), refunds: refunds.map(refundView) };
}

/** What the shop decides about a refund; rejects when it cannot be decided (any more). */
export const decide = (outRefundNo: string, decision: 'agree' | 'refuse'): Promise<unknown> =>
  post(
    '/audit',
    decision === 'agree' ? { outRefundNo, decision } : { outRefundNo, decision, denyMessage: '商品已使用' },
  );
