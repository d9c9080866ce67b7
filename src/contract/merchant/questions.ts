/** The questions of the kit to the developer's server: where each is asked, and which may be left out. */
export interface Question {
  /** Below the server's address. */
  path: string;
  /** @default GET */
  method?: 'POST';
  /** What it is asked with, for the message that a port lacks it. */
  asks: string;
  /** A port may lack it: what hangs on it is not offered then (docs/merchant.md). */
  optional?: true;
  /** It asks for one thing by its number: `null` says that there is no such thing. */
  byNumber?: true;
}

export const QUESTIONS = {
  getGoods: { path: '/goods', asks: '{ goodsId, goodsType, bizLine }', byNumber: true },
  getAbility: { path: '/ability', asks: '{ goodsId, goodsType }' },
  getOrder: { path: '/order', asks: '{ outOrderNo }', byNumber: true },
  findOrder: { path: '/order/latest', asks: '{ goodsId, since }', optional: true },
  getRefund: { path: '/refund', asks: '{ outRefundNo }', byNumber: true },
  getCoupons: { path: '/coupons', asks: '{ outOrderNo }', byNumber: true },
  getSubject: { path: '/subject', asks: '', optional: true },
  getMarketing: { path: '/marketing', asks: '{ goodsId, quantity, totalAmount }', optional: true },
  sign: { path: '/sign', method: 'POST', asks: 'draft', optional: true },
} as const satisfies Record<string, Question>;

export type QuestionName = keyof typeof QUESTIONS;
/** Those that a port may lack. */
export type Optional = {
  [Q in QuestionName]: (typeof QUESTIONS)[Q] extends { optional: true } ? Q : never;
}[QuestionName];
