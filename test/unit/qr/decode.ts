/** Two decoders that know nothing of our encoder, and of each other. */
import { inflateSync } from 'node:zlib';
import { scanImageData } from '@undecaf/zbar-wasm';
import { default as jsqr } from 'jsqr';

/** Pixels, four bytes each. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

// The package is CommonJS: its default export is one level down.
const scan = ((jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr) as typeof jsqr;

export const byJsqr = ({ data, width, height }: Picture): string | undefined =>
  scan(data, width, height)?.data;

export async function byZbar({ data, width, height }: Picture): Promise<string | undefined> {
  const [found] = await scanImageData({ data, width, height, colorSpace: 'srgb' } as ImageData);
  return found?.decode();
}

/** Rows of modules (1 is dark) as a picture with a quiet zone of four modules, `scale` pixels a module. */
export function picture(size: number, dark: (row: number, column: number) => boolean, scale = 4): Picture {
  const width = (size + 8) * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      if (dark(Math.floor(y / scale), Math.floor(x / scale)))
        data.fill(
          0,
          ((y + 4 * scale) * width + x + 4 * scale) * 4,
          ((y + 4 * scale) * width + x + 4 * scale) * 4 + 3,
        );
    }
  }
  return { width, height: width, data };
}

/** Reads a PNG of one bit a pixel, checks its sums, and gives its pixels: 1 is light. */
export function readPng(url: string): { size: number; light: (row: number, column: number) => boolean } {
  const bytes = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64');
  const chunks: Record<string, Buffer> = {};
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    chunks[bytes.toString('latin1', at + 4, at + 8)] = bytes.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
  const size = chunks.IHDR!.readUInt32BE(0);
  const rows = inflateSync(chunks.IDAT!);
  const stride = Math.ceil(size / 8) + 1;
  return {
    size,
    light: (row, column) => !!(rows[row * stride + 1 + (column >> 3)]! & (128 >> (column & 7))),
  };
}
