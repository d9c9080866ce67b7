import type { TradeError } from '../contract/codes';
import type { RefundInfo } from '../ports/merchant';

export type State = 'idle' | 'loading' | 'broken' | 'shown';

/** What the page is opened with: by a button, or directly with the refund's number alone. */
export interface PageQuery {
  session?: string;
  /** The developer's refund number. */
  refundId?: string;
}

interface Events {
  /** The properties are there, or changed. */
  PROPS: PageQuery;
  /** The same properties were set again. */
  SAME: undefined;
  /** What the page is about was waited for long enough. */
  OVERDUE: undefined;
  /** The page has its query. */
  OPEN: PageQuery;
  /** The refund was fetched, or why it was not. */
  LOADED: { refund: RefundInfo } | { error: TradeError };
  SUBJECT: string;
  /** Ask again: after a failure, or for news. */
  REFRESH: undefined;
  SHOW: undefined;
}

type Guard = 'isGiven' | 'refused';

type Effect = 'await' | 'load' | 'learnSubject' | 'complain';

export interface RefundDetailContext {
  query: PageQuery;
  refund?: RefundInfo | undefined;
  error?: TradeError | undefined;
  subject: string;
}

export interface RefundDetailSchema {
  state: State;
  events: Events;
  guard: Guard;
  effect: Effect;
}
