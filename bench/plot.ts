/** A small line chart as SVG text: logarithmic on both axes, as sizes and costs span decades. */

export interface Curve {
  name: string;
  points: [x: number, y: number][];
}

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 64;
const RIGHT = 170;
const TOP = 40;
const BOTTOM = 48;
/** Costs below this one are drawn on the axis. */
const LEAST = 0.01;
/** Told apart without colour by their dashes, too. */
const COLOURS = ['#b00020', '#0b57d0', '#146c2e', '#8a4b00', '#6a1b9a', '#006a6a', '#444746'];

const decades = (values: number[]): [from: number, to: number] => [
  Math.floor(Math.log10(Math.min(...values))),
  Math.ceil(Math.log10(Math.max(...values))),
];

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function plotOf(title: string, curves: Curve[]): string {
  const drawn = curves.map(({ name, points }) => ({
    name,
    points: points.map(([x, y]): [number, number] => [x, Math.max(y, LEAST)]),
  }));
  const all = drawn.flatMap(({ points }) => points);
  const [xFrom, xTo] = decades(all.map(([x]) => x));
  const [yFrom, yTo] = decades(all.map(([, y]) => y));
  const xOf = (x: number): number =>
    LEFT + ((Math.log10(x) - xFrom) / Math.max(1, xTo - xFrom)) * (WIDTH - LEFT - RIGHT);
  const yOf = (y: number): number =>
    HEIGHT - BOTTOM - ((Math.log10(y) - yFrom) / Math.max(1, yTo - yFrom)) * (HEIGHT - TOP - BOTTOM);
  const ticks = (from: number, to: number): number[] =>
    Array.from({ length: to - from + 1 }, (_none, index) => 10 ** (from + index));
  const lines = [
    ...ticks(xFrom, xTo).map(
      (x) =>
        `<line x1="${xOf(x)}" x2="${xOf(x)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#ddd"/>` +
        `<text x="${xOf(x)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${x.toLocaleString('en')}</text>`,
    ),
    ...ticks(yFrom, yTo).map(
      (y) =>
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${yOf(y)}" y2="${yOf(y)}" stroke="#ddd"/>` +
        `<text x="${LEFT - 8}" y="${yOf(y) + 4}" text-anchor="end">${y < 1 ? y.toFixed(2) : y}</text>`,
    ),
    ...drawn.map(({ name, points }, index) => {
      const colour = COLOURS[index % COLOURS.length]!;
      const path = points.map(([x, y]) => `${xOf(x).toFixed(1)},${yOf(y).toFixed(1)}`).join(' ');
      const dashes = index === 0 ? '' : ` stroke-dasharray="${2 + index * 2} 3"`;
      const label = TOP + 10 + index * 20;
      return (
        `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>` +
        `<line x1="${WIDTH - RIGHT + 12}" x2="${WIDTH - RIGHT + 40}" y1="${label}" y2="${label}" stroke="${colour}" stroke-width="2"${dashes}/>` +
        `<text x="${WIDTH - RIGHT + 46}" y="${label + 4}">${escaped(name)}</text>`
      );
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#1f1f1f" role="img">
<title>${escaped(title)}</title><rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="15">${escaped(title)}</text>
${lines.join('\n')}
</svg>
`;
}
