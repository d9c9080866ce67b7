import type { Condition, Context, Problem } from './schema';

/** The options as the rules read them: the schema has passed. Money in 分. */
export interface CheckedApplyRefund {
  outOrderNo: string;
  refundInfo: { reason?: string[]; reasonCode?: number[]; note?: string };
  itemOrderList?: { itemOrderId: string; refundAmount?: number }[];
  skuList?: { skuId: string; quantity: number }[];
  goodsList?: { goodsId: string; quantity: number }[];
  refundTotalAmount?: number;
}

type Options = CheckedApplyRefund;

const OTHER = 999;
const SCHEDULED_ONLY = 408;

/** A3, A4, A6, A9: when fields of `refundInfo` are required. */
export const APPLY_REFUND_CONDITIONS = {
  takeaway: (_place, context) => context.order?.takeaway === true,
  notTakeaway: (_place, context) => context.order?.takeaway !== true,
  otherReason: ({ parent }) => Array.isArray(parent['reasonCode']) && parent['reasonCode'][0] === OTHER,
  withFees: (_place, context) => context.order?.hasFees === true,
} satisfies Record<string, Condition>;

export type RefundTarget = 'itemOrderList' | 'skuList' | 'goodsList' | 'refundTotalAmount';

/** The target that counts: itemOrderList > skuList > goodsList > refundTotalAmount (README Q24). */
export function refundTarget(options: Options): RefundTarget | undefined {
  if (options.itemOrderList?.length) return 'itemOrderList';
  if (options.skuList?.length) return 'skuList';
  if (options.goodsList?.length) return 'goodsList';
  return options.refundTotalAmount === undefined ? undefined : 'refundTotalAmount';
}

/** A2: something to refund; an amount alone refunds legacy orders only. */
export function hasTarget(options: Options, context: Context): Problem | undefined {
  const target = refundTarget(options);
  if (!target) {
    return { path: 'itemOrderList', wanted: 'given, or skuList, goodsList or refundTotalAmount', got: 'none of them' };
  }
  const alone = target === 'refundTotalAmount' && context.order?.legacy === false;
  return alone ? { path: target, wanted: 'beside items, skus or goods for an order that is not legacy', got: 'nothing else' } : undefined;
}

/** A4: 408 (wrong delivery time) fits scheduled orders only. */
export function codeOfScheduled(options: Options, context: Context): Problem | undefined {
  return options.refundInfo.reasonCode?.[0] === SCHEDULED_ONLY && context.order?.scheduled === false
    ? { path: 'refundInfo.reasonCode[0]', wanted: 'a code of an immediate order', got: SCHEDULED_ONLY }
    : undefined;
}

/** A4: an empty note is no note. */
export function noteOfOther(options: Options): Problem | undefined {
  return options.refundInfo.reasonCode?.[0] === OTHER && !options.refundInfo.note
    ? { path: 'refundInfo.note', wanted: 'given with reason code 999', got: 'an empty string' }
    : undefined;
}

/** A7: the key `itemOrderList` may not be there without a value. */
export function itemsOrNoKey(options: Options): Problem | undefined {
  return 'itemOrderList' in options && options.itemOrderList === undefined
    ? { path: 'itemOrderList', wanted: 'array', got: 'undefined' }
    : undefined;
}

/** A8: no item gives back more than is left of what was paid for it. Items that the order does not know are the ledger's business. */
export function itemAmounts(options: Options, context: Context): Problem | undefined {
  for (const [index, item] of (options.itemOrderList ?? []).entries()) {
    const known = context.order?.itemOrders.find((entry) => entry.itemOrderId === item.itemOrderId);
    if (known && item.refundAmount !== undefined && item.refundAmount > known.refundableAmount) {
      return { path: `itemOrderList[${index}].refundAmount`, wanted: `at most ${known.refundableAmount}`, got: item.refundAmount };
    }
  }
  return undefined;
}

/** A10: no more than the refundable quantity, in the list that counts. */
export function refundQuantity(options: Options, context: Context): Problem | undefined {
  const target = refundTarget(options);
  if (!context.order || (target !== 'skuList' && target !== 'goodsList')) return undefined;
  let left = context.order.refundableQuantity;
  for (const [index, { quantity }] of (options[target] ?? []).entries()) {
    if (quantity > left) return { path: `${target}[${index}].quantity`, wanted: `at most ${left}`, got: quantity };
    left -= quantity;
  }
  return undefined;
}

/** In the order in which they are checked. A1, A3, A5, A6 and A9 are in the schema: conditions and limits. */
export const APPLY_REFUND_RULES = { itemsOrNoKey, hasTarget, codeOfScheduled, noteOfOther, itemAmounts, refundQuantity };
