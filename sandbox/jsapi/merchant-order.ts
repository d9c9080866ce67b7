/** createMerchantOrder: the template pages' own way to an order (jsapi §6). No cashier opens by it: tt.pay follows. */
import { check, mismatch } from '../../src/contract/check';
import { ID_BYTES } from '../../src/contract/limits';
import type { Options } from './context';

const optionalTexts = [
  'appId',
  'phoneNum',
  'contactName',
  'extra',
  'poiId',
  'merchantId',
  'storeName',
  'storeIcon',
  'videoId',
  'callbackData',
];
const optionalGoodsTexts = ['goodsTitle', 'goodsPhoto', 'goodsSubTitle', 'goodsLabels', 'dateRule'];
/** Required, but no document says of which type. */
const anyType = ['appType', 'scene', 'launchFrom', 'location'];

type Found = string | undefined;

const first = (checks: (() => Found)[]): Found => {
  for (const each of checks) {
    const found = each();
    if (found) return found;
  }
  return undefined;
};

const checkGoods = (field: string, value: unknown): Found => {
  const wrong = check(field, value, 'object');
  if (wrong) return wrong;
  const goods = value as Options;
  return (
    check(`${field}.quantity`, goods.quantity, 'number', 1) ??
    check(`${field}.price`, goods.price, 'number', 0) ??
    check(`${field}.goodsId`, goods.goodsId, 'string', 1, ID_BYTES) ??
    check(`${field}.goodsIdType`, goods.goodsIdType, 'number', 1, 2) ??
    check(`${field}.discountAmount`, goods.discountAmount, 'number', 0) ??
    check(`${field}.goodsPage`, goods.goodsPage, 'object') ??
    first(optionalGoodsTexts.map((name) => () => check(`${field}.${name}`, goods[name], 'string?')))
  );
};

const checkReservation = (field: string, value: unknown): Found => {
  const wrong = check(field, value, 'object');
  if (wrong) return wrong;
  const { useReservation, relationType, itemReservations } = value as Options;
  return (
    check(`${field}.useReservation`, useReservation, 'boolean') ??
    check(`${field}.relationType`, relationType, 'number') ??
    check(`${field}.itemReservations`, itemReservations, 'array') ??
    first(
      (itemReservations as unknown[]).map((item, index) => () => {
        const path = `${field}.itemReservations[${index}]`;
        const ids = (item as Options | null)?.userReserveIds;
        return (
          check(path, item, 'object') ??
          check(`${path}.userReserveIds`, ids, 'array') ??
          first((ids as unknown[]).map((id, at) => () => check(`${path}.userReserveIds[${at}]`, id, 'string')))
        );
      }),
    )
  );
};

/** The text of the first thing that is wrong, or `undefined`. */
export const checkMerchantOrder = (options: Options): Found => {
  const { goodsList, reservationData } = options;
  return (
    check('goodsList', goodsList, 'array', 1, 1) ??
    checkGoods('goodsList[0]', (goodsList as unknown[])[0]) ??
    check('totalAmount', options.totalAmount, 'number', 0) ??
    check('totalDiscountAmount', options.totalDiscountAmount, 'number', 0) ??
    first(anyType.map((name) => () => (options[name] === undefined ? mismatch(name, 'given', 'undefined') : undefined))) ??
    first(optionalTexts.map((name) => () => check(name, options[name], 'string?'))) ??
    check('reservationData', reservationData, 'array?') ??
    first(((reservationData ?? []) as unknown[]).map((entry, index) => () => checkReservation(`reservationData[${index}]`, entry)))
  );
};
