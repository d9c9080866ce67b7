import type { TradeError } from '../contract/codes';
import type { CheckedGoodsInfo, LibraryGoods } from '../contract/goods-types';
import type { PayButtonProps } from '../contract/pay-button';
import type { PaymentAbility } from '../ports/merchant';
import type {
  RefundContext,
  RefundEffect,
  RefundEvents,
  RefundGuard,
  RefundProps,
  RefundState,
} from '../refund/schema';
import type { ServerClock } from '../ticker';

export type State =
  | 'idle'
  | 'waiting'
  | 'checking'
  | 'invalid'
  | 'ordered'
  | 'preparing'
  | 'renewing'
  | 'failed'
  | 'unable'
  | 'soon'
  | 'ready'
  | 'ended'
  | 'soldOut'
  | 'placing'
  | 'paying'
  | 'away'
  | RefundState;

/** The properties that the machine reads, as the component has them. */
export interface PayButtonInput extends PayButtonProps, RefundProps {
  orderId: unknown;
  refundId: unknown;
  refundTotalAmount: unknown;
  marketingReady: boolean;
  /**
   * Plays the part of what `getgoodsinfo` resolves, where that handler is not bound. An empty object is none.
   */
  goodsInfo: unknown;
  feeDetailsList: unknown;
  handlers: unknown;
}

/** What preparing asks for: each is answered, or failed. */
export interface Prepared {
  goods?: LibraryGoods | TradeError | undefined;
  info?: CheckedGoodsInfo | TradeError | undefined;
  ability?: PaymentAbility | TradeError | undefined;
}

interface Events extends RefundEvents {
  /** The properties are there, or changed. */
  PROPS: PayButtonInput;
  /** The same properties were set again. */
  SAME: undefined;
  /** An id was waited for long enough. */
  OVERDUE: undefined;
  TAP: undefined;
  /** Properties and handlers were checked: the first error, or nothing. */
  CHECKED: TradeError | undefined;
  /** A query or `getgoodsinfo` was answered. */
  ANSWERED: Prepared;
  /** `getgoodsinfo` turned out to be missing. */
  MISSING: TradeError;
  /** The sale begins, or ends. */
  FLIP: undefined;
  /** The device clock was set, or the phone has slept: what time it is at the shop is not known any more. */
  JUMPED: undefined;
  PLACED: TradeError | undefined;
  /** The cashier of an order that existed has ended; how, is reported. */
  SETTLED: undefined;
  /** The cashier was waited for long enough. */
  LATE: undefined;
  SHOW: undefined;
  HIDE: undefined;
}

type Guard =
  | RefundGuard
  | 'isAwaited'
  | 'isRested'
  | 'isOld'
  | 'isOrdered'
  | 'isContinuing'
  | 'goodsFailed'
  | 'unanswered'
  | 'noAbility'
  | 'abilityFailed'
  | 'isSoon'
  | 'isEnded'
  | 'isSoldOut';

type Effect =
  | 'await'
  | 'check'
  | 'prepare'
  | 'takeUp'
  | 'watch'
  | 'askPlaceOrder'
  | 'continuePay'
  | 'waitForEnd'
  | 'reportAnswer'
  | 'reportFetching'
  | 'reportFailure'
  | 'reportNoAbility'
  | RefundEffect;

export interface PayButtonContext extends RefundContext, Prepared {
  /** The properties of the running attempt. */
  props: PayButtonInput;
  /** The newest answer. */
  answer: Prepared;
  /** Clock of the server that the goods came from. */
  clock: ServerClock;
  /** When the running attempt began: what it has learned is not older. Device clock, ms. */
  since: number;
  /** The page is not to be seen. */
  hidden: boolean;
}

export interface PayButtonSchema {
  state: State;
  events: Events;
  guard: Guard;
  effect: Effect;
}
