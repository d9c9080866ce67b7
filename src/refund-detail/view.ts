import { yuan } from '../money';
import type { RefundDetailContext, State } from './schema';
import { TEXTS } from './texts';

/** One step of a refund. `state`: 0 to be processed, 1 processing, 2 done, 3 failed; `word` says the same. */
interface StepLine {
  title: string;
  state: number;
  word: string;
  /** Local time, `MM-DD HH:mm`; empty while unknown. */
  time: string;
}

/** What 退款详情页's template draws. Amounts are yuan texts with two decimals. */
export interface RefundDetailView {
  phase: State;
  /** A refund was fetched once: it stays drawn while it is fetched again. */
  known: boolean;
  /** Why nothing is shown, in phase `broken`. */
  message: string;
  /** 1, 98 or 99. */
  status: number;
  statusText: string;
  amount: string;
  quantity: number;
  way: string;
  reason: string;
  tips: string;
  steps: StepLine[];
  items: { itemOrderId: string; amount: string }[];
  number: string;
  subject: string;
  refreshText: string;
}

export const EMPTY: RefundDetailView = {
  phase: 'idle',
  known: false,
  message: '',
  status: 0,
  statusText: '',
  amount: '',
  quantity: 0,
  way: '',
  reason: '',
  tips: '',
  steps: [],
  items: [],
  number: '',
  subject: '',
  refreshText: TEXTS.refresh,
};

const two = (value: number): string => `0${value}`.slice(-2);

function localTime(ms: number | undefined): string {
  if (!ms) return '';
  const at = new Date(ms);
  return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function refundDetailView(
  state: State,
  { refund, error, subject }: Readonly<RefundDetailContext>,
): RefundDetailView {
  const message = state === 'broken' ? (error!.errNo ? TEXTS.failed : TEXTS.lost) : '';
  if (!refund) return Object.assign({}, EMPTY, { phase: state, message });
  return {
    phase: state,
    known: true,
    message,
    status: refund.refundStatus,
    statusText: TEXTS.status[refund.refundStatus] || '',
    amount: yuan(refund.refundAmount),
    quantity: refund.refundQuantity,
    way: refund.refundWay,
    reason: refund.refundReason,
    tips: refund.refundTips,
    steps: (refund.refundSteps || []).map(({ title, state: at, time }) => ({
      title,
      state: at,
      word: TEXTS.steps[at] || '',
      time: localTime(time),
    })),
    items: (refund.itemOrderList || []).map(({ itemOrderId, refundAmount }) => ({
      itemOrderId,
      amount: yuan(refundAmount),
    })),
    number: refund.outRefundNo,
    subject,
    refreshText: state === 'loading' ? TEXTS.refreshing : TEXTS.refresh,
  };
}
