/** What an app imports from `microapp-trade-kit`. The components themselves come in by `usingComponents`. */
export { setup, type TradeOptions } from './setup';
export type { TradePages } from './config';
export { defineHandlers, releaseHandlers, reply, withReply } from './handlers/reply';
export type * from './handlers/types';
export type * from './ports/merchant';
export type * from './ports/platform';
export type { FeeDetails, GoodsInfo, GoodsLabel, LibraryGoods } from './contract/goods-types';
export type { TradeError } from './contract/codes';
export type { PayDetail, RefundDetail } from './contract/events';
