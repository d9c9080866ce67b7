/**
 * createRefundOrder and getRefundOrder: how the template pages themselves apply for a refund and look at one
 * (jsapi §6).
 */
import type { ApplyRefundOptions } from '../../src/contract/jsapi/apply-refund-options';
import type { RefundOrderOptions, RefundQueryOptions } from '../../src/contract/jsapi/refund-order';
import { endMessage } from '../callbacks/messages';
import { TradeFailure } from '../failures';
import { holdsMoney } from '../ledger/transitions';
import type { Refund } from '../ledger/types';
import { refundReason, refundSteps, refundTips, refundWay } from '../../server/words';
import type { RefundFacts } from '../../server/words';
import { applyFor } from './apply-refund';
import { ownOrder } from './cashier';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { requireLogin } from './place-order';

/** The same wish in the words of applyRefund. */
const asApplication = (given: RefundOrderOptions): ApplyRefundOptions => ({
  outOrderNo: given.outOrderNo,
  refundInfo: { reason: given.reason, note: given.description },
  goodsList: given.refundGoods.map((goods) => ({
    goodsId: goods.goods_id,
    goodsType: goods.goods_id_type,
    quantity: goods.refund_quantity,
  })),
  refundTotalAmount: given.refundTotalAmount,
});

export const createRefundOrder: Handler = (context, options, caller) => {
  const given = options as RefundOrderOptions;
  return applyFor(context, asApplication(given), given.extra ?? '', 'createRefundOrder', caller);
};

/** refundStatus of the template pages. */
const refundStatusOf = (refund: Refund): 1 | 98 | 99 =>
  refund.state === 'refunded' ? 98 : holdsMoney(refund.state) ? 1 : 99;

const factsOf = (refund: Refund): RefundFacts => ({
  ...refund,
  status: refundStatusOf(refund),
  message: endMessage(refund),
});

const findRefund = (context: PlatformContext, options: Options, caller: Caller): Refund | undefined => {
  const { refundId, outRefundNo } = options as RefundQueryOptions;
  const refund =
    refundId === undefined ? context.refunds.getByOutRefundNo(outRefundNo!) : context.refunds.get(refundId);
  const same = refund && (outRefundNo === undefined || refund.outRefundNo === outRefundNo);
  return same && ownOrder(context.ledger.get(refund.orderId), caller) ? refund : undefined;
};

export const getRefundOrder: Handler = (context, options, caller) => {
  requireLogin(context);
  const refund = findRefund(context, options, caller);
  if (!refund) throw new TradeFailure(20000);
  return {
    refundId: refund.refundId,
    outRefundNo: refund.outRefundNo ?? '',
    orderId: refund.orderId,
    refundStatus: refundStatusOf(refund),
    refundAmount: refund.amount,
    refundQuantity: refund.draft.quantity,
    refundWay,
    refundReason: refundReason(refund.draft.reasons),
    refundTips: refundTips(factsOf(refund)),
    refundSteps: refundSteps(factsOf(refund)).map((step) => step.state),
    itemOrderList: refund.draft.items.map(({ itemOrderId, amount }) => ({
      itemOrderId,
      refundAmount: amount,
      userReservations: [{ userReserveIds: [] }],
    })),
    secretKey: '',
  };
};
