/** The cashier: tt.pay and tt.continueToPay open it, `cashier` ends it (jsapi §3, §4). */
import { mismatch } from '../../src/contract/check';
import { PAY_CHANNELS } from '../../src/contract/callbacks';
import { PayCode } from '../../src/contract/codes';
import { failText } from '../../src/contract/jsapi';
import { CASHIER_OUTCOMES } from '../../src/contract/scenario-answers';
import { integer, object, required, text, type Infer } from '../../src/contract/schema/fields';
import { problemsOf } from '../../src/contract/schema/walk';
import { BadRequest, TradeFailure } from '../failures';
import type { Order, Payment, PaymentState } from '../ledger/types';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { cashierTicket } from './place-order';

/** The tt.pay code of each end of a cashier. */
const payCodes: Record<Exclude<PaymentState, 'open'>, PayCode> = {
  paid: PayCode.Paid,
  timedOut: PayCode.TimedOut,
  failed: PayCode.Failed,
  closed: PayCode.Closed,
  cancelled: PayCode.Cancelled,
  processing: PayCode.Unknown,
};

/** What the cashier panel gets. The JSAPI that opened it turns `code` into success or fail. */
export type CashierAnswer =
  | ({ ok: true; code?: PayCode; orderId: string; outOrderNo: string } & Record<string, unknown>)
  | { ok: false; errNo: number; errMsg: string; orderId: string; outOrderNo: string };

const sameToken = (payment: Payment | undefined, token: unknown): payment is Payment =>
  payment !== undefined && payment.orderToken === token;

/** Another mini-program's order is as good as none. */
export const ownOrder = (order: Order | undefined, caller: Caller): Order | undefined =>
  order?.appId === caller.appId ? order : undefined;

/** What the cashier panel sends. `open` asks whether it may be shown, any other outcome ends it. */
export const CASHIER_MESSAGE = object(
  {
    payOrderId: text("the cashier's number"),
    orderToken: text('what proves that the order is known'),
    outcome: text('how it ends; open: it does not yet', {
      required,
      oneOf: [...CASHIER_OUTCOMES, 'open'],
    }),
    payChannel: integer('1 WeChat, 2 Alipay, 10 Douyin', { oneOf: PAY_CHANNELS }),
  },
  'a message of the cashier panel',
);

const read = (options: Options): Infer<typeof CASHIER_MESSAGE> => {
  const [problem] = problemsOf(CASHIER_MESSAGE, options);
  if (problem) throw new BadRequest(mismatch(problem.path, problem.wanted, problem.got));
  return options as Infer<typeof CASHIER_MESSAGE>;
};

/** One message of the cashier panel. Telling an end twice changes nothing: the first one is answered. */
export const tellCashier = (context: PlatformContext, options: Options, caller: Caller): CashierAnswer => {
  const { ledger, scenarios, events } = context;
  const { payOrderId = '', orderToken, outcome: asked, payChannel: channel = 10 } = read(options);
  const payment = ledger.payment(payOrderId);
  const order = sameToken(payment, orderToken) ? ownOrder(ledger.get(payment.orderId), caller) : undefined;
  if (!payment || !order)
    return { ok: false, errNo: 20000, errMsg: failText('pay', 20000), orderId: '', outOrderNo: '' };
  const numbers = { orderId: order.orderId, outOrderNo: order.outOrderNo };
  const trouble = scenarios.at('cashier', { requested: caller.scenario, order: order.scenario });
  if (payment.state === 'open' && trouble?.errNo !== undefined && (asked !== 'open' || trouble.unopened)) {
    events.add('ledger', `cashier of ${order.outOrderNo} broke: ${trouble.errNo}`, {
      orderId: order.orderId,
    });
    return {
      ok: false,
      errNo: trouble.errNo,
      errMsg: `${payment.api}:fail ${trouble.text ?? ''}`,
      ...numbers,
    };
  }
  if (order.draft.blockedChannels?.includes(channel))
    throw new BadRequest(mismatch('payChannel', 'one that the order does not block', channel));
  if (asked === 'open' && payment.state === 'open')
    return { ok: true, ...cashierTicket(order, payment), ...numbers };
  const ended =
    asked === 'open' ? payment : ledger.endCashier(payment.payOrderId, trouble?.outcome ?? asked, channel);
  const code = payCodes[ended.state as Exclude<PaymentState, 'open'>];
  if (payment.state === 'open')
    events.add('ledger', `cashier of ${order.outOrderNo}: ${ended.state}`, {
      orderId: order.orderId,
      data: { code },
    });
  return { ok: true, code, ...numbers };
};

/** tt.pay: may the cashier of this payment open? */
export const pay: Handler = (context, options, caller) => {
  const { order_id: payOrderId, order_token: orderToken } = (
    options as { orderInfo: { order_id: string; order_token: string } }
  ).orderInfo;
  const payment = context.ledger.payment(payOrderId);
  const order = sameToken(payment, orderToken)
    ? ownOrder(context.ledger.get(payment.orderId), caller)
    : undefined;
  if (!payment || !order) throw new TradeFailure(20000);
  if (payment.state === 'open') return cashierTicket(order, payment);
  return cashierTicket(order, reopen(context, order, 'pay'));
};

/** tt.continueToPay: opens the cashier of an unpaid order again. */
export const continueToPay: Handler = (context, options, caller) => {
  const { orderId, outOrderNo = '' } = options as { orderId?: string; outOrderNo?: string };
  const order = ownOrder(
    orderId ? context.ledger.get(orderId) : context.ledger.getByOutOrderNo(outOrderNo),
    caller,
  );
  if (!order || order.version === '1.0') throw new TradeFailure(20000);
  return cashierTicket(order, reopen(context, order, 'continueToPay'));
};

/** tt.continueToPayLife: the same for an order of the merged life-service chain, by Douyin's number alone. */
export const continueToPayLife: Handler = (context, options, caller) => {
  if (!context.users.loggedIn) throw new TradeFailure(21550);
  const order = ownOrder(context.ledger.get(options.orderId as string), caller);
  if (!order?.draft.merged) throw new TradeFailure(20000);
  return cashierTicket(order, reopen(context, order, 'continueToPayLife'));
};

/** The cashier of an order by Douyin's number. @throws TradeFailure 20000, 26001 */
export const payableTicket = (
  context: PlatformContext,
  orderId: string,
  api: string,
  caller: Caller,
): Record<string, unknown> => {
  const order = ownOrder(context.ledger.get(orderId), caller);
  if (!order) throw new TradeFailure(20000);
  return cashierTicket(order, reopen(context, order, api));
};

const reopen = (context: PlatformContext, order: Order, api: string): Payment => {
  if (!context.ledger.isPayable(order)) {
    throw new TradeFailure(26001, { order: { orderId: order.orderId, outOrderNo: order.outOrderNo } });
  }
  return context.ledger.openCashier(order.orderId, api);
};
