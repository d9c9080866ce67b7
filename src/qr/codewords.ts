import { blocksOf, codewordsOf, correctionOf, EXP, LOG, MAX_VERSION, type QrLevel } from './tables';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

interface Codewords {
  version: number;
  /** Data and correction, interleaved as they are placed. */
  words: Uint8Array;
}

const utf8Bytes = (text: string): number[] =>
  (encodeURIComponent(text).match(/%..|./g) || []).map((one) =>
    one.length > 1 ? parseInt(one.slice(1), 16) : one.charCodeAt(0),
  );

/** A number and how many bits of it count. */
type Bits = [value: number, length: number];

/**
 * The text in the densest of the three modes that can hold all of it; the length's own bits depend on the
 * version.
 */
function segments(text: string): {
  mode: number;
  count: number;
  lengths: readonly number[];
  bits: Bits[];
} {
  const bits: Bits[] = [];
  if (/^\d+$/.test(text)) {
    for (let at = 0; at < text.length; at += 3) {
      const part = text.slice(at, at + 3);
      bits.push([+part, part.length * 3 + 1]);
    }
    return { mode: 1, count: text.length, lengths: [10, 12, 14], bits };
  }
  if (/^[\dA-Z $%*+\-./:]+$/.test(text)) {
    for (let at = 0; at < text.length; at += 2) {
      const one = ALPHANUMERIC.indexOf(text[at]);
      bits.push(at + 1 < text.length ? [one * 45 + ALPHANUMERIC.indexOf(text[at + 1]), 11] : [one, 6]);
    }
    return { mode: 2, count: text.length, lengths: [9, 11, 13], bits };
  }
  const bytes = utf8Bytes(text);
  return { mode: 4, count: bytes.length, lengths: [8, 16, 16], bits: bytes.map((byte): Bits => [byte, 8]) };
}

/**
 * ECI 26: the bytes are UTF-8. Readers guess otherwise, and not all guess well; plain ASCII needs no ECI.
 */
const UTF8: Bits = [0x71a, 12];

/** The remainder of a block divided by the generator polynomial of `degree`: its correction codewords. */
function correction(block: Uint8Array, generator: Uint8Array): Uint8Array {
  const degree = generator.length;
  const rest = new Uint8Array(block.length + degree);
  rest.set(block);
  for (let at = 0; at < block.length; at++) {
    if (!rest[at]) continue;
    const power = LOG[rest[at]];
    for (let term = 0; term < degree; term++) rest[at + 1 + term] ^= EXP[power + generator[term]];
  }
  return rest.subarray(block.length);
}

const generators: Uint8Array[] = [];

/** Logarithms of the coefficients of ∏(x + 2ⁱ), i below `degree`, without the leading 1. */
function generatorOf(degree: number): Uint8Array {
  if (generators[degree]) return generators[degree];
  const terms = new Uint8Array(degree);
  terms[degree - 1] = 1;
  for (let root = 0; root < degree; root++) {
    for (let term = 0; term < degree; term++) {
      const shifted = terms[term] ? EXP[LOG[terms[term]] + root] : 0;
      terms[term] = shifted ^ (term + 1 < degree ? terms[term + 1] : 0);
    }
  }
  return (generators[degree] = terms.map((term) => LOG[term]));
}

/**
 * The codewords of the smallest version that holds the text.
 * @throws RangeError when not even version 40 does
 */
export function codewords(text: string, level: QrLevel): Codewords {
  const { mode, count, lengths, bits } = segments(text);
  // eslint-disable-next-line no-control-regex -- ASCII is what it says
  const eci = mode === 4 && !/^[\x00-\x7f]*$/.test(text) ? [UTF8] : [];
  const used = bits.reduce((sum, [, length]) => sum + length, 4 + eci.length * 12);
  for (let version = 1; version <= MAX_VERSION; version++) {
    const own = correctionOf(level, version);
    const blocks = blocksOf(level, version);
    const all = codewordsOf(version);
    const room = all - own * blocks;
    const length = lengths[version < 10 ? 0 : version < 27 ? 1 : 2];
    if (used + length > room * 8) continue;
    const data = new Uint8Array(room);
    let at = 0;
    ([...eci, [mode, 4], [count, length], ...bits] as Bits[]).forEach(([value, size]) => {
      for (let bit = size - 1; bit >= 0; bit--, at++) data[at >> 3] |= ((value >> bit) & 1) << (7 - (at & 7));
    });
    // A terminator of up to four zero bits, zeros to the next byte, then two pad bytes in turn.
    for (let pad = (at + 4 + 7) >> 3, turn = 0; pad < room; pad++, turn ^= 1) data[pad] = turn ? 0x11 : 0xec;

    const words = new Uint8Array(all);
    const short = Math.floor(room / blocks);
    const long = room % blocks;
    const generator = generatorOf(own);
    for (let block = 0, from = 0; block < blocks; block++) {
      const size = short + (block < blocks - long ? 0 : 1);
      const part = data.subarray(from, from + size);
      from += size;
      part.forEach(
        (word, index) =>
          (words[index < short ? index * blocks + block : short * blocks + block - blocks + long] = word),
      );
      correction(part, generator).forEach((word, index) => (words[room + index * blocks + block] = word));
    }
    return { version, words };
  }
  throw new RangeError(`a QR code cannot hold ${used >> 3} bytes`);
}
