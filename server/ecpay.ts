/** Signatures of 担保支付: of requests by MD5, of callbacks by SHA-1 (contract open-api §5). */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Fields that are not signed. */
const unsigned = new Set(['app_id', 'thirdparty_id', 'sign', 'other_settle_params']);

const textOf = (value: unknown): string =>
  (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)).trim();

/** MD5 over the sorted values and the SALT, with & between; empty ones and "null" are left out. */
export const signEcpay = (body: Record<string, unknown>, salt: string): string => {
  const values = Object.entries(body)
    .filter(([name, value]) => !unsigned.has(name) && value !== undefined && value !== null)
    .map(([, value]) => textOf(value))
    .filter((value) => value !== '' && value !== 'null');
  return createHash('md5')
    .update([...values, salt].sort().join('&'))
    .digest('hex');
};

/** By bytes: letters outside of ASCII are more bytes than letters, and unequal lengths are an exception. */
const isSame = (given: string, own: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(own)];
  return one.length === other.length && timingSafeEqual(one, other);
};

export const isEcpaySigned = (body: Record<string, unknown>, salt: string): boolean =>
  typeof body.sign === 'string' && isSame(body.sign.toLowerCase(), signEcpay(body, salt));

interface EcpayCallback {
  timestamp: string;
  nonce: string;
  msg: string;
  type: string;
  msg_signature: string;
}

const callbackSignature = (
  token: string,
  { timestamp, nonce, msg }: Omit<EcpayCallback, 'type' | 'msg_signature'>,
) => createHash('sha1').update([token, timestamp, nonce, msg].sort().join('')).digest('hex');

/** @param now ms */
export const ecpayEnvelope = (type: string, msg: unknown, now: number, token: string): string => {
  const parts = {
    timestamp: String(Math.floor(now / 1000)),
    nonce: String(randomBytes(4).readUInt32BE()),
    msg: JSON.stringify(msg),
  };
  const body: EcpayCallback = { ...parts, type, msg_signature: callbackSignature(token, parts) };
  return JSON.stringify(body);
};

/** Whether the platform signed it. `body`: parsed, nothing else known of it. */
export const isEcpayCallback = (body: unknown, token: string): body is EcpayCallback => {
  if (typeof body !== 'object' || body === null) return false;
  const { timestamp, nonce, msg, msg_signature: signature } = body as Partial<EcpayCallback>;
  return (
    [timestamp, nonce, msg, signature].every((each) => typeof each === 'string') &&
    isSame(signature!, callbackSignature(token, { timestamp: timestamp!, nonce: nonce!, msg: msg! }))
  );
};
