import type { ApplyRefundOptions } from './apply-refund-options';
import { OTHER_REASON, SCHEDULED_REASON } from '../refund-reasons';
import type { Problem } from '../schema/walk';
import type { Condition, Context, RefundableOrder } from './contract';

type Options = ApplyRefundOptions;

/** A3, A4, A6, A9: when fields of `refundInfo` are required. */
export const APPLY_REFUND_CONDITIONS = {
  takeaway: (_place, context) => context.order?.takeaway === true,
  notTakeaway: (_place, context) => context.order?.takeaway !== true,
  otherReason: ({ parent }) =>
    Array.isArray(parent['reasonCode']) && parent['reasonCode'][0] === OTHER_REASON,
  withFees: (_place, context) => context.order?.hasFees === true,
} satisfies Record<string, Condition>;

type RefundTarget = 'itemOrderList' | 'skuList' | 'goodsList' | 'refundTotalAmount';

/** The target that counts: itemOrderList > skuList > goodsList > refundTotalAmount (README Q24). */
export function refundTarget(options: Options): RefundTarget | undefined {
  if (options.itemOrderList?.length) return 'itemOrderList';
  if (options.skuList?.length) return 'skuList';
  if (options.goodsList?.length) return 'goodsList';
  return options.refundTotalAmount === undefined ? undefined : 'refundTotalAmount';
}

/** A2: something to refund; an amount alone refunds legacy orders only. */
function hasTarget(options: Options, context: Context): Problem | undefined {
  const target = refundTarget(options);
  if (!target) {
    return {
      path: 'itemOrderList',
      wanted: 'given, or skuList, goodsList or refundTotalAmount',
      got: 'none of them',
    };
  }
  const alone = target === 'refundTotalAmount' && context.order?.legacy === false;
  return alone
    ? {
        path: target,
        wanted: 'beside items, skus or goods for an order that is not legacy',
        got: 'nothing else',
      }
    : undefined;
}

/** A4: 408 (wrong delivery time) fits scheduled orders only. */
function codeOfScheduled(options: Options, context: Context): Problem | undefined {
  return options.refundInfo.reasonCode?.[0] === SCHEDULED_REASON && context.order?.scheduled === false
    ? { path: 'refundInfo.reasonCode[0]', wanted: 'a code of an immediate order', got: SCHEDULED_REASON }
    : undefined;
}

/** A4: an empty note is no note. */
function noteOfOther(options: Options): Problem | undefined {
  return options.refundInfo.reasonCode?.[0] === OTHER_REASON && !options.refundInfo.note
    ? { path: 'refundInfo.note', wanted: 'given with reason code 999', got: 'an empty string' }
    : undefined;
}

/** A7: the key `itemOrderList` may not be there without a value. */
function itemsOrNoKey(options: Options): Problem | undefined {
  return 'itemOrderList' in options && options.itemOrderList === undefined
    ? { path: 'itemOrderList', wanted: 'array', got: 'undefined' }
    : undefined;
}

/** Each item once: two amounts for one item contradict each other. */
function itemsOnce({ itemOrderList = [] }: Options): Problem | undefined {
  const ids = itemOrderList.map(({ itemOrderId }) => itemOrderId);
  const index = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  return index < 0
    ? undefined
    : { path: `itemOrderList[${index}].itemOrderId`, wanted: 'named once', got: ids[index] };
}

/**
 * A8: no item gives back more than is left of what was paid for it, or nothing. Items that the order does not
 * know are the ledger's business.
 */
function itemAmounts(options: Options, context: Context): Problem | undefined {
  for (const [index, item] of (options.itemOrderList ?? []).entries()) {
    const known = context.order?.itemOrders.find((entry) => entry.itemOrderId === item.itemOrderId);
    const path = `itemOrderList[${index}]`;
    if (known && known.refundableAmount < 1)
      return { path: `${path}.itemOrderId`, wanted: 'refundable', got: item.itemOrderId };
    if (known && item.refundAmount !== undefined && item.refundAmount > known.refundableAmount) {
      return {
        path: `${path}.refundAmount`,
        wanted: `at most ${known.refundableAmount}`,
        got: item.refundAmount,
      };
    }
  }
  return undefined;
}

/**
 * What an order was made of: the paths of a list that names it, the quantities, and how many units of each
 * product can still go back.
 */
export interface NamedProducts {
  entries: readonly { path: string; idField: string; id: string; quantityField: string; quantity: number }[];
  ordered: Readonly<Record<string, number>>;
}

/** Goods or skus to refund are those of the order. */
export function productsOfOrder({ entries, ordered }: NamedProducts): Problem | undefined {
  const ids = Object.keys(ordered);
  const wrong = entries.find(({ id }) => !ids.includes(id));
  const wanted = ids.length === 0 ? 'absent for an order without skus' : `of the order (${ids.join(', ')})`;
  return wrong && { path: `${wrong.path}.${wrong.idField}`, wanted, got: wrong.id };
}

/** A10: no more than the refundable quantity of each. */
export function quantityWithin({ entries, ordered }: NamedProducts): Problem | undefined {
  const left = { ...ordered };
  for (const { path, id, quantityField, quantity } of entries) {
    const most = left[id] ?? 0;
    if (quantity > most)
      return { path: `${path}.${quantityField}`, wanted: `at most ${most}`, got: quantity };
    left[id] = most - quantity;
  }
  return undefined;
}

/** The list that counts, where it names products. */
function productsOf(options: Options, order: RefundableOrder): NamedProducts | undefined {
  const target = refundTarget(options);
  if (target === 'skuList')
    return {
      entries: (options.skuList ?? []).map(({ skuId: id, quantity }, index) => {
        return { path: `skuList[${index}]`, idField: 'skuId', id, quantityField: 'quantity', quantity };
      }),
      ordered: order.skus,
    };
  if (target === 'goodsList')
    return {
      entries: (options.goodsList ?? []).map(({ goodsId: id, quantity }, index) => {
        return { path: `goodsList[${index}]`, idField: 'goodsId', id, quantityField: 'quantity', quantity };
      }),
      ordered: order.goods,
    };
  return undefined;
}

function refundQuantity(options: Options, { order }: Context): Problem | undefined {
  const products = order && productsOf(options, order);
  return products && quantityWithin(products);
}

function refundProducts(options: Options, { order }: Context): Problem | undefined {
  const products = order && productsOf(options, order);
  return products && productsOfOrder(products);
}

/** A9: of a fee goes back what is left of it. */
function feeAmounts(options: Options, { order }: Context): Problem | undefined {
  if (!order?.left) return undefined;
  const left = { ...order.left.fees };
  for (const [index, { feeType, refundAmount }] of (options.refundInfo.feeDetailsList ?? []).entries()) {
    const most = left[feeType] ?? 0;
    if (refundAmount > most) {
      return {
        path: `refundInfo.feeDetailsList[${index}].refundAmount`,
        wanted: `at most ${most}`,
        got: refundAmount,
      };
    }
    left[feeType] = most - refundAmount;
  }
  return undefined;
}

/** A legacy order gives back what is left of it. */
export function totalWithinOrder(
  { refundTotalAmount = 0 }: { refundTotalAmount?: number },
  { order }: Context,
): Problem | undefined {
  const most = order?.left?.amount;
  return most === undefined || refundTotalAmount <= most
    ? undefined
    : { path: 'refundTotalAmount', wanted: `at most ${most}`, got: refundTotalAmount };
}

/** With another target beside it the amount is ignored. */
function refundTotal(options: Options, context: Context): Problem | undefined {
  return refundTarget(options) === 'refundTotalAmount' ? totalWithinOrder(options, context) : undefined;
}

/** In the order in which they are checked. A1, A3, A5, A6 and A9 are in the schema: conditions and limits. */
export const APPLY_REFUND_RULES = {
  itemsOrNoKey,
  hasTarget,
  codeOfScheduled,
  noteOfOther,
  itemsOnce,
  itemAmounts,
  refundProducts,
  refundQuantity,
  feeAmounts,
  refundTotal,
};
