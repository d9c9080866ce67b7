/** What the developer's answer to pre_create_order makes of the order (templates §5.1). */
import { paySeconds, readPreOrderAnswer } from '../../src/contract/callbacks';
import { GoodsType } from '../../src/contract/codes';
import { TradeFailure } from '../failures';
import type { OrderDraft, OrderTerms } from '../ledger/types';
import type { HttpReply } from './delivery';

/** @throws TradeFailure 21012 when the developer's server refuses the order, or its answer is illegal */
export const termsOf = (reply: HttpReply, draft: OrderDraft): OrderTerms => {
  if (reply.status !== 200) throw new TradeFailure(21012, { details: `开发者服务端回包不合法，HTTP ${reply.status}` });
  const { goodsId, goodsType } = draft.goods;
  const answer = readPreOrderAnswer(reply.body, goodsType === GoodsType.Own ? [goodsId] : []);
  if (answer.kind === 'refused') throw new TradeFailure(21012, { details: answer.errTips || `err_no ${answer.errNo}` });
  if (answer.kind === 'illegal') throw new TradeFailure(21012, { details: `开发者服务端回包不合法，${answer.errMsg}` });
  return {
    outOrderNo: answer.data.out_order_no,
    payExpireSeconds: paySeconds(answer.data),
  };
};
