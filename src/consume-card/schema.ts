import type { OrderStatus, TradeError } from '../contract/codes';
import type { Coupon, OrderCoupons } from '../ports/merchant';
import type {
  RefundContext,
  RefundEffect,
  RefundEvents,
  RefundGuard,
  RefundProps,
  RefundState,
} from '../refund/schema';
import type { ServerClock } from '../ticker';

export type State = 'idle' | 'waiting' | 'invalid' | 'loading' | 'broken' | 'shown' | 'away' | RefundState;

/** The properties that the machine reads, as the component has them. */
export interface ConsumeCardInput extends RefundProps {
  handlers: unknown;
}

/** What a query for the codes has brought: one of the two. */
interface Loaded {
  codes?: OrderCoupons | undefined;
  failure?: TradeError | undefined;
}

interface Events extends RefundEvents {
  /** The properties are there, or changed. */
  PROPS: ConsumeCardInput;
  /** The same properties were set again. */
  SAME: undefined;
  /** An order-id was waited for long enough. */
  OVERDUE: undefined;
  LOADED: Loaded;
  /** The user asks for the codes again. */
  REFRESH: undefined;
  /** The time for another look has come, while somebody has the codes open. */
  POLL: undefined;
  /** The platform says that the codes have changed. */
  PUSHED: undefined;
  /** A code has turned usable, or expired. */
  FLIP: undefined;
  /** The list of codes is opened, and closed. */
  OPEN: undefined;
  CLOSE: undefined;
  /** A code is touched: its item order. */
  PICK: string;
  /** The large code is closed. */
  PUT: undefined;
  COPY: string;
  /** 申请退款. */
  APPLY: undefined;
  /** The refund of a code is looked at: its item order. */
  DETAIL: string;
  /** The same, by the refund's own number. */
  LOOK: string;
  /** The card is scrolled into sight, or out of it. */
  SIGHT: boolean;
  SHOW: undefined;
  HIDE: undefined;
}

type Guard = RefundGuard | 'isAwaited' | 'isRested' | 'failed' | 'redeemed' | 'isBack' | 'isRefund' | 'isEnd';

type Effect =
  | 'await'
  | 'takeUp'
  | 'load'
  | 'watch'
  | 'light'
  | 'look'
  | 'copy'
  | 'reportFailure'
  | 'reportRedeemed'
  | 'reportUndrawn'
  | RefundEffect;

export interface ConsumeCardContext extends RefundContext {
  props: ConsumeCardInput;
  /** The last answer, and the one before it, of the same order. */
  codes?: OrderCoupons | undefined;
  before?: OrderCoupons | undefined;
  /** The last query failed: its error. */
  failure?: TradeError | undefined;
  /** Clock of the server that the codes came from. */
  clock: ServerClock;
  /** How often the codes were looked at since anything happened. */
  looks: number;
  /** The card is in the part of the page that is to be seen, as far as the platform can say. */
  sight: boolean;
  /** When the codes were asked for. Device clock, ms. */
  since: number;
  /** The page is not to be seen; and was not until now. */
  hidden: boolean;
  back: boolean;
  /** The list of codes is open. */
  open: boolean;
  /** The code that was touched last, and the item order of the one that is shown large. */
  picked?: Coupon | undefined;
  large?: string | undefined;
  /** What the user wants of the order, and of which refund. */
  wanted: OrderStatus.Refundable | OrderStatus.Refunding;
  refundId?: string | undefined;
}

export interface ConsumeCardSchema {
  state: State;
  events: Events;
  guard: Guard;
  effect: Effect;
}
