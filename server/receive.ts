/**
 * Receives the platform's callbacks (contract templates §5): verifies, books, answers. Each may come
 * twice, at once, late and in any order; whatever the order, the books come out alike.
 */
import type { Field } from '../src/contract/schema/fields';
import type {
  PaymentMsg,
  PreCreateOrderMsg,
  PreCreateRefundMsg,
  RefundMsg,
} from '../src/contract/callback-messages';
import {
  messageProblems,
  PAYMENT_MSG,
  PRE_CREATE_ORDER_MSG,
  PRE_CREATE_REFUND_MSG,
  REFUND_MSG,
} from '../src/contract/callback-messages';
import { AHEAD_MS, AUTHORIZATION_MS } from '../src/contract/jsapi/authorization';
import { DEFAULT_PAY_SECONDS } from '../src/contract/jsapi/shared';
import { parseJson } from '../src/contract/schema/formats';
import { isEcpayCallback } from './ecpay';
import type { ShopGoods, ShopOptions } from './options';
import { valueOf } from './options';
import { judgeOrder } from './prices';
import type { BookedItem, BookedOrder } from './store/types';
import type { Headers } from './verify';
import { verifyCallback } from './verify';
import { refusals } from './words';

/** An answer to a callback: HTTP status and body. */
export interface CallbackReply {
  status: number;
  body: string;
}

type Answer = { err_no: number; err_tips: string; data?: unknown };

const accepted = (data?: unknown): Answer => ({
  err_no: 0,
  err_tips: 'success',
  ...(data === undefined ? {} : { data }),
});
const refused = (errNo: number, errTips: string): Answer => ({ err_no: errNo, err_tips: errTips });
const reply = (status: number, answer: Answer): CallbackReply => ({ status, body: JSON.stringify(answer) });

/** Codes of goods outside the library count so long where the shop does not say, ms. */
const usualValidity = 180 * 24 * 60 * 60 * 1000;
const defaultPage = 'pages/order/order';

interface Desk {
  options: ShopOptions;
  now: number;
}

const entry = ({ options }: Desk, params: object) => ({
  path: options.orderPage ?? defaultPage,
  params: JSON.stringify(params),
});

const validTime = (now: number, goodsId: string, goods: ShopGoods | undefined) => {
  const from = now + (goods?.validAfterMs ?? 0);
  return {
    goods_id: goodsId,
    valid_start_time: from,
    valid_end_time: from + (goods?.validForMs ?? usualValidity),
  };
};

const preCreateOrder = async (desk: Desk, msg: PreCreateOrderMsg): Promise<Answer> => {
  const { options, now } = desk;
  const lines = [
    ...(msg.goods ?? []),
    ...(msg.sku_list ?? []).map(({ goods_info, price, quantity }) => ({ ...goods_info, price, quantity })),
  ];
  const judged = await judgeOrder(
    options,
    lines.map(({ goods_id, price, quantity }) => ({ goodsId: goods_id, price, quantity })),
    { totalAmount: msg.total_amount, discountAmount: msg.discount },
  );
  if (!Array.isArray(judged)) return refused(judged.errNo, judged.errTips);
  const [first] = lines;
  const seconds = options.paySeconds ?? DEFAULT_PAY_SECONDS;
  const { outOrderNo } = await options.store.openOrder(
    {
      orderId: msg.order_id,
      openId: msg.open_id,
      createTime: msg.create_order_time,
      payExpireTime: msg.create_order_time + seconds * 1000,
      totalAmount: msg.total_amount,
      discountAmount: msg.discount,
      goods: {
        goodsId: first.goods_id,
        goodsType: first.goods_id_type,
        goodsName: first.title ?? '',
        goodsPhoto: first.img_url ?? '',
        price: first.price,
        quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      },
      items: (msg.item_order_info_list ?? []).map((item): BookedItem => ({
        itemOrderId: item.item_order_id,
        goodsId: item.goods_id,
        price: item.price,
      })),
      cpExtra: msg.cp_extra ?? '',
      phoneNumber: msg.phone_num,
      contactName: msg.contact_name,
      note: msg.note,
    },
    now,
  );
  return accepted({
    out_order_no: outOrderNo,
    pay_expire_seconds: seconds,
    order_entry_schema: entry(desk, { outOrderNo }),
    order_valid_time: lines.map(({ goods_id }, index) => validTime(now, goods_id, judged[index])),
  });
};

/** What was paid may differ from what the books have, where the platform took something off itself. */
const paidOf = ({ options }: Desk, order: BookedOrder, msg: PaymentMsg): number | undefined => {
  if (msg.total_amount === undefined) return undefined;
  const paid = msg.total_amount - (msg.discount_amount ?? 0);
  const due = order.totalAmount - order.discountAmount;
  if (paid !== due) tell(options, `${order.outOrderNo}: ${paid} 分 were paid, but the books have ${due} 分`);
  return paid;
};

const payment = async (desk: Desk, msg: PaymentMsg): Promise<Answer> => {
  const { store } = desk.options;
  const order = await store.order(msg.out_order_no);
  if (!order) return refused(404, refusals.noOrder);
  const paid = msg.status === 'SUCCESS';
  await store.settleOrder(msg.out_order_no, {
    state: paid ? 'paid' : 'closed',
    time: msg.event_time ?? desk.now,
    orderId: msg.order_id,
    ...(paid ? { amount: paidOf(desk, order, msg) } : {}),
  });
  return accepted();
};

const itemsOf = (detail: RefundMsg['refund_item_detail']) =>
  (detail?.item_order_detail ?? []).map((item) => ({
    itemOrderId: item.item_order_id,
    refundAmount: item.refund_amount,
  }));

const preCreateRefund = async (desk: Desk, msg: PreCreateRefundMsg): Promise<Answer> => {
  const { store } = desk.options;
  if (!(await store.order(msg.out_order_no))) return refused(404, refusals.noOrder);
  const { outRefundNo } = await store.openRefund(
    {
      refundId: msg.refund_id,
      orderId: msg.order_id,
      outOrderNo: msg.out_order_no,
      needsAudit: msg.need_refund_audit === 1,
      amount: msg.refund_total_amount,
      items: itemsOf(msg.refund_item_detail),
      reasons: msg.refund_reason ?? [],
      note: msg.refund_description ?? '',
      cpExtra: msg.cp_extra ?? '',
      createTime: msg.create_refund_time,
    },
    desk.now,
  );
  return accepted({
    out_refund_no: outRefundNo,
    order_entry_schema: entry(desk, { outOrderNo: msg.out_order_no, outRefundNo }),
  });
};

/** A refund that another program of the shop began is not in the books yet: it is booked as it ended. */
const bookForeign = async ({ options, now }: Desk, order: BookedOrder, msg: RefundMsg): Promise<void> => {
  const items = itemsOf(msg.refund_item_detail);
  await options.store.openRefund(
    {
      refundId: msg.refund_id ?? msg.out_refund_no,
      orderId: msg.order_id ?? order.orderId ?? '',
      outOrderNo: msg.out_order_no,
      needsAudit: false,
      amount: msg.refund_total_amount ?? items.reduce((sum, { refundAmount }) => sum + refundAmount, 0),
      items,
      reasons: [],
      note: '',
      cpExtra: msg.cp_extra ?? '',
      createTime: msg.event_time ?? now,
    },
    now,
    msg.out_refund_no,
  );
};

const refund = async (desk: Desk, msg: RefundMsg): Promise<Answer> => {
  const { store } = desk.options;
  if (!(await store.refund(msg.out_refund_no))) {
    const order = await store.order(msg.out_order_no);
    if (!order) return refused(404, refusals.noRefund);
    await bookForeign(desk, order, msg);
  }
  await store.settleRefund(msg.out_refund_no, {
    status: msg.status === 'SUCCESS' ? 98 : 99,
    time: msg.event_time ?? desk.now,
    message: msg.message ?? '',
  });
  return accepted();
};

/** A type of callbacks: what its message holds, and what is done about it. */
type Kind = { shape: Field; book(desk: Desk, msg: never): Promise<Answer> };

const KINDS: Readonly<Record<string, Kind>> = {
  pre_create_order: { shape: PRE_CREATE_ORDER_MSG, book: preCreateOrder },
  payment: { shape: PAYMENT_MSG, book: payment },
  pre_create_refund: { shape: PRE_CREATE_REFUND_MSG, book: preCreateRefund },
  refund: { shape: REFUND_MSG, book: refund },
  // The shop's share was paid out: nothing hangs on it here, and it is sent again until it is taken.
  settle: { shape: { kind: 'any', doc: '' }, book: () => Promise.resolve(accepted()) },
};

const tell = ({ tell: told = console.error }: ShopOptions, problem: string): void => told(problem);

const book = async (desk: Desk, rawBody: string): Promise<Answer> => {
  const { type, msg: text } = Object(parseJson(rawBody)) as { type?: unknown; msg?: unknown };
  if (typeof type !== 'string' || typeof text !== 'string') return refused(400, 'not a callback');
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind) return refused(404, `unknown type ${type}`);
  const msg = parseJson(text);
  // The platform sends no such message, unless it changes: somebody has to look.
  const problems = messageProblems(kind.shape, msg);
  if (!problems) return kind.book(desk, msg as never);
  tell(desk.options, `callback ${type} is not understood: ${problems}`);
  return refused(400, `not understood: ${problems}`);
};

const ecpay = async ({ ecpay: trade }: ShopOptions, rawBody: string): Promise<CallbackReply | undefined> => {
  const body = parseJson(rawBody);
  if (!trade || !isEcpayCallback(body, valueOf(trade.token))) return undefined;
  await trade.receive?.(body.type, parseJson(body.msg));
  return reply(200, accepted());
};

/**
 * Answers one callback. Rejects when the store fails: then answer 5xx, and the platform sends it again.
 * @param headers names in lower case
 * @param rawBody exactly as received, because the signature covers it
 * @param fresh whether a time, ms, is near enough; @default by `tolerance`
 */
export const receiveCallback = async (
  options: ShopOptions,
  headers: Headers,
  rawBody: string,
  fresh?: (sentTime: number) => boolean,
): Promise<CallbackReply> => {
  const done = await ecpay(options, rawBody);
  if (done) return done;
  const now = (options.now ?? Date.now)();
  const { tolerance = AUTHORIZATION_MS, store } = options;
  const keys = valueOf(options.platformKeys);
  const limits = fresh ? { tolerance: Infinity, ahead: Infinity } : { tolerance };
  const verified = verifyCallback(headers, rawBody, { keys, now, ...limits });
  if (!verified.ok || fresh?.(verified.sentTime) === false)
    return reply(401, refused(401, verified.ok ? 'signed too long ago' : verified.problem));
  const earlier = await store.answered(verified.key);
  if (earlier) return { status: 200, body: earlier.answer };
  const answer = await book({ options, now }, rawBody);
  const { status, body } = reply(200, answer);
  // A refusal is thought over again: the platform may repeat it with the same signature. Whoever is killed
  // before the answer is kept books again, which changes nothing.
  if (answer.err_no === 0)
    await store.keepAnswer({ key: verified.key, time: now, answer: body }, now - tolerance - AHEAD_MS);
  return { status, body };
};
