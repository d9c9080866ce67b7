/** The outside of a callback: body and signature headers (templates §5, jsapi §2.4). */
import { randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { callbackText } from '../../server/verify';
import type { CallbackEnvelope } from '../../src/contract/callbacks';

export const envelope = (
  version: CallbackEnvelope['version'],
  type: CallbackEnvelope['type'],
  msg: unknown,
): string => {
  const body: CallbackEnvelope = { version, type, msg: JSON.stringify(msg) };
  return JSON.stringify(body);
};

interface Signed {
  timestamp: string;
  nonce: string;
  text: string;
}

/** What a signature of this moment is over. @param now ms */
const toSign = (rawBody: string, now: number): Signed => {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = randomBytes(16).toString('hex');
  return { timestamp, nonce, text: callbackText(timestamp, nonce, rawBody) };
};

const headersOf = ({ timestamp, nonce }: Signed, signature: Buffer): Record<string, string> => ({
  'content-type': 'application/json',
  'byte-timestamp': timestamp,
  'byte-nonce-str': nonce,
  'byte-signature': signature.toString('base64'),
  'byte-identifyname': '/merchant/callback',
  'byte-logid': randomBytes(12).toString('hex'),
});

const ALGORITHM = 'RSA-SHA256';

/** @param now ms */
export const signHeaders = (rawBody: string, now: number, privateKey: KeyObject): Record<string, string> => {
  const signed = toSign(rawBody, now);
  return headersOf(signed, sign(ALGORITHM, Buffer.from(signed.text), privateKey));
};

const signAside = promisify<string, Buffer, KeyObject, Buffer>(sign);

/** The same on another thread: a signature takes as long as all the rest of a delivery. @param now ms */
export const signHeadersAside = async (
  rawBody: string,
  now: number,
  privateKey: KeyObject,
): Promise<Record<string, string>> => {
  const signed = toSign(rawBody, now);
  return headersOf(signed, await signAside(ALGORITHM, Buffer.from(signed.text), privateKey));
};
