/**
 * The lines of an order: one, or several where it is of several skus. Its units follow each other in that
 * order.
 */
import type { OrderDraft, OrderLine, OrderedGoods } from './types';

type Lines = Pick<OrderDraft, 'goods' | 'quantity' | 'more'>;

export const linesOf = ({ goods, quantity, more = [] }: Lines): OrderLine[] => [
  { goods, quantity: quantity - more.reduce((sum, line) => sum + line.quantity, 0) },
  ...more,
];

/** What each unit is of. */
export const unitsOf = (draft: Lines): OrderedGoods[] =>
  linesOf(draft).flatMap(({ goods, quantity }) => Array.from({ length: quantity }, () => goods));
