/**
 * Units that can be redeemed several times (次卡): which uses the money that went back stands for. Amounts in
 * 分.
 */
import { split } from './numbers';
import type { Item } from './types';

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What the uses so far were worth: they count from the first. */
export const usedAmount = ({ paidAmount, totalTimes, usedTimes }: Item): number =>
  sum(split(paidAmount, totalTimes).slice(0, usedTimes));

/**
 * How many uses an amount given back takes away: the last ones, each begun one whole. A unit of one use goes
 * only with its whole price.
 */
export const refundedTimes = ({ paidAmount, totalTimes }: Item, amount: number): number => {
  if (totalTimes === 1) return amount > 0 && amount >= paidAmount ? 1 : 0;
  const shares = split(paidAmount, totalTimes).reverse();
  let times = 0;
  for (let left = amount; left > 0 && times < totalTimes; times += 1) left -= shares[times];
  return times;
};

/** @param taken what has gone back of the unit, or may still go */
export const usableTimes = (item: Item, taken: number): number =>
  item.state === 'redeemed' || item.state === 'refunded'
    ? 0
    : item.totalTimes - item.usedTimes - refundedTimes(item, taken);
