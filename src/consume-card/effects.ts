import { config } from '../config';
import { ErrNo, OrderStatus, type TradeError } from '../contract/codes';
import { isUsable, nextCouponFlip, stateAt } from '../contract/coupon-time';
import type { Report } from '../contract/events';
import { COUPON_POLL, QR_LEAD } from '../contract/limits';
import { checkOrderId } from '../contract/pay-button';
import { notify } from '../handlers/ask';
import type { Implementation } from '../machine';
import { inquire } from '../ports/inquire';
import type { Coupon, OrderCoupons } from '../ports/merchant';
import * as refund from '../refund/effects';
import { alarmAt, clockOf, timeOf, wait, type ServerClock } from '../ticker';
import type { Effect, Event, Guard } from './machine';
import { TEXTS } from './texts';

/** The properties that the machine reads, as the component has them. */
export interface ConsumeCardInput {
  orderId: unknown;
  applyRefundParams: unknown;
  handlerTimeout: number;
}

export interface ConsumeCardContext extends refund.RefundContext {
  /** The properties as they are now. */
  read(): ConsumeCardInput;
  /** Sends an event of no attempt. */
  send(event: Event, payload?: unknown): void;
  /** The last answer, and the one before it, of the same order. */
  codes?: OrderCoupons | undefined;
  before?: OrderCoupons | undefined;
  /** The last query failed: its error. */
  failure?: TradeError | undefined;
  /** Clock of the server that the codes came from. */
  clock: ServerClock;
  /** The page is not to be seen; and was not until now. */
  hidden: boolean;
  back: boolean;
  /** The list of codes is open. */
  open: boolean;
  /** Item order of the code that was touched last, and of the one that is shown large. */
  picked?: Coupon | undefined;
  large?: string | undefined;
  /** What the user wants of the order. */
  wanted: OrderStatus.Refundable | OrderStatus.Refunding;
  /** The screen is bright; how bright it was, once that is known. */
  bright: boolean;
  dim?: number | undefined;
  /** What ends the alarms, and listening to the platform. */
  alarms: (() => void)[];
  unpush?: (() => void) | undefined;
}

/** Clock of the server, ms. */
export const serverNow = ({ clock }: Pick<ConsumeCardContext, 'clock'>): number => timeOf(clock);

const find = ({ codes }: ConsumeCardContext, itemOrderId: unknown): Coupon | undefined =>
  codes && codes.coupons.filter((one) => one.itemOrderId === itemOrderId)[0];

/** The code that is shown large. */
export const largeCode = (context: ConsumeCardContext): Coupon | undefined =>
  context.failure ? undefined : find(context, context.large);

/** Whether a shop can redeem it now. */
export const redeemable = (context: Pick<ConsumeCardContext, 'clock'>, coupon: Coupon): boolean =>
  isUsable(stateAt(coupon, serverNow(context)));

/**
 * The code whose QR code is drawn: the large one, where there is one, else the only code, or the only usable
 * one.
 */
export function scannedCode(context: ConsumeCardContext): Coupon | undefined {
  const { coupons } = context.codes!;
  const usable = coupons.filter((one) => redeemable(context, one));
  const scanned = largeCode(context) || (coupons.length === 1 || usable.length === 1 ? usable[0] : undefined);
  return scanned && redeemable(context, scanned) ? scanned : undefined;
}

/**
 * A code was redeemed, or one use of an item that has several, between two answers: only a usable code can
 * be.
 */
function used({ before, codes }: ConsumeCardContext): boolean {
  return (
    !!before &&
    !!codes &&
    codes.coupons.some((now) => {
      const then = before.coupons.filter((one) => one.itemOrderId === now.itemOrderId)[0];
      if (!then || then.state === 'redeemed') return false;
      return (
        now.state === 'redeemed' ||
        (isUsable(now.state) && now.outRefundNo === then.outRefundNo && now.usableTimes! < then.usableTimes!)
      );
    })
  );
}

/** Makes the screen bright, or as bright as it was. Whatever the host does not give is left alone. */
function light(context: ConsumeCardContext, bright: boolean): void {
  const { getBrightness, setBrightness } = config().platform;
  if (bright === context.bright || !getBrightness || !setBrightness) return;
  context.bright = bright;
  const nothing = (): void => undefined;
  if (bright) {
    getBrightness()
      .then((value) => {
        if (!context.bright || context.dim !== undefined) return undefined;
        context.dim = value;
        return setBrightness(1);
      })
      .catch(nothing);
  } else if (context.dim !== undefined) {
    setBrightness(context.dim).catch(nothing);
    context.dim = undefined;
  }
}

function unwatch(context: ConsumeCardContext): void {
  context.alarms.splice(0).forEach((end) => end());
  light(context, false);
}

/**
 * Rings for the next code that time changes, and for the next look: while codes are open, and before a QR
 * code on the card stops working. Keeps the screen bright behind a large code.
 */
function watch(context: ConsumeCardContext): void {
  const { codes, failure, hidden, open, send, clock } = context;
  unwatch(context);
  if (!codes || failure || hidden) return;
  const flip = (at: number | undefined): void => {
    const ring = (jumped: boolean): void => {
      send('FLIP');
      if (jumped) send('POLL');
    };
    if (at) context.alarms.push(alarmAt(clock, at, ring));
  };
  const now = serverNow(context);
  const large = largeCode(context);
  const scanned = scannedCode(context);
  const until = scanned && scanned.qrValidTo;
  flip(nextCouponFlip(codes.coupons, now));
  if (until && until >= now) flip(until + 1);
  const look = open || large ? COUPON_POLL : until && Math.max(until - QR_LEAD - now, COUPON_POLL);
  if (look) context.alarms.push(wait(look, () => send('POLL')));
  light(context, !!large && scanned === large);
}

/** The properties as the steps of a refund read them. */
function keepProps(context: ConsumeCardContext): void {
  const { orderId, applyRefundParams, handlerTimeout } = context.read();
  const refundId = context.picked && context.picked.outRefundNo;
  context.props = {
    orderId,
    refundId,
    refundTotalAmount: undefined,
    whole: true,
    applyRefundParams,
    handlerTimeout,
  };
}

function keepPicked(context: ConsumeCardContext, payload: unknown): void {
  context.picked = find(context, payload);
}

function keepAsked(context: ConsumeCardContext, payload: unknown): void {
  Object.assign(context, { error: undefined, params: undefined }, payload);
}

/** Documented as strings that are always there (contract consume-card §2). */
function reportError({ asker }: ConsumeCardContext, { errNo, errMsg, errLogId }: TradeError): void {
  void notify(asker, 'error', { errNo, errMsg, errLogId: errLogId || '' });
}

export const consumeCardImplementation: Implementation<ConsumeCardContext, Event, Guard, Effect> = {
  keep: {
    PROPS(context) {
      Object.assign(context, {
        codes: undefined,
        before: undefined,
        failure: undefined,
        picked: undefined,
        large: undefined,
        open: false,
      });
      keepProps(context);
      context.error = checkOrderId(context.props.orderId);
    },
    LOADED(context, payload) {
      const { codes, failure } = payload as Pick<ConsumeCardContext, 'codes' | 'failure'>;
      context.failure = failure;
      if (!codes) return;
      context.before = context.codes;
      context.codes = codes;
      context.clock = clockOf(codes.now);
    },
    OPEN: (context) => void (context.open = true),
    CLOSE: (context) => void (context.open = false),
    PICK: keepPicked,
    DETAIL: keepPicked,
    PUT: (context) => void (context.large = undefined),
    APPLY(context) {
      context.wanted = OrderStatus.Refundable;
      keepProps(context);
    },
    ASKED: keepAsked,
    APPLIED: keepAsked,
    SHOW(context) {
      context.back = context.hidden;
      context.hidden = false;
    },
    HIDE: (context) => void (context.hidden = true),
  },
  guards: {
    refused: ({ error }) => !!error,
    failed: ({ failure }) => !!failure,
    redeemed: used,
    isApplying: ({ wanted }) => wanted === OrderStatus.Refundable,
    isRefund: ({ picked }) =>
      !!picked && !!picked.outRefundNo && (picked.state === 'refunding' || picked.state === 'refunded'),
    isBack: ({ back }) => back,
    isEnd: (_, payload) => !!(payload as Report).refund,
  },
  effects: {
    takeUp({ context }) {
      const { error, props, send, unpush } = context;
      const { platform, sessions } = config();
      if (unpush) unpush();
      context.unpush = undefined;
      if (error) return;
      const outOrderNo = props.orderId as string;
      sessions.unfinished(refund.orderSubject(outOrderNo)).forEach((visit) => refund.follow(context, visit));
      if (platform.watchCoupons) {
        // A page that is not to be seen looks when it is shown again.
        context.unpush = platform.watchCoupons({ outOrderNo }, () => context.hidden || send('PUSHED'));
      }
    },
    load(step) {
      const outOrderNo = step.context.props.orderId as string;
      const question = (): Promise<OrderCoupons> =>
        config().merchant.getCoupons!({ outOrderNo }).then(
          (codes: OrderCoupons | null) => codes || Promise.reject(new Error(`no order ${outOrderNo}`)),
        );
      void inquire(question, ErrNo.CouponServer, ErrNo.CouponServer).then(
        (codes) => step.send('LOADED', { codes }),
        (failure: TradeError) => step.send('LOADED', { failure }),
      );
    },
    watch: ({ context }) => watch(context),
    unwatch: ({ context }) => unwatch(context),
    look({ context }) {
      context.wanted = OrderStatus.Refunding;
      keepProps(context);
    },
    enlarge({ context }) {
      const { picked } = context;
      if (picked && redeemable(context, picked)) context.large = picked.itemOrderId;
    },
    copy({ context, payload }) {
      const { platform } = config();
      const coupon = find(context, payload);
      if (coupon && platform.copy)
        platform.copy(coupon.code).then(
          () => platform.toast(TEXTS.copied),
          () => platform.toast(TEXTS.notCopied),
        );
    },
    askOrdered({ context, send }) {
      void refund.askOrdered(context, context.wanted).then((payload) => {
        const { error } = payload;
        // A number that no refund can have: this component has no property to blame.
        if (error && error.errNo === ErrNo.RefundIdIllegal) error.errNo = ErrNo.RefundQueryFailed;
        send('ASKED', payload);
      });
    },
    askApplyRefund: (step) =>
      void refund.askParams(step.context).then((payload) => step.send('APPLIED', payload)),
    openPage: (step) => refund.openRefund(step, step.context.wanted),
    report: ({ context }) => reportError(context, context.error!),
    reportFailure: ({ context }) => reportError(context, context.failure!),
    reportRedeemed: ({ context }) =>
      void notify(context.asker, 'consume', { orderId: context.props.orderId }),
    reportEnd({ context, payload }) {
      const { error, refund: end } = payload as Report;
      // The name of the subject is pay-button's to miss (contract consume-card §2.4).
      if (error && error.errNo !== ErrNo.SubjectServer) reportError(context, error);
      if (end) void notify(context.asker, 'refund', end);
    },
  },
};

/** Lets go of everything that outlives a step: for a card that leaves its page. */
export function release(context: ConsumeCardContext): void {
  unwatch(context);
  if (context.unpush) context.unpush();
  Object.keys(context.unlisten).forEach((id) => context.unlisten[id]());
}
