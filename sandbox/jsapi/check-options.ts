/** The part of createOrder's contract that the buying flow sends. */
import { check, mismatch } from '../../src/contract/check';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES, ID_BYTES, PASS_THROUGH_BYTES } from '../../src/contract/limits';
import type { Options } from './context';

/** The text of the first thing that is wrong, or `undefined`. */
export const checkCreateOrder = (options: Options): string | undefined => {
  const { goodsList, payment } = options;
  if (!Array.isArray(goodsList) || goodsList.length !== 1)
    return mismatch('goodsList', 'one goods', Array.isArray(goodsList) ? goodsList.length : typeof goodsList);
  const goods = goodsList[0] as Options;
  return (
    check('goodsList[0]', goods, 'object') ??
    check('goodsList[0].quantity', goods.quantity, 'number', 1) ??
    check('goodsList[0].price', goods.price, 'number', 0) ??
    check('goodsList[0].goodsName', goods.goodsName, 'string', 1, GOODS_NAME_BYTES) ??
    check('goodsList[0].goodsPhoto', goods.goodsPhoto, 'string', 1, GOODS_PHOTO_BYTES) ??
    check('goodsList[0].goodsId', goods.goodsId, 'string', 1, ID_BYTES) ??
    check('goodsList[0].goodsType', goods.goodsType, 'number', 1, 2) ??
    check('payment', payment, 'object') ??
    check('payment.totalAmount', (payment as Options).totalAmount, 'number', 0) ??
    check('callbackData', options.callbackData, 'object?', 0, PASS_THROUGH_BYTES) ??
    check('tradeOption', options.tradeOption, 'object?', 0, PASS_THROUGH_BYTES)
  );
};
