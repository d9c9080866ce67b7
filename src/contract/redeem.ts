/** How a shop redeems Douyin codes at the platform: prepare, verify, cancel (contract consume-card §3). */
import { kindOf, mismatch } from './check';
import { parseJson, FORMATS } from './schema/formats';
import type { Problem } from './schema/walk';
import type { ApiContract, Condition, Context } from './jsapi/contract';
import { list, object, required, text } from './schema/fields';
import { firstProblem } from './schema/walk';

/**
 * `error_code` and `result_code`. Only 0, 1208, 10000 and 13000 are the documents' numbers; the rest are the
 * sandbox's own (decision D-E27).
 */
export const enum RedeemCode {
  Redeemed = 0,
  AlreadyRedeemed = 1208,
  Refunding = 1209,
  Refunded = 1210,
  NotStarted = 1211,
  Expired = 1212,
  /** The certificate is not one of those that prepare answered for this token. */
  NotPrepared = 1213,
  /** The redemption is older than the shop may undo. */
  TooLate = 1214,
  Parameters = 10000,
  /** The code, the link or the token is unknown or void. */
  Void = 13000,
}

export const REDEEM_TEXTS: Readonly<Record<RedeemCode, string>> = {
  [RedeemCode.Redeemed]: '验券成功',
  [RedeemCode.AlreadyRedeemed]: '券已核销，不能重复使用',
  [RedeemCode.Refunding]: '券正在退款，不能核销',
  [RedeemCode.Refunded]: '券已退款，不能核销',
  [RedeemCode.NotStarted]: '券未到可用时间',
  [RedeemCode.Expired]: '券已过期',
  [RedeemCode.NotPrepared]: '加密券码与验券准备返回的不一致',
  [RedeemCode.TooLate]: '核销已超过 1 小时，不能撤销',
  [RedeemCode.Parameters]: '参数错误',
  [RedeemCode.Void]: '系统错误，请重试',
};

/** `poi_info`, a JSON text: the shop that redeems. */
const POI_BYTES = 1024;
const POI_FIELDS = ['shop_name', 'ext_valid_shop_id', 'valid_poi_id_str'] as const;

const CERTIFICATE = {
  certificate_id: text('certificate', { required, minBytes: 1 }),
  encrypted_code: text('its code as prepare answered it', { required, minBytes: 1 }),
};

/** Codes of library goods are redeemed by a shop that the library knows. */
const ofLibrary: Condition = (_place, context) => context.ofLibrary === true;

/** A code is typed in or scanned, not both. */
function oneScanned(body: { code?: string; encrypted_data?: string }): Problem | undefined {
  return !body.code === !body.encrypted_data
    ? { path: 'code', wanted: 'given, or encrypted_data', got: body.code ? 'both' : 'neither' }
    : undefined;
}

function shopOfPoi({ poi_info: poi }: { poi_info?: string }, context: Context): Problem | undefined {
  if (poi === undefined) return undefined;
  const shop = parseJson(poi) as Record<string, unknown>;
  for (const name of POI_FIELDS) {
    const path = `poi_info.${name}`;
    const value = shop[name];
    if (context.ofLibrary ? typeof value !== 'string' : value !== undefined && typeof value !== 'string')
      return { path, wanted: 'string', got: kindOf(value) };
    if (context.ofLibrary && value === '') return { path, wanted: 'not empty', got: 'an empty string' };
  }
  return undefined;
}

type Call = Omit<ApiContract, 'success' | 'errors'>;

/** The calls by the sandbox's names for them. */
export const REDEEM_CALLS = {
  prepare: {
    name: 'prepare',
    ref: 'consume-card.md §3',
    options: object(
      { code: text('digits under the code'), encrypted_data: text('link in the QR code') },
      'body of prepare; one of the two',
    ),
    rules: { oneScanned },
  },
  verify: {
    name: 'verify',
    ref: 'consume-card.md §3',
    options: object(
      {
        verify_token: text('from prepare', { required, minBytes: 1 }),
        order_id: text("Douyin's order number, from prepare", { required, minBytes: 1 }),
        certificates: list(object(CERTIFICATE, 'one certificate'), 'what is redeemed', { required, min: 1 }),
        poi_info: text('JSON text of the shop', {
          required: 'ofLibrary',
          maxBytes: POI_BYTES,
          format: FORMATS.jsonObject,
        }),
      },
      'body of verify',
    ),
    conditions: { ofLibrary },
    rules: { shopOfPoi },
  },
  cancel: {
    name: 'cancel',
    ref: 'consume-card.md §3',
    options: object(
      {
        verify_id: text('from verify', { required, minBytes: 1 }),
        certificate_id: text('certificate', { minBytes: 1 }),
      },
      'body of cancel',
    ),
  },
} satisfies Record<string, Call>;
export type RedeemCall = keyof typeof REDEEM_CALLS;

/** What is wrong with the body of a call, with its path and, where it was no field by itself, the rule. */
export function checkRedeemCall(call: RedeemCall, body: Record<string, unknown>, context: Context) {
  const found = firstProblem(REDEEM_CALLS[call], body, context);
  if (!found) return undefined;
  const { path, wanted, got } = found.problem;
  const detail = mismatch(path, wanted, got);
  const errMsg = `${REDEEM_TEXTS[RedeemCode.Parameters]}: ${detail}`;
  return { errNo: RedeemCode.Parameters, errMsg, detail, path, rule: found.rule };
}
