/**
 * The outside of a callback: body, signature headers, and how a receiver checks them (templates §5, jsapi
 * §2.4).
 */
import { createSign, createVerify, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CallbackEnvelope } from '../../src/contract/callbacks';

export const envelope = (
  version: CallbackEnvelope['version'],
  type: CallbackEnvelope['type'],
  msg: unknown,
): string => {
  const body: CallbackEnvelope = { version, type, msg: JSON.stringify(msg) };
  return JSON.stringify(body);
};

const signedText = (timestamp: string, nonce: string, rawBody: string): string =>
  `${timestamp}\n${nonce}\n${rawBody}\n`;

/** @param now ms */
export const signHeaders = (rawBody: string, now: number, privateKey: KeyObject): Record<string, string> => {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = randomBytes(16).toString('hex');
  return {
    'content-type': 'application/json',
    'byte-timestamp': timestamp,
    'byte-nonce-str': nonce,
    'byte-signature': createSign('RSA-SHA256')
      .update(signedText(timestamp, nonce, rawBody))
      .sign(privateKey, 'base64'),
    'byte-identifyname': '/merchant/callback',
    'byte-logid': randomBytes(12).toString('hex'),
  };
};

/** Whether the platform signed exactly this body. Header names in lower case. */
export const verifyHeaders = (
  headers: Record<string, string>,
  rawBody: string,
  publicKey: KeyObject,
): boolean => {
  const { 'byte-timestamp': timestamp, 'byte-nonce-str': nonce, 'byte-signature': signature } = headers;
  if (!timestamp || !nonce || !signature) return false;
  // Decoding skips what is no base64: only the text that the platform itself would write counts.
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.toString('base64') !== signature) return false;
  return createVerify('RSA-SHA256')
    .update(signedText(timestamp, nonce, rawBody))
    .verify(publicKey, bytes);
};
