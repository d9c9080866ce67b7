/**
 * Options of an ordering JSAPI -> a draft the ledger can keep. Library goods take price, name, photo and
 * labels from the library.
 */
import { mismatch } from '../../src/contract/check';
import { GoodsType } from '../../src/contract/codes';
import type { CreateOrderOptions } from '../../src/contract/jsapi/create-order-options';
import type { MerchantOrderOptions } from '../../src/contract/jsapi/merchant-order';
import { takeawayTime } from '../../src/contract/jsapi/takeaway';
import { CANCEL_AHEAD, SCHEDULED, TAKEAWAY } from '../../src/contract/jsapi/shared';
import { labelText } from '../../src/contract/label-texts';
import { BadRequest, TradeFailure } from '../failures';
import type { OrderDraft, OrderedGoods, TimeSpan } from '../ledger/types';
import { splitGoodsId } from '../scenarios/scenarios';
import type { Caller, Options, PlatformContext } from './context';

type GoodsEntry = NonNullable<CreateOrderOptions['goodsList']>[0];
type SkuEntry = NonNullable<CreateOrderOptions['skuList']>[0];
type BookPolicy = Partial<NonNullable<GoodsEntry['goodsBookInfo']>>;
/** What a draft takes of goods. */
type OrderedEntry = Pick<
  GoodsEntry,
  'goodsId' | 'goodsType' | 'goodsName' | 'price' | 'goodsLabels' | 'dateRule'
> & { goodsPhoto?: string };

const hourMs = 60 * 60 * 1000;

const spanOf = (span: TimeSpan | undefined): TimeSpan | undefined =>
  span && { startTime: takeawayTime(span.startTime), endTime: takeawayTime(span.endTime) };

const takeawayOf = ({ deliveryInfo }: CreateOrderOptions): OrderDraft['takeaway'] => ({
  scheduled: deliveryInfo?.bookType === SCHEDULED,
  receipt: spanOf(deliveryInfo?.receiptInfo),
  booked: spanOf(deliveryInfo?.bookInfo),
  pickUp: spanOf(deliveryInfo?.selfPickInfo),
});

/** With several reservations in one order the first that ends sets the limit. */
const cancelUntil = ({ bookInfo }: CreateOrderOptions, policy: BookPolicy = {}): number | undefined => {
  if (!bookInfo || policy.cancelPolicy !== CANCEL_AHEAD || policy.advancedCancelHours === undefined)
    return undefined;
  return (
    Math.min(...bookInfo.itemBookInfoList.map(({ bookEndTime }) => bookEndTime)) -
    policy.advancedCancelHours * hourMs
  );
};

/** Goods as the library knows them. */
const fromLibrary = (context: PlatformContext, goods: OrderedGoods): OrderedGoods => {
  const known = context.catalogue.library(splitGoodsId(goods.goodsId).id);
  if (!known)
    throw new TradeFailure(20002, {
      details: `${goods.goodsId}（沙箱的商品库有什么，见 GET /merchant/catalogue）`,
    });
  return {
    ...goods,
    goodsName: known.goodsName,
    goodsPhoto: known.goodsPhoto,
    price: known.currentPrice,
    labels: known.goodsLabels.map(labelText),
  };
};

const fromGoods = (context: PlatformContext, entry: OrderedEntry): OrderedGoods => {
  const { goodsId, goodsType, goodsName, goodsPhoto = '', price, goodsLabels = [], dateRule } = entry;
  const goods = { goodsId, goodsType, goodsName, goodsPhoto, price, labels: goodsLabels, dateRule };
  return goodsType === GoodsType.Library ? fromLibrary(context, goods) : goods;
};

const fromSku = (context: PlatformContext, entry: SkuEntry): OrderedGoods => {
  const info = entry.goodsInfo;
  const goods = {
    goodsId: info?.goodsId ?? entry.skuId,
    goodsType: info?.goodsType ?? entry.skuType,
    goodsName: info?.goodsName ?? '',
    goodsPhoto: info?.goodsPhoto ?? '',
    price: entry.price ?? 0,
    labels: info?.goodsLabels ?? [],
    dateRule: info?.dateRule,
    skuId: entry.skuId,
    skuType: entry.skuType,
  };
  return entry.skuType === GoodsType.Library ? fromLibrary(context, goods) : goods;
};

type Rest = Pick<
  OrderDraft,
  'api' | 'list' | 'goods' | 'quantity' | 'totalAmount' | 'discountAmount' | 'cpExtra'
> &
  Partial<OrderDraft>;

/** Cards of several uses (次卡) are known to the shop's own list. */
const withTimes = (context: PlatformContext, goods: OrderedGoods): OrderedGoods => {
  const { times = 1 } = context.catalogue.find(splitGoodsId(goods.goodsId).id) ?? {};
  return times > 1 ? { ...goods, times } : goods;
};

const complete = (context: PlatformContext, caller: Caller, rest: Rest): OrderDraft => {
  return {
    appId: caller.appId,
    openId: context.users.openId,
    version: '2.0',
    deliveryType: context.catalogue.isClosedLoop(splitGoodsId(rest.goods.goodsId).id) ? 1 : 0,
    businessLine: 1,
    merged: false,
    scenario: context.scenarios.nameFor({ goodsId: rest.goods.goodsId, requested: caller.scenario }),
    ...rest,
    goods: withTimes(context, rest.goods),
    ...(rest.more
      ? { more: rest.more.map((line) => ({ ...line, goods: withTimes(context, line.goods) })) }
      : {}),
    fees: rest.fees ?? [],
  };
};

/** One SPU may come in several entries: their units go together. */
const together = (entries: GoodsEntry[] = []): GoodsEntry | undefined => {
  const [first] = entries;
  return first && { ...first, quantity: entries.reduce((sum, entry) => sum + entry.quantity, 0) };
};

/**
 * The address that the order names for its question, with 账号融合 only. A device of the network could name
 * any server of this machine, and would read in the answer what is there.
 */
const callbackUrlOf = (
  { merging, events }: PlatformContext,
  { callbackUrl }: { callbackUrl?: string },
  { device }: Caller,
): string | undefined => {
  if (merging !== 'account' || callbackUrl === undefined) return undefined;
  if (!device) return callbackUrl;
  events.add(
    'problem',
    'callbackUrl of a paired device is not called, as nothing signs it: name your server with --forward-to',
  );
  return undefined;
};

export const draftOfCreateOrder = (
  context: PlatformContext,
  options: Options,
  caller: Caller,
): OrderDraft => {
  const given = options as CreateOrderOptions;
  const entry = together(given.goodsList);
  const skus = given.skuList ?? [];
  const [sku] = skus;
  return complete(context, caller, {
    api: 'createOrder',
    list: entry ? 'goods' : 'sku',
    goods: entry ? fromGoods(context, entry) : fromSku(context, sku),
    quantity: entry?.quantity ?? skus.reduce((sum, { quantity }) => sum + quantity, 0),
    ...(skus.length > 1
      ? { more: skus.slice(1).map((other) => ({ goods: fromSku(context, other), quantity: other.quantity })) }
      : {}),
    totalAmount: given.payment.totalAmount,
    discountAmount: given.payment.totalDiscountAmount ?? 0,
    fees: given.payment.feeDetailsList,
    businessLine: given.businessLine ?? 1,
    merged: given.tradeOption?.life_trade_flag === 1,
    phoneNumber: given.contactInfo?.phoneNumber,
    contactName: given.contactInfo?.contactName,
    note: given.note,
    cpExtra: given.callbackData === undefined ? '' : JSON.stringify(given.callbackData),
    tradeOption: given.tradeOption,
    poiId: given.poiId ?? caller.poiId ?? given.deliveryInfo?.poiId,
    callbackUrl: callbackUrlOf(context, given, caller),
    cancelUntil: cancelUntil(given, (entry ?? sku?.goodsInfo)?.goodsBookInfo),
    ...(given.businessLine === TAKEAWAY ? { takeaway: takeawayOf(given) } : {}),
  });
};

export const draftOfCreateMerchantOrder = (
  context: PlatformContext,
  options: Options,
  caller: Caller,
): OrderDraft => {
  const given = options as MerchantOrderOptions;
  const entry = given.goodsList[0];
  return complete(context, caller, {
    api: 'createMerchantOrder',
    list: 'goods',
    goods: fromGoods(context, {
      ...entry,
      goodsType: entry.goodsIdType,
      goodsName: entry.goodsTitle ?? '',
      goodsLabels: entry.goodsLabels ? entry.goodsLabels.split('|') : [],
    }),
    quantity: entry.quantity,
    totalAmount: given.totalAmount,
    discountAmount: given.totalDiscountAmount ?? 0,
    phoneNumber: given.phoneNum,
    contactName: given.contactName,
    note: given.extra,
    cpExtra: given.callbackData ?? '',
    poiId: given.poiId,
  });
};

/** The goods that are bought when nobody says: they cost enough to be refunded by amount. */
export const usualGoods = '7301245789012345678';

/**
 * A purchase of the shop's own goods with trade template 1.0. @throws BadRequest when the shop has no
 * such goods
 */
export const legacyDraft = (
  context: PlatformContext,
  appId: string,
  goodsId = usualGoods,
  quantity = 2,
): OrderDraft => {
  const goods = context.catalogue.find(splitGoodsId(goodsId).id);
  if (!goods) throw new BadRequest(`no goods ${JSON.stringify(goodsId)}`);
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > goods.maxLimits)
    throw new BadRequest(mismatch('quantity', `1 to ${goods.maxLimits}`, String(quantity)));
  const { goodsName, goodsPhoto, goodsType, currentPrice, goodsLabels } = goods;
  return complete(
    context,
    { appId },
    {
      api: 'createMerchantOrder',
      list: 'goods',
      goods: {
        goodsId,
        goodsType,
        goodsName,
        goodsPhoto,
        price: currentPrice,
        labels: goodsLabels.map(labelText),
      },
      quantity,
      totalAmount: currentPrice * quantity,
      discountAmount: 0,
      cpExtra: '',
      legacy: true,
    },
  );
};
