import { FEE_NAMES } from '../contract/fees';
import { OTHER_REASON } from '../contract/refund-reasons';
import { yuan } from '../money';
import { amount, isByQuantity, reasonsOf, refundFees, refundItems } from './effects';
import type { RefundApplyContext, State } from './schema';
import { TEXTS } from './texts';

/** What 退款申请页's template draws. Amounts are yuan texts with two decimals. */
export interface RefundApplyView {
  phase: State;
  /** Why the page cannot be used, in phase `broken`. */
  message: string;
  /** The platform's text of a failed application, in phase `failed`. */
  failure: string;
  goodsName: string;
  goodsPhoto: string;
  price: string;
  /** How many can be refunded. */
  refundable: number;
  quantity: number;
  /** The user chooses the quantity: not for legacy orders, nor where the items are given. */
  stepper: boolean;
  /** The given items. */
  items: { itemOrderId: string; amount: string }[];
  amount: string;
  reasons: { code: number; text: string; chosen: boolean }[];
  /** Exactly one reason is given. */
  single: boolean;
  /** Fees of which something can go back. */
  fees: { feeType: number; name: string; amount: string; chosen: boolean }[];
  noteNeeded: boolean;
  /** What the page puts into the field. */
  note: string;
  subject: string;
  submitText: string;
  /** The form cannot be changed now. */
  busy: boolean;
  /** Nor can the button be pressed. */
  off: boolean;
}

/** What a shop's user can read: other texts of the platform are for developers, who get them as errMsg. */
const FOR_PEOPLE = /[\u4e00-\u9fff]/;
/** And not the name of what failed, before it. */
const API = /^\w+:fail /;

/** What the submit button says where it is not 提交申请. */
const SUBMIT_TEXTS: Partial<Record<State, string>> = {
  submitting: TEXTS.submitting,
  unanswered: TEXTS.look,
  looking: TEXTS.looking,
  done: TEXTS.done,
};

export const EMPTY: RefundApplyView = {
  phase: 'idle',
  message: '',
  failure: '',
  goodsName: '',
  goodsPhoto: '',
  price: '',
  refundable: 0,
  quantity: 1,
  stepper: false,
  items: [],
  amount: '',
  reasons: [],
  single: false,
  fees: [],
  noteNeeded: false,
  note: '',
  subject: '',
  submitText: TEXTS.submit,
  busy: true,
  off: true,
};

export function refundApplyView(
  state: State,
  { visit, form, shown, error, subject }: Readonly<RefundApplyContext>,
): RefundApplyView {
  const message = state === 'broken' ? (error!.errNo ? TEXTS.offline : error!.errMsg) : '';
  if (!visit || message) return Object.assign({}, EMPTY, { phase: state, message });
  const { goods, refundableQuantity, takeaway } = visit.refund.order;
  const back = refundFees(visit, form);
  const stepper = isByQuantity(visit);
  const busy = state !== 'editing' && state !== 'failed';
  return {
    phase: state,
    message,
    failure: state === 'failed' && FOR_PEOPLE.test(error!.errMsg) ? error!.errMsg.replace(API, '') : '',
    goodsName: goods!.goodsName,
    goodsPhoto: goods!.goodsPhoto,
    price: yuan(goods!.price),
    refundable: refundableQuantity,
    quantity: form.quantity,
    stepper,
    items:
      stepper || visit.refund.order.legacy
        ? []
        : refundItems(visit, 0).map((one) => ({
            itemOrderId: one.itemOrderId,
            amount: yuan(one.refundAmount),
          })),
    amount: yuan(back.reduce((sum, fee) => sum + fee.refundAmount, amount(visit, form.quantity))),
    single: !!takeaway,
    fees: (takeaway ? takeaway.fees : [])
      .filter(({ refundableAmount }) => refundableAmount)
      .map(({ feeType, refundableAmount }) => ({
        feeType,
        name: FEE_NAMES[feeType],
        amount: yuan(refundableAmount),
        chosen: back.some((fee) => fee.feeType === feeType && !!fee.refundAmount),
      })),
    reasons: reasonsOf(visit).map(({ code, text }) => ({
      code,
      text,
      chosen: form.reasons.indexOf(code) >= 0,
    })),
    noteNeeded: form.reasons.indexOf(OTHER_REASON) >= 0,
    note: shown.note || '',
    subject,
    submitText: SUBMIT_TEXTS[state] || TEXTS.submit,
    busy,
    off: busy && state !== 'unanswered',
  };
}
