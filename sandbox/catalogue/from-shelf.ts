import { GoodsType } from '../../src/contract/codes';
import { linesOf } from '../ledger/lines';
import type { OrderDraft } from '../ledger/types';
import { splitGoodsId } from '../scenarios/scenarios';

/**
 * What an order takes from the library's shelf, and gives back when it is closed: the units of each of its
 * goods.
 */
export const fromShelf = (draft: OrderDraft): Map<string, number> => {
  const wanted = new Map<string, number>();
  for (const { goods, quantity } of linesOf(draft)) {
    const { id } = splitGoodsId(goods.goodsId);
    if (goods.goodsType === GoodsType.Library) wanted.set(id, (wanted.get(id) ?? 0) + quantity);
  }
  return wanted;
};
