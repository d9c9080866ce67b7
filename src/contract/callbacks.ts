/**
 * Callbacks between the platform and the developer's server: shapes and checks of the answers (contract
 * templates §5).
 */
import { check, mismatch } from './check';
import { FORMATS, parseJson } from './schema/formats';
import { DEFAULT_PAY_SECONDS, MAX_PAY_SECONDS, PARAMS_BYTES, PATH_BYTES } from './jsapi/shared';
import { DENY_MESSAGE_BYTES, ID_BYTES } from './limits';

/** The envelope of every callback: `msg` is the JSON text of the message. */
export interface CallbackEnvelope {
  /** "2.0" industry and life-service trade, "3.0" general trade. */
  version: '2.0' | '3.0';
  type: 'pre_create_order' | 'payment' | 'pre_create_refund' | 'refund' | 'settle';
  msg: string;
}

/**
 * Waits before each repetition of an unanswered callback, ms: 12 s, 12 s, 33 s, then 1 to 7 minutes (README
 * D8).
 */
export const RETRY_LADDER: readonly number[] = [12, 12, 33, 60, 120, 180, 240, 300, 360, 420].map(
  (seconds) => seconds * 1000,
);

/** `pay_channel` of the payment callback: 1 WeChat, 2 Alipay, 10 Douyin's own (contract templates §5.2). */
export const PAY_CHANNELS = [1, 2, 10] as const;
export type PayChannel = (typeof PAY_CHANNELS)[number];

/** How long a merchant has to audit a refund, before it counts as agreed to (contract templates §5.4). */
export const AUDIT_MS = 3 * 24 * 60 * 60 * 1000;

/** `err_no` of merchant_audit_callback (contract open-api §3). */
export const enum AuditCode {
  Decided = 0,
  Parameters = 10000,
  NoRefund = 20000,
  State = 22006,
}

/** What ends a delivery. */
export interface CallbackReply {
  err_no: number;
  err_tips?: string;
  data?: unknown;
}

/** A page to enter an order or a refund from. */
export interface EntrySchema {
  path: string;
  params?: string;
}

/** When the codes of goods can be redeemed: in a span, or so long from the payment on. Times in ms. */
export interface ValidTime {
  goods_id: string;
  valid_start_time?: number;
  valid_end_time?: number;
  valid_duration?: number;
}

/** `data` of the answer to `pre_create_order`. Times in ms. */
export interface PreOrderData {
  out_order_no: string;
  pay_expire_seconds?: number;
  order_entry_schema?: EntrySchema;
  /** One entry for each of the goods; goods outside the library need it. */
  order_valid_time?: ValidTime[];
  /** Chooses the receiving merchant. */
  order_goods_info?: { goods_id: string; merchant_uid: string }[];
}

/** `data` of the answer to `pre_create_refund`. */
export interface PreRefundData {
  out_refund_no: string;
  order_entry_schema?: EntrySchema;
  /** Gets the result of the refund instead of the configured address (decision D-E94). */
  notify_url?: string;
}

/**
 * What an answer comes to. `illegal`: not a well-formed answer, with what is wrong. `refused`: the
 * developer's server said no, which is final.
 */
export type Answer<T> =
  | { kind: 'accepted'; data: T }
  | { kind: 'refused'; errNo: number; errTips: string }
  | { kind: 'illegal'; errMsg: string };

/** A number that the developer's server gives: it is looked up, stored and shown as it is. */
function checkNumber(field: string, value: unknown): string | undefined {
  const { visible } = FORMATS;
  return (
    check(field, value, 'string', 1, ID_BYTES) ??
    (visible.test(value as string) ? undefined : mismatch(field, visible.wanted, JSON.stringify(value)))
  );
}

function checkEntry(value: unknown): string | undefined {
  const field = 'data.order_entry_schema';
  const wrong = check(field, value, 'object?');
  if (wrong || value === undefined) return wrong;
  const { path, params } = value as Partial<EntrySchema>;
  return (
    check(`${field}.path`, path, 'string', 0, PATH_BYTES) ??
    (FORMATS.pagePath.test(path as string)
      ? undefined
      : mismatch(`${field}.path`, FORMATS.pagePath.wanted, path as string)) ??
    check(`${field}.params`, params, 'string?', 0, PARAMS_BYTES) ??
    (params === undefined || FORMATS.jsonObject.test(params)
      ? undefined
      : mismatch(`${field}.params`, FORMATS.jsonObject.wanted, JSON.stringify(params)))
  );
}

/** A time span, or how long from the payment on (contract templates §5.1). */
function checkSpan(
  field: string,
  { valid_start_time: from, valid_end_time: to, valid_duration: duration }: ValidTime,
): string | undefined {
  if (duration === undefined && (from === undefined || to === undefined))
    return mismatch(field, 'a valid_duration, or valid_start_time and valid_end_time', 'neither');
  return from !== undefined && to !== undefined && to < from
    ? mismatch(`${field}.valid_end_time`, `at least ${from}`, to)
    : undefined;
}

function checkGoodsInfo(value: unknown): string | undefined {
  const field = 'data.order_goods_info';
  const wrong = check(field, value, 'array?');
  if (wrong) return wrong;
  for (const [index, info] of ((value ?? []) as NonNullable<PreOrderData['order_goods_info']>).entries()) {
    const problem =
      check(`${field}[${index}]`, info, 'object') ??
      check(`${field}[${index}].goods_id`, info.goods_id, 'string', 1) ??
      check(`${field}[${index}].merchant_uid`, info.merchant_uid, 'string', 1);
    if (problem) return problem;
  }
  return undefined;
}

function checkValidTimes(value: unknown, ownGoods: readonly string[]): string | undefined {
  const field = 'data.order_valid_time';
  const wrong = check(field, value, 'array?');
  if (wrong) return wrong;
  const times = (value ?? []) as NonNullable<PreOrderData['order_valid_time']>;
  for (const [index, time] of times.entries()) {
    const problem =
      check(`${field}[${index}]`, time, 'object') ??
      check(`${field}[${index}].goods_id`, time.goods_id, 'string', 1) ??
      check(`${field}[${index}].valid_start_time`, time.valid_start_time, 'number?', 0) ??
      check(`${field}[${index}].valid_end_time`, time.valid_end_time, 'number?', 0) ??
      check(`${field}[${index}].valid_duration`, time.valid_duration, 'number?', 0) ??
      checkSpan(`${field}[${index}]`, time);
    if (problem) return problem;
  }
  const missing = ownGoods.find((goodsId) => !times.some((time) => time.goods_id === goodsId));
  return missing === undefined
    ? undefined
    : mismatch(
        field,
        `given for non-library goods ${missing}`,
        value === undefined ? 'undefined' : 'other goods',
      );
}

/** What every answer is made of. */
function checkReply(answer: unknown): string | undefined {
  return (
    check('answer', answer, 'object') ??
    check('err_no', (answer as CallbackReply).err_no, 'number') ??
    check('err_tips', (answer as CallbackReply).err_tips, 'string?')
  );
}

/** An answer whose envelope is in order: `checkData` looks at its `data`. */
function readAnswer<T>(
  body: string,
  checkData: (data: Record<string, unknown>) => string | undefined,
): Answer<T> {
  const answer = parseJson(body);
  const wrong = checkReply(answer);
  if (wrong) return { kind: 'illegal', errMsg: wrong };
  const { err_no: errNo, err_tips: errTips = '', data } = answer as CallbackReply;
  if (errNo !== 0) return { kind: 'refused', errNo, errTips };
  const problem = check('data', data, 'object') ?? checkData(data as Record<string, unknown>);
  return problem ? { kind: 'illegal', errMsg: problem } : { kind: 'accepted', data: data as T };
}

/**
 * Reads the body that answers `pre_create_order` (contract templates §5.1).
 * @param ownGoods goodsIds of the ordered goods that are outside the library
 */
export function readPreOrderAnswer(body: string, ownGoods: readonly string[]): Answer<PreOrderData> {
  return readAnswer(
    body,
    (data) =>
      checkNumber('data.out_order_no', data['out_order_no']) ??
      check('data.pay_expire_seconds', data['pay_expire_seconds'], 'number?', 0) ??
      checkEntry(data['order_entry_schema']) ??
      checkValidTimes(data['order_valid_time'], ownGoods) ??
      checkGoodsInfo(data['order_goods_info']),
  );
}

/** Seconds that an order can be paid for: 300 where the answer does not say (or says 0), 48 hours at most. */
export function paySeconds(data: Pick<PreOrderData, 'pay_expire_seconds'>): number {
  return Math.min(data.pay_expire_seconds || DEFAULT_PAY_SECONDS, MAX_PAY_SECONDS);
}

function checkAddress(field: string, value: unknown): string | undefined {
  return (
    check(field, value, 'string?') ??
    (value === undefined || /^https?:\/\/[^/]/.test(value as string)
      ? undefined
      : mismatch(field, 'an http or https URL', JSON.stringify(value)))
  );
}

/**
 * Reads the body that answers `pre_create_refund` (contract templates §5.4); without `out_refund_no` it is
 * illegal and asked for again.
 */
export function readPreRefundAnswer(body: string): Answer<PreRefundData> {
  return readAnswer(
    body,
    (data) =>
      checkNumber('data.out_refund_no', data['out_refund_no']) ??
      checkEntry(data['order_entry_schema']) ??
      checkAddress('data.notify_url', data['notify_url']),
  );
}

/**
 * Why a reply does not end the delivery of a callback that asks for no data (contract templates §5), or
 * `undefined` when it does.
 */
export function readAcknowledgement(status: number, body: string): string | undefined {
  if (status !== 200) return mismatch('status', '200', status);
  const answer = parseJson(body);
  const wrong = checkReply(answer);
  if (wrong) return wrong;
  const { err_no: errNo } = answer as CallbackReply;
  return errNo === 0 ? undefined : mismatch('err_no', '0', errNo);
}

/** Whether a reply ends the delivery of a callback that asks for no data (contract templates §5). */
export function isAcknowledged(status: number, body: string): boolean {
  return readAcknowledgement(status, body) === undefined;
}

/** `refund_audit_status` of merchant_audit_callback. */
export const enum AuditStatus {
  Agree = 1,
  Refuse = 2,
}

/** Body of merchant_audit_callback: the merchant's decision about a refund (contract templates §5.4). */
export interface RefundAudit {
  /** Industry trade. */
  out_refund_no?: string;
  /** General trade. */
  refund_id?: string;
  refund_audit_status: AuditStatus;
  /** Required when refusing. */
  deny_message?: string;
}

/** What is wrong with the body of merchant_audit_callback, or `undefined`. */
export function checkAudit(body: unknown): string | undefined {
  const wrong = check('body', body, 'object');
  if (wrong) return wrong;
  const {
    out_refund_no: outRefundNo,
    refund_id: refundId,
    refund_audit_status: status,
    deny_message: denyMessage,
  } = body as RefundAudit;
  return (
    (outRefundNo === undefined && refundId !== undefined
      ? check('refund_id', refundId, 'string', 1, ID_BYTES)
      : check('out_refund_no', outRefundNo, 'string', 1, ID_BYTES)) ??
    check('refund_audit_status', status, 'number', AuditStatus.Agree, AuditStatus.Refuse) ??
    (status === AuditStatus.Refuse
      ? check('deny_message', denyMessage, 'string', 1, DENY_MESSAGE_BYTES)
      : check('deny_message', denyMessage, 'string?', 0, DENY_MESSAGE_BYTES))
  );
}
