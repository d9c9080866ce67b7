/**
 * What the reference merchant refuses before it looks anything up. Each gives the text of what is wrong, or
 * `undefined`.
 */
import { check, mismatch } from '../../src/contract/check';
import { MAX_SKU_QUANTITY } from '../../src/contract/jsapi/request-order';
import { LIBRARY_OR_OWN } from '../../src/contract/jsapi/shared';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES, ID_BYTES } from '../../src/contract/limits';
import type { OrderDraft } from '../../src/ports/merchant';

export const checkNumber = (field: string, value: unknown): string | undefined =>
  check(field, value, 'string', 1, ID_BYTES);

export const checkAmount = (field: string, value: unknown): string | undefined =>
  check(field, value, 'number', 0);

export const checkCode = (field: string, value: unknown, known: readonly number[]): string | undefined =>
  known.includes(value as number) ? undefined : mismatch(field, known.join(' or '), JSON.stringify(value));

export const checkDraft = (draft: OrderDraft): string | undefined =>
  check('draft', draft, 'object') ??
  checkNumber('goodsId', draft.goodsId) ??
  checkCode('goodsType', draft.goodsType, LIBRARY_OR_OWN) ??
  check('goodsName', draft.goodsName, 'string', 1, GOODS_NAME_BYTES) ??
  check('goodsPhoto', draft.goodsPhoto, 'string', 1, GOODS_PHOTO_BYTES) ??
  check('price', draft.price, 'number', 0) ??
  check('quantity', draft.quantity, 'number', 1, MAX_SKU_QUANTITY) ??
  (draft.totalAmount === draft.price * draft.quantity
    ? undefined
    : mismatch('totalAmount', `${draft.price * draft.quantity}`, draft.totalAmount));
