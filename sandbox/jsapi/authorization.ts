/** byteAuthorization of tt.requestOrder: taken apart and verified (jsapi §2.4). */
import { createVerify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { TradeFailure } from '../failures';
import type { OtherKeys, SignedParts } from './signature-fault';
import { signatureFault, textOf } from './signature-fault';

export const scheme = 'SHA256-RSA2048 ';
/** A header older than about an hour is refused. */
const oldestMs = 60 * 60 * 1000;
/** Clocks of two machines may differ. */
const skewMs = 5 * 60 * 1000;

const names = ['appid', 'nonce_str', 'timestamp', 'key_version', 'signature'] as const;
type Fields = Record<(typeof names)[number], string>;

const partsOf = (timestamp: string, nonce: string, data: string): SignedParts => ({
  method: 'POST',
  uri: '/requestOrder',
  timestamp,
  nonce,
  data,
});

/** What is signed: five lines. */
export const authorizationText = (timestamp: string, nonce: string, data: string): string => textOf(partsOf(timestamp, nonce, data));

const malformed = (details: string): TradeFailure => new TradeFailure(11004, { text: `签名参数异常: ${details}` });
const unverified = (details: string): TradeFailure => new TradeFailure(11004, { text: `签名校验异常: ${details}` });

/** Values may stand in double quotes (README Q20). */
const parse = (header: string): Fields => {
  if (!header.startsWith(scheme)) throw malformed(`byteAuthorization should begin with ${JSON.stringify(scheme)}`);
  const given = new Map(
    header
      .slice(scheme.length)
      .split(',')
      .map((part) => {
        const at = part.indexOf('=');
        return [
          part.slice(0, at).trim(),
          part
            .slice(at + 1)
            .trim()
            .replace(/^"(.*)"$/, '$1'),
        ] as const;
      }),
  );
  const parts = header.slice(scheme.length).split(',');
  const twice = names.find((name) => parts.filter((part) => part.trim().startsWith(`${name}=`)).length > 1);
  if (twice) throw malformed(`${twice} is given twice`);
  const missing = names.find((name) => !given.get(name));
  if (missing) throw malformed(`${missing} is missing`);
  return Object.fromEntries(given) as Fields;
};

const standardBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export interface Verifying {
  /** ms */
  now: number;
  appId: string;
  /** Public keys of the application by version. */
  keys: readonly (readonly [version: number, key: KeyObject])[];
  /** The platform's own, which is sometimes taken for the application's. */
  platformKey: KeyObject;
}

const otherKeys = (version: number, { keys, platformKey }: Verifying): OtherKeys => [
  ["the signature was made with the platform's private key, but should be made with the application's", platformKey],
  ...keys
    .filter(([other]) => other !== version)
    .map(
      ([other, key]) =>
        [`the signature was made with the application key of version ${other}, but key_version says ${version}`, key] as const,
    ),
];

/** @throws TradeFailure 11004 that says which part is wrong */
export const verifyAuthorization = (header: string, data: string, by: Verifying): void => {
  const { appid, nonce_str: nonce, timestamp, key_version: version, signature } = parse(header);
  if (!/^\d{1,10}$/.test(timestamp)) throw malformed('timestamp should be whole Unix seconds');
  if (!/^\d+$/.test(version)) throw malformed('key_version should be a whole number');
  if (!standardBase64.test(signature)) throw malformed('signature should be standard base64 with padding');
  if (appid !== by.appId) throw unverified(`appid should be ${by.appId}, but got ${appid}`);
  const key = by.keys.find(([known]) => known === Number(version))?.[1];
  if (!key) throw unverified(`no application key of version ${version}: the newest is ${Math.max(...by.keys.map(([known]) => known))}`);
  const age = by.now - Number(timestamp) * 1000;
  if (age > oldestMs || age < -skewMs) throw unverified(`timestamp is ${Math.round(age / 1000)} s old`);
  const verified = createVerify('RSA-SHA256')
    .update(authorizationText(timestamp, nonce, data))
    .verify(key, signature, 'base64');
  if (!verified) throw unverified(signatureFault(signature, partsOf(timestamp, nonce, data), key, otherKeys(Number(version), by)));
};
