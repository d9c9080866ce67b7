/** The reasons that 退款申请页 offers, by the codes of the general trade system (contract templates §3). */
export const REFUND_REASONS: readonly { code: number; text: string }[] = [
  { code: 101, text: '不想要了' },
  { code: 102, text: '商家服务原因' },
  { code: 103, text: '商品质量问题' },
  { code: 999, text: '其他' },
];

/** 其他: needs a note. */
export const OTHER_REASON = 999;
