/** Times as the shell writes them. */
import { languageHere } from './say';

const two = (value: number): string => String(value).padStart(2, '0');

const dayTime = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

/** 2026/11/25 09:05:07, which reads alike in every language. */
export function dateText(time: number): string {
  const at = new Date(time);
  return `${at.getFullYear()}/${at.getMonth() + 1}/${at.getDate()} ${dayTime(at)}`;
}

/** 11-25 09:05:07 */
export function shortDate(time: number): string {
  const at = new Date(time);
  return `${two(at.getMonth() + 1)}-${two(at.getDate())} ${dayTime(at)}`;
}

/** 09:05:07.123 */
export function clockTime(time: number): string {
  const at = new Date(time);
  return `${dayTime(at)}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

const UNITS = [
  [{ zh: '天', en: 'd' }, 86_400_000],
  [{ zh: '小时', en: 'h' }, 3_600_000],
  [{ zh: '分', en: 'min' }, 60_000],
  [{ zh: '秒', en: 's' }, 1000],
] as const;
const MS = { zh: '毫秒', en: 'ms' };

/** The two largest units of a span of ms: 1 小时 5 分, 1 h 5 min. Less than a second is ms. */
export function spanText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ${MS[languageHere()]}`;
  const parts: string[] = [];
  let left = ms;
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${name[languageHere()]}`);
  }
  return parts.slice(0, 2).join(' ');
}
