import type { QrSymbol } from './encode';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
    for (let digit = 0; digit < 4; digit++)
      text += at + digit > bytes.length ? '=' : BASE64[(three >> (18 - 6 * digit)) & 63];
  }
  return text;
}

const word = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

/** A chunk: length, name, content, CRC-32 of name and content. */
function chunk(name: string, content: number[]): number[] {
  const body = name
    .split('')
    .map((letter) => letter.charCodeAt(0))
    .concat(content);
  let crc = -1;
  body.forEach((byte) => {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 && 0xedb88320);
  });
  return word(content.length).concat(body, word(~crc));
}

/**
 * The symbol as a PNG of one pixel a module, one bit a pixel, not compressed: a data URL of 225 characters
 * for 15 digits, below 400 up to version 4 (62 bytes at level M). Scale it with `image-rendering: pixelated`,
 * on white with a margin of four modules.
 */
export function qrImage({ size, modules }: QrSymbol): string {
  const rows: number[] = [];
  for (let row = 0; row < size; row++) {
    // Each row begins with its filter, none.
    rows.push(0);
    for (let column = 0; column < size; column += 8) {
      let byte = 0;
      // Light is 1. What is left of the last byte is not shown.
      for (let bit = 0; bit < 8; bit++)
        byte = (byte << 1) | (column + bit < size && modules[row * size + column + bit] ? 0 : 1);
      rows.push(byte);
    }
  }
  let low = 1;
  let high = 0;
  rows.forEach((byte) => (high = (high + (low = (low + byte) % 65521)) % 65521));
  // One stored block: its length, low byte first, and the complement of it.
  const length = [rows.length & 255, rows.length >> 8];
  const stored = [0x78, 1, 1].concat(
    length,
    [~length[0] & 255, ~length[1] & 255],
    rows,
    word((high << 16) | low),
  );
  return `data:image/png;base64,${base64(
    [0x89, 80, 78, 71, 13, 10, 26, 10].concat(
      chunk('IHDR', word(size).concat(word(size), [1, 0, 0, 0, 0])),
      chunk('IDAT', stored),
      chunk('IEND', []),
    ),
  )}`;
}
