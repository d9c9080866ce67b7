import type { LibraryGoods } from './goods-types';

/** What a library goods' button shows (contract pay-button §6): 即将开始, 立即抢购, 已结束, 已售罄. */
export type ShelfState = 'soon' | 'onSale' | 'ended' | 'soldOut';

/** The part of the goods that decides. Times in ms; the start is inclusive, the end exclusive. */
type ShelfGoods = Pick<LibraryGoods, 'stock' | 'saleStart' | 'saleEnd'>;

export function shelfState(goods: ShelfGoods, now: number): ShelfState {
  return goods.stock > 0
    ? now < goods.saleStart
      ? 'soon'
      : now < goods.saleEnd
        ? 'onSale'
        : 'ended'
    : 'soldOut';
}

/** When the state changes by itself, in ms; `undefined` when it never will again. */
export function nextFlip(goods: ShelfGoods, now: number): number | undefined {
  const state = shelfState(goods, now);
  return state === 'soon' ? goods.saleStart : state === 'onSale' ? goods.saleEnd : undefined;
}
