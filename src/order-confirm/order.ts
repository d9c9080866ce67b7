/** What an order of 提单页 is made of, and how it is sent. */
import { config } from '../config';
import type { TradeError } from '../contract/codes';
import type { ConfirmGoods } from '../contract/goods-types';
import { labelText } from '../contract/label-texts';
import { REJECTED_ORDER } from '../contract/pre-order';
import { phoneOf } from '../contract/typed';
import { inquire } from '../ports/inquire';
import type { Marketing, OrderDraft } from '../ports/merchant';
import type { CreateOrderOptions, PayOutcome } from '../ports/platform';
import type { OrderConfirmContext } from './schema';

type Context = Readonly<OrderConfirmContext>;

/**
 * The most that can be bought: `maxLimits` or the stock, whichever is less (contract templates §2.2), and of
 * dear goods no more than money has exact numbers for.
 */
export function most({ maxLimits, stock, currentPrice }: ConfirmGoods): number {
  const exact = Math.floor(Number.MAX_SAFE_INTEGER / (currentPrice || 1));
  return Math.min(maxLimits, stock === undefined ? maxLimits : stock, exact);
}

/** How many units can be bought, for the user. */
export const bounds = (goods: ConfirmGoods): string => `${goods.minLimits}-${most(goods)}`;

/** What marketing takes off this quantity; nothing while that is not known. */
export const marketingOf = ({ priced, form }: Context): Marketing | undefined =>
  priced && priced.quantity === form.quantity ? priced.marketing : undefined;

/** Amounts in 分: goods, fees, discount, and what is to be paid (contract templates §2.2). */
export function amounts(context: Context): {
  goods: number;
  fees: number;
  discount: number;
  total: number;
} {
  const { currentPrice, feeDetailsList } = context.session!.goods;
  const goods = currentPrice * context.form.quantity;
  const fees = (feeDetailsList || []).reduce(
    (sum, fee) => sum + fee.feeAmount - (fee.feeDiscountAmount || 0),
    0,
  );
  const marketing = marketingOf(context);
  const discount = marketing ? marketing.totalDiscountAmount : 0;
  return { goods, fees, discount, total: goods + fees - discount };
}

function orderOptions(context: Context): CreateOrderOptions {
  const { form } = context;
  const phone = phoneOf(form.phone);
  const marketing = marketingOf(context);
  const { goods } = context.session!;
  const sums = amounts(context);
  return {
    goodsList: [
      {
        quantity: form.quantity,
        price: goods.currentPrice,
        goodsName: goods.goodsName,
        goodsPhoto: goods.goodsPhoto,
        goodsId: goods.goodsId,
        goodsType: goods.goodsType,
        goodsLabels: goods.goodsLabels.map(labelText),
        dateRule: goods.dateRule,
      },
    ],
    payment: Object.assign(
      { totalAmount: sums.goods + sums.fees },
      sums.discount ? { totalDiscountAmount: sums.discount } : undefined,
      goods.feeDetailsList && goods.feeDetailsList.length
        ? { feeDetailsList: goods.feeDetailsList }
        : undefined,
    ),
    businessLine: goods.bizLine,
    contactInfo:
      phone || form.contact
        ? { phoneNumber: phone || undefined, contactName: form.contact || undefined }
        : undefined,
    note: form.note || undefined,
    callbackData: goods.extra,
    tradeOption: goods.tradeOption,
    discountId: marketing && marketing.discountId,
  };
}

/**
 * Sends the order, or goes on paying the one that exists: one visit makes one order. Comes to nothing when
 * the user has left before it was signed: nobody waits for the cashier of a page that is gone (decision
 * D-E560).
 */
export function sendOrder(context: Context, isGone: () => boolean): Promise<PayOutcome | undefined> {
  const { platform, merchant, trade } = config();
  const { outOrderNo, goods } = context.session!;
  if (outOrderNo) return platform.continueToPay({ outOrderNo });
  const options = orderOptions(context);
  if (trade === 'createOrder') return platform.createOrder(options);
  const { callbackData, contactInfo, note, tradeOption } = options;
  const draft = Object.assign({}, options.goodsList![0], options.payment, contactInfo, {
    note,
    tradeOption,
    cpExtra: callbackData && JSON.stringify(callbackData),
    feeDetailsList: goods.feeDetailsList,
  }) as OrderDraft;
  return inquire(() => merchant.sign!(draft), 0, REJECTED_ORDER[0]).then(
    (signed) => (isGone() ? undefined : platform.requestOrder(signed)),
    ({ errNo, errMsg }: TradeError): PayOutcome => ({
      kind: 'noOrder',
      error: { errNo, errMsg: `requestOrder:fail ${errMsg}` },
    }),
  );
}
