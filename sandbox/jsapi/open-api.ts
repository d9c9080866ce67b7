/** What the platform tells the developer's server when it asks: goods, ability, subject, the state of an order (templates §5.3). */
import type { LibraryGoods } from '../../src/contract/goods-types';
import type { Item, Order } from '../ledger/types';
import { splitGoodsId } from '../scenarios/scenarios';
import type { PlatformContext } from './context';

/** Nothing else is answered (TP-PAYMENT-06). */
export type OrderStatus = 'PROCESS' | 'SUCCESS' | 'FAIL' | 'TIMEOUT';

export interface OrderQuery {
  orderId: string;
  outOrderNo: string;
  orderStatus: OrderStatus;
  /** Whether a payment is on its way whose end nobody knows yet. */
  paymentInProgress: boolean;
  createTime: number;
  payExpireTime: number;
  legacy: boolean;
  itemOrders: Item[];
}

export interface OpenApi {
  queryGoods(goodsId: string): LibraryGoods | undefined;
  queryOrder(number: { orderId: string } | { outOrderNo: string }): OrderQuery | undefined;
  subjectName(): string;
}

const statusOf = (order: Order): OrderStatus =>
  order.state === 'paid' ? 'SUCCESS' : order.state === 'unpaid' ? 'PROCESS' : order.closeReason === 'TIME_OUT' ? 'TIMEOUT' : 'FAIL';

export const createOpenApi = ({ ledger, catalogue }: Pick<PlatformContext, 'ledger' | 'catalogue'>): OpenApi => ({
  queryGoods(goodsId) {
    const goods = catalogue.library(splitGoodsId(goodsId).id);
    return goods && { ...goods, goodsId };
  },
  queryOrder(number) {
    const order = 'orderId' in number ? ledger.get(number.orderId) : ledger.getByOutOrderNo(number.outOrderNo);
    return (
      order && {
        orderId: order.orderId,
        outOrderNo: order.outOrderNo,
        orderStatus: statusOf(order),
        paymentInProgress: ledger.isProcessing(order.orderId),
        createTime: order.createTime,
        payExpireTime: order.payExpireTime,
        legacy: order.legacy,
        itemOrders: ledger.items(order.orderId),
      }
    );
  },
  subjectName: () => '北京甜里商贸有限公司',
});
