/** A reason that 退款申请页 offers. */
export interface RefundReason {
  code: number;
  text: string;
}

/** By the codes of the general trade system (contract templates §3). */
export const REFUND_REASONS: readonly RefundReason[] = [
  { code: 101, text: '不想要了' },
  { code: 102, text: '商家服务原因' },
  { code: 103, text: '商品质量问题' },
  { code: 999, text: '其他' },
];

/** Of a takeaway order, of which exactly one is given (contract jsapi §5.2). */
export const TAKEAWAY_REASONS: readonly RefundReason[] = [
  { code: 401, text: '临时有事,我不想要了' },
  { code: 402, text: '买错了/买多了/买少了' },
  { code: 403, text: '地址/电话填写错误' },
  { code: 404, text: '配送时间太长' },
  { code: 408, text: '送达时间选错' },
  { code: 999, text: '其他原因' },
];

/** 送达时间选错: fits an order for a later time only. */
export const SCHEDULED_REASON = 408;

/** 其他: needs a note. */
export const OTHER_REASON = 999;
