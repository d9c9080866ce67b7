/** Bytes as the texts that a file system's encodings give, and back. */
import { ApiError } from './callback';
import { own } from '../record';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const fromUnits = (text: string, width: 1 | 2): Uint8Array<ArrayBuffer> => {
  const units = Array.from(text, (_char, at) => text.charCodeAt(at));
  return width === 1
    ? Uint8Array.from(units, (unit) => unit & 255)
    : Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]));
};

const binary = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** Text <-> base64, in pieces a call of fromCharCode would not carry. */
export const toBase64 = (bytes: Uint8Array): string => btoa(binary(bytes));
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

interface Codec {
  read(bytes: Uint8Array): string;
  write(text: string): Uint8Array<ArrayBuffer>;
}

const UTF8: Codec = { read: (bytes) => new TextDecoder().decode(bytes), write: bytesOf };
const LATIN1: Codec = { read: binary, write: (text) => fromUnits(text, 1) };
const UTF16: Codec = {
  read: (bytes) => new TextDecoder('utf-16le').decode(bytes),
  write: (text) => fromUnits(text, 2),
};
const HEX: Codec = {
  read: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  write: (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
};

const CODECS: Record<string, Codec> = {
  utf8: UTF8,
  'utf-8': UTF8,
  ascii: LATIN1,
  binary: LATIN1,
  latin1: LATIN1,
  ucs2: UTF16,
  'ucs-2': UTF16,
  utf16le: UTF16,
  'utf-16le': UTF16,
  hex: HEX,
  base64: { read: toBase64, write: fromBase64 },
};

function codec(encoding: string): Codec {
  const found = own(CODECS, encoding);
  if (!found) throw new ApiError(`invalid encoding "${encoding}"`);
  return found;
}

/** Without an encoding a file is read as bytes. */
export const decode = (bytes: Uint8Array, encoding: unknown): string | ArrayBuffer =>
  typeof encoding === 'string' && encoding !== '' ? codec(encoding).read(bytes) : bytes.slice().buffer;

/** What a program gives to be written: text in an encoding (UTF-8 unless named), or bytes. */
export function encode(data: unknown, encoding: unknown): Uint8Array<ArrayBuffer> {
  if (typeof data === 'string')
    return codec(typeof encoding === 'string' && encoding !== '' ? encoding : 'utf8').write(data);
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (ArrayBuffer.isView(data)) {
    const { buffer, byteOffset, byteLength } = data;
    return new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  }
  throw new ApiError('parameter error: parameter.data should be String or ArrayBuffer');
}
