/**
 * Why a signature of requestOrder does not verify: what it was made of can be read back with the public key,
 * and compared (jsapi §2.4).
 */
import { constants, createHash, createVerify, publicDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { kindOf } from '../../src/contract/check';
import { parseJson } from '../../src/contract/schema/formats';

/** The five lines that are signed. */
export interface SignedParts {
  method: string;
  uri: string;
  timestamp: string;
  nonce: string;
  data: string;
}

export const textOf = ({ method, uri, timestamp, nonce, data }: SignedParts): string =>
  `${method}\n${uri}\n${timestamp}\n${nonce}\n${data}\n`;

/** DER prefixes of the digests in a PKCS #1 v1.5 signature. */
const SHA256 = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const SHA1 = Buffer.from('3021300906052b0e03021a05000414', 'hex');

const startsWith = (bytes: Buffer, prefix: Buffer): boolean =>
  bytes.subarray(0, prefix.length).equals(prefix);

/**
 * What the private half of `key` signed; `undefined` when it did not make the signature, or not in that
 * scheme.
 */
const recovered = (signature: Buffer, key: KeyObject): Buffer | undefined => {
  try {
    return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  } catch {
    return undefined;
  }
};

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : kindOf(value) === 'object'
      ? Object.fromEntries(
          Object.entries(value as object)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value;

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The usual mistakes: what is different, and the text that is signed then. */
const mistakes = (parts: SignedParts): [what: string, text: string][] => {
  const text = textOf(parts);
  const value = parseJson(parts.data);
  const other = (change: Partial<SignedParts>): string => textOf({ ...parts, ...change });
  return [
    ['the last line has no line feed', text.slice(0, -1)],
    ['the lines end in CR LF', text.replace(/\n/g, '\r\n')],
    ...['GET', 'PUT', 'post', ''].map((method): [string, string] => [
      `the method is ${JSON.stringify(method)}`,
      other({ method }),
    ]),
    ...['requestOrder', '/requestorder', '/requestOrder/', '/'].map((uri): [string, string] => [
      `the URI is ${JSON.stringify(uri)}`,
      other({ uri }),
    ]),
    ['the timestamp is in milliseconds', other({ timestamp: `${parts.timestamp}000` })],
    ['timestamp and nonce_str are exchanged', other({ timestamp: parts.nonce, nonce: parts.timestamp })],
    ['the data is empty', other({ data: '' })],
    ['the data was serialised anew before it was signed', other({ data: JSON.stringify(value) })],
    [
      'the data was laid out with blanks before it was signed',
      other({ data: JSON.stringify(value, null, 2) }),
    ],
    ['the keys of the data were sorted before it was signed', other({ data: JSON.stringify(sorted(value)) })],
    ['the nonce_str is in small letters', other({ nonce: parts.nonce.toLowerCase() })],
    ['the nonce_str is in capital letters', other({ nonce: parts.nonce.toUpperCase() })],
    ['the slashes of the data are escaped', other({ data: parts.data.replace(/\//g, '\\/') })],
    ['the data is escaped beyond ASCII', other({ data: parts.data.replace(/[^\0-\x7f]/g, escaped) })],
    ['"<", ">" and "&" of the data are escaped', other({ data: parts.data.replace(/[<>&]/g, escaped) })],
    ['the data has a blank at its end', other({ data: `${parts.data} ` })],
    ['the data has a line feed at its end', other({ data: `${parts.data}\n` })],
    ['the data was trimmed before it was signed', other({ data: parts.data.trim() })],
  ];
};

/** Bytes that are hashed at most to find out what was signed: some tenths of a second. */
const budget = 64 * 1024 * 1024;
/** Seconds: a header that is older is refused anyway. */
const farthest = 3600;

/**
 * The timestamp that was signed, if it is the only thing that differs; `undefined` with `tried` false: the
 * data is too large to try.
 */
const signedTime = (
  parts: SignedParts,
  isSigned: (text: string) => boolean,
): { tried: boolean; timestamp?: string } => {
  if (textOf(parts).length * 2 * farthest > budget) return { tried: false };
  for (let away = 1; away <= farthest; away += 1)
    for (const timestamp of [Number(parts.timestamp) - away, Number(parts.timestamp) + away].map(String))
      if (isSigned(textOf({ ...parts, timestamp }))) return { tried: true, timestamp };
  return { tried: true };
};

/** Keys that may have been taken instead of the right one, with what to say then. */
export type OtherKeys = readonly (readonly [what: string, key: KeyObject])[];

/** One sentence about a signature that does not verify with `key`. `signature`: base64. */
export const signatureFault = (
  signature: string,
  parts: SignedParts,
  key: KeyObject,
  others: OtherKeys,
): string => {
  const bytes = Buffer.from(signature, 'base64');
  const signed = recovered(bytes, key);
  if (!signed) {
    const found = others.find(([, other]) => recovered(bytes, other));
    if (found) return found[0];
    const pss = createVerify('RSA-SHA256')
      .update(textOf(parts))
      .verify(
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
        bytes,
      );
    return pss
      ? 'the signature is RSASSA-PSS, but should be RSASSA-PKCS1-v1_5'
      : 'the signature was made with a key that is not the uploaded one';
  }
  if (startsWith(signed, SHA1)) return 'the digest is SHA-1, but should be SHA-256';
  if (!startsWith(signed, SHA256)) return 'the digest is not SHA-256';
  const digest = signed.subarray(SHA256.length);
  const isSigned = (text: string): boolean => createHash('sha256').update(text).digest().equals(digest);
  const another = 'the key is right, but the signed text is another';
  const found = mistakes(parts).find(([, text]) => isSigned(text));
  if (found) return `${another}: ${found[0]}`;
  const { tried, timestamp } = signedTime(parts, isSigned);
  if (timestamp !== undefined)
    return `${another}: the signed timestamp is ${timestamp}, but the header says ${parts.timestamp}`;
  return `${another}: ${tried ? 'nonce_str or data' : 'timestamp, nonce_str or data'} is not the signed one`;
};
