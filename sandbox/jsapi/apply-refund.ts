/**
 * tt.applyRefund: what is to go back, from the one target that counts, then pre_create_refund (jsapi §5,
 * templates §5.4).
 */
import { mismatch } from '../../src/contract/check';
import { REFUNDABLE_FEES } from '../../src/contract/fees';
import { REASON_CODES, type ApplyRefundOptions } from '../../src/contract/jsapi/apply-refund-options';
import { refundTarget } from '../../src/contract/jsapi/apply-refund-rules';
import type { RefundableOrder } from '../../src/contract/jsapi/contract';
import { refusalOf } from '../callbacks/answers';
import { preCreateRefundMsg } from '../callbacks/messages';
import { TradeFailure } from '../failures';
import { paidAmount } from '../ledger/ledger';
import type { RefundableItem } from '../ledger/refunds';
import { holdsMoney } from '../ledger/transitions';
import type { Order, RefundDraft, RefundItem } from '../ledger/types';
import { ownOrder } from './cashier';
import type { Caller, Handler, Options, PlatformContext } from './context';
import { requireLogin } from './place-order';

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What can still go back: no more than was paid, and no more than the units and the fees have left. */
const leftOf = (
  { refunds }: PlatformContext,
  order: Order,
  units: RefundableItem[],
): NonNullable<RefundableOrder['left']> => {
  const taken = refunds.ofOrder(order.orderId).filter(({ state }) => holdsMoney(state));
  const feesPaid = paidAmount(order) - sum(units.map((item) => item.paidAmount));
  const amount = Math.min(
    paidAmount(order) - sum(taken.map((refund) => refund.amount)),
    feesPaid + sum(units.map((item) => item.refundableAmount)),
  );
  return {
    amount,
    fees: Object.fromEntries(
      order.draft.fees.map(({ feeType }) => [feeType, refunds.refundableFee(order, feeType)]),
    ),
  };
};

/** How many units of each product fit; a product none of whose units fits has 0. */
const unitsBy = (
  units: RefundableItem[],
  idOf: (unit: RefundableItem) => string | undefined,
  fits: (unit: RefundableItem) => boolean,
): Record<string, number> => {
  const counts = new Map<string, number>();
  for (const unit of units) {
    const id = idOf(unit);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + Number(fits(unit)));
  }
  return Object.fromEntries(counts);
};

/**
 * The order of these options as the contract's rules want it. That an order is not paid is the state's fault,
 * not that of the quantities.
 */
export const refundFacts = (
  context: PlatformContext,
  options: Options,
  caller: Caller,
): RefundableOrder | undefined => {
  const { outOrderNo } = options;
  const order =
    typeof outOrderNo === 'string' ? ownOrder(context.ledger.getByOutOrderNo(outOrderNo), caller) : undefined;
  if (!order || order.version === '1.0') return undefined;
  const paid = order.state === 'paid';
  const units = context.refunds.items(order.orderId);
  const itemOrders = paid ? units : [];
  const isLeft = (item: RefundableItem): boolean => !paid || item.refundableAmount > 0;
  return {
    legacy: order.legacy,
    takeaway: order.draft.takeaway !== undefined,
    scheduled: order.draft.takeaway?.scheduled === true,
    hasFees: order.draft.fees.some(({ feeType }) => REFUNDABLE_FEES.some((each) => each === feeType)),
    goods: unitsBy(units, ({ goodsId }) => goodsId, isLeft),
    skus: unitsBy(units, ({ skuId }) => skuId, isLeft),
    ...(paid ? { left: leftOf(context, order, itemOrders) } : {}),
    itemOrders,
  };
};

const byItems = (
  context: PlatformContext,
  items: RefundableItem[],
  list: NonNullable<ApplyRefundOptions['itemOrderList']>,
): RefundItem[] =>
  list.map(({ itemOrderId, refundAmount, ...extra }) => {
    const item = items.find((each) => each.itemOrderId === itemOrderId);
    if (!item)
      throw new TradeFailure(context.ledger.hasItem(itemOrderId) ? 21000 : 21047, { details: itemOrderId });
    return {
      itemOrderId,
      amount: refundAmount ?? item.refundableAmount,
      ...(Object.keys(extra).length > 0 ? { extra } : {}),
    };
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

const itemsOf = (
  context: PlatformContext,
  items: RefundableItem[],
  options: ApplyRefundOptions,
): RefundItem[] => {
  const target = refundTarget(options);
  if (target === 'itemOrderList') return byItems(context, items, options.itemOrderList!);
  if (target === 'refundTotalAmount') return byAmount(items, options.refundTotalAmount!);
  const wanted = new Map<string, number>();
  const products =
    target === 'skuList'
      ? options.skuList!.map(({ skuId: id, quantity }) => ({ id, quantity }))
      : options.goodsList!.map(({ goodsId: id, quantity }) => ({ id, quantity }));
  for (const { id, quantity } of products) wanted.set(id, (wanted.get(id) ?? 0) + quantity);
  const isOf = (id: string) => (item: RefundableItem) =>
    (target === 'skuList' ? item.skuId : item.goodsId) === id;
  return [...wanted].flatMap(([id, quantity]) => byQuantity(items.filter(isOf(id)), quantity));
};

/** @param cpExtra as it was passed, or '' */
const draftOf = (
  context: PlatformContext,
  order: Order,
  options: ApplyRefundOptions,
  cpExtra: string,
  api: string,
  caller: Caller,
): RefundDraft => {
  const units = context.refunds.items(order.orderId);
  const items = itemsOf(context, units, options);
  const { reason = [], reasonCode = [], note = '', feeDetailsList: fees = [] } = options.refundInfo;
  const byTotal = refundTarget(options) === 'refundTotalAmount';
  const amount = byTotal
    ? options.refundTotalAmount!
    : sum(items.map((item) => item.amount)) + sum(fees.map((fee) => fee.refundAmount));
  // The contract looks at each item and each fee; together they may still come to more than an amount
  // refunded earlier has left.
  const most = leftOf(context, order, units).amount;
  if (amount > most)
    throw new TradeFailure(10000, { details: mismatch('the refund', `at most ${most}`, amount) });
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
  options: ApplyRefundOptions,
  cpExtra: string,
  api: string,
  caller: Caller,
): Promise<Record<string, unknown>> => {
  const { ledger, refunds, callbacks, events } = context;
  requireLogin(context);
  const order = ownOrder(ledger.getByOutOrderNo(options.outOrderNo), caller);
  // The user of 担保支付 asks the shop: no JSAPI knows such an order.
  if (!order || order.version === '1.0') throw new TradeFailure(20000);
  if (order.state !== 'paid') throw new TradeFailure(20001);
  const { orderId } = order;
  const { refundId, callbackId } = ledger.step(() => {
    const refund = refunds.apply(draftOf(context, order, options, cpExtra, api, caller));
    const subject = { orderId, refundId: refund.refundId };
    const msg = preCreateRefundMsg(order, refund);
    return {
      refundId: refund.refundId,
      callbackId: callbacks.queue('pre_create_refund', order.version, subject, msg),
    };
  });
  const reply = await callbacks.sendNow(callbackId);
  const refund = refunds.get(refundId);
  events.add(
    'ledger',
    refund ? `refund of ${order.outOrderNo}: ${refund.state}` : `refund of ${order.outOrderNo} withdrawn`,
    {
      orderId,
      data: refund,
    },
  );
  if (!refund)
    throw new TradeFailure(13000, { details: (reply && refusalOf(reply)) ?? '开发者服务端拒绝退款' });
  // It is kept and asked for again, but nobody can be told a number.
  if (refund.outRefundNo === undefined)
    throw new TradeFailure(13000, { details: '开发者服务端未返回退款单号' });
  return { orderId, outRefundNo: refund.outRefundNo, refundId };
};

export const applyRefund: Handler = (context, options, caller) => {
  const given = options as ApplyRefundOptions;
  return applyFor(
    context,
    given,
    given.callbackData === undefined ? '' : JSON.stringify(given.callbackData),
    'applyRefund',
    caller,
  );
};
