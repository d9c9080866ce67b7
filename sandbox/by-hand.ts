/**
 * What a person, or a test without a phone, does in the user's place: buys, pays, asks for money back,
 * redeems. Each goes through the JSAPIs that a mini-program calls, so that callbacks, scenarios and the
 * timeline are those of a purchase on the phone. Money in 分.
 */
import { mismatch } from '../src/contract/check';
import type { PayChannel } from '../src/contract/callbacks';
import { labelText } from '../src/contract/label-texts';
import { MAX_QUANTITY } from '../src/contract/limits';
import type { OrderDetail } from './console/console';
import { BadRequest } from './failures';
import type { CashierAnswer } from './jsapi/cashier';
import { usualGoods } from './jsapi/draft';
import type { ApiAnswer } from './jsapi/platform';
import type { CashierOutcome } from '../src/contract/scenario-answers';
import type { Order } from './ledger/types';
import type { VerifiedCoupons } from '../src/contract/merchant/shop';
import type { Sandbox } from './sandbox';
import { splitGoodsId } from './scenarios/scenarios';

export interface Purchase {
  /** May end in `@<scenario>`. @default a hotpot for two, of the library */
  goodsId?: string;
  /** @default the least that can be bought */
  quantity?: number;
  /** How the cashier ends; `open`: it is left open. @default paid */
  outcome?: CashierOutcome | 'open';
  discountAmount?: number;
  payChannel?: PayChannel;
  /** Made by trade template 1.0. */
  legacy?: boolean;
  /** Of the chain that is merged into life service (融合). */
  merged?: boolean;
  /** A choice of scenarios, as text. */
  scenario?: string;
}

export interface Purchased {
  order: OrderDetail;
  /** What the cashier told the mini-program, unless it was left open. */
  code?: number;
}

export interface RefundWish {
  /** How many units, from the first on. @default all that are left, or the whole rest of a legacy order */
  quantity?: number;
  /** Legacy orders only. */
  amount?: number;
  reason?: string;
  /** The merchant's decision, at once. @default left to the merchant */
  audit?: 'agree' | 'refuse';
  denyMessage?: string;
}

type Refused = { errNo: number; errMsg: string; errDetail?: string };

const refused = ({ errNo, errMsg, errDetail }: Refused): BadRequest =>
  new BadRequest(errDetail === undefined ? errMsg : `${errMsg}: ${errDetail}`, 409, errNo);

/** @throws BadRequest with the code of a call that failed */
const succeed = <T extends { ok: true } | { ok: false; errNo: number; errMsg: string }>(
  answer: T,
): Extract<T, { ok: true }> => {
  if (!answer.ok) throw refused(answer as Extract<T, { ok: false }>);
  return answer as Extract<T, { ok: true }>;
};

export class ByHand {
  constructor(private readonly sandbox: Sandbox) {}

  /** @param number Douyin's or the developer's. @throws BadRequest when there is none */
  order(number: string): Order {
    const { ledger } = this.sandbox;
    const order = ledger.get(number) ?? ledger.getByOutOrderNo(number);
    if (!order) throw new BadRequest(`no order ${JSON.stringify(number)}`, 404);
    return order;
  }

  /** @throws BadRequest that says why nothing could be bought */
  async buy(wish: Purchase): Promise<Purchased> {
    const orderId = wish.legacy === true ? await this.placeLegacy(wish) : await this.place(wish);
    const { outcome = 'paid' } = wish;
    if (outcome !== 'open') return this.pay(orderId, outcome, wish.payChannel);
    await this.sandbox.idle();
    return { order: this.sandbox.console.order(orderId)! };
  }

  /** Ends the cashier of an unpaid order: the one that is open, or else a new one. @throws BadRequest */
  async pay(number: string, outcome: CashierOutcome = 'paid', payChannel?: PayChannel): Promise<Purchased> {
    const { ledger } = this.sandbox;
    const order = this.order(number);
    const { orderId, appId } = order;
    if (!ledger.isPayable(order)) throw new BadRequest(`the order is ${order.state} and cannot be paid`, 409);
    const payment =
      ledger.payments(orderId).find(({ state }) => state === 'open') ??
      ledger.openCashier(orderId, order.draft.api);
    const { payOrderId, orderToken } = payment;
    const ended: CashierAnswer = this.sandbox.cashier(
      { payOrderId, orderToken, outcome, ...(payChannel === undefined ? {} : { payChannel }) },
      { appId },
    );
    const { code } = succeed(ended);
    await this.sandbox.idle();
    return { order: this.sandbox.console.order(orderId)!, code };
  }

  /** The user applies for a refund. @throws BadRequest with the code of what was refused */
  async refund(number: string, wish: RefundWish = {}): Promise<OrderDetail> {
    const order = this.order(number);
    const { orderId, appId } = order;
    this.logIn();
    const answer: ApiAnswer = await this.sandbox.call('applyRefund', this.application(order, wish), {
      appId,
    });
    const { outRefundNo } = succeed(answer);
    if (wish.audit !== undefined)
      await this.sandbox.audit({
        outRefundNo: String(outRefundNo),
        decision: wish.audit,
        denyMessage: wish.denyMessage,
      });
    await this.sandbox.idle();
    return this.sandbox.console.order(orderId)!;
  }

  /** The shop redeems units of an order. @throws BadRequest, PortFailure */
  redeem(number: string, count = 1): VerifiedCoupons & { orderId: string; outOrderNo: string } {
    const order = this.sandbox.coupons.byCode(number)?.orderId ?? this.order(number).orderId;
    const code =
      this.sandbox.coupons.byCode(number)?.code ??
      this.sandbox.coupons.ofOrder(order).find(({ state }) => state === 'usable')?.code;
    if (code === undefined)
      throw new BadRequest(
        'the order has no code that can be redeemed: it is not paid, or its goods have no Douyin codes',
        409,
      );
    const { verifyToken, certificates, orderId, outOrderNo } = this.sandbox.prepare({ code });
    if (count > certificates.length)
      throw new BadRequest(mismatch('count', `at most ${certificates.length}`, count), 409);
    const verified = this.sandbox.verify({ verifyToken, certificates: certificates.slice(0, count) });
    return { orderId, outOrderNo, ...verified };
  }

  /** Whoever buys is logged in. */
  private logIn(): void {
    if (!this.sandbox.users.loggedIn) this.sandbox.setLoggedIn(true);
  }

  private async place(wish: Purchase): Promise<string> {
    const { goodsId = usualGoods, discountAmount, merged, scenario } = wish;
    const goods = this.sandbox.catalogue.find(splitGoodsId(goodsId).id);
    if (!goods)
      throw new BadRequest(
        `no goods ${JSON.stringify(goodsId)}: GET /merchant/catalogue lists what is sold, --goods adds your own`,
        404,
      );
    if (scenario !== undefined) this.sandbox.scenarios.check(scenario);
    const { goodsName, goodsPhoto, goodsType, currentPrice: price, goodsLabels, minLimits } = goods;
    const quantity = this.quantity(wish.quantity ?? minLimits);
    this.logIn();
    const answer = await this.sandbox.call(
      'createOrder',
      {
        goodsList: [
          {
            goodsId,
            goodsType,
            goodsName,
            goodsPhoto,
            goodsLabels: goodsLabels.map(labelText),
            price,
            quantity,
          },
        ],
        payment: {
          totalAmount: price * quantity,
          ...(discountAmount === undefined ? {} : { totalDiscountAmount: discountAmount }),
        },
        ...(goods.phoneRequired ? { contactInfo: { phoneNumber: '13800000000' } } : {}),
        ...(merged === true ? { tradeOption: { life_trade_flag: 1 } } : {}),
      },
      { appId: this.sandbox.appId, scenario },
    );
    return String(succeed(answer).orderId);
  }

  private async placeLegacy({ goodsId, quantity, scenario }: Purchase): Promise<string> {
    if (scenario !== undefined)
      throw new BadRequest('legacy goes with no scenario: choose one for everything first');
    const { orderId } = await this.sandbox.placeLegacyOrder(goodsId, quantity);
    return orderId;
  }

  private quantity(quantity: number): number {
    if (Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY) return quantity;
    throw new BadRequest(mismatch('quantity', `a whole number from 1 to ${MAX_QUANTITY}`, String(quantity)));
  }

  private application(order: Order, { quantity, amount, reason = '不想要了' }: RefundWish) {
    const { outOrderNo, legacy, goodsId, orderId } = order;
    const units = this.sandbox.refunds.items(orderId).filter((unit) => unit.refundableAmount > 0);
    const rest = units.reduce((sum, unit) => sum + unit.refundableAmount, 0);
    const base = { outOrderNo, refundInfo: { reason: [reason] } };
    if (legacy) return { ...base, refundTotalAmount: amount ?? rest };
    if (amount !== undefined)
      throw new BadRequest('amount is for legacy orders: an order of today is refunded by quantity');
    const taken = quantity === undefined ? units : units.slice(0, this.quantity(quantity));
    if (quantity !== undefined && taken.length < quantity)
      return { ...base, goodsList: [{ goodsId, quantity }] };
    return { ...base, itemOrderList: taken.map(({ itemOrderId }) => ({ itemOrderId })) };
  }
}
