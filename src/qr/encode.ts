import { codewords } from './codewords';
import { centresOf, QrLevel, remainder } from './tables';

/**
 * A symbol: `size` rows of `size` modules, 1 is dark. Without the quiet zone of four light modules that must
 * surround it.
 */
export interface QrSymbol {
  size: number;
  modules: Uint8Array;
}

/** How the eight masks choose the modules to turn over. */
const MASKS: ((row: number, column: number) => number)[] = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2,
  (row, column) => ((row * column) % 2) + ((row * column) % 3),
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
];

/** What a version has whatever it holds: the patterns, and which modules are free for data. Drawn once. */
interface Frame extends QrSymbol {
  /** Free modules, in the order in which codewords fill them. */
  free: Uint16Array;
  /** By mask: 1 for each free module that it turns over, in that order. */
  masks: Uint8Array[];
}

const frames: Frame[] = [];

function frameOf(version: number): Frame {
  if (frames[version]) return frames[version];
  const size = 4 * version + 17;
  const modules = new Uint8Array(size * size);
  const taken = new Uint8Array(size * size);
  const put = (row: number, column: number, dark: number): void => {
    modules[row * size + column] = dark;
    taken[row * size + column] = 1;
  };
  const square = (row: number, column: number, reach: number, light: number): void => {
    for (let down = -reach; down <= reach; down++) {
      for (let right = -reach; right <= reach; right++) {
        const ring = Math.max(Math.abs(down), Math.abs(right));
        const inside = row + down >= 0 && row + down < size && column + right >= 0 && column + right < size;
        if (inside) put(row + down, column + right, +(ring !== light && ring !== 4));
      }
    }
  };
  square(3, 3, 4, 2);
  square(3, size - 4, 4, 2);
  square(size - 4, 3, 4, 2);
  const centres = centresOf(version);
  centres.forEach((row) =>
    centres.forEach((column) => taken[row * size + column] || square(row, column, 2, 1)),
  );
  for (let at = 8; at < size - 8; at++) {
    put(6, at, ~at & 1);
    put(at, 6, ~at & 1);
  }
  // Room for the format, and its one module that is always dark.
  for (let at = 0; at < 9; at++) {
    taken[8 * size + at] = taken[at * size + 8] = 1;
    if (at < 8) taken[8 * size + size - 1 - at] = taken[(size - 1 - at) * size + 8] = 1;
  }
  modules[(size - 8) * size + 8] = 1;
  if (version > 6) {
    const bits = (version << 12) | remainder(version, 0x1f25, 12);
    for (let bit = 0; bit < 18; bit++) {
      const long = size - 11 + (bit % 3);
      const short = Math.floor(bit / 3);
      put(short, long, (bits >> bit) & 1);
      put(long, short, (bits >> bit) & 1);
    }
  }
  const free: number[] = [];
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const row = up ? size - 1 - step : step;
      for (let column = right; column > right - 2; column--)
        if (!taken[row * size + column]) free.push(row * size + column);
    }
  }
  const masks = MASKS.map((mask) => Uint8Array.from(free, (at) => +!mask(Math.floor(at / size), at % size)));
  return (frames[version] = { size, modules, free: Uint16Array.from(free), masks });
}

/** Writes level and mask beside the finder patterns, twice. */
function putFormat({ size, modules }: QrSymbol, level: QrLevel, mask: number): void {
  const data = ((level ^ 1) << 3) | mask;
  const bits = ((data << 10) | remainder(data, 0x537, 10)) ^ 0x5412;
  for (let bit = 0; bit < 15; bit++) {
    const dark = (bits >> bit) & 1;
    // The timing pattern at 6 is stepped over.
    if (bit < 8) modules[(bit < 6 ? bit : bit + 1) * size + 8] = modules[8 * size + size - 1 - bit] = dark;
    else modules[8 * size + (bit < 9 ? 7 : 14 - bit)] = modules[(size - 15 + bit) * size + 8] = dark;
  }
}

/**
 * By the last eleven modules of a line: what the newest of them adds for long runs and for what looks like a
 * finder pattern.
 */
let scores: Uint8Array | undefined;

function scoresOf(): Uint8Array {
  if (scores) return scores;
  scores = new Uint8Array(2048);
  for (let bits = 0; bits < 2048; bits++) {
    const five = bits & 31;
    // 3 for a run of five, 1 for each module that makes it longer.
    const run = five && five < 31 ? 0 : ((bits >> 5) ^ bits) & 1 ? 3 : 1;
    // 1:1:3:1:1 with four light modules on one side.
    scores[bits] = run + (bits === 0x5d0 || bits === 0x05d ? 40 : 0);
  }
  return scores;
}

/**
 * How hard a symbol is to read: long runs, blocks of one colour, what looks like a finder pattern, and an
 * uneven share of dark.
 */
function penalty({ size, modules }: QrSymbol): number {
  const table = scoresOf();
  let sum = 0;
  let dark = 0;
  for (let line = 0; line < size; line++) {
    const row = line * size;
    // Before the line stands its first module's opposite: a run begins there.
    let across = modules[row] ? 0 : 0x7ff;
    let down = modules[line] ? 0 : 0x7ff;
    let pair = 1;
    for (let at = 0; at < size; at++) {
      const module = modules[row + at];
      dark += module;
      across = ((across << 1) | module) & 0x7ff;
      down = ((down << 1) | modules[at * size + line]) & 0x7ff;
      sum += table[across] + table[down];
      if (!line) continue;
      const above = module + modules[row - size + at];
      if (at && !((pair + above) & 3)) sum += 3;
      pair = above;
    }
  }
  return sum + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}

/**
 * Encodes a text as the smallest QR code of versions 1 to 40 that holds it, with the mask that reads best.
 * @throws RangeError when the text is too long for version 40: 2331 bytes, 3391 capitals or 5596 digits at
 *   level M
 */
export function encodeQr(text: string, level: QrLevel = QrLevel.M): QrSymbol {
  const { version, words } = codewords(text, level);
  const { size, modules, free, masks } = frameOf(version);
  let best: QrSymbol | undefined;
  let least = Infinity;
  masks.forEach((mask, index) => {
    const symbol = { size, modules: modules.slice() };
    // Modules that no codeword fills are light, and masked like the others.
    for (let at = 0; at < free.length; at++)
      symbol.modules[free[at]] = ((words[at >> 3] >> (7 - (at & 7))) & 1) ^ mask[at];
    putFormat(symbol, level, index);
    const found = penalty(symbol);
    if (found < least) {
      least = found;
      best = symbol;
    }
  });
  return best!;
}
