import type { TradeError } from '../contract/codes';
import type { Marketing, OrderState } from '../ports/merchant';
import type { Session } from '../ports/sessions';

export type State =
  | 'idle'
  | 'entering'
  | 'broken'
  | 'editing'
  | 'renewing'
  | 'pricing'
  | 'submitting'
  | 'unanswered'
  | 'looking'
  | 'confirming'
  | 'paid';

/** What the page is opened with: by a button, or directly (contract templates §2.4). */
export interface PageQuery {
  session?: string;
  goodsId?: string;
  goodsType?: string | number;
}

export interface OrderForm {
  quantity: number;
  /** The quantity as the field has it: where it is another one, it cannot be ordered. */
  typed?: number;
  phone: string;
  contact: string;
  note: string;
}

/** What marketing takes off, and how many units that was asked for. */
interface Priced {
  quantity: number;
  marketing?: Marketing | undefined;
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
  /** The goods are there, or why they are not. */
  ENTERED: { session: Session } | { error: TradeError };
  /** A field was filled in: the changed part of the form. */
  FILL: Partial<OrderForm>;
  /** The same, of a quantity that was cut to what can be bought. */
  CUT: Partial<OrderForm>;
  /** What a field shows has half a character in it: it is written anew. */
  TIDY: undefined;
  /** The user agreed to give the phone number. */
  PHONE: { iv: string; encryptedData: string };
  /** The app knows the phone number. */
  NUMBER: string;
  SUBJECT: string;
  /** Marketing has answered, or failed. */
  PRICED: Priced;
  /** Marketing, or the cashier, was waited for long enough. */
  LATE: undefined;
  /** The state of the order of an attempt that nobody has answered, where it is known. */
  LOOKED: OrderState | undefined;
  /** The goods were asked for again, or could not be: whether the user has to see what has changed. */
  RENEWED: { changed: boolean };
  SUBMIT: undefined;
  SHOW: undefined;
  /** The cashier is gone, or never came. */
  RETURNED: undefined;
  /** How the attempt ended is known, and was reported. */
  SETTLED: { paid: boolean };
  RETRY: undefined;
}

type Guard =
  | 'isGiven'
  | 'refused'
  | 'isResumed'
  | 'isIncomplete'
  | 'isUnpriced'
  | 'isOld'
  | 'isChanged'
  | 'isPaid'
  | 'isPayable'
  | 'isLeft';

type Effect =
  | 'await'
  | 'enter'
  | 'askPhone'
  | 'tidy'
  | 'tellBounds'
  | 'toast'
  | 'submit'
  | 'confirm'
  | 'complain'
  | 'learnSubject'
  | 'lookBefore'
  | 'price'
  | 'renew'
  | 'tellChange'
  | 'waitForPrice'
  | 'waitForEnd'
  | 'look'
  | 'tellUnknown';

export interface OrderConfirmContext {
  query: PageQuery;
  session?: Session | undefined;
  form: OrderForm;
  /** What the page has put into its fields, as opposed to what the user typed. */
  shown: Partial<OrderForm>;
  error?: TradeError | undefined;
  subject: string;
  priced?: Priced | undefined;
  paid: boolean;
  /** The order can be paid on, or another one made. */
  payable: boolean;
  /** When the goods were asked for. Device clock, ms. */
  since: number;
  changed: boolean;
  /** What the user agreed to give the phone number with. */
  granted?: Events['PHONE'] | undefined;
}

export interface OrderConfirmSchema {
  state: State;
  events: Events;
  guard: Guard;
  effect: Effect;
}
