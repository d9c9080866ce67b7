/** The JSAPIs by name: from options to the answer that the simulated `tt` turns into success or fail (jsapi intro). */
import { randomBytes } from 'node:crypto';
import { kindOf, mismatch } from '../../src/contract/check';
import type { ApiName, Violation } from '../../src/contract/jsapi';
import { APIS, failText, validate } from '../../src/contract/jsapi';
import type { Warning } from '../../src/contract/jsapi/schema';
import { BadRequest, TradeFailure } from '../failures';
import { applyRefund, refundFacts } from './apply-refund';
import { continueToPay, continueToPayLife, pay } from './cashier';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { draftOfCreateMerchantOrder, draftOfCreateOrder } from './draft';
import { checkMerchantOrder } from './merchant-order';
import { placeOrder, requireLogin } from './place-order';
import { createRefundOrder, getRefundOrder } from './refund-order';
import { getOrderPayment, requestOrder } from './request-order';
import { goodsIdOf, orderOf } from './whose';

export type ApiAnswer =
  | ({ ok: true; errMsg: string } & Record<string, unknown>)
  | { ok: false; errNo: number; errMsg: string; errLogId?: string; orderId?: string; outOrderNo?: string };

const createOrder: Handler = (context, options, caller) => {
  requireLogin(context);
  return placeOrder(context, draftOfCreateOrder(context, options, caller));
};

const createMerchantOrder: Handler = (context, options, caller) => {
  const problem = checkMerchantOrder(options);
  if (problem) throw new TradeFailure(10000, { details: problem });
  requireLogin(context);
  return placeOrder(context, draftOfCreateMerchantOrder(context, options, caller));
};

const login: Handler = (context, options) => ({ ...context.users.login((options as { force?: boolean }).force ?? true) });

const checkSession: Handler = (context) => {
  if (!context.users.sessionAlive()) throw new TradeFailure(11003, { text: '登录态已失效' });
  return {};
};

const handlers = new Map<string, Handler>(
  Object.entries({
    createOrder,
    createMerchantOrder,
    requestOrder,
    getOrderPayment,
    pay,
    continueToPay,
    continueToPayLife,
    applyRefund,
    createRefundOrder,
    getRefundOrder,
    login,
    checkSession,
  }),
);

/** Those that fail before anything exists: their failure carries a log id (jsapi §1.3, §2.3, §4, §5.3). */
const withLogId = new Set([
  'createOrder',
  'createMerchantOrder',
  'requestOrder',
  'continueToPay',
  'continueToPayLife',
  'applyRefund',
  'createRefundOrder',
]);

/** APIs without an error table of their own fail with the words of the one that does the same. */
const sameErrors: Record<string, ApiName> = {
  createMerchantOrder: 'createOrder',
  continueToPayLife: 'continueToPay',
  createRefundOrder: 'applyRefund',
  getRefundOrder: 'applyRefund',
};

const isDocumented = (api: string): api is ApiName => Object.hasOwn(APIS, api);

const textOf = (api: string, failure: TradeFailure): string => {
  const { text, details } = failure.more;
  if (text !== undefined) return `${api}:fail ${text}`;
  const documented = isDocumented(api) ? api : (sameErrors[api] ?? 'createOrder');
  return failText(documented, failure.errNo, details).replace(documented, api);
};

const failed = (api: string, failure: TradeFailure): ApiAnswer => ({
  ok: false,
  errNo: failure.errNo,
  errMsg: textOf(api, failure),
  ...(failure.more.order ?? (withLogId.has(api) ? { errLogId: randomBytes(12).toString('hex') } : {})),
});

const refused = (violation: Violation): TradeFailure =>
  new TradeFailure(violation.errNo, { text: violation.errMsg.slice(violation.errMsg.indexOf(':fail ') + ':fail '.length) });

/** @throws BadRequest for an unknown API or options that are no object; documented failures are answers. */
export const callApi = async (context: PlatformContext, api: string, options: unknown, caller: Caller): Promise<ApiAnswer> => {
  const handler = handlers.get(api);
  if (!handler) throw new BadRequest(`unknown API ${JSON.stringify(api)}: known are ${[...handlers.keys()].join(', ')}`, 404);
  if (kindOf(options) !== 'object') throw new BadRequest(mismatch('options', 'object', kindOf(options)));
  const warnings: Warning[] = [];
  const time = context.clock.now();
  let orderId: string | undefined;
  const about = (id: string): void => {
    orderId = id;
  };
  const answer = await run({ ...context, about }, api, handler, options as Options, caller, warnings);
  orderId =
    ('orderId' in answer && typeof answer.orderId === 'string' ? answer.orderId : orderId) ?? orderOf(context, options as Options)?.orderId;
  context.journal.addCall({ time, api, orderId, attempt: caller.attempt, options, answer });
  context.events.add('api', answer.errMsg, { orderId, data: { api, options, answer, ...(warnings.length > 0 ? { warnings } : {}) } });
  return answer;
};

const contextOf = (context: PlatformContext, api: string, options: Options, caller: Caller, warnings: Warning[]) => ({
  now: context.clock.now(),
  warnings,
  baseLibrary: caller.baseLibrary,
  fullyMerged: context.merging === 'full',
  ...(api === 'applyRefund' ? { order: refundFacts(context, options, caller) } : {}),
});

const run = async (
  context: PlatformContext,
  api: string,
  handler: Handler,
  options: Options,
  caller: Caller,
  warnings: Warning[],
): Promise<ApiAnswer> => {
  const order = orderOf(context, options);
  const place = { goodsId: goodsIdOf(options), requested: caller.scenario, order: order?.scenario, subject: order?.orderId };
  const trouble = context.scenarios.at('jsapi', { api, ...place });
  try {
    if (trouble?.hold) await context.scenarios.hold();
    if (trouble?.errNo !== undefined) throw new TradeFailure(trouble.errNo, { text: trouble.text });
    const violation = isDocumented(api) ? validate(api, options, contextOf(context, api, options, caller, warnings)) : undefined;
    if (violation) throw refused(violation);
    return { ...(await handler(context, options, caller)), ok: true, errMsg: `${api}:ok` };
  } catch (error) {
    if (error instanceof TradeFailure) return failed(api, error);
    context.events.add('problem', `${api} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return failed(api, new TradeFailure(10401));
  }
};
