/**
 * What every errNo of `bind:error` means, why it comes and what helps: for docs, tools and panels. No
 * component imports this file: its texts would weigh more than the components (codes.ts has the numbers).
 */
import { BUYING_ERRORS } from './errors-buying';
import { ORDERED_ERRORS } from './errors-ordered';
import { ADVICE_ZH, type AdviceZh } from './errors-zh';

export type ErrorComponent = 'pay-button' | 'consume-card' | 'order-confirm';

/** Where in the life of a component the code is raised. */
type ErrorStep =
  | 'properties'
  | 'handler presence'
  | 'library query'
  | 'ability query'
  | 'getgoodsinfo'
  | 'tap'
  | 'placeorder'
  | 'order submit'
  | 'cashier'
  | 'order query'
  | 'refund query'
  | 'applyrefund'
  | 'refund submit'
  | 'refund detail'
  | 'subject query'
  | 'coupon query'
  | 'direct entry';

export interface ErrorEntry {
  errNo: number;
  meaning: string;
  /** The same in Chinese. */
  meaningZh: string;
  /** Components that raise it; `order-confirm` when the page was opened without a button. */
  components: readonly ErrorComponent[];
  /** Modes of the pay-button in which it comes; empty where the pay-button never raises it. */
  modes: readonly (1 | 2)[];
  /** Only with these `order-status` (mode 1). */
  orderStatus?: readonly number[];
  /** Only with this `goods-type` (mode 2). */
  goodsType?: 1 | 2;
  step: ErrorStep;
  /** What usually brings it about. */
  cause: string;
  /** What the developer can do. */
  fix: string;
  /** Section of the contract. */
  section: string;
}

/** Every code that a component of the kit emits, in ascending order. */
export const ERRORS: readonly (ErrorEntry & AdviceZh)[] = [...BUYING_ERRORS, ...ORDERED_ERRORS]
  .map((entry) => ({ causeZh: entry.cause, fixZh: entry.fix, ...entry, ...ADVICE_ZH[entry.errNo] }))
  .sort((a, b) => a.errNo - b.errNo);

/** Numbers that are blank or missing in the documents' list: never emitted (README Q26). */
export const NEVER_EMITTED: readonly number[] = [
  21519, 21520, 21525, 21538, 21539, 21541, 21542, 21543, 21544, 21545,
];

export function errorEntry(errNo: number): ErrorEntry | undefined {
  return ERRORS.find((entry) => entry.errNo === errNo);
}

/** The codes that a component may emit. */
export function codesOf(component: ErrorComponent): number[] {
  return ERRORS.filter((entry) => entry.components.includes(component)).map((entry) => entry.errNo);
}
