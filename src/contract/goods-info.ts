import { kindOf, mismatch, toJson } from './check';
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
import { anything, flag, integer, list, money, object, passThrough, required, text } from './schema/fields';
import { mistakeOf } from './schema/mistakes';
import { problemsOf } from './schema/walk';

/** Fields that only goods outside the library need: the library's own values win over them otherwise. */
const OWN = {
  currentPrice: money('', { required }),
  goodsName: text('', { required, minBytes: 1, maxBytes: GOODS_NAME_BYTES }),
  goodsPhoto: text('', { required, minBytes: 1, maxBytes: GOODS_PHOTO_BYTES }),
  /** Their rules are `checkLabels`, which have a code of their own. */
  goodsLabels: list(anything(''), ''),
};

const quantity = integer('', { required, min: 1, max: MAX_QUANTITY });
const data = passThrough('', { maxJsonBytes: PASS_THROUGH_BYTES });

const COMMON = {
  minLimits: quantity,
  maxLimits: quantity,
  dateRule: text('', { required }),
  validation: object({ phoneNumber: object({ required: flag('') }, '') }, ''),
  extra: data,
  tradeOption: data,
  marketingVersion: integer(''),
};
const bounds = { atMost: { minLimits: 'maxLimits' } };
const OF_LIBRARY = object(COMMON, '', bounds);
const ALL = Object.assign({}, OWN, COMMON);
const OF_OWN = object(ALL, '', bounds);

/** The first field that is wrong, by the kinds that were wanted and came (contract pay-button §5.4). */
function problemText(info: CheckedGoodsInfo, own: boolean): string | undefined {
  const [problem] = problemsOf(own ? OF_OWN : OF_LIBRARY, info);
  if (!problem) return undefined;
  const mistake = mistakeOf(problem);
  const wrong = mismatch(problem.path, problem.wanted, problem.got);
  return mistake ? `${wrong} (${mistake})` : wrong;
}

/** What is wrong with the info, if anything. */
function objection(info: CheckedGoodsInfo, own: boolean): TradeError | undefined {
  const wrong = problemText(info, own);
  if (wrong) return { errNo: ErrNo.GoodsInfoType, errMsg: wrong };
  const wrongLabels = info.goodsLabels && checkLabels(info.goodsLabels);
  return wrongLabels ? { errNo: ErrNo.LabelsIllegal, errMsg: wrongLabels } : undefined;
}

/**
 * Checks what `getgoodsinfo` resolved (contract pay-button §5): 21512, for labels 21511, or the info with its
 * defaults. Of library goods the info lacks name, photo, price and labels: the library has them. Nothing else
 * is taken over, and what is, is a copy that was checked, too (decision D-E421).
 */
export function checkGoodsInfo(
  value: unknown,
  goodsType: GoodsType,
): { info: CheckedGoodsInfo } | TradeError {
  const kind = kindOf(value);
  if (kind !== 'object')
    return { errNo: ErrNo.GoodsInfoType, errMsg: mismatch('getGoodsInfo', 'object', kind) };
  const own = goodsType === GoodsType.Own;
  let info = {} as CheckedGoodsInfo;
  Object.keys(own ? ALL : COMMON).forEach((name) => {
    const given = (value as Record<string, unknown>)[name];
    if (given !== undefined) Object.assign(info, { [name]: given });
  });
  if (info.minLimits === undefined) info.minLimits = 1;
  if (info.maxLimits === undefined) info.maxLimits = MAX_QUANTITY;
  if (info.dateRule === undefined) info.dateRule = DEFAULT_DATE_RULE;
  let wrong = objection(info, own);
  if (!wrong) {
    info = JSON.parse(toJson(info) || '{}') as CheckedGoodsInfo;
    wrong = objection(info, own);
  }
  return wrong || { info };
}
