/** Reads what the developer's server answered to pre_create_order (templates §5.1). */
import { check, kindOf, mismatch } from '../../src/contract/check';
import { GoodsType } from '../../src/contract/codes';
import { DEFAULT_PAY_SECONDS, MAX_PAY_SECONDS, PARAMS_BYTES, PATH_BYTES } from '../../src/contract/jsapi/shared';
import { ID_BYTES } from '../../src/contract/limits';
import { TradeFailure } from '../failures';
import type { OrderDraft, OrderTerms } from '../ledger/types';
import type { CallbackReply } from './delivery';
import { parseReply } from './delivery';

const isJsonObject = (text: string): boolean => {
  try {
    return kindOf(JSON.parse(text)) === 'object';
  } catch {
    return false;
  }
};

/** What is wrong with an `order_entry_schema`, or `undefined`. */
export const checkEntrySchema = (schema: unknown): string | undefined => {
  if (schema === undefined) return undefined;
  if (kindOf(schema) !== 'object') return mismatch('order_entry_schema', 'object', kindOf(schema));
  const { path, params } = schema as { path?: unknown; params?: unknown };
  const wrongPath = check('order_entry_schema.path', path, 'string', 1, PATH_BYTES);
  if (wrongPath) return wrongPath;
  if ((path as string).startsWith('/')) return mismatch('order_entry_schema.path', 'a path without leading "/"', path as string);
  if (params === undefined) return undefined;
  const wrongParams = check('order_entry_schema.params', params, 'string', 0, PARAMS_BYTES);
  if (wrongParams) return wrongParams;
  return isJsonObject(params as string) ? undefined : mismatch('order_entry_schema.params', 'the JSON text of an object', params as string);
};

const checkValidTime = (data: Record<string, unknown>, draft: OrderDraft): string | undefined => {
  if (draft.goods.goodsType !== GoodsType.Own) return undefined;
  const list = data.order_valid_time;
  if (!Array.isArray(list) || list.length === 0) return mismatch('order_valid_time', 'a list for non-library goods', kindOf(list));
  return undefined;
};

/** What is wrong with the `data` of an answer that accepts the order, or `undefined`. */
export const checkPreOrderData = (data: unknown, draft: OrderDraft): string | undefined => {
  if (kindOf(data) !== 'object') return mismatch('data', 'object', kindOf(data));
  const answer = data as Record<string, unknown>;
  return (
    check('out_order_no', answer.out_order_no, 'string', 1, ID_BYTES) ??
    check('pay_expire_seconds', answer.pay_expire_seconds, 'number?', 0) ??
    checkEntrySchema(answer.order_entry_schema) ??
    checkValidTime(answer, draft)
  );
};

/** @throws TradeFailure 21012 when the developer's server refuses the order or its answer is illegal */
export const readPreOrderAnswer = (reply: CallbackReply, draft: OrderDraft): OrderTerms => {
  const answer = parseReply(reply);
  if (!answer || typeof answer.err_no !== 'number') throw new TradeFailure(21012, '创建订单失败：开发者服务端回包不合法');
  if (answer.err_no !== 0) throw new TradeFailure(21012, `创建订单失败：${String(answer.err_tips ?? answer.err_no)}`);
  const problem = checkPreOrderData(answer.data, draft);
  if (problem) throw new TradeFailure(21012, `创建订单失败：开发者服务端回包不合法，${problem}`);
  const data = answer.data as { out_order_no: string; pay_expire_seconds?: number; order_entry_schema?: { path: string; params?: string } };
  return {
    outOrderNo: data.out_order_no,
    payExpireSeconds: Math.min(data.pay_expire_seconds || DEFAULT_PAY_SECONDS, MAX_PAY_SECONDS),
    orderEntrySchema: data.order_entry_schema,
  };
};
