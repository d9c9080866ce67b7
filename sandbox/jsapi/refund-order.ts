/** createRefundOrder and getRefundOrder: how the template pages themselves apply for a refund and look at one (jsapi §6). */
import { check, kindOf, mismatch } from '../../src/contract/check';
import { validate } from '../../src/contract/jsapi';
import { ID_BYTES } from '../../src/contract/limits';
import { endMessage } from '../callbacks/messages';
import { TradeFailure } from '../failures';
import type { Refund } from '../ledger/types';
import { refundReason, refundSteps, refundTips, refundWay } from '../refund-words';
import type { RefundFacts } from '../refund-words';
import type { RefundOptions } from './apply-refund';
import { applyFor, refundFacts } from './apply-refund';
import { ownOrder } from './cashier';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { requireLogin } from './place-order';

interface RefundGoods {
  goods_id: string;
  goods_id_type: number;
  refund_quantity: number;
}

const checkGoods = (list: unknown[]): string | undefined => {
  for (const [index, value] of list.entries()) {
    const field = `refundGoods[${index}]`;
    const goods = value as RefundGoods;
    const problem =
      check(field, value, 'object') ??
      check(`${field}.goods_id`, goods.goods_id, 'string', 1, ID_BYTES) ??
      check(`${field}.goods_id_type`, goods.goods_id_type, 'number', 1, 2) ??
      check(`${field}.refund_quantity`, goods.refund_quantity, 'number', 1);
    if (problem) return problem;
  }
  return undefined;
};

const checkRefundOrder = (options: Options): string | undefined =>
  check('appId', options.appId, 'string') ??
  check('reason', options.reason, 'array') ??
  check('type', options.type, 'number') ??
  check('outOrderNo', options.outOrderNo, 'string', 1, ID_BYTES) ??
  check('description', options.description, 'string') ??
  check('extra', options.extra, 'string?') ??
  check('refundGoods', options.refundGoods, 'array') ??
  checkGoods(options.refundGoods as unknown[]);

/** The same wish in the words of applyRefund, which has the rules. */
const asApplication = ({ outOrderNo, reason, description, refundGoods, refundTotalAmount }: Options): Options => ({
  outOrderNo,
  refundInfo: { reason, note: description },
  goodsList: (refundGoods as RefundGoods[]).map((goods) => ({
    goodsId: goods.goods_id,
    goodsType: goods.goods_id_type,
    quantity: goods.refund_quantity,
  })),
  ...(refundTotalAmount === undefined ? {} : { refundTotalAmount }),
});

export const createRefundOrder: Handler = (context, options, caller) => {
  const problem = checkRefundOrder(options);
  if (problem) throw new TradeFailure(10000, { details: problem });
  const application = asApplication(options);
  const violation = validate('applyRefund', application, {
    now: context.clock.now(),
    order: refundFacts(context, application, caller),
  });
  if (violation) throw new TradeFailure(violation.errNo, { text: violation.errMsg.replace('applyRefund:fail ', '') });
  return applyFor(
    context,
    application as unknown as RefundOptions,
    (options.extra as string | undefined) ?? '',
    'createRefundOrder',
    caller,
  );
};

/** refundStatus of the template pages. */
export const refundStatusOf = (refund: Refund): 1 | 98 | 99 =>
  refund.state === 'refunded' ? 98 : refund.state === 'refused' || refund.state === 'failed' ? 99 : 1;

const factsOf = (refund: Refund): RefundFacts => ({ ...refund, status: refundStatusOf(refund), message: endMessage(refund) });

const findRefund = (context: PlatformContext, options: Options, caller: Caller): Refund | undefined => {
  const { refundId, outRefundNo } = options;
  const refund = refundId === undefined ? context.refunds.getByOutRefundNo(outRefundNo as string) : context.refunds.get(refundId as string);
  const same = refund && (outRefundNo === undefined || refund.outRefundNo === outRefundNo);
  return same && ownOrder(context.ledger.get(refund.orderId), caller) ? refund : undefined;
};

export const getRefundOrder: Handler = (context, options, caller) => {
  const { refundId, outRefundNo } = options;
  const problem =
    refundId === undefined && outRefundNo === undefined
      ? mismatch('refundId', 'given, or outRefundNo', kindOf(refundId))
      : (check('refundId', refundId, 'string?', 1) ?? check('outRefundNo', outRefundNo, 'string?', 1));
  if (problem) throw new TradeFailure(10000, { details: problem });
  requireLogin(context);
  const refund = findRefund(context, options, caller);
  if (!refund) throw new TradeFailure(20000, { text: '退款单不存在' });
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
