import type { FeeDetails } from '../contract/goods-types';
import { FEE_NAMES } from '../contract/fees';
import { labelText } from '../contract/label-texts';
import { appHooks } from '../config';
import { yuan } from '../money';
import { amounts, marketingOf, most } from './order';
import type { OrderConfirmContext, State } from './schema';
import { TEXTS } from './texts';

/** One line of the bill, in yuan. */
interface BillLine {
  name: string;
  amount: string;
}

/** What 提单页's template draws. Amounts are yuan texts with two decimals. */
export interface OrderConfirmView {
  phase: State;
  /** Why the page cannot be used, in phase `broken`. */
  message: string;
  goodsName: string;
  goodsPhoto: string;
  price: string;
  /** Price × quantity. */
  amount: string;
  labels: string[];
  dateRule: string;
  quantity: number;
  min: number;
  max: number;
  /** An order exists: the form cannot be changed any more, the button goes on paying. */
  locked: boolean;
  /** What the page puts into its fields. */
  phone: string;
  contact: string;
  note: string;
  phoneRequired: boolean;
  /** The app has a `getPhoneNumber` hook: 获取手机号 is shown. */
  canAskPhone: boolean;
  marketing: boolean;
  fees: BillLine[];
  discounts: BillLine[];
  subject: string;
  total: string;
  submitText: string;
  /** The form cannot be changed now. */
  busy: boolean;
  /** Nor can the button be pressed. */
  off: boolean;
}

export const EMPTY: OrderConfirmView = {
  phase: 'idle',
  message: '',
  goodsName: '',
  goodsPhoto: '',
  price: '',
  amount: '',
  labels: [],
  dateRule: '',
  quantity: 1,
  min: 1,
  max: 1,
  locked: false,
  phone: '',
  contact: '',
  note: '',
  phoneRequired: false,
  canAskPhone: false,
  marketing: false,
  fees: [],
  discounts: [],
  subject: '',
  total: '',
  submitText: TEXTS.pay,
  busy: true,
  off: true,
};

const feeLine = (fee: FeeDetails): BillLine => ({
  name: fee.feeDesc || FEE_NAMES[fee.feeType] || '',
  amount: yuan(fee.feeAmount - (fee.feeDiscountAmount || 0)),
});

/** The text of the submit button (contract templates §2.2). */
/** What the submit button says where the user can neither pay nor pay on. */
const SUBMIT_TEXTS: Partial<Record<State, string>> = {
  renewing: TEXTS.submitting,
  pricing: TEXTS.submitting,
  submitting: TEXTS.submitting,
  unanswered: TEXTS.look,
  looking: TEXTS.looking,
  confirming: TEXTS.confirming,
  paid: TEXTS.paid,
};

export function orderConfirmView(state: State, context: Readonly<OrderConfirmContext>): OrderConfirmView {
  const { session, form, shown } = context;
  const marketing = marketingOf(context);
  const message = state === 'broken' ? (context.error!.errNo ? TEXTS.failed : context.error!.errMsg) : '';
  if (!session || message) return Object.assign({}, EMPTY, { phase: state, message });
  const { goods } = session;
  const locked = !!session.outOrderNo;
  const sums = amounts(context);
  return {
    phase: state,
    message,
    goodsName: goods.goodsName,
    goodsPhoto: goods.goodsPhoto,
    price: yuan(goods.currentPrice),
    amount: yuan(sums.goods),
    labels: goods.goodsLabels.map(labelText),
    dateRule: goods.dateRule,
    quantity: form.quantity,
    min: goods.minLimits,
    max: most(goods),
    locked,
    phone: shown.phone || '',
    contact: shown.contact || '',
    note: shown.note || '',
    phoneRequired: goods.phoneRequired,
    canAskPhone: !!appHooks().getPhoneNumber,
    marketing: goods.marketingReady,
    fees: (goods.feeDetailsList || []).map(feeLine),
    discounts: marketing
      ? marketing.lines.map((line) => ({ name: line.title, amount: yuan(line.discountAmount) }))
      : [],
    subject: context.subject,
    total: yuan(sums.total),
    submitText: SUBMIT_TEXTS[state] || (locked ? TEXTS.payAgain : TEXTS.pay),
    busy: state !== 'editing',
    off: state !== 'editing' && state !== 'unanswered',
  };
}
