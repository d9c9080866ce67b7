/** An amount in 分 as yuan text with exactly two decimals: 9900 -> "99.00" (contract templates §2.2). */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
