import { config } from '../config';
import { ErrNo, OrderStatus, type TradeError } from '../contract/codes';
import { isUsable, nextCouponFlip, stateAt } from '../contract/coupon-time';
import type { Report } from '../contract/events';
import {
  COUPON_LOOKS,
  COUPON_POLL,
  ID_WAIT,
  LONGEST_COUPON_POLL,
  PUSHES,
  PUSH_PAUSE,
  QR_LEAD,
  RETRY_PAUSE,
} from '../contract/limits';
import { checkOrderId } from '../contract/pay-button';
import { notify, present } from '../handlers/ask';
import type { Implementation, Scope } from '../machine';
import { inquire, reasonText } from '../ports/inquire';
import type { Coupon, OrderCoupons } from '../ports/merchant';
import * as refund from '../refund/effects';
import type { Asked, RefundWish } from '../refund/schema';
import { orderSubject } from '../session/subject';
import { alarmAt, clockOf, isPast, timeOf, wait } from '../ticker';
import { pictureOf } from './picture';
import type { ConsumeCardContext, ConsumeCardSchema } from './schema';
import { light } from './screen';
import { TEXTS } from './texts';

type Step = Scope<ConsumeCardSchema, ConsumeCardContext>;
type Context = Readonly<ConsumeCardContext>;

/** Clock of the server, ms. */
export const serverNow = ({ clock }: Pick<ConsumeCardContext, 'clock'>): number => timeOf(clock);

const find = ({ codes }: Context, itemOrderId: unknown): Coupon | undefined =>
  codes && codes.coupons.filter((one) => one.itemOrderId === itemOrderId)[0];

/** The code that is shown large. */
export const largeCode = (context: Context): Coupon | undefined =>
  context.failure ? undefined : find(context, context.large);

/** Whether a shop can redeem it now. */
const redeemable = (context: Pick<ConsumeCardContext, 'clock'>, coupon: Coupon): boolean =>
  isUsable(stateAt(coupon, serverNow(context)));

/**
 * The code whose QR code is drawn: the large one, where there is one, else the only code, or the only usable
 * one.
 */
function scannedCode(context: Context): Coupon | undefined {
  const { coupons } = context.codes!;
  const usable = coupons.filter((one) => redeemable(context, one));
  const scanned = largeCode(context) || (coupons.length === 1 || usable.length === 1 ? usable[0] : undefined);
  return scanned && redeemable(context, scanned) ? scanned : undefined;
}

/**
 * A code was redeemed, or one use of an item that has several, between two answers: only a usable code can
 * be.
 */
function used({ before, codes }: Context): boolean {
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

/** The link behind the code that is scanned, while it works. */
export function scannedLink(context: Context): string {
  const scanned = scannedCode(context);
  return scanned && !(scanned.qrValidTo! < serverNow(context)) ? scanned.qrPayload : '';
}

/** What of an answer a user would see change. */
const factsOf = (codes: OrderCoupons | undefined): string | undefined =>
  codes && JSON.stringify(codes.coupons.map((one) => [one.state, one.usableTimes, one.outRefundNo]));

/** How long to wait for the next look at codes that can be redeemed and are to be seen, ms. */
const pauseOf = ({ looks }: Context): number =>
  Math.min(COUPON_POLL * Math.pow(2, Math.max(looks - COUPON_LOOKS, 0)), LONGEST_COUPON_POLL);

/** What is to be seen: nothing while the page is hidden, or it is not known how the codes are. */
const shownCodes = ({ codes, failure, hidden, sight, open, large }: Context): OrderCoupons | undefined =>
  failure || hidden || !(sight || open || large) ? undefined : codes;

/** The order or refund that the user wants something of. */
const wish = ({ props, refundId, wanted }: Context): RefundWish => ({
  props: Object.assign({}, props, { refundId }),
  status: wanted,
  whole: true,
});

const keepAsked = (_: Context, asked: Asked): Partial<ConsumeCardContext> =>
  Object.assign({ error: undefined, params: undefined }, asked);

/** Passes on what is reported of a visit. */
const teller =
  ({ send }: Step) =>
  (told: Report): void =>
    send('REPORTED', told);

/** Documented as strings that are always there (contract consume-card §2). */
function reportError({ asker }: Context, { errNo, errMsg, errLogId }: TradeError): void {
  void notify(asker, 'error', { errNo, errMsg, errLogId: errLogId || '' });
}

export const consumeCardImplementation: Implementation<ConsumeCardSchema, ConsumeCardContext> = {
  reducers: {
    PROPS: (_, props) => ({
      props,
      bound: undefined,
      error: checkOrderId(props.orderId),
      codes: undefined,
      before: undefined,
      failure: undefined,
      picked: undefined,
      large: undefined,
      open: false,
      looks: 0,
    }),
    ATTEMPT: () => ({ since: Date.now() }),
    LOADED: ({ codes: before, looks }, { codes, failure }) =>
      codes
        ? {
            before,
            codes,
            failure,
            clock: clockOf(codes.now),
            looks: factsOf(before) === factsOf(codes) ? looks : 0,
          }
        : { failure },
    POLL: ({ looks }) => ({ looks: looks + 1 }),
    REFRESH: () => ({ looks: 0 }),
    PUSHED: () => ({ looks: 0 }),
    SIGHT: (_, sight) => ({ sight, looks: 0 }),
    THROWN: (_, error) => ({ failure: { errNo: ErrNo.CouponServer, errMsg: reasonText(error) } }),
    OPEN: () => ({ open: true, looks: 0 }),
    CLOSE: () => ({ open: false, looks: 0 }),
    PICK(context, itemOrderId) {
      const picked = find(context, itemOrderId);
      return picked && redeemable(context, picked) ? { picked, large: itemOrderId, looks: 0 } : { picked };
    },
    DETAIL: (context, itemOrderId) => ({ picked: find(context, itemOrderId) }),
    COPY: (context, itemOrderId) => ({ picked: find(context, itemOrderId) }),
    PUT: () => ({ large: undefined }),
    APPLY: () => ({ wanted: OrderStatus.Refundable }),
    LOOK: (_, refundId) => ({ wanted: OrderStatus.Refunding, refundId }),
    ASKED: keepAsked,
    APPLIED: keepAsked,
    BOUND: (_, bound) => ({ bound }),
    REPORTED: (_, told) => ({ told }),
    SHOW: ({ hidden }) => ({ back: hidden, hidden: false, looks: 0 }),
    HIDE: () => ({ hidden: true }),
  },
  guards: {
    refused: ({ error }) => !!error,
    isAwaited: ({ props }) => props.orderId === '' || props.orderId == null,
    isRested: ({ since }) => isPast(since, RETRY_PAUSE),
    failed: ({ failure }) => !!failure,
    redeemed: used,
    isApplying: ({ wanted }) => wanted === OrderStatus.Refundable,
    isRefund: ({ picked }) =>
      !!picked && !!picked.outRefundNo && (picked.state === 'refunding' || picked.state === 'refunded'),
    isBack: ({ back }) => back,
    isEnd: ({ told }) => !!told!.refund,
  },
  effects: {
    await: ({ send }) => wait(ID_WAIT, () => send('OVERDUE')),
    takeUp(step) {
      const { context, send } = step;
      const { asker, error, props } = context;
      const { platform, sessions } = config();
      if (error) return undefined;
      const outOrderNo = props.orderId as string;
      sessions.takeUp(asker, orderSubject(outOrderNo), teller(step), true);
      let pause: (() => void) | undefined;
      let pushes = 0;
      const pushed = (): void => {
        // A page that is not to be seen looks when it is shown again.
        if (context.hidden || ++pushes > PUSHES) return;
        pause =
          pause ||
          wait(PUSH_PAUSE, () => {
            const late = pushes > PUSHES;
            pause = undefined;
            pushes = 0;
            if (late) pushed();
          });
        send('PUSHED');
      };
      const ends = [
        platform.watchCoupons && platform.watchCoupons({ outOrderNo }, pushed),
        platform.watchSight && platform.watchSight(asker, (sight) => send('SIGHT', sight)),
      ];
      return () => {
        light(asker, false);
        ends.concat(pause).forEach((end) => end && end());
      };
    },
    load({ context, send }) {
      const outOrderNo = context.props.orderId as string;
      void inquire(
        () => config().merchant.getCoupons({ outOrderNo }),
        ErrNo.CouponServer,
        ErrNo.CouponServer,
      ).then(
        (codes) => send('LOADED', { codes }),
        (failure: TradeError) => send('LOADED', { failure }),
      );
    },
    /**
     * Rings for the next code that time changes, and for the next look: while codes that can be redeemed are
     * to be seen, and before a QR code on the card stops working.
     */
    watch({ context, send }) {
      const codes = shownCodes(context);
      if (!codes) return undefined;
      const { coupons } = codes;
      const { clock } = context;
      const alarms: (() => void)[] = [];
      const flip = (at: number | undefined): void => {
        const ring = (jumped: boolean): void => {
          send('FLIP');
          if (jumped) send('POLL');
        };
        if (at) alarms.push(alarmAt(clock, at, ring));
      };
      const now = serverNow(context);
      const scanned = scannedCode(context);
      const until = scanned && scanned.qrValidTo;
      flip(nextCouponFlip(coupons, now));
      if (until && until >= now) flip(until + 1);
      if (context.open || largeCode(context) || coupons.some((one) => redeemable(context, one))) {
        const renewed = until ? Math.max(until - QR_LEAD - now, COUPON_POLL) : Infinity;
        alarms.push(wait(Math.min(pauseOf(context), renewed), () => send('POLL')));
      }
      return () => alarms.forEach((end) => end());
    },
    /** Keeps the screen bright behind a large code that can be scanned. */
    light({ context }) {
      const large = shownCodes(context) && largeCode(context);
      light(context.asker, !!large && scannedCode(context) === large);
    },
    look: ({ context, send }) => send('LOOK', (context.picked && context.picked.outRefundNo) || ''),
    copy({ context }) {
      const { platform } = config();
      const { picked } = context;
      if (picked && platform.copy)
        platform.copy(picked.code).then(
          () => platform.toast(TEXTS.copied),
          () => platform.toast(TEXTS.notCopied),
        );
    },
    askOrdered({ context, send }) {
      void refund.askOrdered(context, wish(context)).then((asked) => {
        const { error } = asked;
        // A number that no refund can have: this component has no property to blame.
        if (error && error.errNo === ErrNo.RefundIdIllegal) error.errNo = ErrNo.RefundQueryFailed;
        send('ASKED', asked);
      });
    },
    probe({ context, send }) {
      let newest = true;
      void present(context.asker, 'applyrefund').then((bound) => newest && send('BOUND', bound));
      return () => {
        newest = false;
      };
    },
    askApplyRefund({ context, send }) {
      void refund.askParams(context).then((asked) => send('APPLIED', asked));
    },
    openPage(step) {
      const { context, send } = step;
      refund.openRefund(context, wish(context), teller(step)).then(
        () => send('OPENED'),
        () => send('STAYED'),
      );
    },
    report: ({ context }) => reportError(context, context.error!),
    reportFailure: ({ context }) => reportError(context, context.failure!),
    reportRedeemed: ({ context }) =>
      void notify(context.asker, 'consume', { orderId: context.props.orderId }),
    /** A code without its picture can be read out: the card says so, and the developer reads why. */
    reportUndrawn({ context }) {
      const picture = shownCodes(context) && pictureOf(scannedLink(context));
      if (!picture || !picture.error || picture.said) return;
      picture.said = true;
      const errMsg = `getCoupons: qrPayload has no picture, its digits are shown: ${picture.error}`;
      console.error(`[microapp-trade-kit] ${errMsg}`);
      reportError(context, { errNo: ErrNo.CouponServer, errMsg });
    },
    reportEnd({ context }) {
      const { error, refund: end } = context.told!;
      // The name of the subject is pay-button's to miss (contract consume-card §2.4).
      if (error && error.errNo !== ErrNo.SubjectServer) reportError(context, error);
      if (end) void notify(context.asker, 'refund', end);
    },
  },
};
