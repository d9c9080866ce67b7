import type { Kind } from './check';
import { check } from './check';
import type { TradeError } from './codes';
import { ErrNo, GoodsType } from './codes';
import type { CheckedGoodsInfo } from './goods-types';
import { checkLabels } from './labels';
import {
  DEFAULT_DATE_RULE,
  GOODS_NAME_BYTES,
  GOODS_PHOTO_BYTES,
  MAX_QUANTITY,
  PASS_THROUGH_BYTES,
} from './limits';

type Field = [keyof CheckedGoodsInfo, Kind, number?, number?];

/** Fields that only goods outside the library need: the library's own values win over them otherwise. */
const OWN: Field[] = [
  ['currentPrice', 'number', 0],
  ['goodsName', 'string', 1, GOODS_NAME_BYTES],
  ['goodsPhoto', 'string', 1, GOODS_PHOTO_BYTES],
  ['goodsLabels', 'array?'],
];

const COMMON: Field[] = [
  ['minLimits', 'number', 1, MAX_QUANTITY],
  ['maxLimits', 'number', 1, MAX_QUANTITY],
  ['dateRule', 'string'],
  ['validation', 'object?'],
  ['extra', 'object?', 2, PASS_THROUGH_BYTES],
  ['tradeOption', 'object?', 2, PASS_THROUGH_BYTES],
  ['marketingVersion', 'number?'],
];

function checkFields(info: CheckedGoodsInfo, own: boolean): string | undefined {
  for (const [name, kind, min, max] of own ? OWN.concat(COMMON) : COMMON) {
    const wrong = check(name, info[name], kind, min, max);
    if (wrong) return wrong;
  }
  const phone = info.validation && info.validation.phoneNumber;
  return (
    check('minLimits', info.minLimits, 'number', 1, info.maxLimits) ||
    check('validation.phoneNumber', phone, 'object?') ||
    check('validation.phoneNumber.required', phone && phone.required, 'boolean?')
  );
}

/**
 * Checks what `getgoodsinfo` resolved (contract pay-button §5): 21512, for labels 21511, or the info with its
 * defaults. Of library goods the info lacks name, photo, price and labels: the library has them.
 */
export function checkGoodsInfo(
  value: unknown,
  goodsType: GoodsType,
): { info: CheckedGoodsInfo } | TradeError {
  let errNo = ErrNo.GoodsInfoType;
  let errMsg = check('getGoodsInfo', value, 'object');
  if (!errMsg) {
    const own = goodsType === GoodsType.Own;
    const info = Object.assign({}, value) as CheckedGoodsInfo;
    if (info.minLimits === undefined) info.minLimits = 1;
    if (info.maxLimits === undefined) info.maxLimits = MAX_QUANTITY;
    if (info.dateRule === undefined) info.dateRule = DEFAULT_DATE_RULE;
    if (!own) for (const [name] of OWN) delete info[name];
    errMsg = checkFields(info, own);
    if (!errMsg && info.goodsLabels) {
      errNo = ErrNo.LabelsIllegal;
      errMsg = checkLabels(info.goodsLabels);
    }
    if (!errMsg) return { info };
  }
  return { errNo, errMsg };
}
