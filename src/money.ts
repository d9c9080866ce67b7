/**
 * An amount in 分 as yuan text with exactly two decimals: 9900 -> "99.00" (contract templates §2.2). By its
 * digits: a division would be wrong by a 分 from 10^13 on.
 */
export function yuan(fen: number): string {
  const digits = `00${Math.abs(fen)}`;
  const whole = digits.slice(0, -2).replace(/^0+(?=\d)/, '');
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}
