/**
 * A shop's server without HTTP: the kit's `Merchant` port from the books, the callbacks, the platform and the
 * shop's own list of goods; and the merchant's decision about a refund.
 */
import type { LibraryGoods } from '../src/contract/merchant/answers';
import type {
  AbilityQuery,
  GoodsQuery,
  LatestQuery,
  MarketingQuery,
  OrderQuery,
  RefundQuery,
} from '../src/contract/merchant/queries';
import { DEFAULT_PAY_SECONDS } from '../src/contract/jsapi/shared';
import { mismatch } from '../src/contract/check';
import { draftTotal } from '../src/contract/merchant/queries';
import { REFUND_DECISION, type RefundDecision } from '../src/contract/merchant/shop';
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
} from '../src/ports/merchant';
import { describeOrder, describeRefund } from './describe';
import { rejected } from './failures';
import { mustBe } from './must-be';
import type { ShopOptions } from './options';
import { orderToOpen, valueOf } from './options';
import type { Platform, PlatformOrder } from './platform';
import { judgeOrder } from './prices';
import type { CallbackReply } from './receive';
import { receiveCallback } from './receive';
import { signOrder } from './signature';
import type { BookedOrder, BookedRefund } from './store/types';
import type { Headers } from './verify';

export class Shop implements Merchant {
  /** @param openId of the buyer whose orders may be seen; without it, everybody's */
  constructor(
    protected readonly options: ShopOptions,
    private readonly openId?: string,
  ) {}

  /** The same shop as one buyer may see it: orders of others are not there. */
  forBuyer(openId: string): Merchant {
    return new Shop(this.options, openId);
  }

  async getGoods(query: GoodsQuery): Promise<LibraryGoods> {
    const goods = await this.options.library?.(query);
    if (!goods) throw rejected(`no library goods ${query.goodsId}`);
    return goods;
  }

  async getAbility(query: AbilityQuery): Promise<PaymentAbility> {
    const { ability, goods, unknownGoods } = this.options;
    if (ability) return ability(query);
    return { able: unknownGoods === true || (await goods(query.goodsId)) !== undefined };
  }

  /** An order that is not settled in the books is asked for at the platform. */
  async getOrder({ outOrderNo }: OrderQuery): Promise<OrderInfo> {
    const booked = await this.options.store.order(outOrderNo);
    if (!booked || this.hides(booked)) throw rejected(await this.noOrder(outOrderNo));
    return this.describe(booked);
  }

  async findOrder({ goodsId, since }: LatestQuery): Promise<OrderInfo | null> {
    const booked = await this.options.store.latestOrder(goodsId, since, this.openId);
    return booked ? this.describe(booked) : null;
  }

  async getRefund({ outRefundNo }: RefundQuery): Promise<RefundInfo> {
    const booked = await this.options.store.refund(outRefundNo);
    const order = booked && (await this.options.store.order(booked.outOrderNo));
    if (!booked || !order || this.hides(order)) throw rejected(`no refund ${outRefundNo}`);
    return describeRefund(await this.refreshRefund(booked));
  }

  async getCoupons(query: OrderQuery): Promise<OrderCoupons> {
    const order = await this.getOrder(query);
    const paid = order.state === 'paid';
    return {
      outOrderNo: order.outOrderNo,
      title: order.goods?.goodsName ?? '',
      paid,
      coupons: paid ? ((await this.options.coupons?.(order)) ?? []) : [],
      refundableQuantity: order.refundableQuantity,
      now: this.now(),
    };
  }

  getSubject(): Promise<MerchantSubject> {
    return Promise.resolve({ name: valueOf<string>(this.options.subject) });
  }

  async getMarketing(query: MarketingQuery): Promise<Marketing> {
    const nothing: Marketing = { discountId: '', totalDiscountAmount: 0, lines: [] };
    return (await this.options.marketing?.(query)) ?? nothing;
  }

  async sign(draft: OrderDraft): Promise<SignedOrder> {
    const { signing, store, appId, orderPage, paySeconds = DEFAULT_PAY_SECONDS } = this.options;
    if (!signing) throw rejected('this shop signs no orders: it sells by tt.createOrder');
    const { goodsId, price, quantity, totalAmount } = draft;
    if ((draft.feeDetailsList ?? []).length > 0)
      throw rejected(
        'feeDetailsList: tt.requestOrder takes skus and no fees, so nothing that is signed can contain them. Put the fee into the price',
      );
    const wrong = draftTotal(draft);
    if (wrong) throw rejected(mismatch(wrong.path, wrong.wanted, wrong.got));
    const judged = await judgeOrder(this.options, [{ goodsId, price, quantity }], orderToOpen(draft));
    if (!Array.isArray(judged)) throw rejected(judged.errTips);
    const now = this.now();
    const { outOrderNo } = await store.openOrder(
      {
        openId: this.openId,
        createTime: now,
        payExpireTime: now + paySeconds * 1000,
        totalAmount,
        discountAmount: draft.totalDiscountAmount ?? 0,
        goods: {
          goodsId,
          goodsType: draft.goodsType,
          goodsName: draft.goodsName,
          goodsPhoto: draft.goodsPhoto,
          price,
          quantity,
        },
        items: [],
        cpExtra: draft.cpExtra ?? '',
        phoneNumber: draft.phoneNumber,
        contactName: draft.contactName,
        note: draft.note,
      },
      now,
    );
    const { keyVersion, sku, privateKey } = signing;
    const by = { appId, privateKey: valueOf(privateKey), keyVersion, now };
    return signOrder(draft, outOrderNo, sku, by, orderPage === undefined ? {} : { path: orderPage });
  }

  /** Tells the platform what a person decided. Rejects with its words when it does not take it. */
  async audit(body: RefundDecision): Promise<RefundInfo> {
    const { outRefundNo, decision, denyMessage } = mustBe(REFUND_DECISION, body, 'the body');
    const { store, platform } = this.options;
    if (!(await store.refund(outRefundNo))) throw rejected(`no refund ${outRefundNo}`);
    if (!platform) throw rejected('this shop does not reach the platform: decide at its console');
    const agree = decision === 'agree';
    const refusal = await platform.auditRefund({ outRefundNo, agree, denyMessage });
    if (refusal !== undefined) throw rejected(refusal);
    await store.auditRefund(outRefundNo, agree ? 'AGREE' : 'DENY', this.now());
    return this.getRefund({ outRefundNo });
  }

  /** The shop's own list, newest first: states and refunds as the callbacks left them. */
  async listOrders(limit = 100): Promise<OrderInfo[]> {
    const { store } = this.options;
    const booked = await store.orders(limit);
    return Promise.all(
      booked.map(async (order) => {
        const { known } = await this.asked((platform) => platform.queryOrder(order));
        return describeOrder(order, known, await store.refundsOf(order.outOrderNo));
      }),
    );
  }

  /**
   * Answers one callback of the platform; rejects when the store fails.
   * @param headers names in lower case
   * @param rawBody exactly as received: the signature covers it
   */
  receive(headers: Headers, rawBody: string): Promise<CallbackReply> {
    return receiveCallback(this.options, headers, rawBody);
  }

  protected now(): number {
    return (this.options.now ?? Date.now)();
  }

  private hides(order: BookedOrder): boolean {
    return this.openId !== undefined && order.openId !== this.openId;
  }

  /** Douyin's number in place of the developer's is the mistake that the official test pages make. */
  private async noOrder(outOrderNo: string): Promise<string> {
    const meant = await this.options.store.orderById(outOrderNo);
    return meant && !this.hides(meant)
      ? `${outOrderNo} is Douyin's order number (orderId): ask with yours, outOrderNo ${meant.outOrderNo}`
      : `no order ${outOrderNo}`;
  }

  /** What cannot be asked now is answered from the books; `reached` tells it from what is not there. */
  private async asked<T>(
    question: (platform: Platform) => Promise<T | undefined>,
  ): Promise<{ reached: boolean; known?: T }> {
    const { platform, tell = console.error } = this.options;
    if (!platform) return { reached: false };
    try {
      return { reached: true, known: await question(platform) };
    } catch (error) {
      tell(`the platform could not be asked: ${error instanceof Error ? error.message : String(error)}`);
      return { reached: false };
    }
  }

  private async describe(order: BookedOrder): Promise<OrderInfo> {
    const { outOrderNo } = order;
    const { reached, known } = await this.asked((platform) => platform.queryOrder({ outOrderNo }));
    const booked = order.state === 'unpaid' && reached ? await this.refreshOrder(order, known) : order;
    const refunds: BookedRefund[] = [];
    for (const refund of await this.options.store.refundsOf(outOrderNo))
      refunds.push(await this.refreshRefund(refund));
    return describeOrder(booked, known, refunds);
  }

  private async refreshOrder(order: BookedOrder, known: PlatformOrder | undefined): Promise<BookedOrder> {
    const { store } = this.options;
    const { outOrderNo, payExpireTime } = order;
    const items = known?.itemOrders?.map(({ itemOrderId, goodsId, price }) => ({
      itemOrderId,
      goodsId,
      price,
    }));
    const end = { time: this.now(), orderId: known?.orderId, items };
    if (known?.orderStatus === 'SUCCESS') await store.settleOrder(outOrderNo, { ...end, state: 'paid' });
    // The platform never made an order of it, or has closed it.
    else if (known ? known.orderStatus !== 'PROCESS' : this.now() >= payExpireTime)
      await store.settleOrder(outOrderNo, { ...end, state: 'closed' });
    else return order;
    return (await store.order(outOrderNo)) ?? order;
  }

  private async refreshRefund(booked: BookedRefund): Promise<BookedRefund> {
    if (booked.status !== 1 && booked.auditState !== 'TOAUDIT') return booked;
    const { store } = this.options;
    const { outRefundNo } = booked;
    const { known } = await this.asked((platform) => platform.queryRefund({ outRefundNo }));
    if (!known) return booked;
    const { refundAuditStatus, refundStatus, auditTime, endTime, message } = known;
    if (refundAuditStatus !== 'TOAUDIT') await store.auditRefund(outRefundNo, refundAuditStatus, auditTime);
    if (refundStatus !== 'PROCESSING')
      await store.settleRefund(outRefundNo, {
        status: refundStatus === 'SUCCESS' ? 98 : 99,
        time: endTime ?? this.now(),
        message,
      });
    return (await store.refund(outRefundNo)) ?? booked;
  }
}

export const createShop = (options: ShopOptions): Shop => new Shop(options);
