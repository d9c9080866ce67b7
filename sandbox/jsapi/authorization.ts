/**
 * byteAuthorization of tt.requestOrder: verified, once the contract has nothing against its form (jsapi
 * §2.4).
 */
import { createVerify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mismatch } from '../../src/contract/check';
import { authorizationParts, SIGNED_METHOD, SIGNED_URI } from '../../src/contract/jsapi/authorization';
import { TradeFailure } from '../failures';
import type { OtherKeys, SignedParts } from './signature-fault';
import { signatureFault, textOf } from './signature-fault';

const partsOf = (timestamp: string, nonce: string, data: string): SignedParts => ({
  method: SIGNED_METHOD,
  uri: SIGNED_URI,
  timestamp,
  nonce,
  data,
});

/** What is signed: five lines. */
const authorizationText = (timestamp: string, nonce: string, data: string): string =>
  textOf(partsOf(timestamp, nonce, data));

const unverified = (details: string): TradeFailure => new TradeFailure(11004, { line: '校验', details });

interface Verifying {
  appId: string;
  /** Public keys of the application by version. */
  keys: readonly (readonly [version: number, key: KeyObject])[];
  /** The platform's own, which is sometimes taken for the application's. */
  platformKey: KeyObject;
}

const otherKeys = (version: number, { keys, platformKey }: Verifying): OtherKeys => [
  [
    "the signature was made with the platform's private key, but should be made with the application's",
    platformKey,
  ],
  ...keys
    .filter(([other]) => other !== version)
    .map(
      ([other, key]) =>
        [
          `the signature was made with the application key of version ${other}, but key_version says ${version}`,
          key,
        ] as const,
    ),
];

/** @throws TradeFailure 11004 that says which part is wrong */
export const verifyAuthorization = (header: string, data: string, by: Verifying): void => {
  const { appid, nonce_str: nonce, timestamp, key_version: version, signature } = authorizationParts(header);
  if (appid !== by.appId) throw unverified(mismatch('byteAuthorization.appid', by.appId, appid));
  const key = by.keys.find(([known]) => known === Number(version))?.[1];
  if (!key)
    throw unverified(
      `no application key of version ${version}: the newest is ${Math.max(...by.keys.map(([known]) => known))}`,
    );
  const verified = createVerify('RSA-SHA256')
    .update(authorizationText(timestamp, nonce, data))
    .verify(key, signature, 'base64');
  if (!verified)
    throw unverified(
      signatureFault(signature, partsOf(timestamp, nonce, data), key, otherKeys(Number(version), by)),
    );
};
