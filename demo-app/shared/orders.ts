import { yuan, type OrderInfo } from 'microapp-trade-kit';
import { get } from './api';
import { timeText } from './catalogue';

const STATES: Record<string, string> = { unpaid: '待支付', processing: '支付确认中', paid: '已支付', closed: '已关闭' };

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
  units: { itemOrderId: string; paid: string }[];
}

function orderView(order: OrderInfo): OrderView {
  const { orderId, outOrderNo, state, quantity, goods } = order;
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
    units: order.itemOrders.map(({ itemOrderId, paidAmount }) => ({ itemOrderId, paid: yuan(paidAmount) })),
  };
}

export const loadOrders = (): Promise<OrderView[]> => get<OrderInfo[]>('/orders').then((orders) => orders.map(orderView));

export const loadOrder = (outOrderNo: string): Promise<OrderView> => get<OrderInfo>('/order', { outOrderNo }).then(orderView);
