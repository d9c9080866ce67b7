/** What ISO/IEC 18004 fixes, for versions 1 to 40. */

/** Error correction: L about 7 %, M 15 %, Q 25 %, H 30 %. */
export const enum QrLevel {
  L,
  M,
  Q,
  H,
}

export const MAX_VERSION = 40;

/** By level, a character a version: error correction codewords of each block, in base 36. */
const CORRECTION = [
  '7afkqikouikoqumosussssuuqsuuuuuuuuuuuuuu',
  'agqiogimmqummoossqqqqsssssssssssssssssss',
  'dmiqioimkosqokuossqusuuuusuuuuuuuuuuuuuu',
  'hsmgmsqqososmooussqsuouuuuuuuuuuuuuuuuuu',
];

/** By level, a character a version: number of blocks, as its code less 40. */
const BLOCKS = [
  ')))))****,,,,,..../0011244456789:;;<=>@A',
  ')))**,,,---01122356899:<=?ABDEGIKMNPSUWY',
  '))**,,..000248498:=<??ACEJJKNPSUX[]`cfil',
  '))*,,,-.003388:8;=AAAJFHKMPRUX[^adgjnruy',
];

export const correctionOf = (level: QrLevel, version: number): number =>
  parseInt(CORRECTION[level][version - 1], 36);
export const blocksOf = (level: QrLevel, version: number): number =>
  BLOCKS[level].charCodeAt(version - 1) - 40;

/** Where the centres of alignment patterns lie, on both axes: as far apart from each other as they can be. */
export function centresOf(version: number): number[] {
  if (version < 2) return [];
  const gaps = Math.floor(version / 7) + 1;
  // Version 32 is the standard's own exception.
  const gap = version === 32 ? 26 : 2 * Math.floor((4 * version + 2 * gaps + 3) / (2 * gaps));
  const centres = [6];
  for (let left = gaps - 1; left >= 0; left--) centres.push(4 * version + 10 - left * gap);
  return centres;
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
