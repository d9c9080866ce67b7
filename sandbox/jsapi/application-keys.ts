/**
 * Public keys of the application, as they are uploaded in the platform's console: each has a version, from 1
 * and one higher each time (jsapi §2.4).
 */
import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mismatch } from '../../src/contract/check';
import { KEY_BITS } from '../../src/contract/jsapi/authorization';
import type { Keys } from '../callbacks/keys';
import { BadRequest } from '../failures';
import type { Store } from '../store/store';

const metaOf = (version: number): string => `key:application:${version}`;

/** Exponents below this one let a signature be forged or the key be guessed. */
const LEAST_EXPONENT = 65537n;

const isPrivate = (pem: string): boolean => /PRIVATE KEY/.test(pem);

/** One public key and nothing else: readers take the first of two, and the key out of a certificate. */
const ONE_KEY = /^-----BEGIN (RSA )?PUBLIC KEY-----\s[\w+/=\s]+-----END (RSA )?PUBLIC KEY-----$/;

const kindOfKey = (key: KeyObject): string =>
  key.asymmetricKeyType === 'rsa'
    ? `${key.asymmetricKeyDetails?.modulusLength ?? 0} bits`
    : (key.asymmetricKeyType ?? 'no key');

const read = (pem: string): KeyObject => {
  if (isPrivate(pem))
    throw new BadRequest(
      'publicKey is a private key: keep it on your server, and upload what `openssl rsa -pubout` makes of it',
    );
  let key: KeyObject | undefined;
  try {
    if (ONE_KEY.test(pem.trim())) key = createPublicKey(pem.trim());
  } catch {
    // It has the form, and is no key.
  }
  if (!key) throw new BadRequest('publicKey should be an RSA public key in PEM form');
  const bits = key.asymmetricKeyType === 'rsa' ? (key.asymmetricKeyDetails?.modulusLength ?? 0) : 0;
  if (bits < KEY_BITS)
    throw new BadRequest(mismatch('publicKey', `RSA of at least ${KEY_BITS} bits`, kindOfKey(key)));
  const exponent = key.asymmetricKeyDetails?.publicExponent ?? 0n;
  if (exponent < LEAST_EXPONENT)
    throw new BadRequest(mismatch('publicKey', `an exponent of at least ${LEAST_EXPONENT}`, `${exponent}`));
  return key;
};

export class ApplicationKeys {
  constructor(
    private readonly store: Store,
    private readonly keys: Keys,
  ) {}

  /** Version 1 is the sandbox's own pair, with which the reference merchant signs. */
  get newest(): number {
    return Number(this.store.getMeta('key:application:newest') ?? 1);
  }

  get(version: number): KeyObject | undefined {
    if (version === 1) return this.keys.application.publicKey;
    const pem = this.store.getMeta(metaOf(version));
    return pem === undefined ? undefined : createPublicKey(pem);
  }

  /**
   * Returns the version of the new key. The earlier ones go on verifying. @throws BadRequest when it is no
   * RSA public key, the platform's own, or one that has a version already
   */
  upload(pem: string): number {
    const key = read(pem);
    if (key.equals(this.keys.platform.publicKey))
      throw new BadRequest(
        "publicKey is the platform's, which verifies callbacks: upload the one of your application's own pair",
      );
    const known = this.all().find(([, each]) => each.equals(key));
    if (known) throw new BadRequest(`publicKey is uploaded already: its key_version is ${known[0]}`);
    const text = key.export({ type: 'spki', format: 'pem' }).toString();
    return this.store.transaction(() => {
      const version = this.newest + 1;
      this.store.setMeta(metaOf(version), text);
      this.store.setMeta('key:application:newest', String(version));
      return version;
    });
  }

  /** Every version with its key. */
  all(): [version: number, key: KeyObject][] {
    return Array.from({ length: this.newest }, (_none, index) => index + 1).map((version) => [
      version,
      this.get(version)!,
    ]);
  }
}
