import { config } from '../config';
import { checkApplyRefund, type RefundPassThrough } from '../contract/apply-refund';
import { ErrNo, type TradeError } from '../contract/codes';
import { END_WAIT, ID_WAIT, REFUND_NOTE_CHARS, REFUND_TIMEOUT } from '../contract/limits';
import {
  OTHER_REASON,
  REFUND_REASONS,
  SCHEDULED_REASON,
  TAKEAWAY_REASONS,
  type RefundReason,
} from '../contract/refund-reasons';
import { charsOf, cutTexts, wholeTexts } from '../contract/typed';
import type { Implementation } from '../machine';
import type { ApplyRefundOptions } from '../ports/platform';
import type { RefundSession } from '../ports/sessions';
import { reasonText } from '../ports/inquire';
import { notOpened } from '../session/not-opened';
import { complain, report } from '../session/reports';
import { resumeRefund, settleRefund } from '../session/resume';
import { learnSubject } from '../session/seller';
import { attempt, find } from '../session/visits';
import { wait } from '../ticker';
import type { PageQuery, RefundApplyContext, RefundApplySchema, RefundForm } from './schema';
import { TEXTS } from './texts';

type Context = Readonly<RefundApplyContext>;
type RefundFee = NonNullable<ApplyRefundOptions['refundInfo']['feeDetailsList']>[0];

/** What `applyrefund` resolved, as it travels. It was checked before the page was opened. */
function passThrough({ refund }: RefundSession): Partial<RefundPassThrough> {
  return refund.params ? (checkApplyRefund(refund.params) as RefundPassThrough) : {};
}

/**
 * The amount to refund, 分: the given one of a legacy order, the sum of the given items, else by quantity
 * (contract templates §3).
 */
export function amount(visit: RefundSession, quantity: number): number {
  const { order, amount: legacyAmount } = visit.refund;
  if (order.legacy) return legacyAmount!;
  return refundItems(visit, quantity).reduce((sum, item) => sum + item.refundAmount, 0);
}

/**
 * The item orders to refund with their amounts, 分: those given, else the first `quantity` of which something
 * can be refunded.
 */
export function refundItems(
  visit: RefundSession,
  quantity: number,
): { itemOrderId: string; refundAmount: number }[] {
  const { itemOrders } = visit.refund.order;
  const { itemOrderList } = passThrough(visit);
  const most = (id: string): number =>
    itemOrders.filter((one) => one.itemOrderId === id).reduce((sum, one) => sum + one.refundableAmount, 0);
  return (itemOrderList || itemOrders.filter((one) => one.refundableAmount > 0).slice(0, quantity)).map(
    (item) => {
      const { itemOrderId, refundAmount } = item as { itemOrderId: string; refundAmount?: number };
      return { itemOrderId, refundAmount: refundAmount === undefined ? most(itemOrderId) : refundAmount };
    },
  );
}

/** The reasons that an order's refund may give. */
export function reasonsOf({ refund }: RefundSession): readonly RefundReason[] {
  const { takeaway } = refund.order;
  return takeaway
    ? TAKEAWAY_REASONS.filter(({ code }) => takeaway.scheduled || code !== SCHEDULED_REASON)
    : REFUND_REASONS;
}

/**
 * What goes back of each fee of a takeaway order, 分. Until the user has said so, fees go back with the last
 * of the goods.
 */
export function refundFees(visit: RefundSession, form: RefundForm): RefundFee[] {
  const { takeaway, itemOrders } = visit.refund.order;
  if (!takeaway) return [];
  const rest = itemOrders.reduce((sum, one) => sum + one.refundableAmount, 0);
  const whole = amount(visit, form.quantity) === rest;
  return takeaway.fees.map(({ feeType, refundableAmount }) => ({
    feeType,
    refundAmount: (form.fees ? form.fees.indexOf(feeType) >= 0 : whole) ? refundableAmount : 0,
  }));
}

/** Takes a value out of a list, or adds it. */
const toggled = (list: readonly number[], value: number): number[] => {
  const kept = list.filter((one) => one !== value);
  return kept.length < list.length ? kept : kept.concat(value);
};

/** Whether the user chooses how many to refund. */
export function isByQuantity(visit: RefundSession): boolean {
  return !visit.refund.order.legacy && !passThrough(visit).itemOrderList;
}

/** What keeps the form from being sent, as a text for the user. */
function missing({ reasons, note, quantity, typed = quantity }: RefundForm): string | undefined {
  if (typed !== quantity) return TEXTS.quantityIllegal;
  if (!reasons.length) return TEXTS.reasonNeeded;
  if (charsOf(note) > REFUND_NOTE_CHARS) return TEXTS.noteTooLong;
  return reasons.indexOf(OTHER_REASON) >= 0 && !note.trim() ? TEXTS.noteNeeded : undefined;
}

/**
 * Names what of the page's own data does not survive JSON: the developer's server would miss it without a
 * hint.
 */
function warnOfLoss(params: object | undefined): void {
  const lost: string[] = [];
  JSON.stringify(params, (key, value: unknown) => {
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') lost.push(key);
    return value;
  });
  if (params && lost.length)
    console.warn(`[microapp-trade-kit] applyrefund: ${lost.join(', ')} cannot be sent, and is left out`);
}

/** Why, as the kind of the order wants it (contract jsapi §5.2). */
function reasonOf(visit: RefundSession, form: RefundForm): ApplyRefundOptions['refundInfo'] {
  if (visit.refund.order.takeaway) {
    const feeDetailsList = refundFees(visit, form);
    return Object.assign(
      { reasonCode: form.reasons.slice() },
      feeDetailsList.length ? { feeDetailsList } : undefined,
    );
  }
  return {
    reason: REFUND_REASONS.filter(({ code }) => form.reasons.indexOf(code) >= 0).map(({ text }) => text),
  };
}

function options({ visit, form }: Context): ApplyRefundOptions {
  const { order, amount: refundTotalAmount } = visit!.refund;
  const { cpExtra, itemOrderList } = passThrough(visit!);
  const { goodsId, goodsType } = order.goods!;
  return Object.assign(
    {
      outOrderNo: visit!.outOrderNo,
      refundInfo: Object.assign(reasonOf(visit!, form), form.note.trim() ? { note: form.note } : undefined),
    },
    order.legacy
      ? { refundTotalAmount: refundTotalAmount! }
      : itemOrderList
        ? { itemOrderList }
        : { goodsList: [{ goodsId, goodsType, quantity: form.quantity }] },
    cpExtra ? { callbackData: JSON.parse(cpExtra) as Record<string, unknown> } : undefined,
  );
}

/**
 * The visit of the query, with an order that is not older than this life of the app. Rejects with a text for
 * the user.
 */
function enter({ query }: Context): Promise<RefundSession> {
  const { platform } = config();
  const visit = query.session ? find<RefundSession>(platform, query.session) : undefined;
  const refuse = (errMsg: string): Promise<never> => Promise.reject({ errNo: 0, errMsg } as TradeError);
  if (!visit || !visit.refund) return refuse(TEXTS.lost);
  if (visit.outRefundNo) return Promise.resolve(visit);
  if (!visit.stale && visit.phase === 'paying' && !visit.unsure) return refuse(TEXTS.busy);
  if (!visit.stale && visit.refund.order.refundableQuantity > 0) return Promise.resolve(visit);
  return resumeRefund(config(), visit).then(
    () => (visit.outRefundNo || visit.refund.order.refundableQuantity > 0 ? visit : refuse(TEXTS.nothing)),
    () => refuse(TEXTS.offline),
  );
}

/** The form with a part of it filled in, within the bounds of the order. */
function filled({ form, shown, visit }: Context, part: Partial<RefundForm>): Partial<RefundApplyContext> {
  const made = Object.assign({}, form, part);
  const most = visit!.refund.order.refundableQuantity;
  if ('quantity' in part) {
    made.typed = made.quantity = Math.max(Math.min(Math.floor(made.quantity) || 1, most), 1);
  }
  return {
    form: Object.assign(made, wholeTexts(made)),
    shown: Object.assign({}, shown, cutTexts(part)),
  };
}

const keepQuery = (_: Context, query: PageQuery): Partial<RefundApplyContext> => ({ query });

/**
 * Sends the application, and reports how that ended: once, whatever a port does. What cannot be known is
 * asked for before the next one is sent, which it is not if the user has left by then. Comes to the error,
 * if there is one.
 */
function apply(context: Context, isGone: () => boolean): Promise<TradeError | undefined> {
  const chosen = config();
  const { platform } = chosen;
  const visit = context.visit!;
  const errorOf = (reason: unknown): TradeError => {
    const { errLogId } = Object(reason) as Partial<TradeError>;
    return Object.assign(
      { errNo: ErrNo.ApplyRefundServer, errMsg: reasonText(reason) },
      errLogId ? { errLogId } : undefined,
    );
  };
  const send = (): Promise<TradeError | undefined> => {
    attempt(platform, visit);
    const answer = new Promise<{ refundId: string; outRefundNo: string; orderId: string }>((resolve) =>
      resolve(platform.applyRefund(options(context))),
    );
    const ended = answer.then(
      ({ refundId, outRefundNo, orderId }) => {
        visit.outRefundNo = outRefundNo;
        report(platform, visit, {
          refund: { status: 'success', result: { refundId, outRefundNo, orderId } },
        });
        return undefined;
      },
      (reason: unknown) => {
        const error = errorOf(reason);
        // An answer that was lost on its way is no failure.
        return settleRefund(chosen, visit, error).then(
          (isIn) => (isIn ? undefined : error),
          () => {
            complain(visit, error);
            return error;
          },
        );
      },
    );
    return new Promise((resolve) => {
      // Once the user has left the page nothing else asks.
      const answered = wait(REFUND_TIMEOUT, () => {
        resumeRefund(chosen, visit).then(
          () => visit.outRefundNo && resolve(undefined),
          () => undefined,
        );
      });
      void ended.then(resolve).then(answered);
    });
  };
  return visit.unsure
    ? settleRefund(chosen, visit, visit.unsure).then(
        (isIn) => (isIn || isGone() ? undefined : send()),
        errorOf,
      )
    : send();
}

export const refundApplyImplementation: Implementation<RefundApplySchema, RefundApplyContext> = {
  reducers: {
    PROPS: keepQuery,
    OPEN: keepQuery,
    ENTERED: (_, entered) =>
      'error' in entered
        ? { error: entered.error }
        : { error: undefined, visit: entered.visit, made: !!entered.visit.outRefundNo },
    FILL: filled,
    CUT: filled,
    // Of a takeaway order exactly one is given.
    REASON: (context, code) =>
      filled(context, {
        reasons: context.visit!.refund.order.takeaway ? [code] : toggled(context.form.reasons, code),
      }),
    FEE(context, feeType) {
      const chosen = refundFees(context.visit!, context.form).filter((fee) => fee.refundAmount);
      const fees = toggled(
        chosen.map((fee) => fee.feeType),
        feeType,
      );
      return filled(context, { fees });
    },
    TIDY: ({ shown }) => ({ shown: Object.assign({}, shown, wholeTexts(shown)) }),
    SUBJECT: (_, subject) => ({ subject }),
    SETTLED: (_, error) => ({ error }),
    LOOKED: (_, made) => ({ made }),
    THROWN: (_, error) => ({ error: { errNo: ErrNo.ApplyRefundServer, errMsg: reasonText(error) } }),
  },
  guards: {
    isGiven: ({ query }) => !!query.session,
    refused: ({ error }) => !!error,
    isMade: ({ made }) => made,
    isIncomplete: ({ form }) => !!missing(form),
  },
  effects: {
    await: ({ send }) => wait(ID_WAIT, () => send('OVERDUE')),
    enter({ context, send }) {
      void enter(context).then(
        (visit) => send('ENTERED', { visit }),
        (error: TradeError) => send('ENTERED', { error }),
      );
    },
    learnSubject({ context, send }) {
      const visit = context.visit!;
      warnOfLoss(visit.refund.params);
      learnSubject(
        (name) => send('SUBJECT', name),
        (error) => complain(visit, error),
      );
    },
    tellBounds: ({ context }) =>
      config().platform.toast(`${TEXTS.cut}1-${context.visit!.refund.order.refundableQuantity}`),
    tidy({ context, send }) {
      if (Object.keys(cutTexts(context.shown)).length) send('TIDY');
    },
    toast: ({ context }) => config().platform.toast(missing(context.form)!),
    submit({ context, send, isGone }) {
      void apply(context, isGone).then((error) => send('SETTLED', error));
    },
    waitForEnd: ({ send }) => wait(END_WAIT, () => send('LATE')),
    look({ context, send }) {
      const visit = context.visit!;
      const looked = (): void => send('LOOKED', !!visit.outRefundNo);
      resumeRefund(config(), visit).then(looked, looked);
    },
    tellUnknown: () => config().platform.toast(TEXTS.unknown),
    showDetail({ context }) {
      const { platform, pages } = config();
      const { id, outRefundNo } = context.visit!;
      const visit = context.visit!;
      platform
        .redirectTo(`${pages.refundDetail}?session=${id}&refundId=${encodeURIComponent(outRefundNo!)}`)
        .catch((reason: unknown) => complain(visit, notOpened(platform, pages.refundDetail, reason)));
    },
  },
};
