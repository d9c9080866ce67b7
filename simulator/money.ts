/** 分 -> yuan text, by whole numbers only: 1990 -> ¥19.90. */
export function yuan(fen: number): string {
  const size = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}¥${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}
