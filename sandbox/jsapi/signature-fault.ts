/** Why a signature of requestOrder does not verify: what it was made of can be read back with the public key, and compared (jsapi §2.4). */
import { constants, createHash, createVerify, publicDecrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { kindOf } from '../../src/contract/check';
import { parseJson } from '../../src/contract/jsapi/formats';

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

const startsWith = (bytes: Buffer, prefix: Buffer): boolean => bytes.subarray(0, prefix.length).equals(prefix);

/** What the private half of `key` signed; `undefined` when it did not make the signature, or not in that scheme. */
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

/** The usual mistakes: what is different, and the text that is signed then. */
const mistakes = (parts: SignedParts): [what: string, text: string][] => {
  const text = textOf(parts);
  const value = parseJson(parts.data);
  const other = (change: Partial<SignedParts>): string => textOf({ ...parts, ...change });
  return [
    ['the last line has no line feed', text.slice(0, -1)],
    ['the lines end in CR LF', text.replace(/\n/g, '\r\n')],
    ...['GET', 'PUT', 'post', ''].map((method): [string, string] => [`the method is ${JSON.stringify(method)}`, other({ method })]),
    ...['requestOrder', '/requestorder', '/requestOrder/', '/'].map((uri): [string, string] => [
      `the URI is ${JSON.stringify(uri)}`,
      other({ uri }),
    ]),
    ['the timestamp is in milliseconds', other({ timestamp: `${parts.timestamp}000` })],
    ['timestamp and nonce_str are exchanged', other({ timestamp: parts.nonce, nonce: parts.timestamp })],
    ['the data is empty', other({ data: '' })],
    ['the data was serialised anew before it was signed', other({ data: JSON.stringify(value) })],
    ['the data was laid out with blanks before it was signed', other({ data: JSON.stringify(value, null, 2) })],
    ['the keys of the data were sorted before it was signed', other({ data: JSON.stringify(sorted(value)) })],
    ['the data has a blank at its end', other({ data: `${parts.data} ` })],
    ['the data was trimmed before it was signed', other({ data: parts.data.trim() })],
  ];
};

/** Keys that may have been taken instead of the right one, with what to say then. */
export type OtherKeys = readonly (readonly [what: string, key: KeyObject])[];

/** One sentence about a signature that does not verify with `key`. `signature`: base64. */
export const signatureFault = (signature: string, parts: SignedParts, key: KeyObject, others: OtherKeys): string => {
  const bytes = Buffer.from(signature, 'base64');
  const signed = recovered(bytes, key);
  if (!signed) {
    const found = others.find(([, other]) => recovered(bytes, other));
    if (found) return found[0];
    const pss = createVerify('RSA-SHA256')
      .update(textOf(parts))
      .verify({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, bytes);
    return pss
      ? 'the signature is RSASSA-PSS, but should be RSASSA-PKCS1-v1_5'
      : 'the signature was made with a key that is not the uploaded one';
  }
  if (startsWith(signed, SHA1)) return 'the digest is SHA-1, but should be SHA-256';
  if (!startsWith(signed, SHA256)) return 'the digest is not SHA-256';
  const digest = signed.subarray(SHA256.length);
  const found = mistakes(parts).find(([, text]) => createHash('sha256').update(text).digest().equals(digest));
  return `the key is right, but the signed text is another: ${found ? found[0] : 'timestamp, nonce_str or data is not the signed one'}`;
};
