import { isAtLeast } from '../versions';
import type { CreateOrderOptions } from './create-order-options';
import type { OrderLine } from './price-rules';
import { libraryPriceOf, libraryTypeOf, sumOfLines, withinTotal } from './price-rules';
import type { Problem } from '../schema/walk';
import type { Condition, Context } from './contract';
import { BOOK_WINDOW_MS, SCHEDULED, TAKEAWAY } from './shared';

type Options = CreateOrderOptions;
type Detail = NonNullable<Options['discountInfo']>['detail'];
type Block = Detail['goodsDiscount'][0] | Detail['itemDiscount'][0];

const given = (list: unknown): boolean => Array.isArray(list) && list.length > 0;
const noAddressId = (address: unknown): boolean =>
  !(address as { addressId?: string } | undefined)?.addressId;
const delivery = (root: Record<string, unknown>): { bookType?: unknown; deliveryType?: unknown } =>
  Object(root['deliveryInfo']) as object;

/**
 * The conditions under which fields of tt.createOrder are required (contract jsapi §1.2; R3, R4, R8, R9,
 * R10).
 */
export const CREATE_ORDER_CONDITIONS = {
  takeaway: ({ root }) => root['businessLine'] === TAKEAWAY,
  scheduled: ({ parent }) => parent['bookType'] === SCHEDULED,
  pickUp: ({ parent }) => parent['deliveryType'] === 2,
  delivered: ({ root }) => root['businessLine'] === TAKEAWAY && delivery(root).deliveryType === 1,
  noAddressId: ({ parent }) => noAddressId(parent),
  deliveredWithoutAddress: ({ root }) =>
    root['businessLine'] === TAKEAWAY &&
    delivery(root).deliveryType === 1 &&
    noAddressId(root['addressInfo']),
  ownSku: ({ parent }) => parent['skuType'] === 2,
  pricedSku: ({ root, parent }) => parent['skuType'] === 2 || root['bookInfo'] !== undefined,
  outsideTicket: ({ parent }, context) => isOutsideTicket(parent['skuId'], context),
  ofOutsideTicket: ({ owner }, context) => isOutsideTicket(owner['skuId'], context),
  bookedGoodsId: (_place, context) =>
    context.baseLibrary !== undefined && !isAtLeast(context.baseLibrary, '2.77.0.0'),
  discountedSku: ({ root }, context) =>
    given(root['skuList']) &&
    (context.baseLibrary === undefined || isAtLeast(context.baseLibrary, '2.74.0.0')),
} satisfies Record<string, Condition>;

function isOutsideTicket(skuId: unknown, context: Context): boolean {
  return typeof skuId === 'string' && context.isOutsideTicket?.(skuId) === true;
}

/** What is ordered. A sku is of the library, or not, by its own type. */
function linesOf({ goodsList = [], skuList = [] }: Pick<Options, 'goodsList' | 'skuList'>): OrderLine[] {
  return [
    ...goodsList.map((goods, index) => ({
      ...goods,
      path: `goodsList[${index}]`,
      type: goods.goodsType,
      typeField: 'goodsType',
    })),
    ...skuList.map(({ goodsInfo, skuId, skuType, price, quantity }, index) => {
      const path = `skuList[${index}]`;
      return {
        path,
        goodsId: goodsInfo?.goodsId ?? skuId,
        type: skuType,
        typeField: 'skuType',
        price,
        quantity,
      };
    }),
  ];
}

/** R1: `goodsList` or `skuList`, not both and not neither; an empty array counts as not given (README Q4). */
function oneList(options: Options): Problem | undefined {
  const count = Number(given(options.goodsList)) + Number(given(options.skuList));
  return count === 1
    ? undefined
    : { path: 'goodsList', wanted: 'given exactly when skuList is not', got: count ? 'both' : 'neither' };
}

/** R2: one SPU, one sku; several skus only behind the switch (README Q5). */
function oneProduct(options: Options, context: Context): Problem | undefined {
  const ids = new Set(options.goodsList?.map((goods) => goods.goodsId));
  if (ids.size > 1) return { path: 'goodsList', wanted: 'of one SPU', got: `${ids.size} goodsIds` };
  const skus = options.skuList?.length ?? 0;
  return skus > 1 && !context.severalSkus ? { path: 'skuList', wanted: 'one sku', got: skus } : undefined;
}

/** Entries of one SPU differ in their quantity only. */
function oneOffer({ goodsList: [first, ...others] = [] }: Options): Problem | undefined {
  for (const [index, goods] of others.entries()) {
    const path = `goodsList[${index + 1}]`;
    if (goods.price !== first.price)
      return { path: `${path}.price`, wanted: `${first.price} as in goodsList[0]`, got: goods.price };
    if (goods.goodsType !== first.goodsType)
      return {
        path: `${path}.goodsType`,
        wanted: `${first.goodsType} as in goodsList[0]`,
        got: goods.goodsType,
      };
  }
  return undefined;
}

/** Skus are free to sell library goods as the developer's own, as an official example does. */
function libraryType({ goodsList }: Options, context: Context): Problem | undefined {
  return libraryTypeOf(linesOf({ goodsList }), context);
}

function libraryPrice(options: Options, context: Context): Problem | undefined {
  return libraryPriceOf(linesOf(options), context);
}

/** R3: a library sku implies library goods. */
function librarySku(options: Options): Problem | undefined {
  const index =
    options.skuList?.findIndex((sku) => sku.skuType === 1 && sku.goodsInfo?.goodsType === 2) ?? -1;
  return index < 0
    ? undefined
    : { path: `skuList[${index}].goodsInfo.goodsType`, wanted: '1 for skuType 1', got: 2 };
}

type Booked = Pick<NonNullable<Options['goodsList']>[0], 'goodsId' | 'goodsBookInfo'>;

/** R5: a cancel policy belongs to goods that need a reservation, and to no others. */
function cancelPolicy(options: Options, context: Context): Problem | undefined {
  const booked: [path: string, goods: Booked | undefined][] = [
    ...(options.goodsList ?? []).map((goods, index) => [`goodsList[${index}]`, goods] as [string, Booked]),
    ...(options.skuList ?? []).map(
      (sku, index) => [`skuList[${index}].goodsInfo`, sku.goodsInfo] as [string, Booked | undefined],
    ),
  ];
  for (const [path, goods] of booked) {
    const policy = goods?.goodsBookInfo?.cancelPolicy;
    const needed = goods?.goodsBookInfo && context.needsReservation?.(goods.goodsId);
    const field = `${path}.goodsBookInfo.cancelPolicy`;
    if (needed === true && policy === undefined)
      return { path: field, wanted: 'given, as the goods need a reservation', got: 'undefined' };
    if (needed === false && policy !== undefined)
      return { path: field, wanted: 'absent, as the goods need no reservation', got: policy };
  }
  return undefined;
}

/** R6: now < start < end, and the end within 180 days from now. */
function bookWindow(options: Options, context: Context): Problem | undefined {
  for (const [index, item] of (options.bookInfo?.itemBookInfoList ?? []).entries()) {
    const path = `bookInfo.itemBookInfoList[${index}]`;
    if (item.bookStartTime <= context.now)
      return { path: `${path}.bookStartTime`, wanted: `after now (${context.now})`, got: item.bookStartTime };
    if (item.bookEndTime <= item.bookStartTime)
      return { path: `${path}.bookEndTime`, wanted: 'after bookStartTime', got: item.bookEndTime };
    if (item.bookEndTime > context.now + BOOK_WINDOW_MS) {
      return { path: `${path}.bookEndTime`, wanted: 'within 180 days from now', got: item.bookEndTime };
    }
  }
  return undefined;
}

/**
 * One reservation for each ordered item (contract jsapi §1.2 BookInfo). Fewer are let through: an official
 * example orders ten tickets with one entry.
 */
function bookingPerItem(options: Options, { warnings }: Context): Problem | undefined {
  const items = [...(options.goodsList ?? []), ...(options.skuList ?? [])].reduce(
    (sum, entry) => sum + entry.quantity,
    0,
  );
  const bookings = options.bookInfo?.itemBookInfoList.length ?? items;
  const path = 'bookInfo.itemBookInfoList';
  if (bookings > items)
    return { path, wanted: `at most one entry per ordered item (${items})`, got: bookings };
  if (bookings < items)
    warnings?.push({
      path,
      text: `${path} has ${bookings} of ${items} entries, as in an official example; the text wants one per item`,
    });
  return undefined;
}

/** R7: fees belong to takeaway orders, and a takeaway order that charges one lists it. */
function feesOfTakeaway(options: Options, context: Context): Problem | undefined {
  const fees = options.payment.feeDetailsList;
  const path = 'payment.feeDetailsList';
  if (options.businessLine !== TAKEAWAY)
    return fees === undefined ? undefined : { path, wanted: 'absent unless businessLine is 3', got: 'array' };
  const total = sumOfLines(linesOf(options), context);
  const charged = total !== undefined && options.payment.totalAmount > total;
  return charged && !given(fees)
    ? { path, wanted: 'given, as totalAmount exceeds the goods', got: fees ? 'an empty array' : 'undefined' }
    : undefined;
}

/** No fee costs less than nothing. */
function feeDiscounts({ payment }: Options): Problem | undefined {
  for (const [index, { feeAmount, feeDiscountAmount = 0 }] of (payment.feeDetailsList ?? []).entries()) {
    if (feeDiscountAmount > feeAmount) {
      return {
        path: `payment.feeDetailsList[${index}].feeDiscountAmount`,
        wanted: `at most feeAmount (${feeAmount})`,
        got: feeDiscountAmount,
      };
    }
  }
  return undefined;
}

/** `totalAmount` is the sum of goods and fees before discount (contract jsapi §1.2 Payment). */
function orderTotal(options: Options, context: Context): Problem | undefined {
  const goods = sumOfLines(linesOf(options), context);
  if (goods === undefined) return undefined;
  const total = (options.payment.feeDetailsList ?? []).reduce((sum, fee) => sum + fee.feeAmount, goods);
  const got = options.payment.totalAmount;
  const path = 'payment.totalAmount';
  if (got < total && (options.skuList ?? []).length > 1) {
    context.warnings?.push({
      path,
      text: `${path} is ${got}, less than the skus cost (${total}), as in the official example of two`,
    });
    return undefined;
  }
  return got === total ? undefined : { path, wanted: String(total), got };
}

function discountWithinTotal(options: Options): Problem | undefined {
  const { totalAmount, totalDiscountAmount = 0 } = options.payment;
  return withinTotal('payment.totalDiscountAmount', totalDiscountAmount, totalAmount);
}

/**
 * In a fully merged (全融合) app reservation goods go through `skuList`, others through `goodsList` (contract
 * jsapi §1.1).
 */
function mergedList(options: Options, context: Context): Problem | undefined {
  if (!context.fullyMerged) return undefined;
  for (const goods of options.goodsList ?? []) {
    if (context.needsReservation?.(goods.goodsId))
      return { path: 'goodsList', wanted: 'skuList for reservation goods', got: goods.goodsId };
  }
  for (const sku of options.skuList ?? []) {
    const id = sku.goodsInfo?.goodsId ?? sku.skuId;
    if (context.needsReservation?.(id) === false)
      return { path: 'skuList', wanted: 'goodsList for goods without reservation', got: id };
  }
  return undefined;
}

const INCONSISTENT = 21004;
const sumOf = (entries: Block['marketingInfo']): number =>
  entries.reduce((sum, entry) => sum + entry.discountAmount, 0);

function wrongSum(path: string, wanted: number, got: number): Problem | undefined {
  return wanted === got ? undefined : { path, wanted: String(wanted), got, errNo: INCONSISTENT };
}

/**
 * R12: the sums of a marketing result agree with each other and with the payment; R11: with a `discountId`
 * they do not count.
 */
function discountSums(options: Options): Problem | undefined {
  if (!options.discountInfo || options.discountId) return undefined;
  const { orderDiscount, goodsDiscount, itemDiscount } = options.discountInfo.detail;
  const detail = 'discountInfo.detail';
  const total = orderDiscount.orderTotalDiscountAmount + orderDiscount.goodsTotalDiscountAmount;
  const problem =
    wrongSum(`${detail}.orderDiscount.marketingInfo`, total, sumOf(orderDiscount.marketingInfo)) ??
    wrongSum('payment.totalDiscountAmount', total, options.payment.totalDiscountAmount ?? 0);
  if (problem) return problem;
  for (const [name, blocks] of [
    ['goodsDiscount', goodsDiscount],
    ['itemDiscount', itemDiscount],
  ] as const) {
    for (const [index, block] of blocks.entries()) {
      const path = `${detail}.${name}[${index}]`;
      const ordered = orderedProduct(options, block);
      const original =
        ordered?.price === undefined
          ? block.totalAmount
          : ordered.price * (name === 'goodsDiscount' ? ordered.quantity : 1);
      const wrong =
        wrongSum(`${path}.marketingInfo`, block.totalDiscountAmount, sumOf(block.marketingInfo)) ??
        wrongSum(`${path}.totalAmount`, original, block.totalAmount);
      if (wrong) return wrong;
    }
  }
  return undefined;
}

function orderedProduct(options: Options, block: Block): { price?: number; quantity: number } | undefined {
  return (
    options.skuList?.find((sku) =>
      block.skuId === undefined ? sku.goodsInfo?.goodsId === block.goodsId : sku.skuId === block.skuId,
    ) ?? options.goodsList?.find((goods) => goods.goodsId === block.goodsId)
  );
}

/**
 * In the order in which they are checked. R4, R8, R9, R10 and R13 are in the schema: conditions and limits.
 */
export const CREATE_ORDER_RULES = {
  oneList,
  oneProduct,
  oneOffer,
  librarySku,
  libraryType,
  libraryPrice,
  mergedList,
  cancelPolicy,
  bookWindow,
  bookingPerItem,
  feesOfTakeaway,
  feeDiscounts,
  orderTotal,
  discountWithinTotal,
  discountSums,
};
