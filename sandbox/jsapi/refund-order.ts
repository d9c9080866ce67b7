/**
 * createRefundOrder and getRefundOrder: how the template pages themselves apply for a refund and look at one
 * (jsapi §6).
 */
import { endMessage } from '../callbacks/messages';
import { TradeFailure } from '../failures';
import { holdsMoney } from '../ledger/transitions';
import type { Refund } from '../ledger/types';
import { refundReason, refundSteps, refundTips, refundWay } from '../refund-words';
import type { RefundFacts } from '../refund-words';
import type { RefundOptions } from './apply-refund';
import { applyFor } from './apply-refund';
import { ownOrder } from './cashier';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { requireLogin } from './place-order';

interface RefundGoods {
  goods_id: string;
  refund_quantity: number;
}

/** The same wish in the words of applyRefund. */
const asApplication = ({
  outOrderNo,
  reason,
  description,
  refundGoods,
  refundTotalAmount,
}: Options): RefundOptions => ({
  outOrderNo: outOrderNo as string,
  refundInfo: { reason: reason as string[], note: description as string },
  goodsList: (refundGoods as RefundGoods[]).map((goods) => ({
    goodsId: goods.goods_id,
    quantity: goods.refund_quantity,
  })),
  refundTotalAmount: refundTotalAmount as number | undefined,
});

export const createRefundOrder: Handler = (context, options, caller) =>
  applyFor(
    context,
    asApplication(options),
    (options.extra as string | undefined) ?? '',
    'createRefundOrder',
    caller,
  );

/** refundStatus of the template pages. */
export const refundStatusOf = (refund: Refund): 1 | 98 | 99 =>
  refund.state === 'refunded' ? 98 : holdsMoney(refund.state) ? 1 : 99;

const factsOf = (refund: Refund): RefundFacts => ({
  ...refund,
  status: refundStatusOf(refund),
  message: endMessage(refund),
});

const findRefund = (context: PlatformContext, options: Options, caller: Caller): Refund | undefined => {
  const { refundId, outRefundNo } = options;
  const refund =
    refundId === undefined
      ? context.refunds.getByOutRefundNo(outRefundNo as string)
      : context.refunds.get(refundId as string);
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
