/**
 * The reference merchant: a shop on the server kit (`server/`), with the sandbox's goods, its own books in
 * the sandbox's file, and the platform behind it asked without HTTP.
 */
import type { KeyObject } from 'node:crypto';
import { AuditStatus } from '../../src/contract/callbacks';
import { GoodsType } from '../../src/contract/codes';
import { AHEAD_MS, AUTHORIZATION_MS } from '../../src/contract/jsapi/authorization';
import type { CatalogueGoods } from '../../src/contract/merchant/shop';
import type { Marketing } from '../../src/ports/merchant';
import type { Platform, ShopOptions } from '../../server/index';
import { Shop } from '../../server/index';
import type { CallbackReply } from '../../server/receive';
import { receiveCallback } from '../../server/receive';
import { usualValidity } from '../coupons/validity';
import type { OpenApi } from '../jsapi/open-api';
import { splitGoodsId } from '../scenarios/scenarios';
import type { Store } from '../store/store';
import { MerchantCoupons } from './coupons';
import { shopStoreIn } from './shop-store';
import { sku } from './sign';

interface MerchantParts {
  store: Store;
  now(): number;
  openApi: OpenApi;
  catalogue(): CatalogueGoods[];
  platformKey(): KeyObject;
  callbackToken(): string;
  applicationKey(): KeyObject;
  appId: string;
  /** Told of what somebody should look at. */
  tell(problem: string): void;
}

const highestDiscount = 1000;

/** The shop's one offer: a tenth off, up to 10 yuan. */
const offer = ({ totalAmount }: { totalAmount: number }): Marketing => {
  const totalDiscountAmount = Math.min(highestDiscount, Math.floor(totalAmount / 10));
  const lines = totalDiscountAmount > 0 ? [{ title: '新客立减', discountAmount: totalDiscountAmount }] : [];
  return { discountId: `new-customer-${totalDiscountAmount}`, totalDiscountAmount, lines };
};

/** The platform is asked at once; the kit's port answers later. */
const later = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });

const platformOf = (openApi: OpenApi): Platform => ({
  queryOrder: ({ outOrderNo }) => later(() => openApi.queryOrder({ outOrderNo })),
  queryRefund: ({ outRefundNo }) => later(() => openApi.queryRefund({ outRefundNo })),
  auditRefund: ({ outRefundNo, agree, denyMessage }) =>
    later(() => {
      const reply = openApi.auditRefund({
        out_refund_no: outRefundNo,
        refund_audit_status: agree ? AuditStatus.Agree : AuditStatus.Refuse,
        ...(denyMessage === undefined ? {} : { deny_message: denyMessage }),
      });
      return reply.err_no === 0 ? undefined : reply.err_tips;
    }),
});

export class ReferenceMerchant extends Shop {
  /** Redeeming is the shop's own business: no part of the port. */
  readonly coupons: MerchantCoupons;

  constructor(private readonly parts: MerchantParts) {
    const { openApi, store } = parts;
    const find = (goodsId: string): CatalogueGoods | undefined => {
      const { id } = splitGoodsId(goodsId);
      return parts.catalogue().find((goods) => goods.goodsId === id);
    };
    const options: ShopOptions = {
      store: shopStoreIn(store),
      appId: parts.appId,
      subject: () => openApi.subjectName(),
      goods(goodsId) {
        const goods = find(goodsId);
        const { validAfterMs = 0, validForMs = usualValidity } = goods ?? {};
        // The platform knows the price of its library's goods itself.
        const price = goods?.goodsType === GoodsType.Own ? goods.currentPrice : undefined;
        return goods && { validAfterMs, validForMs, ...(price === undefined ? {} : { price }) };
      },
      // Whatever a page sells is to be tried here, and what goes wrong on the way.
      unknownGoods: true,
      discount: () => true,
      library: ({ goodsId }) => openApi.queryGoods(goodsId),
      marketing: offer,
      coupons: (order) => this.coupons.ofOrder(order),
      platform: platformOf(openApi),
      platformKeys: () => [parts.platformKey()],
      signing: { privateKey: () => parts.applicationKey(), sku },
      ecpay: { token: () => parts.callbackToken() },
      now: () => parts.now(),
      tell: (problem) => parts.tell(problem),
    };
    super(options);
    this.coupons = new MerchantCoupons({
      store,
      platform: openApi.coupons,
      now: () => parts.now(),
      // An order that is not in the books is of a developer's own server: its codes are redeemed at the first
      // shop that there is.
      shopOf(orderId) {
        const sold = 'SELECT goods_id FROM merchant_orders WHERE order_id = ?';
        const goodsId = store.get<{ goods_id: string }>(sold, orderId)?.goods_id ?? '';
        return (find(goodsId) ?? parts.catalogue()[0]).shop;
      },
    });
  }

  listGoods(): CatalogueGoods[] {
    return this.parts.catalogue();
  }

  /** A callback is as old as the sandbox's clock says, which may be moved, or that of this machine. */
  override receive(headers: Record<string, string>, rawBody: string): Promise<CallbackReply> {
    const near = (clock: number, sentTime: number): boolean =>
      clock - sentTime <= AUTHORIZATION_MS && sentTime - clock <= AHEAD_MS;
    return receiveCallback(
      this.options,
      headers,
      rawBody,
      (sentTime) => near(this.parts.now(), sentTime) || near(Date.now(), sentTime),
    );
  }
}
