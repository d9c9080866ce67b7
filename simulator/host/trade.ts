import { PayCode } from '../../src/contract/codes';
import { failText } from '../../src/contract/jsapi/index';
import { existingOptions } from '../../src/contract/since';
import { ApiError } from './callback';
import { openCashier, PAID, type CashierOrder } from './cashier';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { handBack } from './hand-back';
import { isRecord } from '../record';
import { callPlatform, payload, type PlatformAnswer } from './platform';

type PayingApi = 'createOrder' | 'continueToPay' | 'continueToPayLife' | 'getOrderPayment';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const amount = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** What the platform's ticket tells the panel. */
function describeOrder(ticket: PlatformAnswer): CashierOrder {
  const blocked = Array.isArray(ticket.blockedChannels) ? ticket.blockedChannels.map(Number) : [];
  return {
    title: text(ticket.goodsName),
    amount: amount(ticket.payAmount),
    outOrderNo: text(ticket.outOrderNo),
    blocked,
  };
}

interface Pay {
  payOrderId: unknown;
  orderToken: unknown;
}

/** Tells the platform about the cashier. A refusal keeps its text, and the order's numbers go with it. */
async function tellCashier(
  pay: Pay,
  outcome: string,
  numbers: Result,
  payChannel?: number,
): Promise<PlatformAnswer> {
  try {
    return await callPlatform('cashier', {
      ...pay,
      outcome,
      ...(payChannel === undefined ? {} : { payChannel }),
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new ApiError(error.message.replace(/^\w+:fail /, ''), { ...error.fields, ...numbers });
  }
}

/** What the platform takes for granted. */
const DEFAULT_CHANNEL = 10;

/**
 * Opens the cashier for a payment order, tells the platform how it ended and gives the code. Rejects when the
 * cashier itself failed.
 */
async function runCashier(
  host: HostContext,
  ticket: PlatformAnswer,
  pay: Pay,
  numbers: Result,
  atOnce = false,
): Promise<number> {
  const opened = await tellCashier(pay, 'open', numbers);
  // Ended already, by an earlier panel or by the clock: the platform tells how.
  if (typeof opened.code === 'number') return opened.code;
  const outcome = atOnce
    ? { ...PAID, channel: DEFAULT_CHANNEL }
    : await openCashier(host, describeOrder({ ...ticket, ...opened }));
  if (outcome.fail) {
    const { errNo, text: reason } = outcome.fail;
    throw new ApiError(reason, { ...(errNo === undefined ? {} : { errNo }), ...numbers });
  }
  const channel = outcome.channel === DEFAULT_CHANNEL ? undefined : outcome.channel;
  return Number((await tellCashier(pay, outcome.settle ?? 'cancelled', numbers, channel)).code);
}

/** success when paid, else fail with the cashier's code as errNo and the numbers of the order. */
function paidOrFail(api: PayingApi, code: number, numbers: Result): Result {
  if (code === PayCode.Paid) return numbers;
  throw new ApiError(failText(api, code), { errNo: code, ...numbers });
}

/** Sends the order or its number to the platform, then lets the user pay. */
async function orderAndPay(host: HostContext, api: PayingApi, options: ApiOptions): Promise<Result> {
  const answer = await callPlatform(api, options);
  const numbers = { orderId: answer.orderId, outOrderNo: answer.outOrderNo };
  const pay = { payOrderId: answer.payOrderId, orderToken: answer.orderToken };
  return paidOrFail(
    api,
    await runCashier(host, answer, pay, numbers, api === 'getOrderPayment' && options.immediate === true),
    numbers,
  );
}

/** `tt.pay` succeeds whenever the cashier opened; its code says how it ended. */
async function pay(host: HostContext, options: ApiOptions): Promise<Result> {
  const info = isRecord(options.orderInfo) ? options.orderInfo : {};
  const answer = await callPlatform('pay', options);
  const payment = {
    payOrderId: answer.payOrderId ?? info.order_id,
    orderToken: answer.orderToken ?? info.order_token,
  };
  return { code: await runCashier(host, answer, payment, {}) };
}

/** The options without those that this client does not know: it would not send them either. */
function knownTo(host: HostContext, api: string, options: ApiOptions): ApiOptions {
  const { libVersion: baseLibrary, appVersion, industrySdk } = host.profile;
  const { options: known, unknown } = existingOptions(api, options, { baseLibrary, appVersion, industrySdk });
  if (unknown.length > 0)
    host.log.write(
      'api',
      'warn',
      `${api}: not known to base library ${baseLibrary}${industrySdk ? '' : ' without the industry SDK'}, left out: ${unknown.join(', ')}`,
    );
  return known;
}

export function trade(host: HostContext): Family {
  const direct = (api: string) => async (options: ApiOptions) =>
    payload(await callPlatform(api, knownTo(host, api, options)));
  const paying = (api: PayingApi) => (options: ApiOptions) =>
    orderAndPay(host, api, knownTo(host, api, options));
  const hand = (api: string, kind: 'pay' | 'refund') => (options: unknown) => {
    const problem = handBack(kind, options);
    host.log.write(
      'api',
      problem === undefined ? 'info' : 'warn',
      problem === undefined ? api : `${api}: ${problem}`,
      options,
    );
  };
  return {
    calls: {
      createOrder: paying('createOrder'),
      continueToPay: paying('continueToPay'),
      continueToPayLife: paying('continueToPayLife'),
      getOrderPayment: paying('getOrderPayment'),
      pay: (options) => pay(host, options),
      requestOrder: direct('requestOrder'),
      applyRefund: direct('applyRefund'),
      getRefundOrder: direct('getRefundOrder'),
      createMerchantOrder: direct('createMerchantOrder'),
      createRefundOrder: direct('createRefundOrder'),
    },
    plain: {
      completePaySync: hand('completePaySync', 'pay'),
      completeRefundSync: hand('completeRefundSync', 'refund'),
    },
  };
}
