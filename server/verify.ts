/**
 * Whether a callback comes from the platform, and is not an old one (contract jsapi §2.4, templates §5). The
 * signature covers the body as it was received: nothing may parse and write it again before.
 */
import { createHash, createVerify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AHEAD_MS, AUTHORIZATION_MS } from '../src/contract/jsapi/authorization';

/** A request's headers, with names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

export interface VerifyOptions {
  /** The platform's public keys of this mini-program: several while a new one takes over. */
  keys: readonly KeyObject[];
  /** Time of this server, ms since 1970. */
  now: number;
  /**
   * How old a signature may be, ms. The platform repeats a payment callback for half an hour, and no page
   * says whether it signs it anew. @default one hour
   */
  tolerance?: number;
  /** How far the platform's clock may be ahead, ms. @default five minutes */
  ahead?: number;
}

/** `key`: tells a callback from every other one, so that a replayed one is known. */
export type Verified = { ok: true; key: string; sentTime: number } | { ok: false; problem: string };

const failed = (problem: string): Verified => ({ ok: false, problem });

/** What is signed: three lines, each with its end. */
export const callbackText = (timestamp: string, nonce: string, rawBody: string): string =>
  `${timestamp}\n${nonce}\n${rawBody}\n`;

/** The bytes of standard base64 with its padding, and of nothing else: decoders skip what is none. */
const strictBase64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

/** @param rawBody exactly as received */
export const verifyCallback = (headers: Headers, rawBody: string, options: VerifyOptions): Verified => {
  const { 'byte-timestamp': timestamp, 'byte-nonce-str': nonce, 'byte-signature': signature } = headers;
  if (!timestamp || !nonce || !signature)
    return failed('Byte-Timestamp, Byte-Nonce-Str or Byte-Signature is missing');
  if (!/^\d{1,10}$/.test(timestamp)) return failed('Byte-Timestamp is not in whole Unix seconds');
  const bytes = strictBase64(signature);
  if (!bytes) return failed('Byte-Signature is not standard base64 with padding');
  const text = callbackText(timestamp, nonce, rawBody);
  const isOf = (key: KeyObject): boolean => createVerify('RSA-SHA256').update(text).verify(key, bytes);
  if (!options.keys.some(isOf))
    return failed('Byte-Signature is not of this body: is it the raw body, and the key of the platform?');
  const sentTime = Number(timestamp) * 1000;
  const age = options.now - sentTime;
  const { tolerance = AUTHORIZATION_MS, ahead = AHEAD_MS } = options;
  if (age > tolerance || age < -ahead)
    return failed(`it was signed ${Math.round(age / 1000)} s ago, or this server's clock is wrong`);
  return { ok: true, key: `${nonce}.${createHash('sha256').update(text).digest('hex')}`, sentTime };
};
