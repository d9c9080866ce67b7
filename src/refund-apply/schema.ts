import type { TradeError } from '../contract/codes';
import type { RefundSession } from '../ports/sessions';

export type State =
  'idle' | 'entering' | 'broken' | 'editing' | 'submitting' | 'unanswered' | 'looking' | 'failed' | 'done';

/** What the page is opened with. */
export interface PageQuery {
  session?: string;
}

export interface RefundForm {
  /** Counts only where the user chooses it: not for legacy orders, nor where the items are given. */
  quantity: number;
  /** The quantity as the field has it: where it is another one, it cannot be applied for. */
  typed?: number;
  /** Codes of the chosen reasons. */
  reasons: readonly number[];
  note: string;
  /** Types of the fees that go back; absent until the user has said so. */
  fees?: readonly number[];
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
  /** The visit is there, or why it is not. */
  ENTERED: { visit: RefundSession } | { error: TradeError };
  /** The form was filled in: its changed part. */
  FILL: Partial<RefundForm>;
  /** The same, of a quantity that was cut to what can be refunded. */
  CUT: Partial<RefundForm>;
  /** What a field shows has half a character in it: it is written anew. */
  TIDY: undefined;
  /** A reason is chosen, or not any more: its code. */
  REASON: number;
  /** A fee goes back, or not any more: its type. */
  FEE: number;
  SUBJECT: string;
  SUBMIT: undefined;
  /** The application has ended, and was reported: with an error, or well. */
  SETTLED: TradeError | undefined;
  /** An answer was waited for long enough. */
  LATE: undefined;
  /** The merchant was asked, or could not be: whether the application is known to be in. */
  LOOKED: boolean;
  RETRY: undefined;
}

type Guard = 'isGiven' | 'refused' | 'isMade' | 'isIncomplete';

type Effect =
  | 'await'
  | 'enter'
  | 'learnSubject'
  | 'tidy'
  | 'tellBounds'
  | 'toast'
  | 'submit'
  | 'waitForEnd'
  | 'look'
  | 'tellUnknown'
  | 'showDetail';

export interface RefundApplyContext {
  query: PageQuery;
  visit?: RefundSession | undefined;
  /** The application is in. */
  made: boolean;
  form: RefundForm;
  /** What the page has put into its fields, as opposed to what the user typed. */
  shown: Partial<RefundForm>;
  error?: TradeError | undefined;
  subject: string;
}

export interface RefundApplySchema {
  state: State;
  events: Events;
  guard: Guard;
  effect: Effect;
}
