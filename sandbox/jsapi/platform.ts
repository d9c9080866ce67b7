/** The JSAPIs by name: from options to the answer that the simulated `tt` turns into success or fail (jsapi intro). */
import { randomBytes } from 'node:crypto';
import { kindOf, mismatch } from '../../src/contract/check';
import { BadRequest, TradeFailure } from '../failures';
import { LedgerError } from '../ledger/types';
import { continueToPay, pay } from './cashier';
import { checkCreateOrder } from './check-options';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { draftOfCreateMerchantOrder, draftOfCreateOrder } from './draft';
import { placeOrder, requireLogin } from './place-order';

export type ApiAnswer =
  | ({ ok: true; errMsg: string } & Record<string, unknown>)
  | { ok: false; errNo: number; errMsg: string; errLogId?: string; orderId?: string; outOrderNo?: string };

const createOrder: Handler = (context, options, caller) => {
  requireLogin(context);
  const problem = checkCreateOrder(options);
  if (problem) throw new TradeFailure(10000, `参数错误，${problem}`);
  return placeOrder(context, draftOfCreateOrder(context, options, caller));
};

const createMerchantOrder: Handler = (context, options, caller) => {
  requireLogin(context);
  return placeOrder(context, draftOfCreateMerchantOrder(context, options, caller));
};

const login: Handler = (context, options) => {
  const { force = true } = options;
  if (typeof force !== 'boolean') throw new TradeFailure(10000, `参数错误，${mismatch('force', 'boolean', kindOf(force))}`);
  return { ...context.users.login(force) };
};

const checkSession: Handler = (context) => {
  if (!context.users.sessionAlive()) throw new TradeFailure(11003, '登录态已失效');
  return {};
};

const handlers = new Map<string, Handler>(Object.entries({ createOrder, createMerchantOrder, pay, continueToPay, login, checkSession }));

/** Those that fail before anything exists: their failure carries a log id (jsapi §1.3, §4). */
const withLogId = new Set(['createOrder', 'createMerchantOrder', 'requestOrder', 'continueToPay']);

export const apiNames = (): string[] => [...handlers.keys()];

const failed = (api: string, failure: TradeFailure): ApiAnswer => ({
  ok: false,
  errNo: failure.errNo,
  errMsg: `${api}:fail ${failure.text}`,
  ...(failure.order ?? (withLogId.has(api) ? { errLogId: randomBytes(12).toString('hex') } : {})),
});

const goodsIdOf = (options: Options): string | undefined => {
  const list = options.goodsList;
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const goodsId = kindOf(first) === 'object' ? (first as Options).goodsId : undefined;
  return typeof goodsId === 'string' ? goodsId : undefined;
};

/** @throws BadRequest for an unknown API or options that are no object; documented failures are answers. */
export const callApi = async (context: PlatformContext, api: string, options: unknown, caller: Caller): Promise<ApiAnswer> => {
  const handler = handlers.get(api);
  if (!handler) throw new BadRequest(`unknown API ${JSON.stringify(api)}: known are ${apiNames().join(', ')}`, 404);
  if (kindOf(options) !== 'object') throw new BadRequest(mismatch('options', 'object', kindOf(options)));
  const given = options as Options;
  const answer = await run(context, api, handler, given, caller);
  const orderId = 'orderId' in answer && typeof answer.orderId === 'string' ? answer.orderId : undefined;
  context.events.add('api', answer.errMsg, { orderId, data: { api, options: given, answer } });
  return answer;
};

const run = async (context: PlatformContext, api: string, handler: Handler, options: Options, caller: Caller): Promise<ApiAnswer> => {
  const trouble = context.scenarios.at('jsapi', { api, goodsId: goodsIdOf(options), requested: caller.scenario });
  try {
    if (trouble?.errNo !== undefined) throw new TradeFailure(trouble.errNo, trouble.text ?? '');
    return { ...(await handler(context, options, caller)), ok: true, errMsg: `${api}:ok` };
  } catch (error) {
    if (error instanceof TradeFailure) return failed(api, error);
    context.events.add('problem', `${api} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return failed(
      api,
      new TradeFailure(
        error instanceof LedgerError ? 26001 : 10401,
        error instanceof LedgerError ? '当前订单状态不可支付' : 'internal error',
      ),
    );
  }
};
