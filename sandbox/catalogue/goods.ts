/**
 * What the sandbox's shop and library sell, as data: the goods it comes with, and a developer's own. Money in
 * 分, times in ms.
 */
import { check, kindOf, mismatch } from '../../src/contract/check';
import type { Kind } from '../../src/contract/check';
import type { GoodsLabel } from '../../src/contract/goods-types';
import { checkLabels } from '../../src/contract/labels';
import { GOODS_NAME_BYTES, GOODS_PHOTO_BYTES, ID_BYTES, MAX_QUANTITY } from '../../src/contract/limits';

export interface SandboxGoods {
  goodsId: string;
  /** 1: of the platform's library; 2: the shop's own. */
  goodsType: 1 | 2;
  goodsName: string;
  currentPrice: number;
  /** @default currentPrice */
  originPrice?: number;
  /** Address of the picture. @default a picture of the sandbox */
  goodsPhoto?: string;
  /** @default 1 */
  bizLine?: 1 | 2;
  /** @default none */
  goodsLabels?: GoodsLabel[];
  /** @default 周一至周日可用 */
  dateRule?: string;
  /** @default 1 */
  minLimits?: number;
  /** @default 99999 */
  maxLimits?: number;
  phoneRequired?: boolean;
  extra?: Record<string, unknown>;
  category?: string;
  summary?: string;
  shop?: { name: string; address: string; poiId: string };
  soldCount?: number;
  /** Non-library goods: whether the platform issues the codes. Library goods always are. */
  closedLoop?: boolean;
  /** Library goods. @default 10000 */
  stock?: number;
  /**
   * The sale window of library goods, relative to the opening of the shop. @default 30 days before to a year
   * after
   */
  sale?: { startMs: number; endMs: number };
  /** Uses of one unit (次卡). @default 1 */
  times?: number;
  /** When its codes are valid, relative to the purchase. */
  validAfterMs?: number;
  validForMs?: number;
}

type Size = readonly [kind: Kind, min?: number, max?: number];

const amount: Size = ['number?', 0, Number.MAX_SAFE_INTEGER];
const text: Size = ['string?'];

const fields: Record<keyof SandboxGoods, Size> = {
  goodsId: ['string', 1, ID_BYTES],
  goodsType: ['number', 1, 2],
  goodsName: ['string', 1, GOODS_NAME_BYTES],
  currentPrice: ['number', 0, Number.MAX_SAFE_INTEGER],
  originPrice: amount,
  goodsPhoto: ['string?', 1, GOODS_PHOTO_BYTES],
  bizLine: ['number?', 1, 2],
  goodsLabels: ['array?'],
  dateRule: text,
  minLimits: ['number?', 1, MAX_QUANTITY],
  maxLimits: ['number?', 1, MAX_QUANTITY],
  phoneRequired: ['boolean?'],
  extra: ['object?'],
  category: text,
  summary: text,
  shop: ['object?'],
  soldCount: amount,
  closedLoop: ['boolean?'],
  stock: amount,
  sale: ['object?'],
  times: ['number?', 1, MAX_QUANTITY],
  validAfterMs: amount,
  validForMs: amount,
};

const partsOf = (goods: SandboxGoods, place: string): (string | undefined)[] => [
  ...(goods.shop
    ? (['name', 'address', 'poiId'] as const).map((name) =>
        check(`${place}.shop.${name}`, goods.shop![name], 'string'),
      )
    : []),
  ...(goods.sale
    ? (['startMs', 'endMs'] as const).map((name) =>
        check(`${place}.sale.${name}`, goods.sale![name], 'number', -Infinity),
      )
    : []),
];

/** Bounds the wrong way round. */
const orderOf = (goods: SandboxGoods, place: string): string | undefined => {
  const { minLimits = 1, maxLimits = MAX_QUANTITY, sale } = goods;
  if (minLimits > maxLimits)
    return mismatch(`${place}.maxLimits`, `at least minLimits, ${minLimits}`, maxLimits);
  return sale && sale.startMs >= sale.endMs
    ? mismatch(`${place}.sale.endMs`, `after startMs, ${sale.startMs}`, sale.endMs)
    : undefined;
};

const problemOf = (goods: unknown, place: string): string | undefined => {
  if (kindOf(goods) !== 'object') return mismatch(place, 'object', kindOf(goods));
  const given = goods as SandboxGoods;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined)
    return `${place}.${unknown} is no field of goods; there are ${Object.keys(fields).join(', ')}`;
  for (const [name, [kind, min, max]] of Object.entries(fields)) {
    const wrong = check(`${place}.${name}`, given[name as keyof SandboxGoods], kind, min, max);
    if (wrong !== undefined) return wrong;
  }
  const labels = checkLabels(given.goodsLabels ?? []);
  if (labels !== undefined) return `${place}.${labels}`;
  return partsOf(given, place).find((wrong) => wrong !== undefined) ?? orderOf(given, place);
};

/** Goods out of a file or an option. @throws TypeError naming the first field that is wrong */
export const readGoods = (value: unknown): SandboxGoods[] => {
  if (!Array.isArray(value)) throw new TypeError(mismatch('goods', 'array', kindOf(value)));
  value.forEach((goods: unknown, index) => {
    const problem = problemOf(goods, `goods[${index}]`);
    if (problem !== undefined) throw new TypeError(problem);
  });
  const ids = value.map((goods: SandboxGoods) => goods.goodsId);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) throw new TypeError(mismatch(`goods[${twice}].goodsId`, 'an id of its own', ids[twice]));
  return value as SandboxGoods[];
};
