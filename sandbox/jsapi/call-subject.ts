/**
 * What a call is about, read from options that nobody has checked yet: decides which scenarios may apply to
 * it.
 */
import { kindOf } from '../../src/contract/check';
import { parseJson } from '../../src/contract/schema/formats';
import type { Order } from '../ledger/types';
import type { Options, PlatformContext } from './context';

const fieldOf = (holder: unknown, name: string): unknown =>
  kindOf(holder) === 'object' ? (holder as Options)[name] : undefined;
const firstOf = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The goods, or the sku, that is being ordered. */
export const goodsIdOf = (options: Options): string | undefined => {
  const { goodsList, skuList, data } = options;
  const sku = firstOf(typeof data === 'string' ? fieldOf(parseJson(data), 'skuList') : skuList);
  return textOf(
    fieldOf(firstOf(goodsList), 'goodsId') ??
      fieldOf(fieldOf(sku, 'goodsInfo'), 'goodsId') ??
      fieldOf(sku, 'skuId'),
  );
};

/** The order that is being paid or refunded. */
export const orderOf = (
  { ledger }: PlatformContext,
  { orderId, outOrderNo, orderInfo }: Options,
): Order | undefined => {
  const payOrderId = textOf(fieldOf(orderInfo, 'order_id'));
  const number = payOrderId === undefined ? textOf(orderId) : ledger.payment(payOrderId)?.orderId;
  return number === undefined ? ledger.getByOutOrderNo(textOf(outOrderNo) ?? '') : ledger.get(number);
};
