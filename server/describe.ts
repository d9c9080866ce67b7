/** An order and a refund as a user sees them, from the books and the platform's answers. */
import type { OrderInfo, RefundInfo } from '../src/ports/merchant';
import type { PlatformOrder } from './platform';
import type { BookedOrder, BookedRefund } from './store/types';
import { refundReason, refundSteps, refundTips, refundWay } from './words';

export const describeRefund = (booked: BookedRefund): RefundInfo => ({
  refundId: booked.refundId,
  outRefundNo: booked.outRefundNo,
  orderId: booked.orderId,
  refundStatus: booked.status,
  refundAmount: booked.amount,
  refundQuantity: booked.items.length,
  refundWay,
  refundReason: refundReason(booked.reasons),
  refundTips: refundTips(booked),
  refundSteps: refundSteps(booked),
  itemOrderList: booked.items,
});

/**
 * The price that each unit was paid with, where the platform does not say: what was taken off is spread over
 * the units by their price, and the rest of the division is taken off the last ones.
 */
const paidAmounts = ({ items, discountAmount }: BookedOrder): Map<string, number> => {
  const total = items.reduce((sum, { price }) => sum + price, 0);
  let priced = 0;
  let taken = 0;
  return new Map(
    items.map(({ itemOrderId, price }) => {
      priced += price;
      const until = total === 0 ? 0 : Math.floor((discountAmount * priced) / total);
      const paid = price - (until - taken);
      taken = until;
      return [itemOrderId, paid];
    }),
  );
};

/** Units, each with what no refund under way or done is about. */
const unitsOf = (
  booked: BookedOrder,
  known: PlatformOrder | undefined,
  refunds: readonly BookedRefund[],
): OrderInfo['itemOrders'] => {
  const paid = booked.state === 'paid';
  const units = new Map(known?.itemOrders?.map((item) => [item.itemOrderId, item]));
  const shares = paidAmounts(booked);
  const taken = new Map<string, number>();
  for (const { itemOrderId, refundAmount } of refunds.flatMap(({ status, items }) =>
    status === 99 ? [] : items,
  ))
    taken.set(itemOrderId, (taken.get(itemOrderId) ?? 0) + refundAmount);
  // An order that was signed here is split into units by the platform.
  const items = booked.items.length > 0 ? booked.items : (known?.itemOrders ?? []);
  return items.map(({ itemOrderId, goodsId, price }) => {
    const unit = units.get(itemOrderId);
    const paidAmount = paid ? (unit?.paidAmount ?? shares.get(itemOrderId) ?? price) : 0;
    const left = Math.min(unit?.refundableAmount ?? paidAmount, paidAmount - (taken.get(itemOrderId) ?? 0));
    return { itemOrderId, goodsId, paidAmount, refundableAmount: paid ? Math.max(0, left) : 0 };
  });
};

export const describeOrder = (
  booked: BookedOrder,
  known: PlatformOrder | undefined,
  refunds: readonly BookedRefund[],
): OrderInfo => {
  const { goodsId, goodsType, goodsName, goodsPhoto, price, quantity } = booked.goods;
  const itemOrders = unitsOf(booked, known, refunds);
  return {
    orderId: booked.orderId ?? known?.orderId ?? '',
    outOrderNo: booked.outOrderNo,
    state: booked.state === 'unpaid' && known?.paymentInProgress ? 'processing' : booked.state,
    createTime: booked.createTime,
    payExpireTime: known?.payExpireTime ?? booked.payExpireTime,
    totalAmount: booked.totalAmount,
    discountAmount: booked.discountAmount,
    quantity,
    legacy: known?.legacy ?? false,
    ...(known?.takeaway ? { takeaway: known.takeaway } : {}),
    goods: { goodsId, goodsType: goodsType as 1 | 2, goodsName, goodsPhoto, price },
    itemOrders,
    refundableQuantity: itemOrders.filter((item) => item.refundableAmount > 0).length,
    refunds: refunds.map((refund) => refund.outRefundNo),
  };
};
