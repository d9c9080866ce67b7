/** The goods of a file: what the sandbox comes with, and a developer's own. Money in 分. */
import { kindOf, mismatch } from '../../src/contract/check';
import {
  GOODS_ENTRY,
  goodsBounds,
  labelsProblem,
  type GoodsEntry,
} from '../../src/contract/merchant/goods-file';
import { sentenceOf } from '../../src/contract/schema/mistakes';
import { firstProblem } from '../../src/contract/schema/walk';

export type SandboxGoods = GoodsEntry;

const known = GOODS_ENTRY.fields;

const problemOf = (goods: unknown, place: string): string | undefined => {
  const unknown = Object.keys(Object(goods) as object).find((name) => !Object.hasOwn(known, name));
  if (kindOf(goods) === 'object' && unknown !== undefined)
    return `${place}.${unknown} is no field of goods; there are ${Object.keys(known).join(', ')}`;
  const shape = { options: GOODS_ENTRY, rules: { goodsBounds } };
  const found = firstProblem(shape, goods as Record<string, unknown>, {})?.problem;
  if (found) return sentenceOf({ ...found, path: found.path ? `${place}.${found.path}` : place });
  const labels = labelsProblem(goods as Parameters<typeof labelsProblem>[0]);
  return labels && `${place}.${labels}`;
};

/** Goods out of a file or an option. @throws TypeError naming the first field that is wrong */
export const readGoods = (value: unknown): SandboxGoods[] => {
  if (!Array.isArray(value)) throw new TypeError(mismatch('goods', 'array', kindOf(value)));
  value.forEach((goods: unknown, index) => {
    const problem = problemOf(goods, `goods[${index}]`);
    if (problem !== undefined) throw new TypeError(problem);
  });
  const ids = value.map((goods: SandboxGoods) => goods.goodsId);
  const seen = new Set<string>();
  const twice = ids.findIndex((id) => seen.size === seen.add(id).size);
  if (twice >= 0) throw new TypeError(mismatch(`goods[${twice}].goodsId`, 'an id of its own', ids[twice]));
  return value as SandboxGoods[];
};
