/** Units of CSS and of mini-programs, and numbers that have none of them. */
import { nearestName } from './nearest';

const UNITS = (
  'rpx px em rem ex ch lh rlh vw vh vmin vmax vb vi svw svh lvw lvh dvw dvh cm mm q in pt pc deg grad rad turn s ms ' +
  'hz khz dpi dpcm dppx x fr cqw cqh cqi cqb cqmin cqmax'
).split(' ');

/** What may have any text in it. */
const FREE = /^--|^(?:content|font-family|animation|animation-name|grid|transition|src|filter|will-change)/i;
const NUMBER = /(?<![\w#.@-])-?(?:\d+\.?\d*|\.\d+)([a-z]{2,4})(?![\w-])/gi;

/** A number whose unit is almost one that there is. */
export function unitSlip(property: string, value: string): { value: string; near: string } | undefined {
  if (FREE.test(property) || /url\(|["']/.test(value)) return undefined;
  for (const [number, unit = ''] of value.matchAll(NUMBER)) {
    const name = unit.toLowerCase();
    // The exponent of a number: 1e3.
    if (UNITS.includes(name) || /^e\d/.test(name)) continue;
    const near = nearestName(name, ['rpx', 'px', 'rem', 'deg', 'vmin']);
    if (near !== undefined) return { value: number, near: number.slice(0, -unit.length) + near };
  }
  return undefined;
}
