/**
 * The platform's open API about Douyin codes, in the documents' own words (contract consume-card §3). Times
 * in ms, money in 分.
 */
import type { ItemOrderStatus } from '../../src/contract/coupon';
import { MAX_QUERIED_ITEMS, RefundStatus } from '../../src/contract/coupon';
import { GoodsType } from '../../src/contract/codes';
import { parseJson } from '../../src/contract/schema/formats';
import type { Context } from '../../src/contract/jsapi/contract';
import type { RedeemCall, RedeemCode as Code } from '../../src/contract/redeem';
import { checkRedeemCall, RedeemCode } from '../../src/contract/redeem';
import type { Ledger } from '../ledger/ledger';
import { split } from '../ledger/numbers';
import type { RefundableItem, Refunds } from '../ledger/refunds';
import type { Coupons } from './coupons';
import type { Links } from './links';
import type { Named, Redeeming } from './redeeming';
import { RedeemFailure } from './failure';
import type { Certificate } from './types';

export interface ItemInfo {
  item_order_id: string;
  item_order_status: ItemOrderStatus;
  valid_start_time: number;
  valid_end_time: number;
  /** Cards of several uses only. */
  times_card_info?: {
    total_times: number;
    usable_times: number;
    refund_times: number;
    actual_amount_once: number;
  };
  refund_status?: 'PROCESSING' | 'SUCCESS' | 'FAIL';
  out_refund_no?: string;
  /** What the code's owner is shown: the digits, and the link in the QR while the code can be redeemed. */
  code?: string;
  link?: string;
  link_expire_time?: number;
}

/** `error_code` 0, or why not. */
export type RedeemReply<T> =
  ({ error_code: 0; description: string } & T) | { error_code: Code; description: string };

interface PrepareAnswer {
  verify_token: string;
  order_id: string;
  out_order_no: string;
  title: string;
  certificates: {
    encrypted_code: string;
    certificate_id: string;
    item_order_id: string;
    /** Digits but for the last four are hidden: a shop gets no plain code. */
    masked_code: string;
    state: Certificate['state'];
    valid_start_time: number;
    valid_end_time: number;
    total_times: number;
    usable_times: number;
  }[];
}

interface VerifyAnswer {
  verify_results: {
    item_order_id: string;
    certificate_id: string;
    result_code: Code;
    result_msg: string;
    verify_id?: string;
    verify_time?: number;
  }[];
}

interface CancelAnswer {
  verify_id: string;
  certificate_id: string;
  item_order_id: string;
  cancel_time: number;
}

type Body = Record<string, unknown>;

export interface CouponApi {
  /** query-item-info. @throws RangeError for more item orders than one call may ask for */
  queryItems(orderId: string, itemOrderIds: string[]): ItemInfo[];
  prepare(body: Body): RedeemReply<PrepareAnswer>;
  verify(body: Body): RedeemReply<VerifyAnswer>;
  cancel(body: Body): RedeemReply<CancelAnswer>;
}

const words = {
  [RefundStatus.Refunding]: 'PROCESSING',
  [RefundStatus.Refunded]: 'SUCCESS',
  [RefundStatus.Failed]: 'FAIL',
} as const;
const hide = (code: string): string => code.slice(-4).padStart(code.length, '*');

/** @throws RedeemFailure for a body that breaks the contract */
const must = (call: RedeemCall, body: Body, context: Omit<Context, 'now'> = {}): void => {
  const wrong = checkRedeemCall(call, body, { now: 0, ...context });
  if (wrong) throw new RedeemFailure(RedeemCode.Parameters, wrong.errMsg);
};

const shopName = (poiInfo: unknown): string =>
  poiInfo === undefined ? '' : ((parseJson(poiInfo as string) as { shop_name?: string }).shop_name ?? '');

const answering = <T>(work: () => T): RedeemReply<T> => {
  try {
    return { error_code: 0, description: 'success', ...work() };
  } catch (error) {
    if (error instanceof RedeemFailure) return { error_code: error.code, description: error.message };
    throw error;
  }
};

export const timesInfo = (item: RefundableItem): ItemInfo['times_card_info'] =>
  item.totalTimes === 1
    ? undefined
    : {
        total_times: item.totalTimes,
        usable_times: item.usableTimes,
        refund_times: item.totalTimes - item.usedTimes - item.usableTimes,
        actual_amount_once: split(item.paidAmount, item.totalTimes).at(-1)!,
      };

interface Parts {
  ledger: Ledger;
  refunds: Refunds;
  coupons: Coupons;
  links: Links;
  redeeming: Redeeming;
}

export const createCouponApi = ({ ledger, refunds, coupons, links, redeeming }: Parts): CouponApi => ({
  queryItems(orderId, itemOrderIds) {
    if (itemOrderIds.length > MAX_QUERIED_ITEMS)
      throw new RangeError(`at most ${MAX_QUERIED_ITEMS} item orders a call`);
    return itemOrderIds
      .map((itemOrderId) => coupons.byItem(itemOrderId))
      .filter((certificate): certificate is Certificate => certificate?.orderId === orderId)
      .map((certificate): ItemInfo => {
        const { state, refundStatus } = certificate;
        const shown = state === 'usable' || state === 'refundFailed' ? links.of(certificate) : undefined;
        return {
          item_order_id: certificate.itemOrderId,
          item_order_status: certificate.itemOrderStatus,
          valid_start_time: certificate.validFrom,
          valid_end_time: certificate.validTo,
          times_card_info: timesInfo(refunds.item(certificate.itemOrderId)!),
          refund_status: refundStatus && words[refundStatus],
          out_refund_no: certificate.outRefundNo,
          code: certificate.code,
          link: shown?.link,
          link_expire_time: shown?.expireTime,
        };
      });
  },
  prepare: (body) =>
    answering(() => {
      must('prepare', body);
      const { code, encrypted_data: link } = body;
      const prepared = redeeming.prepare(code ? { code: code as string } : { link: link as string });
      return {
        verify_token: prepared.verifyToken,
        order_id: prepared.orderId,
        out_order_no: prepared.outOrderNo,
        title: prepared.title,
        certificates: prepared.certificates.map((each) => ({
          encrypted_code: each.encryptedCode,
          certificate_id: each.certificateId,
          item_order_id: each.itemOrderId,
          masked_code: hide(each.code),
          state: each.state,
          valid_start_time: each.validFrom,
          valid_end_time: each.validTo,
          total_times: each.totalTimes,
          usable_times: each.usableTimes,
        })),
      };
    }),
  verify: (body) =>
    answering(() => {
      const { verify_token: token, order_id: orderId, certificates, poi_info: poiInfo } = body;
      const order = typeof orderId === 'string' ? ledger.get(orderId) : undefined;
      must('verify', body, { ofLibrary: order?.goodsType === GoodsType.Library });
      const named = (certificates as Body[]).map((each): Named => ({
        certificateId: each.certificate_id as string,
        encryptedCode: each.encrypted_code as string,
      }));
      return {
        verify_results: redeeming
          .verify(token as string, orderId as string, named, shopName(poiInfo))
          .map((result) => ({
            item_order_id: result.itemOrderId,
            certificate_id: result.certificateId,
            result_code: result.resultCode,
            result_msg: result.resultMsg,
            verify_id: result.verifyId,
            verify_time: result.verifyTime,
          })),
      };
    }),
  cancel: (body) =>
    answering(() => {
      must('cancel', body);
      const { verify_id: verifyId, certificate_id: certificateId } = body;
      const undone = redeeming.undo(verifyId as string, certificateId as string | undefined);
      return {
        verify_id: undone.verifyId,
        certificate_id: undone.certificateId,
        item_order_id: undone.itemOrderId,
        cancel_time: undone.undoTime,
      };
    }),
});
