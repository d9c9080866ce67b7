/** What ISO/IEC 18004 fixes, for versions 1 to 10. */

/** Error correction: L about 7 %, M 15 %, Q 25 %, H 30 %. */
export const enum QrLevel {
  L,
  M,
  Q,
  H,
}

export const MAX_VERSION = 10;

/** By level: error correction codewords of each block of versions 1 to 10. */
const CORRECTION = [
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18],
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28],
];

/** By level: number of blocks of versions 1 to 10. */
const BLOCKS = ['1111122224', '1112244455', '1122446688', '1124445688'];

export const correctionOf = (level: QrLevel, version: number): number => CORRECTION[level][version - 1];
export const blocksOf = (level: QrLevel, version: number): number => +BLOCKS[level][version - 1];

/** Where the centres of alignment patterns lie, on both axes. */
export function centresOf(version: number): number[] {
  const last = 4 * version + 10;
  return version < 2 ? [] : version < 7 ? [6, last] : [6, 2 * version + 8, last];
}

/** Codewords that a symbol holds, those for correction included. */
export function codewordsOf(version: number): number {
  const aligned = centresOf(version).length;
  const patterns = aligned ? (25 * aligned - 10) * aligned - 55 : 0;
  return ((16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36)) >> 3;
}

/** Powers of 2 in GF(256) modulo x⁸+x⁴+x³+x²+1, twice over, and their logarithms. */
export const EXP = new Uint8Array(510);
export const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  EXP[power] = EXP[power + 255] = value;
  LOG[value] = power;
  value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}

/** The remainder of `value`, shifted left by the degree of `generator`, divided by it. */
export function remainder(value: number, generator: number, degree: number): number {
  let rest = value << degree;
  for (let bit = 31; bit >= degree; bit--) if ((rest >>> bit) & 1) rest ^= generator << (bit - degree);
  return rest;
}
