/** What the developer's answers make of an order (templates §5.1) and of a refund (§5.4). */
import { isAcknowledged, paySeconds, readPreOrderAnswer, readPreRefundAnswer } from '../../src/contract/callbacks';
import { GoodsType } from '../../src/contract/codes';
import { TradeFailure } from '../failures';
import type { OrderDraft, OrderTerms } from '../ledger/types';
import type { Refunds } from '../ledger/refunds';
import type { HttpReply, Judge } from './delivery';

/** @throws TradeFailure 21012 when the developer's server refuses the order, or its answer is illegal */
export const termsOf = (reply: HttpReply, draft: OrderDraft): OrderTerms => {
  if (reply.status !== 200) throw new TradeFailure(21012, { details: `开发者服务端回包不合法，HTTP ${reply.status}` });
  const { goodsId, goodsType } = draft.goods;
  const answer = readPreOrderAnswer(reply.body, goodsType === GoodsType.Own ? [goodsId] : []);
  if (answer.kind === 'refused') throw new TradeFailure(21012, { details: answer.errTips || `err_no ${answer.errNo}` });
  if (answer.kind === 'illegal') throw new TradeFailure(21012, { details: `开发者服务端回包不合法，${answer.errMsg}` });
  const time = answer.data.order_valid_time?.find((each) => each.goods_id === goodsId);
  return {
    outOrderNo: answer.data.out_order_no,
    payExpireSeconds: paySeconds(answer.data),
    ...(time ? { validity: { from: time.valid_start_time, to: time.valid_end_time, duration: time.valid_duration } } : {}),
  };
};

/** Why the developer's server refused a refund, or `undefined` when it did not. Only a well-formed answer refuses; that is final. */
export const refusalOf = (reply: HttpReply): string | undefined => {
  const answer = reply.status === 200 ? readPreRefundAnswer(reply.body) : undefined;
  return answer?.kind === 'refused' ? answer.errTips || `err_no ${answer.errNo}` : undefined;
};

/** The refund takes the number that pre_create_refund is answered with. An answer without a number that is free moves nothing. */
const numberRefund = (refunds: Refunds, refundId: string, reply: HttpReply): ReturnType<Judge> => {
  if (refusalOf(reply) !== undefined) {
    refunds.withdraw(refundId);
    return 'refused';
  }
  const answer = reply.status === 200 ? readPreRefundAnswer(reply.body) : undefined;
  if (answer?.kind !== 'accepted' || refunds.getByOutRefundNo(answer.data.out_refund_no)) return 'again';
  refunds.number(refundId, answer.data.out_refund_no);
  return 'delivered';
};

export const judgeWith =
  (refunds: Refunds): Judge =>
  (type, { refundId }, reply) => {
    if (type === 'pre_create_refund' && refundId !== undefined) return numberRefund(refunds, refundId, reply);
    return isAcknowledged(reply.status, reply.body) ? 'delivered' : 'again';
  };
