import { PayCode, ErrNo, type TradeError } from '../contract/codes';
import type { PayDetail, PayReport } from '../contract/events';
import { CASHIER_TIMEOUT } from '../contract/limits';
import { isRejectedOrder } from '../contract/pre-order';
import { reasonText } from '../ports/inquire';
import type { AnswerError, OrderInfo } from '../ports/merchant';
import type { PayOutcome } from '../ports/platform';
import type { Visit } from '../ports/sessions';
import type { TradeConfig } from '../config';
import { wait } from '../ticker';
import { report } from './reports';
import { look, madeBy } from './resume';
import { know } from './store';

/** How often an outcome is asked for, and the wait between two questions, ms. */
const QUESTIONS = 4;
const PAUSE = 1000;

/** The errNo of an order whose state does not allow payment (contract jsapi §3.1). */
const NOT_PAYABLE = 26001;

const LEFT = 'requestOrder:fail the page was left before the order was sent';
const NO_ORDER = { orderId: '', outOrderNo: '' };

interface Asked {
  code: PayCode;
  closed?: boolean;
}

/**
 * The pay code of an order that was asked for, or undefined while it has to be asked again: what was said
 * must not contradict what was read.
 */
function codeOf({ state }: OrderInfo, said: PayCode): Asked | undefined {
  if (state === 'paid') return { code: PayCode.Paid };
  const closed = state === 'closed';
  return (closed || state === 'unpaid') && said !== PayCode.Paid && said !== PayCode.Unknown
    ? { code: said, closed }
    : undefined;
}

/**
 * Asks the merchant how a payment ended. What the cashier said counts only where the merchant's answer does
 * not contradict it; with no answer the outcome is unknown, not failed (design: machine rule 4). A merchant
 * without `getOrder` leaves the cashier's word. Never rejects.
 */
function confirmed(config: TradeConfig, outOrderNo: string, said: PayCode, left = QUESTIONS): Promise<Asked> {
  const { getOrder } = config.merchant;
  if (said === PayCode.Cancelled) return Promise.resolve({ code: said });
  return getOrder({ outOrderNo })
    .then(
      (order) => codeOf(order, said),
      (error: AnswerError) => (error.lacking ? { code: said } : undefined),
    )
    .then((asked) => {
      if (asked) return asked;
      if (left <= 1) return { code: PayCode.Unknown };
      return new Promise<void>((resolve) => {
        wait(PAUSE, resolve);
      }).then(() => confirmed(config, outOrderNo, said, left - 1));
    });
}

function failed(error: TradeError, numbers: { orderId: string; outOrderNo: string }): PayDetail {
  return {
    status: 'fail',
    orderId: numbers.orderId,
    outOrderNo: numbers.outOrderNo,
    result: { errMsg: error.errMsg },
  };
}

/** The error as the page gets it: the platform's own may carry more. */
const told = ({ errMsg, errLogId }: TradeError, errNo: number): TradeError =>
  Object.assign({ errNo, errMsg }, errLogId ? { errLogId } : undefined);

/** Turns the platform's outcome into the page's events (contract pay-button §7, §10). */
function settle(config: TradeConfig, outcome: PayOutcome | undefined): Promise<PayReport> {
  // Nothing has failed, so there is no error to tell (decision D-E560).
  if (!outcome) return Promise.resolve({ pay: failed({ errNo: 0, errMsg: LEFT }, NO_ORDER) });
  if (outcome.kind === 'cashier') {
    const { orderId, outOrderNo } = outcome;
    return confirmed(config, outOrderNo, outcome.code).then(({ code, closed }): PayReport => ({
      pay: { status: 'success', orderId, outOrderNo, result: { code, orderId } },
      closed: !!closed,
    }));
  }
  const { error } = outcome;
  if (outcome.kind === 'noCashier') {
    const { orderId, outOrderNo } = outcome;
    const wallet = error.errNo >= ErrNo.PaymentFailed && error.errNo <= ErrNo.WeChatMissing;
    // Mostly an order that is paid, or being paid, on another device.
    const asked: Promise<OrderInfo | undefined> = config.merchant
      .getOrder({ outOrderNo })
      .catch(() => undefined);
    return asked.then((order): PayReport => {
      const state = order && order.state;
      if (state === 'paid' || state === 'processing') {
        const code = state === 'paid' ? PayCode.Paid : PayCode.Unknown;
        return { pay: { status: 'success', orderId, outOrderNo, result: { code, orderId } }, closed: false };
      }
      const closed = state ? state === 'closed' : error.errNo === NOT_PAYABLE;
      const end: PayReport = { pay: failed(error, outcome), closed };
      return wallet ? Object.assign(end, { error: told(error, error.errNo) }) : end;
    });
  }
  const errNo = isRejectedOrder(error.errNo) ? ErrNo.CreateOrderRejected : ErrNo.CreateOrderServer;
  return Promise.resolve({ error: told(error, errNo), pay: failed(error, NO_ORDER) });
}

/**
 * Waits for how an attempt to pay ended, asks the merchant, and reports: exactly once, whatever a port does.
 * Runs to its end also when the page has been left: no order is lost. Never rejects.
 * @param pay comes to nothing when the page was left before anything was sent
 * @param returned called when the cashier is gone, or never came
 */
export function conclude(
  config: TradeConfig,
  visit: Visit,
  pay: () => Promise<PayOutcome | undefined>,
  returned?: () => void,
): Promise<PayReport> {
  const mine = visit.attempts;
  // The lost answer may be of a payment, and once the user has left the page nothing else asks.
  const answered = wait(CASHIER_TIMEOUT, () => void look(config, visit).catch(() => undefined));
  return new Promise<PayOutcome | undefined>((resolve) => resolve(pay()))
    .catch((reason: unknown): PayOutcome | Promise<PayOutcome> => {
      const error = { errNo: 0, errMsg: reasonText(reason) };
      const { orderId, outOrderNo } = visit;
      if (outOrderNo) return { kind: 'noCashier', error, orderId, outOrderNo };
      const noOrder: PayOutcome = { kind: 'noOrder', error };
      // The answer was lost, and maybe not the order.
      return madeBy(config, visit).then(
        (made): PayOutcome =>
          made && made.state !== 'closed'
            ? {
                kind: 'cashier',
                code: made.state === 'unpaid' ? PayCode.Cancelled : PayCode.Unknown,
                orderId: made.orderId,
                outOrderNo: made.outOrderNo,
              }
            : noOrder,
        () => noOrder,
      );
    })
    .then((outcome) => {
      answered();
      const settled = settle(
        config,
        !outcome || outcome.kind === 'noOrder' || outcome.orderId
          ? outcome
          : Object.assign({}, outcome, { orderId: visit.orderId }),
      );
      if (returned) returned();
      return settled;
    })
    .then((end) => {
      const { pay, closed } = end;
      if (pay && pay.outOrderNo && visit.untold.indexOf(mine) >= 0) {
        know(visit, pay.orderId, pay.outOrderNo, !!closed);
      }
      report(config.platform, visit, end, mine);
      return end;
    });
}
