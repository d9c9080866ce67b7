/** Numbers of the platform: 19 digits, as a string, rising with time. */
import { randomBytes } from 'node:crypto';
import type { Store } from '../store/store';

const sequenceBits = 20n;

/**
 * Milliseconds, then a counter that never starts again: no number comes twice, even with a clock that stands
 * still.
 */
export const newNumbers = (store: Store, now: number, count: number): string[] => {
  const first = store.nextNumber('platform', count);
  return Array.from({ length: count }, (_none, index) => {
    const sequence = BigInt(first + index) & ((1n << sequenceBits) - 1n);
    return ((BigInt(now) << sequenceBits) | sequence).toString();
  });
};

export const newNumber = (store: Store, now: number): string => newNumbers(store, now, 1)[0];

export const newToken = (): string => randomBytes(16).toString('hex');

const fewestCode = 10n ** 14n;

/** Fifteen digits, as printed under a Douyin code. */
export const newCode = (): string =>
  String(fewestCode + (randomBytes(8).readBigUInt64BE() % (9n * fewestCode)));

/**
 * Splits an amount over units by their prices as exactly as 分 allow; the sum is exact, and none gets more
 * than its price. @param amount at most the sum of the prices
 */
export const apportion = (amount: number, prices: readonly number[]): number[] => {
  const total = prices.reduce((sum, price) => sum + BigInt(price), 0n);
  const shares = prices.map((price) => (total === 0n ? 0 : Number((BigInt(amount) * BigInt(price)) / total)));
  let rest = amount - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => {
    const more = rest > 0 && share < prices[index] ? 1 : 0;
    rest -= more;
    return share + more;
  });
};

/** Splits an amount over `parts` units as evenly as 分 allow; the sum is exact. */
export const split = (amount: number, parts: number): number[] => {
  const share = Math.floor(amount / parts);
  const rest = amount - share * parts;
  return Array.from({ length: parts }, (_, index) => share + (index < rest ? 1 : 0));
};
