/** What the developer's answers make of an order (templates §5.1) and of a refund (§5.4). */
import { mismatch } from '../../src/contract/check';
import {
  paySeconds,
  readAcknowledgement,
  readPreOrderAnswer,
  readPreRefundAnswer,
} from '../../src/contract/callbacks';
import type { Answer, PreOrderData, PreRefundData } from '../../src/contract/callbacks';
import { GoodsType } from '../../src/contract/codes';
import { TradeFailure } from '../failures';
import { linesOf } from '../ledger/lines';
import type { OrderDraft, OrderTerms, Validity } from '../ledger/types';
import type { Refunds } from '../ledger/refunds';
import type { HttpReply, Judge, Verdict } from './types';

/** Of an answer that is longer than what is read of it, nobody knows the end. */
const cutProblem = ({ cut, body }: HttpReply): string | undefined =>
  cut && mismatch('answer', 'shorter', `more than ${Buffer.byteLength(body)} bytes`);

/** Reads an answer of HTTP 200; every other status is illegal. */
const read = <T>(reply: HttpReply, reader: (body: string) => Answer<T>): Answer<T> => {
  if (reply.status !== 200) return { kind: 'illegal', errMsg: `HTTP ${reply.status}` };
  const errMsg = cutProblem(reply);
  return errMsg === undefined ? reader(reply.body) : { kind: 'illegal', errMsg };
};

const acknowledged = (reply: HttpReply): Verdict => {
  const problem = cutProblem(reply) ?? readAcknowledgement(reply.status, reply.body);
  return problem === undefined ? { end: 'delivered' } : { end: 'again', problem };
};

const refusal = ({ errNo, errTips }: { errNo: number; errTips: string }): string =>
  errTips || `err_no ${errNo}`;

const verdictOf = (answer: Answer<unknown>): Verdict =>
  answer.kind === 'accepted'
    ? { end: 'delivered' }
    : answer.kind === 'refused'
      ? { end: 'refused', problem: refusal(answer) }
      : { end: 'again', problem: answer.errMsg };

const preOrderAnswer = (
  reply: HttpReply,
  draft: Pick<OrderDraft, 'goods' | 'quantity' | 'more'>,
): Answer<PreOrderData> => {
  const own = linesOf(draft).filter(({ goods }) => goods.goodsType === GoodsType.Own);
  return read(reply, (body) => readPreOrderAnswer(body, [...new Set(own.map(({ goods }) => goods.goodsId))]));
};

const preRefundAnswer = (reply: HttpReply): Answer<PreRefundData> => read(reply, readPreRefundAnswer);

export const readTerms =
  (draft: OrderDraft) =>
  (reply: HttpReply): Verdict =>
    verdictOf(preOrderAnswer(reply, draft));

/** @throws TradeFailure 21012 when the developer's server refuses the order, or its answer is illegal */
export const termsOf = (reply: HttpReply, draft: OrderDraft): OrderTerms => {
  const answer = preOrderAnswer(reply, draft);
  if (answer.kind === 'refused') throw new TradeFailure(21012, { details: refusal(answer) });
  if (answer.kind === 'illegal')
    throw new TradeFailure(21012, { details: `开发者服务端回包不合法，${answer.errMsg}` });
  return {
    outOrderNo: answer.data.out_order_no,
    payExpireSeconds: paySeconds(answer.data),
    ...validityOf(answer.data, draft),
  };
};

/** Each goods of an order has a time of its own. */
const validityOf = (
  { order_valid_time: times = [] }: PreOrderData,
  draft: OrderDraft,
): Pick<OrderTerms, 'validity'> => {
  const of = (goodsId: string): Validity | undefined => {
    const time = times.find((each) => each.goods_id === goodsId);
    return time && { from: time.valid_start_time, to: time.valid_end_time, duration: time.valid_duration };
  };
  const first = of(draft.goods.goodsId);
  const goods = [...new Set(linesOf(draft).map((line) => line.goods.goodsId))];
  if (goods.length === 1) return first ? { validity: first } : {};
  const byGoods = Object.fromEntries(goods.map((goodsId) => [goodsId, of(goodsId) ?? {}]));
  return { validity: { ...first, byGoods } };
};

/**
 * Why the developer's server refused a refund, or `undefined` when it did not. Only a well-formed answer
 * refuses; that is final.
 */
export const refusalOf = (reply: HttpReply): string | undefined => {
  const answer = preRefundAnswer(reply);
  return answer.kind === 'refused' ? refusal(answer) : undefined;
};

/** A refund number is given to one refund only. */
const numberProblem = (
  refunds: Refunds,
  refundId: string,
  { out_refund_no: number }: PreRefundData,
): string | undefined => {
  const owner = refunds.getByOutRefundNo(number)?.refundId;
  return owner === undefined || owner === refundId
    ? undefined
    : mismatch('data.out_refund_no', 'a number of no other refund', number);
};

const readNumber = (refunds: Refunds, refundId: string | undefined, reply: HttpReply): Verdict => {
  const answer = preRefundAnswer(reply);
  const problem =
    answer.kind === 'accepted' && refundId !== undefined
      ? numberProblem(refunds, refundId, answer.data)
      : undefined;
  return problem === undefined ? verdictOf(answer) : { end: 'again', problem };
};

/**
 * The refund takes the number that pre_create_refund is answered with. An answer without a number that is
 * free moves nothing.
 */
const numberRefund = (refunds: Refunds, refundId: string, reply: HttpReply): Verdict['end'] => {
  const answer = preRefundAnswer(reply);
  if (answer.kind === 'refused') {
    refunds.withdraw(refundId);
    return 'refused';
  }
  if (answer.kind !== 'accepted' || numberProblem(refunds, refundId, answer.data) !== undefined)
    return 'again';
  refunds.number(refundId, answer.data.out_refund_no, answer.data.notify_url);
  return 'delivered';
};

export const judgeWith = (refunds: Refunds): Judge => ({
  read(type, { refundId }, reply) {
    if (type === 'pre_create_refund') return readNumber(refunds, refundId, reply);
    if (type === 'pre_create_order') return verdictOf(read(reply, (body) => readPreOrderAnswer(body, [])));
    return acknowledged(reply);
  },
  take(type, { refundId }, reply) {
    if (type === 'pre_create_refund' && refundId !== undefined) return numberRefund(refunds, refundId, reply);
    return acknowledged(reply).end;
  },
});
