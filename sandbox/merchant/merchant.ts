/**
 * The reference merchant: the kit's `Merchant` port as a small shop's server would implement it, from its own
 * books and the platform's open API.
 */
import type { KeyObject } from 'node:crypto';
import { mismatch } from '../../src/contract/check';
import type { GoodsType } from '../../src/contract/codes';
import type { LibraryGoods } from '../../src/contract/goods-types';
import { DEFAULT_PAY_SECONDS } from '../../src/contract/jsapi/shared';
import * as asked from '../../src/contract/merchant/queries';
import { REFUND_DECISION, type CatalogueGoods } from '../../src/contract/merchant/shop';
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
import type { HttpReply } from '../callbacks/delivery';
import { PortFailure } from '../failures';
import type { OpenApi, OrderQuery } from '../jsapi/open-api';
import { splitGoodsId } from '../scenarios/scenarios';
import type { Store } from '../store/store';
import type { BookedOrder } from './books';
import { Books } from './books';
import { mustBe } from './check';
import { MerchantCoupons } from './coupons';
import { RefundBooks } from './refund-books';
import { MerchantRefunds } from './refunds';
import { receiveCallback } from './receiver';
import { signOrder } from './sign';

export interface MerchantParts {
  store: Store;
  now(): number;
  openApi: OpenApi;
  catalogue(): CatalogueGoods[];
  platformKey(): KeyObject;
  callbackToken(): string;
  applicationKey(): KeyObject;
  appId: string;
}

const highestDiscount = 1000;

const rejected = (errMsg: string): PortFailure => new PortFailure('rejected', errMsg);

/** The books are asked at once; the port answers later. */
const later = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });

export class ReferenceMerchant implements Merchant {
  private readonly books: Books;
  private readonly refundBooks: RefundBooks;
  private readonly refunds: MerchantRefunds;
  /** Redeeming is the shop's own business: no part of the port. */
  readonly coupons: MerchantCoupons;

  constructor(private readonly parts: MerchantParts) {
    this.books = new Books(parts.store);
    this.refundBooks = new RefundBooks(parts.store);
    this.refunds = new MerchantRefunds(this.refundBooks, parts.openApi, () => parts.now());
    this.coupons = new MerchantCoupons({
      store: parts.store,
      platform: parts.openApi.coupons,
      now: () => parts.now(),
      shopOf: (orderId) => this.shopOf(orderId),
    });
  }

  getGoods(query: { goodsId: string; goodsType: number; bizLine: number }): Promise<LibraryGoods> {
    return later(() => {
      mustBe(asked.GOODS_QUERY, query);
      const goods = this.parts.openApi.queryGoods(query.goodsId);
      if (!goods) throw rejected(`no library goods ${query.goodsId}`);
      return goods;
    });
  }

  getAbility(query: { goodsId: string; goodsType: number }): Promise<PaymentAbility> {
    return later(() => {
      mustBe(asked.ABILITY_QUERY, query);
      return { able: true };
    });
  }

  /**
   * An order that is not settled in the books is asked for at the platform: a callback may be late or lost.
   */
  getOrder(query: { outOrderNo: string }): Promise<OrderInfo> {
    return later(() => {
      mustBe(asked.ORDER_QUERY, query);
      const booked = this.books.get(query.outOrderNo);
      if (!booked) throw rejected(this.noOrder(query.outOrderNo));
      return this.describe(...this.refresh(booked));
    });
  }

  findOrder(query: { goodsId: string; since: number }): Promise<OrderInfo | null> {
    return later(() => {
      mustBe(asked.LATEST_QUERY, query);
      const booked = this.books.latest(query.goodsId, query.since);
      return booked ? this.describe(...this.refresh(booked)) : null;
    });
  }

  getRefund(query: { outRefundNo: string }): Promise<RefundInfo> {
    return later(() => {
      mustBe(asked.REFUND_QUERY, query);
      const refund = this.refunds.find(query.outRefundNo);
      if (!refund) throw rejected(`no refund ${query.outRefundNo}`);
      return refund;
    });
  }

  /** What a person decides about a refund. */
  audit(decision: unknown): Promise<RefundInfo> {
    return later(() => {
      return this.refunds.audit(mustBe(REFUND_DECISION, decision, 'the body'));
    });
  }

  async getCoupons(query: { outOrderNo: string }): Promise<OrderCoupons> {
    return this.coupons.ofOrder(await this.getOrder(query));
  }

  getSubject(): Promise<MerchantSubject> {
    return later(() => {
      return { name: this.parts.openApi.subjectName() };
    });
  }

  /** The shop's one offer: a tenth off, up to 10 yuan. */
  getMarketing(query: { goodsId: string; quantity: number; totalAmount: number }): Promise<Marketing> {
    return later(() => {
      mustBe(asked.MARKETING_QUERY, query);
      const totalDiscountAmount = Math.min(highestDiscount, Math.floor(query.totalAmount / 10));
      const lines =
        totalDiscountAmount > 0 ? [{ title: '新客立减', discountAmount: totalDiscountAmount }] : [];
      return { discountId: `new-customer-${totalDiscountAmount}`, totalDiscountAmount, lines };
    });
  }

  sign(draft: OrderDraft): Promise<SignedOrder> {
    return later(() => {
      mustBe(asked.ORDER_DRAFT, draft, 'the draft');
      const wrong = asked.draftTotal(draft);
      if (wrong) throw rejected(mismatch(wrong.path, wrong.wanted, wrong.got));
      const now = this.parts.now();
      const booked = this.books.open(now, {
        createTime: now,
        payExpireTime: now + DEFAULT_PAY_SECONDS * 1000,
        totalAmount: draft.totalAmount,
        discountAmount: draft.totalDiscountAmount ?? 0,
        goods: {
          goodsId: draft.goodsId,
          goodsType: draft.goodsType,
          goodsName: draft.goodsName,
          goodsPhoto: draft.goodsPhoto,
          price: draft.price,
          quantity: draft.quantity,
        },
        items: [],
        cpExtra: draft.cpExtra ?? '',
        phoneNumber: draft.phoneNumber,
        contactName: draft.contactName,
        note: draft.note,
      });
      return signOrder(draft, booked.outOrderNo, {
        now,
        appId: this.parts.appId,
        privateKey: this.parts.applicationKey(),
      });
    });
  }

  /** The shop's own order list, newest first: states and refunds as the callbacks left them. */
  listOrders(limit = 100): OrderInfo[] {
    return this.books
      .list(limit)
      .map((booked) => this.describe(booked, this.parts.openApi.queryOrder(booked), false));
  }

  listGoods(): CatalogueGoods[] {
    return this.parts.catalogue();
  }

  receive(headers: Record<string, string>, rawBody: string): HttpReply {
    const { now, platformKey, callbackToken, catalogue } = this.parts;
    const goods = (goodsId: string): CatalogueGoods | undefined =>
      catalogue().find((each) => each.goodsId === goodsId);
    return receiveCallback(
      { books: this.books, refunds: this.refundBooks, now, platformKey, callbackToken, goods },
      headers,
      rawBody,
    );
  }

  /**
   * An order that is not in the books is of a developer's own server: its codes are redeemed at the first
   * shop that there is.
   */
  private shopOf(orderId: string): { name: string; poiId: string } {
    const goodsId = splitGoodsId(this.books.byOrderId(orderId)?.goods.goodsId ?? '').id;
    const list = this.parts.catalogue();
    return (list.find((goods) => goods.goodsId === goodsId) ?? list[0]).shop;
  }

  /** Douyin's number in place of the developer's is the mistake that the official test pages make. */
  private noOrder(outOrderNo: string): string {
    const meant = this.books.byOrderId(outOrderNo);
    return meant
      ? `${outOrderNo} is Douyin's order number (orderId): ask with yours, outOrderNo ${meant.outOrderNo}`
      : `no order ${outOrderNo}`;
  }

  private refresh(booked: BookedOrder): [BookedOrder, OrderQuery | undefined] {
    const known = this.parts.openApi.queryOrder({ outOrderNo: booked.outOrderNo });
    if (booked.state !== 'unpaid') return [booked, known];
    if (known?.orderStatus === 'SUCCESS') this.books.settle(booked.outOrderNo, 'paid', known);
    // The platform never made an order of it, or has closed it.
    else if (known ? known.orderStatus !== 'PROCESS' : this.parts.now() >= booked.payExpireTime)
      this.books.settle(booked.outOrderNo, 'closed', known);
    return [this.books.get(booked.outOrderNo)!, known];
  }

  /** @param ask whether refunds under way are asked for at the platform */
  private describe(booked: BookedOrder, known: OrderQuery | undefined, ask = true): OrderInfo {
    const { goodsId, goodsType, goodsName, goodsPhoto, price, quantity } = booked.goods;
    const paid = booked.state === 'paid';
    const units = new Map(known?.itemOrders.map((item) => [item.itemOrderId, item]));
    // An order that was signed here is split into units by the platform.
    const items = booked.items.length > 0 ? booked.items : (known?.itemOrders ?? []);
    const itemOrders = items.map(({ itemOrderId, goodsId: unitGoods, price: unitPrice }) => {
      const unit = units.get(itemOrderId);
      const paidAmount = paid ? (unit?.paidAmount ?? unitPrice) : 0;
      return {
        itemOrderId,
        goodsId: unitGoods,
        paidAmount,
        refundableAmount: paid ? (unit?.refundableAmount ?? paidAmount) : 0,
      };
    });
    return {
      orderId: booked.orderId ?? known?.orderId ?? '',
      outOrderNo: booked.outOrderNo,
      state: booked.state === 'unpaid' && known?.paymentInProgress ? 'processing' : booked.state,
      createTime: booked.createTime,
      payExpireTime: known?.payExpireTime ?? booked.payExpireTime,
      totalAmount: booked.totalAmount,
      discountAmount: booked.discountAmount,
      quantity,
      legacy: known?.legacy ?? false,
      ...(known?.takeaway ? { takeaway: known.takeaway } : {}),
      goods: { goodsId, goodsType: goodsType as GoodsType, goodsName, goodsPhoto, price },
      ...this.refunds.ofOrder(booked.outOrderNo, itemOrders, ask),
    };
  }
}
