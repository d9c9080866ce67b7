/** Half of a character: with this flag a whole pair is none. */
export const HALF = /[\ud800-\udfff]/u;

/** Length of a text in UTF-8 bytes: an ASCII letter is 1, a Chinese character 3, an emoji 4. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
