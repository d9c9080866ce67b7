import type { CouponState } from '../contract/coupon';
import { isUsable, stateAt } from '../contract/coupon-time';
import type { Coupon } from '../ports/merchant';
import { largeCode, scannedLink, serverNow } from './effects';
import { pictureOf } from './picture';
import type { ConsumeCardContext, State } from './schema';
import { TEXTS } from './texts';

/** One code as it is listed. */
export interface CodeLine {
  /** Item order. */
  id: string;
  /** In groups of four. */
  code: string;
  word: string;
  /** How the word is drawn. */
  tone: 'good' | 'wait' | 'bad' | 'over';
  /** Can be redeemed now. */
  usable: boolean;
  /** A tap leads to 退款详情页. */
  refund: boolean;
  /** How long it is valid, and how many times it still can be used. */
  note: string;
}

/** What the card's template draws. */
export interface ConsumeCardView {
  /** `none`: the order has no codes. */
  phase: 'loading' | 'broken' | 'invalid' | 'unpaid' | 'none' | 'shown';
  /** Codes or an error are on the card, and are asked for again. */
  busy: boolean;
  /** 申请退款 or a refund was tapped, and its page is not open yet. */
  asking: boolean;
  name: string;
  /** How many codes can be redeemed now, and the words for it: `3份可用`. */
  usable: number;
  count: string;
  /**
   * The code that is drawn on the card itself: the only one, or the only usable one; else the first usable
   * one, without its QR code.
   */
  first: CodeLine | null;
  /** `first` is drawn with its QR code. */
  alone: boolean;
  /** Picture of the code that can be scanned: of the large one, where there is one, else of `first`. */
  qr: string;
  /** No picture of it can be scanned: the card asks the user to show its digits. */
  undrawn: boolean;
  several: boolean;
  refundable: boolean;
  open: boolean;
  /** The codes in the list, while it is open. */
  lines: CodeLine[];
  large: CodeLine | null;
}

export const EMPTY: ConsumeCardView = {
  phase: 'loading',
  busy: false,
  asking: false,
  name: '',
  usable: 0,
  count: '',
  first: null,
  alone: false,
  qr: '',
  undrawn: false,
  several: false,
  refundable: false,
  open: false,
  lines: [],
  large: null,
};

const TONES: Record<CouponState, CodeLine['tone']> = {
  usable: 'good',
  redeemed: 'over',
  refunding: 'wait',
  refunded: 'over',
  refundFailed: 'bad',
  expired: 'over',
  notStarted: 'wait',
};

const two = (value: number): string => `0${value}`.slice(-2);

/** Local time, to the minute. */
function time(ms: number): string {
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function line(coupon: Coupon, now: number): CodeLine {
  const state = stateAt(coupon, now);
  const { totalTimes, usableTimes } = coupon;
  const times = totalTimes && totalTimes > 1 ? `${TEXTS.times}${usableTimes}/${totalTimes} · ` : '';
  return {
    id: coupon.itemOrderId,
    code: coupon.code.replace(/(.{4})(?=.)/g, '$1 '),
    word: TEXTS.states[state],
    tone: TONES[state],
    usable: isUsable(state),
    refund: !!coupon.outRefundNo && /^refund/.test(state),
    note:
      times +
      (state === 'notStarted' ? TEXTS.from + time(coupon.validFrom) : TEXTS.until + time(coupon.validTo)),
  };
}

const ASKING: readonly State[] = ['asking', 'applying', 'opening'];

export function consumeCardView(state: State, context: Readonly<ConsumeCardContext>): ConsumeCardView {
  const { codes, failure, open } = context;
  const busy = state === 'loading';
  if (state === 'invalid') return Object.assign({}, EMPTY, { phase: state });
  if (failure) return Object.assign({}, EMPTY, { phase: 'broken', busy, open });
  if (!codes) return EMPTY;
  const { coupons, paid, refundableQuantity, title } = codes;
  const shared = { busy, asking: ASKING.indexOf(state) >= 0, name: title };
  if (!paid || !coupons.length) return Object.assign({}, EMPTY, shared, { phase: paid ? 'none' : 'unpaid' });
  const now = serverNow(context);
  const usable = coupons.filter((one) => isUsable(stateAt(one, now)));
  const first = usable[0] || coupons[0];
  const alone = usable.length === 1 || coupons.length === 1;
  const large = largeCode(context);
  const { url, error } = pictureOf(scannedLink(context));
  return Object.assign(shared, {
    phase: 'shown' as const,
    usable: usable.length,
    count: usable.length ? usable.length + TEXTS.left : TEXTS.none,
    first: alone || usable.length ? line(first, now) : null,
    alone,
    qr: url,
    undrawn: !!error,
    several: coupons.length > 1,
    refundable: refundableQuantity > 0,
    open,
    lines: open ? coupons.map((one) => line(one, now)) : [],
    large: large ? line(large, now) : null,
  });
}
