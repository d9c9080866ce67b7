/** tt.applyRefund: what is to go back, from the one target that counts, then pre_create_refund (jsapi §5, templates §5.4). */
import { mismatch } from '../../src/contract/check';
import { REASON_CODES } from '../../src/contract/jsapi/apply-refund';
import { refundTarget } from '../../src/contract/jsapi/apply-refund-rules';
import type { RefundableOrder } from '../../src/contract/jsapi/schema';
import { refusalOf } from '../callbacks/answers';
import { preCreateRefundMsg } from '../callbacks/messages';
import { TradeFailure } from '../failures';
import { paidAmount } from '../ledger/ledger';
import type { RefundableItem } from '../ledger/refunds';
import type { Order, RefundDraft, RefundItem } from '../ledger/types';
import { ownOrder } from './cashier';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { requireLogin } from './place-order';

/** tt.applyRefund's options, once they have passed the contract. */
export interface RefundOptions {
  outOrderNo: string;
  refundInfo: {
    reason?: string[];
    reasonCode?: number[];
    note?: string;
    feeDetailsList?: { feeType: number; refundAmount: number }[];
  };
  itemOrderList?: { itemOrderId: string; refundAmount?: number }[];
  skuList?: { skuId: string; quantity: number }[];
  goodsList?: { goodsId: string; quantity: number }[];
  refundTotalAmount?: number;
  callbackData?: Record<string, unknown>;
}

const tooMuch = (field: string, most: number, got: number): TradeFailure =>
  new TradeFailure(10000, { details: mismatch(field, `at most ${most}`, got) });

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The order of these options as the contract's rules want it. That an order is not paid is the state's fault, not that of the quantities. */
export const refundFacts = (context: PlatformContext, options: Options, caller: Caller): RefundableOrder | undefined => {
  const { outOrderNo } = options;
  const order = typeof outOrderNo === 'string' ? ownOrder(context.ledger.getByOutOrderNo(outOrderNo), caller) : undefined;
  if (!order) return undefined;
  const paid = order.state === 'paid';
  const itemOrders = paid ? context.refunds.items(order.orderId) : [];
  return {
    legacy: order.legacy,
    takeaway: order.draft.takeaway !== undefined,
    scheduled: order.draft.takeaway?.scheduled === true,
    hasFees: order.draft.fees.some(({ feeType }) => feeType === 1 || feeType === 2),
    refundableQuantity: paid ? itemOrders.filter((item) => item.refundableAmount > 0).length : order.quantity,
    itemOrders,
  };
};

const byItems = (context: PlatformContext, items: RefundableItem[], list: NonNullable<RefundOptions['itemOrderList']>): RefundItem[] =>
  list.map((entry, index) => {
    const { itemOrderId, refundAmount, ...extra } = entry;
    const field = `itemOrderList[${index}]`;
    const item = items.find((each) => each.itemOrderId === itemOrderId);
    if (!item) throw new TradeFailure(context.ledger.hasItem(itemOrderId) ? 21000 : 21047, { details: itemOrderId });
    if (list.findIndex((each) => each.itemOrderId === itemOrderId) !== index)
      throw new TradeFailure(10000, { details: mismatch(`${field}.itemOrderId`, 'named once', itemOrderId) });
    const amount = refundAmount ?? item.refundableAmount;
    if (amount < 1) throw new TradeFailure(10000, { details: mismatch(`${field}.itemOrderId`, 'refundable', itemOrderId) });
    return { itemOrderId, amount, ...(Object.keys(extra).length > 0 ? { extra } : {}) };
  });

/** The first units of which something is left, each with all that is left of it. */
const byQuantity = (items: RefundableItem[], quantity: number): RefundItem[] =>
  items
    .filter((item) => item.refundableAmount > 0)
    .slice(0, quantity)
    .map((item) => ({ itemOrderId: item.itemOrderId, amount: item.refundableAmount }));

/** Legacy orders: the amount, taken from the units in their order. What is above them is of the fees. */
const byAmount = (items: RefundableItem[], total: number): RefundItem[] => {
  let left = total;
  return items.flatMap((item) => {
    const amount = Math.min(left, item.refundableAmount);
    left -= amount;
    return amount > 0 ? [{ itemOrderId: item.itemOrderId, amount }] : [];
  });
};

const named = (list: 'goodsList' | 'skuList', ids: (string | undefined)[], wanted: string | undefined): void => {
  const index = ids.findIndex((id) => id !== wanted);
  if (index >= 0)
    throw new TradeFailure(10000, {
      details: mismatch(
        `${list}[${index}]`,
        wanted === undefined ? 'left out for an order without skus' : `of ${wanted}`,
        ids[index] ?? '',
      ),
    });
};

const feesOf = (context: PlatformContext, order: Order, fees: NonNullable<RefundOptions['refundInfo']['feeDetailsList']>) => {
  for (const feeType of new Set(fees.map((fee) => fee.feeType))) {
    const asked = sum(fees.filter((fee) => fee.feeType === feeType).map((fee) => fee.refundAmount));
    const most = context.refunds.refundableFee(order, feeType);
    if (asked > most) throw tooMuch('refundInfo.feeDetailsList', most, asked);
  }
  return fees;
};

const itemsOf = (context: PlatformContext, order: Order, options: RefundOptions): RefundItem[] => {
  const items = context.refunds.items(order.orderId);
  const target = refundTarget(options);
  if (target === 'itemOrderList') return byItems(context, items, options.itemOrderList!);
  if (target === 'refundTotalAmount') return byAmount(items, options.refundTotalAmount!);
  if (target === 'skuList') {
    named(
      'skuList',
      options.skuList!.map(({ skuId }) => skuId),
      order.draft.goods.skuId,
    );
    return byQuantity(items, sum(options.skuList!.map(({ quantity }) => quantity)));
  }
  named(
    'goodsList',
    options.goodsList!.map(({ goodsId }) => goodsId),
    order.goodsId,
  );
  return byQuantity(items, sum(options.goodsList!.map(({ quantity }) => quantity)));
};

/** @param cpExtra as it was passed, or '' */
const draftOf = (
  context: PlatformContext,
  order: Order,
  options: RefundOptions,
  cpExtra: string,
  api: string,
  caller: Caller,
): RefundDraft => {
  const items = itemsOf(context, order, options);
  const { reason = [], reasonCode = [], note = '', feeDetailsList = [] } = options.refundInfo;
  const fees = feesOf(context, order, feeDetailsList);
  const byTotal = refundTarget(options) === 'refundTotalAmount';
  const amount = byTotal ? options.refundTotalAmount! : sum(items.map((item) => item.amount)) + sum(fees.map((fee) => fee.refundAmount));
  const taken = context.refunds.ofOrder(order.orderId).filter(({ state }) => state !== 'refused' && state !== 'failed');
  const units = context.refunds.items(order.orderId);
  const feesPaid = paidAmount(order) - sum(units.map((item) => item.paidAmount));
  const most = Math.min(
    paidAmount(order) - sum(taken.map((refund) => refund.amount)),
    feesPaid + sum(units.map((item) => item.refundableAmount)),
  );
  if (amount > most) throw tooMuch(byTotal ? 'refundTotalAmount' : 'the refund', most, amount);
  const scenario = context.scenarios.nameFor({ requested: caller.scenario }) ?? order.scenario;
  return {
    orderId: order.orderId,
    api,
    amount,
    quantity: items.length,
    items,
    fees,
    reasons: reason.length > 0 ? reason : reasonCode.map((code) => REASON_CODES[code]),
    note,
    cpExtra,
    needsAudit: context.scenarios.at('audit', { order: scenario })?.audit !== 'none',
    scenario,
  };
};

/** The application and its callback in one transaction, then the developer's number. */
export const applyFor = async (
  context: PlatformContext,
  options: RefundOptions,
  cpExtra: string,
  api: string,
  caller: Caller,
): Promise<Record<string, unknown>> => {
  const { ledger, refunds, callbacks, events } = context;
  requireLogin(context);
  const order = ownOrder(ledger.getByOutOrderNo(options.outOrderNo), caller);
  if (!order) throw new TradeFailure(20000);
  if (order.state !== 'paid') throw new TradeFailure(20001);
  const { orderId } = order;
  const { refundId, callbackId } = ledger.step(() => {
    const refund = refunds.apply(draftOf(context, order, options, cpExtra, api, caller));
    const subject = { orderId, refundId: refund.refundId };
    const msg = preCreateRefundMsg(order, refund);
    return { refundId: refund.refundId, callbackId: callbacks.queue('pre_create_refund', order.version, subject, msg) };
  });
  const reply = await callbacks.sendNow(callbackId);
  const refund = refunds.get(refundId);
  events.add('ledger', refund ? `refund of ${order.outOrderNo}: ${refund.state}` : `refund of ${order.outOrderNo} withdrawn`, {
    orderId,
    data: refund,
  });
  if (!refund) throw new TradeFailure(13000, { details: (reply && refusalOf(reply)) ?? '开发者服务端拒绝退款' });
  // It is kept and asked for again, but nobody can be told a number.
  if (refund.outRefundNo === undefined) throw new TradeFailure(13000, { details: '开发者服务端未返回退款单号' });
  return { orderId, outRefundNo: refund.outRefundNo, refundId };
};

export const applyRefund: Handler = (context, options, caller) => {
  const given = options as unknown as RefundOptions;
  return applyFor(context, given, given.callbackData === undefined ? '' : JSON.stringify(given.callbackData), 'applyRefund', caller);
};
