/** The Merchant port with the chosen scenario in the way. */
import type { LibraryGoods } from '../../src/contract/goods-types';
import type {
  Marketing,
  Merchant,
  MerchantSubject,
  OrderCoupons,
  OrderDraft,
  OrderInfo,
  PaymentAbility,
  RefundInfo,
  SignedOrder,
} from '../../src/ports/merchant';
import { PortFailure } from '../failures';
import type { Hop, ScenarioAnswer } from '../../src/contract/scenario-answers';
import type { Place, Scenarios } from '../scenarios/scenarios';

/** The answer with the fields of `patch` instead of its own; null leaves one out. */
const patched = <T>(answer: T, patch: ScenarioAnswer['patch']): T => {
  if (!patch || answer === null) return answer;
  const fields = Object.entries({ ...answer, ...patch }).filter(([name]) => patch[name] !== null);
  return Object.fromEntries(fields) as T;
};

export class ScenarioMerchant implements Merchant {
  constructor(
    private readonly merchant: Merchant,
    private readonly scenarios: Scenarios,
    /** Name of the scenario that an order remembers, or a refund. */
    private readonly scenarioOf: (
      number: { outOrderNo: string } | { outRefundNo: string },
    ) => string | undefined,
    /** Scenario named by the request's header. */
    private readonly requested?: string,
  ) {}

  getGoods(query: { goodsId: string; goodsType: number; bizLine: number }): Promise<LibraryGoods> {
    return this.through('merchant.goods', { goodsId: query.goodsId }, () => this.merchant.getGoods(query));
  }

  getAbility(query: { goodsId: string; goodsType: number }): Promise<PaymentAbility> {
    return this.through('merchant.ability', { goodsId: query.goodsId }, () =>
      this.merchant.getAbility(query),
    );
  }

  getOrder(query: { outOrderNo: string }): Promise<OrderInfo> {
    return this.through('merchant.order', { order: this.scenarioOf(query), subject: query.outOrderNo }, () =>
      this.merchant.getOrder(query),
    );
  }

  findOrder(query: { goodsId: string; since: number }): Promise<OrderInfo | null> {
    return this.through('merchant.order', { goodsId: query.goodsId }, () => this.merchant.findOrder(query));
  }

  getRefund(query: { outRefundNo: string }): Promise<RefundInfo> {
    return this.through(
      'merchant.refund',
      { order: this.scenarioOf(query), subject: query.outRefundNo },
      () => this.merchant.getRefund(query),
    );
  }

  getCoupons(query: { outOrderNo: string }): Promise<OrderCoupons> {
    return this.through(
      'merchant.coupons',
      { order: this.scenarioOf(query), subject: query.outOrderNo },
      () => this.merchant.getCoupons(query),
    );
  }

  getSubject(): Promise<MerchantSubject> {
    return this.through('merchant.subject', {}, () => this.merchant.getSubject());
  }

  getMarketing(query: { goodsId: string; quantity: number; totalAmount: number }): Promise<Marketing> {
    return this.through('merchant.marketing', { goodsId: query.goodsId }, () =>
      this.merchant.getMarketing(query),
    );
  }

  sign(draft: OrderDraft): Promise<SignedOrder> {
    return this.merchant.sign(draft);
  }

  private async through<T>(hop: Hop, place: Place, usual: () => Promise<T>): Promise<T> {
    const answer = this.scenarios.at(hop, { ...place, requested: this.requested });
    if (answer?.hold) await this.scenarios.hold();
    if (answer?.status === undefined) return patched(await usual(), answer?.patch);
    if (answer.status === 200) return answer.body as T;
    const { errMsg = 'error', errLogId } = (answer.body ?? {}) as { errMsg?: string; errLogId?: string };
    throw new PortFailure(answer.status >= 500 ? 'server' : 'rejected', errMsg, errLogId);
  }
}
