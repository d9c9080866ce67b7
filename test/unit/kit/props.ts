import { GOODS_ID } from './world';

/** Properties of a mode 2 button of library goods, and of the shop's own. */
export const LIBRARY = { mode: 2, goodsId: GOODS_ID, goodsType: 1 };
export const OWN = { mode: 2, goodsId: 'own-1', goodsType: 2 };
