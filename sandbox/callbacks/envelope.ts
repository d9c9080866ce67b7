/** The outside of a callback: body and signature headers (templates §5, jsapi §2.4). */
import { createSign, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
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

/** @param now ms */
export const signHeaders = (rawBody: string, now: number, privateKey: KeyObject): Record<string, string> => {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = randomBytes(16).toString('hex');
  return {
    'content-type': 'application/json',
    'byte-timestamp': timestamp,
    'byte-nonce-str': nonce,
    'byte-signature': createSign('RSA-SHA256')
      .update(callbackText(timestamp, nonce, rawBody))
      .sign(privateKey, 'base64'),
    'byte-identifyname': '/merchant/callback',
    'byte-logid': randomBytes(12).toString('hex'),
  };
};
