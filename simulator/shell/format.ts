/** Money and times as the shell writes them. */

/** 分 -> yuan text, by whole numbers only: 1990 -> ¥19.90. */
export function yuan(fen: number): string {
  const size = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}¥${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** 2026/11/25 09:05:07 */
export const dateText = (time: number): string => new Date(time).toLocaleString('zh-CN', { hour12: false });

/** 11-25 09:05:07 */
export function shortDate(time: number): string {
  const at = new Date(time);
  return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** 09:05:07.123 */
export function clockTime(time: number): string {
  const at = new Date(time);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

const UNITS = [
  ['天', 86_400_000],
  ['小时', 3_600_000],
  ['分', 60_000],
  ['秒', 1000],
] as const;

/** The two largest units of a span of ms: 1 小时 5 分. Less than a second is ms. */
export function spanText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} 毫秒`;
  const parts: string[] = [];
  let left = ms;
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
  }
  return parts.slice(0, 2).join(' ');
}
