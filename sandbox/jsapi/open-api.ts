/**
 * What the platform tells the developer's server when it asks: goods, subject, the state of an order
 * (templates §5.3) and of a refund (§4).
 */
import { REFUNDABLE_FEES } from '../../src/contract/fees';
import type { LibraryGoods } from '../../src/contract/goods-types';
import type { OrderInfo } from '../../src/ports/merchant';
import type { RefundableItem } from '../ledger/refunds';
import { holdsMoney } from '../ledger/transitions';
import type { AuditState, Order, Refund } from '../ledger/types';
import type { AuditReply } from './audit';
import { auditRefund } from './audit';
import { endMessage } from '../callbacks/messages';
import type { CouponApi } from '../coupons/open-api';
import { splitGoodsId } from '../scenarios/scenarios';
import type { PlatformContext } from './context';

/** Nothing else is answered (TP-PAYMENT-06). */
type OrderStatus = 'PROCESS' | 'SUCCESS' | 'FAIL' | 'TIMEOUT';

interface OrderQuery {
  orderId: string;
  outOrderNo: string;
  orderStatus: OrderStatus;
  /** Whether a payment is on its way whose end nobody knows yet. */
  paymentInProgress: boolean;
  createTime: number;
  payExpireTime: number;
  legacy: boolean;
  takeaway?: OrderInfo['takeaway'];
  itemOrders: RefundableItem[];
}

/** Nothing else is answered (TP-AUDIT-06). */
type RefundQueryStatus = 'PROCESSING' | 'SUCCESS' | 'FAIL';

interface RefundQuery {
  refundId: string;
  outRefundNo?: string;
  refundStatus: RefundQueryStatus;
  refundAuditStatus: AuditState;
  auditTime?: number;
  endTime?: number;
  message: string;
}

export interface OpenApi {
  queryGoods(goodsId: string): LibraryGoods | undefined;
  queryOrder(number: { orderId: string } | { outOrderNo: string }): OrderQuery | undefined;
  queryRefund(number: { refundId: string } | { outRefundNo: string }): RefundQuery | undefined;
  /** merchant_audit_callback (templates §5.4). */
  auditRefund(body: Record<string, unknown>): AuditReply;
  subjectName(): string;
  /** Douyin codes: showing and redeeming them. */
  coupons: CouponApi;
}

const refundStatusOf = (refund: Refund): RefundQueryStatus =>
  refund.state === 'refunded' ? 'SUCCESS' : holdsMoney(refund.state) ? 'PROCESSING' : 'FAIL';

const statusOf = (order: Order): OrderStatus =>
  order.state === 'paid'
    ? 'SUCCESS'
    : order.state === 'unpaid'
      ? 'PROCESS'
      : order.closeReason === 'TIME_OUT'
        ? 'TIMEOUT'
        : 'FAIL';

/** What a refund of a takeaway order has to say beside its goods. */
const takeawayOf = (refunds: PlatformContext['refunds'], order: Order): OrderInfo['takeaway'] => {
  const { takeaway, fees } = order.draft;
  if (!takeaway) return undefined;
  const named = REFUNDABLE_FEES.filter((type) => fees.some(({ feeType }) => feeType === type));
  return {
    scheduled: takeaway.scheduled,
    fees: named.map((feeType) => ({
      feeType,
      refundableAmount: order.state === 'paid' ? refunds.refundableFee(order, feeType) : 0,
    })),
  };
};

type Parts = Pick<PlatformContext, 'ledger' | 'refunds' | 'catalogue'> & { coupons: CouponApi };

export const createOpenApi = ({ ledger, refunds, catalogue, coupons }: Parts): OpenApi => ({
  coupons,
  queryGoods(goodsId) {
    const goods = catalogue.library(splitGoodsId(goodsId).id);
    return goods && { ...goods, goodsId };
  },
  queryOrder(number) {
    const order =
      'orderId' in number ? ledger.get(number.orderId) : ledger.getByOutOrderNo(number.outOrderNo);
    return (
      order && {
        orderId: order.orderId,
        outOrderNo: order.outOrderNo,
        orderStatus: statusOf(order),
        paymentInProgress: ledger.isProcessing(order.orderId),
        createTime: order.createTime,
        payExpireTime: order.payExpireTime,
        legacy: order.legacy,
        takeaway: takeawayOf(refunds, order),
        itemOrders: refunds.items(order.orderId),
      }
    );
  },
  queryRefund(number) {
    const refund =
      'refundId' in number ? refunds.get(number.refundId) : refunds.getByOutRefundNo(number.outRefundNo);
    return (
      refund && {
        refundId: refund.refundId,
        outRefundNo: refund.outRefundNo,
        refundStatus: refundStatusOf(refund),
        refundAuditStatus: refund.auditState,
        auditTime: refund.auditTime,
        endTime: refund.endTime,
        message: endMessage(refund),
      }
    );
  },
  auditRefund: (body) => auditRefund(refunds, body),
  subjectName: () => '北京甜里商贸有限公司',
});
