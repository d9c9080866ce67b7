/**
 * Callbacks between the platform and the developer's server: shapes and checks of the answers (contract
 * templates §5).
 */
import { mismatch } from './check';
import { DEFAULT_PAY_SECONDS, MAX_PAY_SECONDS, PARAMS_BYTES, PATH_BYTES } from './jsapi/shared';
import { DENY_MESSAGE_BYTES, ID_BYTES } from './limits';
import { anything, integer, list, object, required, text, type Infer } from './schema/fields';
import { FORMATS, hasRepeatedKey, parseJson } from './schema/formats';
import { firstProblem, problemsOf, type Checked, type Problem } from './schema/walk';

/** Notifications, and questions. */
export const CALLBACK_TYPES = ['pre_create_order', 'payment', 'pre_create_refund', 'refund'] as const;
export type CallbackType = (typeof CALLBACK_TYPES)[number];

export const CALLBACK_ENVELOPE = object(
  {
    version: text('"2.0" industry and life-service trade, "3.0" general trade', {
      required,
      oneOf: ['2.0', '3.0'],
    }),
    type: text('what happened', { required, oneOf: [...CALLBACK_TYPES, 'settle'] }),
    msg: text('JSON text of the message', { required }),
  },
  'a callback of the platform',
);
/** The envelope of every callback: `msg` is the JSON text of the message. */
export type CallbackEnvelope = Infer<typeof CALLBACK_ENVELOPE>;

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

export const CALLBACK_REPLY = object(
  {
    err_no: integer('0, or why not', { required }),
    err_tips: text('in words'),
    data: anything('out_order_no, out_refund_no and what belongs to them'),
  },
  'what ends a delivery',
);
/** What ends a delivery. */
export type CallbackReply = Infer<typeof CALLBACK_REPLY>;

/** A number that the developer's server gives: it is looked up, stored and shown as it is. */
const number = (doc: string) =>
  text(doc, { required, minBytes: 1, maxBytes: ID_BYTES, format: FORMATS.visible });
const name = (doc: string) => text(doc, { required, minBytes: 1 });
const span = (doc: string) => integer(doc, { min: 0 });

/** A page to enter an order or a refund from. */
const order_entry_schema = object(
  {
    path: text('page path', { required, maxBytes: PATH_BYTES, format: FORMATS.pagePath }),
    params: text('JSON text of its query', { maxBytes: PARAMS_BYTES, format: FORMATS.jsonObject }),
  },
  'page to enter it from',
);

/** `data` of the answer to `pre_create_order`. Times in ms. */
const PRE_ORDER_DATA = object(
  {
    out_order_no: number("the developer's order number"),
    pay_expire_seconds: span('seconds to pay in'),
    order_entry_schema,
    /** When the codes of goods can be redeemed: in a span, or so long from the payment on. */
    order_valid_time: list(
      object(
        {
          goods_id: name('goods'),
          valid_start_time: span('start, ms'),
          valid_end_time: span('end, ms'),
          valid_duration: span('or so many ms from the payment on'),
        },
        'of one of the goods',
      ),
      'one entry for each of the goods; goods outside the library need it',
    ),
    /** Chooses the receiving merchant. */
    order_goods_info: list(
      object(
        { goods_id: name('goods'), merchant_uid: name('who receives the money') },
        'of one of the goods',
      ),
      'receiving merchants',
    ),
  },
  'data of the answer to pre_create_order',
);
export type PreOrderData = Infer<typeof PRE_ORDER_DATA>;

/** `data` of the answer to `pre_create_refund`. */
const PRE_REFUND_DATA = object(
  {
    out_refund_no: number("the developer's refund number"),
    order_entry_schema,
    /** Gets the result of the refund instead of the configured address (decision D-E94). */
    notify_url: text('address of the refund callback', { format: FORMATS.url }),
  },
  'data of the answer to pre_create_refund',
);
export type PreRefundData = Infer<typeof PRE_REFUND_DATA>;

/**
 * How an answer is taken. `illegal`: not a well-formed answer, with what is wrong. `refused`: the
 * developer's server said no, which is final.
 */
export type Answer<T> =
  | { kind: 'accepted'; data: T }
  | { kind: 'refused'; errNo: number; errTips: string }
  | { kind: 'illegal'; errMsg: string };

interface OwnGoods {
  /** Goods of the order that are outside the library, by goodsId. */
  ownGoods: readonly string[];
}

/** A time span, or how long from the payment on (contract templates §5.1). */
function validSpans({ order_valid_time: times = [] }: PreOrderData): Problem | undefined {
  for (const [index, time] of times.entries()) {
    const path = `order_valid_time[${index}]`;
    const { valid_start_time: from, valid_end_time: to, valid_duration: duration } = time;
    if (duration === undefined && (from === undefined || to === undefined))
      return { path, wanted: 'a valid_duration, or valid_start_time and valid_end_time', got: 'neither' };
    if (from !== undefined && to !== undefined && to < from)
      return { path: `${path}.valid_end_time`, wanted: `at least ${from}`, got: to };
  }
  return undefined;
}

function validTimesOfOwn(
  { order_valid_time: times }: PreOrderData,
  { ownGoods }: OwnGoods,
): Problem | undefined {
  const missing = ownGoods.find((goodsId) => !times?.some((time) => time.goods_id === goodsId));
  return missing === undefined
    ? undefined
    : {
        path: 'order_valid_time',
        wanted: `given for non-library goods ${missing}`,
        got: times ? 'other goods' : 'undefined',
      };
}

const wrongOf = ({ path, wanted, got }: Problem, whole: string): string =>
  mismatch(path || whole, wanted, got);

/** Characters of a strange answer that are told. */
const TOLD_CHARS = 40;

/** What a body that is no JSON is, in words that lead to its cause. */
function bodyKind(body: string): string {
  if (body.trim() === '') return 'an empty body';
  if (body.charCodeAt(0) === 0xfeff) return 'a byte order mark before the JSON';
  // The first byte of gzip: no JSON has such a character.
  if (body.charCodeAt(0) === 0x1f) return 'compressed bytes';
  if (/^\s*</.test(body)) return 'a page of HTML or XML';
  return `text that is no JSON: ${JSON.stringify(body.slice(0, TOLD_CHARS))}`;
}

/** The reply of a body, or what is wrong with it. */
function readReply(body: string): { reply: CallbackReply } | { problem: string } {
  const answer = parseJson(body);
  if (answer === undefined) return { problem: mismatch('answer', 'a JSON object', bodyKind(body)) };
  // Readers differ in which of the two they take.
  if (hasRepeatedKey(body))
    return { problem: mismatch('answer', 'JSON with each name once', 'a name twice') };
  const [wrong] = problemsOf(CALLBACK_REPLY, answer);
  return wrong ? { problem: wrongOf(wrong, 'answer') } : { reply: answer as CallbackReply };
}

/** An answer whose envelope is in order, and then its `data`. */
function readAnswer<T, C extends object>(body: string, shape: Checked<C>, context: C): Answer<T> {
  const read = readReply(body);
  if ('problem' in read) return { kind: 'illegal', errMsg: read.problem };
  const { err_no: errNo, err_tips: errTips = '', data } = read.reply;
  if (errNo !== 0) return { kind: 'refused', errNo, errTips };
  const found = firstProblem(shape, data as Record<string, unknown>, context)?.problem;
  if (!found) return { kind: 'accepted', data: data as T };
  const path = found.path ? `data.${found.path}` : 'data';
  return { kind: 'illegal', errMsg: mismatch(path, found.wanted, found.got) };
}

/**
 * Reads the body that answers `pre_create_order` (contract templates §5.1).
 * @param ownGoods goodsIds of the ordered goods that are outside the library
 */
export function readPreOrderAnswer(body: string, ownGoods: readonly string[]): Answer<PreOrderData> {
  const rules = { validSpans, validTimesOfOwn };
  return readAnswer(body, { options: PRE_ORDER_DATA, rules }, { ownGoods });
}

/** Seconds that an order can be paid for: 300 where the answer does not say (or says 0), 48 hours at most. */
export function paySeconds(data: Pick<PreOrderData, 'pay_expire_seconds'>): number {
  return Math.min(data.pay_expire_seconds || DEFAULT_PAY_SECONDS, MAX_PAY_SECONDS);
}

/**
 * Reads the body that answers `pre_create_refund` (contract templates §5.4); without `out_refund_no` it is
 * illegal and asked for again.
 */
export function readPreRefundAnswer(body: string): Answer<PreRefundData> {
  return readAnswer(body, { options: PRE_REFUND_DATA }, {});
}

/**
 * Why a reply does not end the delivery of a callback that asks for no data (contract templates §5), or
 * `undefined` when it does.
 */
export function readAcknowledgement(status: number, body: string): string | undefined {
  if (status !== 200) return mismatch('status', '200', status);
  const read = readReply(body);
  if ('problem' in read) return read.problem;
  const { err_no: errNo, err_tips: errTips } = read.reply;
  if (errNo === 0) return undefined;
  return mismatch('err_no', '0', errTips ? `${errNo} (${errTips})` : errNo);
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

const REFUND_AUDIT = object(
  {
    out_refund_no: text('industry trade', { required: 'notById', minBytes: 1, maxBytes: ID_BYTES }),
    refund_id: text('general trade', { minBytes: 1, maxBytes: ID_BYTES }),
    refund_audit_status: integer('1 agree, 2 refuse', {
      required,
      oneOf: [AuditStatus.Agree, AuditStatus.Refuse],
    }),
    deny_message: text('required when refusing', { required: 'refusing', maxBytes: DENY_MESSAGE_BYTES }),
  },
  'body of merchant_audit_callback',
);
/** Body of merchant_audit_callback: the merchant's decision about a refund (contract templates §5.4). */
export type RefundAudit = Infer<typeof REFUND_AUDIT>;

/** The user reads why: it is not empty. */
function saysWhy({ refund_audit_status: status, deny_message: why }: RefundAudit): Problem | undefined {
  return status === AuditStatus.Refuse && !why
    ? { path: 'deny_message', wanted: 'given when refusing', got: 'an empty string' }
    : undefined;
}

/** What is wrong with the body of merchant_audit_callback, or `undefined`. */
export function checkAudit(body: unknown): string | undefined {
  const shape: Checked<object> = {
    options: REFUND_AUDIT,
    conditions: {
      notById: ({ parent }) => parent['refund_id'] === undefined,
      refusing: ({ parent }) => parent['refund_audit_status'] === AuditStatus.Refuse,
    },
    rules: { saysWhy },
  };
  const found = firstProblem(shape, body as Record<string, unknown>, {});
  return found && wrongOf(found.problem, 'body');
}
