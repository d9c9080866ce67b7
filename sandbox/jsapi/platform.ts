/**
 * The JSAPIs by name: from options to the answer that the simulated `tt` turns into success or fail (jsapi
 * intro).
 */
import { randomBytes } from 'node:crypto';
import { kindOf, mismatch } from '../../src/contract/check';
import type { ApiName } from '../../src/contract/jsapi';
import { failText, validate } from '../../src/contract/jsapi';
import type { Warning } from '../../src/contract/schema/walk';
import { BadRequest, TradeFailure, violated } from '../failures';
import { splitGoodsId } from '../scenarios/scenarios';
import { StoreError } from '../store/errors';
import { applyRefund, refundFacts } from './apply-refund';
import { continueToPay, continueToPayLife, pay } from './cashier';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { draftOfCreateMerchantOrder, draftOfCreateOrder } from './draft';
import { placeOrder, requireLogin } from './place-order';
import { createRefundOrder, getRefundOrder } from './refund-order';
import { getOrderPayment, requestOrder } from './request-order';
import { goodsIdOf, orderOf } from './call-subject';

export type ApiAnswer =
  | ({ ok: true; errMsg: string } & Record<string, unknown>)
  | {
      ok: false;
      errNo: number;
      /** Word for word as the table of the API has it. */
      errMsg: string;
      /** What is wrong, for the developer: no document has it. */
      errDetail?: string;
      errLogId?: string;
      orderId?: string;
      outOrderNo?: string;
    };

const createOrder: Handler = (context, options, caller) => {
  requireLogin(context);
  return placeOrder(context, draftOfCreateOrder(context, options, caller));
};

const createMerchantOrder: Handler = (context, options, caller) => {
  requireLogin(context);
  return placeOrder(context, draftOfCreateMerchantOrder(context, options, caller));
};

const login: Handler = (context, options) => ({
  ...context.users.login((options as { force?: boolean }).force ?? true),
});

const checkSession: Handler = (context) => {
  if (!context.users.sessionAlive()) throw new TradeFailure(11003);
  return {};
};

/** Each JSAPI of the contract, checked against it before its handler sees the options. */
const handlers: Record<ApiName, Handler> = {
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
};

/** Those that fail before anything exists: their failure carries a log id (jsapi §1.3, §2.3, §4, §5.3). */
const withLogId = new Set<ApiName>([
  'createOrder',
  'createMerchantOrder',
  'requestOrder',
  'continueToPay',
  'continueToPayLife',
  'applyRefund',
  'createRefundOrder',
]);

const isApi = (api: string): api is ApiName => Object.hasOwn(handlers, api);

const textOf = (api: ApiName, { errNo, more }: TradeFailure): string =>
  more.text === undefined ? failText(api, errNo, more.line) : `${api}:fail ${more.text}`;

const failed = (api: ApiName, failure: TradeFailure): ApiAnswer => ({
  ok: false,
  errNo: failure.errNo,
  errMsg: textOf(api, failure),
  ...(failure.more.details === undefined ? {} : { errDetail: failure.more.details }),
  ...(failure.more.order ?? (withLogId.has(api) ? { errLogId: randomBytes(12).toString('hex') } : {})),
});

/** @throws BadRequest for an unknown API or options that are no object; documented failures are answers. */
export const callApi = async (
  context: PlatformContext,
  api: string,
  options: unknown,
  caller: Caller,
): Promise<ApiAnswer> => {
  if (!isApi(api))
    throw new BadRequest(
      `unknown API ${JSON.stringify(api)}: known are ${Object.keys(handlers).join(', ')}`,
      404,
    );
  if (kindOf(options) !== 'object') throw new BadRequest(mismatch('options', 'object', kindOf(options)));
  const warnings: Warning[] = [];
  const time = context.clock.now();
  let orderId: string | undefined;
  const about = (id: string): void => {
    orderId = id;
  };
  const answer = await run({ ...context, about }, api, options as Options, caller, warnings);
  orderId =
    ('orderId' in answer && typeof answer.orderId === 'string' ? answer.orderId : orderId) ??
    orderOf(context, options as Options)?.orderId;
  remembered(context, () =>
    context.journal.addCall({ time, api, orderId, attempt: caller.attempt, options, answer }),
  );
  const detail = answer.ok ? undefined : answer.errDetail;
  context.events.add('api', detail === undefined ? answer.errMsg : `${answer.errMsg}: ${detail}`, {
    orderId,
    data: { api, options, answer, ...(warnings.length > 0 ? { warnings } : {}) },
  });
  return answer;
};

/** The timeline's copy of a call. A file that takes none changes nothing about the answer. */
const remembered = ({ events }: PlatformContext, write: () => void): void => {
  try {
    write();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    events.add('problem', `the timeline misses a call: ${error.message}`);
  }
};

/** Checked against the order that they name. */
const ofRefund = new Set<ApiName>(['applyRefund', 'createRefundOrder']);

const contextOf = (
  context: PlatformContext,
  api: ApiName,
  options: Options,
  caller: Caller,
  warnings: Warning[],
) => ({
  now: context.clock.now(),
  warnings,
  baseLibrary: caller.baseLibrary,
  fullyMerged: context.merging === 'full',
  severalSkus: context.severalSkus,
  needsReservation: (goodsId: string) => context.catalogue.needsReservation(splitGoodsId(goodsId).id),
  isOutsideTicket: (skuId: string) => context.tickets.has(splitGoodsId(skuId).id),
  libraryPrice: (goodsId: string) => context.catalogue.library(splitGoodsId(goodsId).id)?.currentPrice,
  ...(ofRefund.has(api) ? { order: refundFacts(context, options, caller) } : {}),
});

const run = async (
  context: PlatformContext,
  api: ApiName,
  options: Options,
  caller: Caller,
  warnings: Warning[],
): Promise<ApiAnswer> => {
  const order = orderOf(context, options);
  const place = {
    goodsId: goodsIdOf(options),
    requested: caller.scenario,
    order: order?.scenario,
    subject: order?.orderId,
  };
  const trouble = context.scenarios.at('jsapi', { api, ...place });
  try {
    if (trouble?.hold) await context.scenarios.hold();
    if (trouble?.errNo !== undefined) throw new TradeFailure(trouble.errNo, { text: trouble.text });
    const violation = validate(api, options, contextOf(context, api, options, caller, warnings));
    if (violation) throw violated(violation);
    return { ...(await handlers[api](context, options, caller)), ok: true, errMsg: `${api}:ok` };
  } catch (error) {
    if (error instanceof TradeFailure) return failed(api, error);
    if (error instanceof StoreError) {
      context.events.add('problem', `${api} could not be written: ${error.message}`);
      return failed(api, new TradeFailure(10401));
    }
    context.events.add(
      'problem',
      `${api} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return failed(api, new TradeFailure(10401));
  }
};
