/** Refunds that the developer's server starts: no audit, no question, and the same number once only. */
import { MOST_ITEMS } from '../../src/contract/open-api';
import { paidAmount } from '../ledger/ledger';
import type { RefundableItem } from '../ledger/refunds';
import { holdsMoney } from '../ledger/transitions';
import type { Order, Refund, RefundItem } from '../ledger/types';
import { ServerFailure } from './world';
import type { ServerWorld } from './world';

export interface RefundWish {
  api: string;
  outRefundNo: string;
  total?: number;
  all?: boolean;
  items?: { item_order_id: string; refund_amount: number }[];
  reasons: { code: number; text: string }[];
  cpExtra?: string;
  notifyUrl?: string;
}

const PARAMETERS = 10000;
const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The documented refusals of a refund, in the order in which they are looked at. */
const itemsOf = (units: RefundableItem[], named: NonNullable<RefundWish['items']>): RefundItem[] => {
  if (named.length > MOST_ITEMS) throw new ServerFailure(22007);
  const seen = new Set<string>();
  return named.map(({ item_order_id: itemOrderId, refund_amount: amount }) => {
    const unit = units.find((each) => each.itemOrderId === itemOrderId);
    if (!unit || seen.has(itemOrderId))
      throw new ServerFailure(PARAMETERS, `(${itemOrderId})${unit ? '商品单重复' : '商品单不存在'}`);
    seen.add(itemOrderId);
    if (unit.state !== 'usable' || unit.refundableAmount === 0)
      throw new ServerFailure(22001, undefined, `(${itemOrderId})商品单状态不支持退款`);
    if (amount > unit.refundableAmount)
      throw new ServerFailure(22008, `(${itemOrderId}) at most ${unit.refundableAmount}`);
    return { itemOrderId, amount };
  });
};

const wholeOrder = (world: ServerWorld, order: Order, units: RefundableItem[]): RefundItem[] => {
  const earlier = world.refunds.ofOrder(order.orderId).some(({ state }) => holdsMoney(state));
  if (earlier) throw new ServerFailure(PARAMETERS, 'refund_all is for orders of which nothing went back');
  const used = units.find(({ state }) => state !== 'usable');
  if (used) throw new ServerFailure(22001, undefined, `(${used.itemOrderId})商品单状态不支持退款`);
  return units.map(({ itemOrderId, refundableAmount: amount }) => ({ itemOrderId, amount }));
};

/** Whether a number that is used belongs to a refund that was asked for in the same way. */
const isSame = (refund: Refund, order: Order, amount: number, items: RefundItem[] | undefined): boolean =>
  refund.orderId === order.orderId &&
  refund.amount === amount &&
  (items === undefined ||
    JSON.stringify(items) ===
      JSON.stringify(
        refund.draft.items.map(({ itemOrderId, amount: part }) => ({ itemOrderId, amount: part })),
      ));

const repeated = (world: ServerWorld, order: Order, wish: RefundWish): Refund | undefined => {
  const found = world.refunds.getByOutRefundNo(wish.outRefundNo);
  if (!found) return undefined;
  const named = wish.items?.map((item) => ({ itemOrderId: item.item_order_id, amount: item.refund_amount }));
  const amount = wish.total ?? (named ? sum(named.map((item) => item.amount)) : paidAmount(order));
  if (!isSame(found, order, amount, wish.all === true ? undefined : named)) throw new ServerFailure(22004);
  return found;
};

/** @throws ServerFailure */
export const startRefund = (world: ServerWorld, order: Order, wish: RefundWish): Refund => {
  const { ledger, refunds } = world;
  return ledger.step(() => {
    const before = repeated(world, order, wish);
    if (before) return before;
    if (order.state !== 'paid') throw new ServerFailure(22000);
    const units = refunds.items(order.orderId);
    if (units.every((unit) => unit.refundableAmount === 0)) throw new ServerFailure(22002);
    if ((wish.all === true) === (wish.items !== undefined))
      throw new ServerFailure(PARAMETERS, 'item_order_detail or refund_all, one of the two');
    const items = wish.all === true ? wholeOrder(world, order, units) : itemsOf(units, wish.items!);
    const fees =
      wish.all === true
        ? order.draft.fees.map(({ feeType, feeAmount, feeDiscountAmount = 0 }) => ({
            feeType,
            refundAmount: feeAmount - feeDiscountAmount,
          }))
        : [];
    const amount = wish.all === true ? paidAmount(order) : sum(items.map((item) => item.amount));
    if (wish.total !== undefined && wish.total !== amount)
      throw new ServerFailure(PARAMETERS, `refund_total_amount should be ${amount}, but got ${wish.total}`);
    const { refundId } = refunds.apply({
      orderId: order.orderId,
      api: wish.api,
      amount,
      quantity: items.length,
      items,
      fees,
      reasons: wish.reasons.map(({ text }) => text),
      note: '',
      cpExtra: wish.cpExtra ?? '',
      needsAudit: false,
      scenario: order.scenario,
      source: 2,
      notifyUrl: wish.notifyUrl,
    });
    return refunds.number(refundId, wish.outRefundNo, wish.notifyUrl);
  });
};
