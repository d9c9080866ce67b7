/** What the sandbox's console routes answer, as far as the console shows it. Money in 分, times in ms of the virtual clock. */

export interface OrderLine {
  orderId: string;
  outOrderNo: string;
  state: string;
  goodsId: string;
  goodsName: string;
  quantity: number;
  totalAmount: number;
  discountAmount: number;
  createTime: number;
  payExpireTime: number;
  refunds: { auditing: number; refunding: number; refunded: number };
}

export interface OrderPage {
  orders: OrderLine[];
  total: number;
}

export interface OrderFilter {
  query: string;
  state: string;
}

export interface ItemRow {
  itemOrderId: string;
  goodsId: string;
  price: number;
  paidAmount: number;
  refundedAmount: number;
  state: string;
  code?: string;
}

export interface PaymentRow {
  payOrderId: string;
  api: string;
  amount: number;
  state: string;
  channel: number;
  createTime: number;
  endTime?: number;
}

export interface RefundRow {
  refundId: string;
  outRefundNo?: string;
  state: string;
  auditState: string;
  amount: number;
  createTime: number;
  auditDeadline: number;
  auditTime?: number;
  denyMessage?: string;
  endTime?: number;
  draft: { quantity: number; reasons: string[]; note: string };
}

export interface CouponRow {
  certificateId: string;
  itemOrderId: string;
  code: string;
  state: string;
  validFrom: number;
  validTo: number;
  totalTimes: number;
  usedTimes: number;
  history: { time: number; step: string; verifyId?: string; shopName?: string; refundId?: string; amount?: number }[];
}

export interface CallbackAttempt {
  attempt: number;
  time: number;
  headers: Record<string, string>;
  status?: number;
  answer?: string;
  problem?: string;
}

export interface CallbackRow {
  callbackId: number;
  type: string;
  body: string;
  state: string;
  createTime: number;
  nextTime?: number;
  attempts: CallbackAttempt[];
}

export interface HistoryRow {
  stepId: number;
  time: number;
  subject: string;
  subjectId: string;
  from?: string;
  to: string;
  note?: string;
}

export interface OrderDetail {
  orderId: string;
  outOrderNo: string;
  api: string;
  appId: string;
  version: string;
  state: string;
  quantity: number;
  totalAmount: number;
  discountAmount: number;
  createTime: number;
  payExpireTime: number;
  paidTime?: number;
  closeTime?: number;
  closeReason?: string;
  legacy: boolean;
  scenario?: string;
  draft: { goods: { goodsId: string; goodsName: string }; fees: { feeType: number; feeAmount: number; feeDiscountAmount?: number }[] };
  items: ItemRow[];
  payments: PaymentRow[];
  refunds: RefundRow[];
  coupons: CouponRow[];
  callbacks: CallbackRow[];
  history: HistoryRow[];
}

interface Entry {
  id: string;
  time: number;
  failed: boolean;
}

export interface PhoneEntry extends Entry {
  lane: 'phone';
  kind: 'tap' | 'ask' | 'answer' | 'event' | 'call' | 'result';
  name: string;
  place?: string;
  data?: string;
}

export interface PlatformEntry extends Entry {
  lane: 'platform';
  api: string;
  options: unknown;
  answer: Record<string, unknown>;
}

export interface MerchantEntry extends Entry {
  lane: 'merchant';
  route: string;
  options: unknown;
  answer: unknown;
}

export interface LedgerEntry extends Entry {
  lane: 'ledger';
  subject: string;
  subjectIds: string[];
  from?: string;
  to: string;
  note?: string;
}

export interface CallbackEntry extends Entry {
  lane: 'callback';
  type: string;
  callbackId: number;
  attempt: number;
  state: string;
  nextTime?: number;
  headers: Record<string, string>;
  body: string;
  status?: number;
  answer?: string;
  problem?: string;
}

export type TimelineEntry = PhoneEntry | PlatformEntry | MerchantEntry | LedgerEntry | CallbackEntry;

export interface Attempt {
  attempt: string;
  time: number;
  steps: number;
  outOrderNo?: string;
  name: string;
  place?: string;
  failed: boolean;
}

export interface ErrorBook {
  components: { errNo: number; meaning: string; meaningZh: string; cause: string; fix: string; section: string; scenarios: string[] }[];
  apis: Record<string, { section: string; rows: { errNo: number; message: string; meaning: string }[] }>;
}
