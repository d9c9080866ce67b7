/** What the platform answers a shop that redeems. Only 0, 1208, 10000 and 13000 are the documents' numbers; the rest are the sandbox's own. */

export const RedeemCode = {
  Redeemed: 0,
  AlreadyRedeemed: 1208,
  Refunding: 1209,
  Refunded: 1210,
  NotStarted: 1211,
  Expired: 1212,
  /** The certificate is not one of those that prepare answered for this token. */
  NotPrepared: 1213,
  /** The redemption is older than the shop may undo. */
  TooLate: 1214,
  /** Parameters. */
  Parameters: 10000,
  /** The code, the link or the token is unknown or void. */
  Void: 13000,
} as const;
export type RedeemCode = (typeof RedeemCode)[keyof typeof RedeemCode];

export const redeemTexts: Record<RedeemCode, string> = {
  0: '验券成功',
  1208: '券已核销，不能重复使用',
  1209: '券正在退款，不能核销',
  1210: '券已退款，不能核销',
  1211: '券未到可用时间',
  1212: '券已过期',
  1213: '加密券码与验券准备返回的不一致',
  1214: '核销已超过 1 小时，不能撤销',
  10000: '参数错误',
  13000: '系统错误，请重试',
};

/** A step of redeeming that the platform refuses. */
export class RedeemFailure extends Error {
  constructor(
    readonly code: RedeemCode,
    text: string = redeemTexts[code],
  ) {
    super(text);
  }
}
