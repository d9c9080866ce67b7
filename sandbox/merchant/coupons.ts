/**
 * The reference merchant's side of Douyin codes: what it shows of an order's codes, and how its shop redeems
 * them. Times in ms.
 */
import { kindOf, mismatch } from '../../src/contract/check';
import type { CouponState } from '../../src/contract/coupon';
import { couponState, MAX_QUERIED_ITEMS, RefundStatus } from '../../src/contract/coupon';
import { RedeemCode } from '../../src/contract/redeem';
import { plainDigits } from '../../src/contract/typed';
import {
  COUPONS_TO_VERIFY,
  REDEMPTION_TO_UNDO,
  SCANNED_COUPON,
  type PreparedCoupons,
  type UndoneCoupon,
  type VerifiedCoupons,
} from '../../src/contract/merchant/shop';
import type { Coupon, OrderInfo } from '../../src/ports/merchant';
import type { CouponApi, ItemInfo, RedeemReply } from '../coupons/open-api';
import { mustBe } from '../../server/must-be';
import { PortFailure } from '../failures';
import type { Store } from '../store/store';

/** Digits as printed under a code, in groups or not. */
const codeShape = /^\d{12,16}$/;
const remembered = 24 * 60 * 60 * 1000;

const refundStatus = {
  PROCESSING: RefundStatus.Refunding,
  SUCCESS: RefundStatus.Refunded,
  FAIL: RefundStatus.Failed,
};
const withRefund: readonly CouponState[] = ['refunding', 'refunded', 'refundFailed'];

/** What platform and merchant call the same thing; a wrong one is refused by the platform. */
const asCertificate = (value: unknown): Record<string, unknown> => {
  const { certificateId, encryptedCode } = Object(value) as {
    certificateId?: unknown;
    encryptedCode?: unknown;
  };
  return { certificate_id: certificateId, encrypted_code: encryptedCode };
};

const must = (problem: string | undefined): void => {
  if (problem !== undefined) throw new PortFailure('rejected', problem);
};

/** The platform's answer. @throws PortFailure with the platform's words and code when it refused */
const accepted = <T>(reply: RedeemReply<T>): T => {
  if (reply.error_code !== 0)
    throw new PortFailure('rejected', reply.description, undefined, reply.error_code);
  return reply as T;
};

const chunks = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );

const couponOf = (item: ItemInfo, now: number): Coupon[] => {
  const {
    valid_start_time: validFrom,
    valid_end_time: validTo,
    times_card_info: times,
    out_refund_no: outRefundNo,
  } = item;
  const refunded = item.refund_status && refundStatus[item.refund_status];
  const state = couponState({
    itemOrderStatus: item.item_order_status,
    refundStatus: refunded,
    validFrom,
    validTo,
    now,
  });
  if (!state || item.code === undefined) return [];
  return [
    {
      itemOrderId: item.item_order_id,
      code: item.code,
      qrPayload: item.link ?? '',
      ...(item.link === undefined ? {} : { qrValidTo: item.link_expire_time }),
      state,
      validFrom,
      validTo,
      ...(withRefund.includes(state) && outRefundNo !== undefined ? { outRefundNo } : {}),
      ...(times ? { usableTimes: times.usable_times, totalTimes: times.total_times } : {}),
    },
  ];
};

interface CouponParts {
  store: Store;
  platform: CouponApi;
  now(): number;
  /** The shop that redeems the goods of an order. */
  shopOf(orderId: string): { name: string; poiId: string };
}

export class MerchantCoupons {
  constructor(private readonly parts: CouponParts) {}

  /** The codes of an order, in the order of its units. */
  ofOrder(order: OrderInfo): Coupon[] {
    const now = this.parts.now();
    const ids = order.itemOrders.map(({ itemOrderId }) => itemOrderId);
    const items = chunks(ids, MAX_QUERIED_ITEMS).flatMap((some) =>
      this.parts.platform.queryItems(order.orderId, some),
    );
    return items.flatMap((item) => couponOf(item, now));
  }

  /** @throws PortFailure naming what is wrong with the scanned code */
  prepare(scanned: unknown): PreparedCoupons {
    const { code, link } = mustBe(SCANNED_COUPON, scanned, 'the body');
    must(!code === !link ? mismatch('code', 'given, or link', kindOf(code)) : undefined);
    // As a person types it: a Chinese keyboard gives full-width digits.
    const digits = plainDigits(code ?? '').replace(/[\s－-]/g, '');
    must(
      code && !codeShape.test(digits) ? mismatch('code', '12 to 16 digits', JSON.stringify(code)) : undefined,
    );
    const answer = accepted(
      this.parts.platform.prepare(code ? { code: digits } : { encrypted_data: link!.trim() }),
    );
    this.remember(answer.verify_token, answer.order_id);
    return {
      verifyToken: answer.verify_token,
      orderId: answer.order_id,
      outOrderNo: answer.out_order_no,
      title: answer.title,
      certificates: answer.certificates.map((each) => ({
        certificateId: each.certificate_id,
        encryptedCode: each.encrypted_code,
        itemOrderId: each.item_order_id,
        maskedCode: each.masked_code,
        state: each.state,
        validFrom: each.valid_start_time,
        validTo: each.valid_end_time,
        totalTimes: each.total_times,
        usableTimes: each.usable_times,
      })),
    };
  }

  /** @throws PortFailure when the whole call is refused; what is refused of it has a result of its own */
  verify(body: unknown): VerifiedCoupons {
    const { verifyToken, certificates } = mustBe(COUPONS_TO_VERIFY, body, 'the body');
    const orderId = this.orderOf(verifyToken);
    if (orderId === undefined)
      throw new PortFailure('rejected', '验券标识无效，请重新验券准备', undefined, RedeemCode.Void);
    const { name, poiId } = this.parts.shopOf(orderId);
    const answer = accepted(
      this.parts.platform.verify({
        verify_token: verifyToken,
        order_id: orderId,
        certificates: certificates.map(asCertificate),
        poi_info: JSON.stringify({ shop_name: name, ext_valid_shop_id: poiId, valid_poi_id_str: poiId }),
      }),
    );
    return {
      results: answer.verify_results.map((each) => ({
        itemOrderId: each.item_order_id,
        certificateId: each.certificate_id,
        resultCode: each.result_code,
        resultMsg: each.result_msg,
        ...(each.verify_id === undefined ? {} : { verifyId: each.verify_id, verifyTime: each.verify_time }),
      })),
    };
  }

  /** @throws PortFailure when it is too late, or the money is on its way back */
  undo(body: unknown): UndoneCoupon {
    const { verifyId } = mustBe(REDEMPTION_TO_UNDO, body, 'the body');
    const answer = accepted(this.parts.platform.cancel({ verify_id: verifyId }));
    return {
      verifyId: answer.verify_id,
      certificateId: answer.certificate_id,
      itemOrderId: answer.item_order_id,
      undoTime: answer.cancel_time,
    };
  }

  /** Verify wants the order's number, which only prepare answers. */
  private remember(verifyToken: string, orderId: string): void {
    const { store, now } = this.parts;
    store.run('DELETE FROM merchant_tokens WHERE create_time < ?', now() - remembered);
    store.run(
      'INSERT INTO merchant_tokens (verify_token, order_id, create_time) VALUES (?, ?, ?)',
      verifyToken,
      orderId,
      now(),
    );
  }

  private orderOf(verifyToken: string): string | undefined {
    return this.parts.store.get<{ order_id: string }>(
      'SELECT order_id FROM merchant_tokens WHERE verify_token = ?',
      verifyToken,
    )?.order_id;
  }
}
