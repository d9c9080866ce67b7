/** 行业交易系统 in both forms, and 通用交易系统 (contract open-api §3, §4). Money in 分, times in ms. */
import type { OpenApi } from '../jsapi/open-api';
import { auditRefund } from '../jsapi/audit';
import { paidAmount } from '../ledger/ledger';
import type { Order, Payment, Refund, TradeVersion } from '../ledger/types';
import { merchantUid } from './ecpay-messages';
import { startRefund } from './refunding';
import type { RefundWish } from './refunding';
import { handlersOf, ServerFailure, text } from './world';
import type { ServerCall, ServerHandler, ServerWorld } from './world';

const PARAMETERS = 10000;
const NONE = 20000;
const MOST_REFUNDS = 50;

const beijing = 8 * 60 * 60 * 1000;
/** `2021-12-12 00:00:00`, in Beijing. */
export const beijingTime = (ms: number | undefined): string =>
  ms === undefined ? '' : new Date(ms + beijing).toISOString().slice(0, 19).replace('T', ' ');

export const paidBy = ({ ledger }: ServerWorld, { orderId }: Order): Payment | undefined =>
  ledger.payments(orderId).find(({ state }) => state === 'paid');

/** An order of this app, by one of its two numbers, of one of these systems. @throws ServerFailure */
export const findOrder = (
  { ledger }: ServerWorld,
  { appId, body }: ServerCall,
  systems: readonly TradeVersion[],
): Order => {
  const [orderId, outOrderNo] = [text(body, 'order_id'), text(body, 'out_order_no')];
  if (orderId === undefined && outOrderNo === undefined)
    throw new ServerFailure(PARAMETERS, 'order_id should be given, or out_order_no, but got neither');
  const order = orderId === undefined ? ledger.getByOutOrderNo(outOrderNo!) : ledger.get(orderId);
  const both = order && (outOrderNo === undefined || order.outOrderNo === outOrderNo);
  if (!both || order.appId !== appId || !systems.includes(order.version)) throw new ServerFailure(NONE);
  return order;
};

const statusOf = ({ openApi }: ServerWorld, { orderId }: Order): string =>
  openApi.queryOrder({ orderId })!.orderStatus;

const refunded = ({ refunds }: ServerWorld, { orderId }: Order): number =>
  refunds
    .ofOrder(orderId)
    .filter(({ state }) => state === 'refunded')
    .reduce((sum, { amount }) => sum + amount, 0);

const queryOrder: ServerHandler = (world, call) => {
  // Orders of 担保支付 have no number of Douyin's in this system: only the developer's finds them.
  const systems: TradeVersion[] = text(call.body, 'order_id') === undefined ? ['2.0', '1.0'] : ['2.0'];
  const order = findOrder(world, call, systems);
  const payment = paidBy(world, order);
  return {
    order_id: order.orderId,
    out_order_no: order.outOrderNo,
    total_fee: paidAmount(order),
    refund_amount: refunded(world, order),
    settle_amount: world.settlements.settledAmount(order.orderId),
    order_status: statusOf(world, order),
    pay_time: beijingTime(order.paidTime),
    ...(payment ? { pay_channel: payment.channel } : {}),
    channel_pay_id: payment?.payOrderId ?? '',
    seller_uid: merchantUid,
    cp_extra: order.draft.cpExtra,
  };
};

const orderQuery: ServerHandler = (world, call) => {
  const order = findOrder(world, call, ['3.0']);
  const payment = paidBy(world, order);
  const shares = world.ledger.shares(order);
  return {
    order_id: order.orderId,
    out_order_no: order.outOrderNo,
    app_id: order.appId,
    pay_status: statusOf(world, order),
    trade_time: order.createTime,
    ...(payment
      ? { pay_time: order.paidTime, pay_channel: payment.channel, channel_pay_id: payment.payOrderId }
      : {}),
    total_amount: order.totalAmount,
    discount_amount: order.discountAmount,
    merchant_uid: merchantUid,
    item_order_list: world.ledger.items(order.orderId).map((item, index) => ({
      item_order_id: item.itemOrderId,
      sku_id: item.skuId ?? item.goodsId,
      item_order_amount: shares[index],
    })),
  };
};

const createRefund =
  (system: TradeVersion): ServerHandler =>
  (world, call) => {
    const { body } = call;
    const refund = startRefund(world, findOrder(world, call, [system]), {
      api: 'create_refund',
      outRefundNo: text(body, 'out_refund_no')!,
      total: body.refund_total_amount as number | undefined,
      all: body.refund_all as boolean | undefined,
      items: body.item_order_detail as RefundWish['items'],
      reasons: (body.refund_reason ?? []) as RefundWish['reasons'],
      cpExtra: text(body, 'cp_extra'),
      notifyUrl: text(body, 'notify_url') || undefined,
    });
    return { refund_id: refund.refundId, refund_audit_deadline: refund.auditDeadline };
  };

/** Refunds of this app by one of three numbers; the first that is given counts. @throws ServerFailure */
const findRefunds = (
  { ledger, refunds }: ServerWorld,
  { appId, body }: ServerCall,
  system: TradeVersion,
): Refund[] => {
  const [refundId, outRefundNo, orderId] = ['refund_id', 'out_refund_no', 'order_id'].map((name) =>
    text(body, name),
  );
  if (refundId === undefined && outRefundNo === undefined && orderId === undefined)
    throw new ServerFailure(PARAMETERS, 'refund_id should be given, or out_refund_no, or order_id');
  const one = refundId === undefined ? refunds.getByOutRefundNo(outRefundNo ?? '') : refunds.get(refundId);
  const found =
    refundId !== undefined || outRefundNo !== undefined ? (one ? [one] : []) : refunds.ofOrder(orderId!);
  const own = found.filter((refund) => {
    const order = ledger.get(refund.orderId);
    return order?.appId === appId && order.version === system;
  });
  if (own.length === 0) throw new ServerFailure(NONE, undefined, '退款单不存在');
  return own;
};

const shownRefund = (openApi: OpenApi, refund: Refund): Record<string, unknown> => {
  const { refundId, draft } = refund;
  const told = openApi.queryRefund({ refundId })!;
  return {
    refund_id: refundId,
    out_refund_no: refund.outRefundNo ?? '',
    order_id: refund.orderId,
    refund_total_amount: refund.amount,
    refund_status: told.refundStatus,
    ...(refund.endTime === undefined ? {} : { refund_at: refund.endTime }),
    create_at: refund.createTime,
    message: told.message,
    refund_source: draft.source ?? 1,
    merchant_audit_detail: {
      need_refund_audit: refund.needsAudit ? 1 : 2,
      refund_audit_deadline: refund.auditDeadline,
      audit_status: refund.auditState,
      ...(refund.denyMessage === undefined ? {} : { deny_message: refund.denyMessage }),
    },
    item_order_detail: draft.items.map(({ itemOrderId, amount }) => ({
      item_order_id: itemOrderId,
      refund_amount: amount,
    })),
  };
};

const queryRefund =
  (system: TradeVersion): ServerHandler =>
  (world, call) => ({
    refund_list: findRefunds(world, call, system)
      .slice(0, MOST_REFUNDS)
      .map((refund) => shownRefund(world.openApi, refund)),
  });

const audit =
  (system: TradeVersion): ServerHandler =>
  (world, call) => {
    findRefunds(
      world,
      { ...call, body: { refund_id: call.body.refund_id, out_refund_no: call.body.out_refund_no } },
      system,
    );
    const { err_no: code, err_tips: words } = auditRefund(world.refunds, call.body);
    if (code !== 0) throw new ServerFailure(code, words);
    return {};
  };

const industry: Record<string, ServerHandler> = {
  query_order: queryOrder,
  create_refund: createRefund('2.0'),
  query_refund: queryRefund('2.0'),
  merchant_audit_callback: audit('2.0'),
};

const general: Record<string, ServerHandler> = {
  order_query: orderQuery,
  refund_create: createRefund('3.0'),
  refund_query: queryRefund('3.0'),
  refund_audit_callback: audit('3.0'),
};

export const tradeHandlers = handlersOf({ tradeSigned: industry, trade: industry, tradeBasic: general });
