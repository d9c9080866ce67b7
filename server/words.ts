/**
 * What a user reads about a refund, from the facts that platform and merchant both have (contract templates
 * §4), and what the platform's log shows of a refused callback. Times in ms.
 */

/** The merchant's decision: none needed or yet, asked for, or how it ended. */
export type AuditState = 'INIT' | 'TOAUDIT' | 'AGREE' | 'DENY' | 'OVERTIME';

export interface RefundFacts {
  /** 1 refunding, 98 refunded, 99 failed. */
  status: 1 | 98 | 99;
  auditState: AuditState;
  needsAudit: boolean;
  createTime: number;
  auditTime?: number;
  endTime?: number;
  /** Why it did not come to money. */
  message?: string;
}

/** 0 to be processed, 1 processing, 2 done, 3 failed. */
type StepState = 0 | 1 | 2 | 3;

interface RefundStep {
  title: string;
  state: StepState;
  time?: number;
}

const step = (title: string, state: StepState, time?: number): RefundStep =>
  time === undefined ? { title, state } : { title, state, time };

const isAudited = ({ auditState, needsAudit }: RefundFacts): boolean =>
  !needsAudit || auditState === 'AGREE' || auditState === 'OVERTIME';

const auditStep = (facts: RefundFacts): RefundStep => {
  if (facts.auditState === 'DENY') return step('商家拒绝退款', 3, facts.auditTime);
  if (!isAudited(facts)) return step('商家审核', 1);
  return step(
    facts.auditState === 'OVERTIME' ? '商家超时未审核，自动同意' : '商家同意退款',
    2,
    facts.auditTime,
  );
};

export const refundSteps = (facts: RefundFacts): RefundStep[] => {
  const { status, endTime } = facts;
  const paying =
    status === 99
      ? step('平台退款失败', 3, endTime)
      : step('平台退款', status === 98 ? 2 : 1, status === 98 ? endTime : undefined);
  return [
    step('提交退款申请', 2, facts.createTime),
    ...(facts.needsAudit ? [auditStep(facts)] : []),
    isAudited(facts) ? paying : step('平台退款', 0),
    status === 98 ? step('退款到账', 2, endTime) : step('退款到账', 0),
  ];
};

export const refundTips = (facts: RefundFacts): string => {
  if (facts.status === 98) return '款项已退回原支付账户';
  if (facts.auditState === 'DENY') return `商家拒绝了退款:${facts.message ?? ''}`;
  if (facts.status === 99) return facts.message || '退款失败，请联系商家';
  return isAudited(facts) ? '退款正在处理，款项将退回原支付账户' : '等待商家审核，超过 3 天未审核将自动同意';
};

export const refundWay = '原路退回';

export const refundReason = (reasons: string[]): string => reasons.join('、');

/** `err_tips` of callbacks that the shop refuses. The platform shows them to the merchant. */
export const refusals = {
  noGoods: '缺少商品',
  unknownGoods: '商品不存在',
  price: '商品价格已变动',
  total: '订单金额与商品不符',
  discount: '优惠金额有误',
  noOrder: '订单不存在',
  noRefund: '退款单不存在',
} as const;
