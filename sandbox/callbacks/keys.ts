/** The four keys of the trade system (jsapi §2.4), made once per sandbox. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Store } from '../store/store';
import { openStore } from '../store/store';

interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const loadPair = (store: Store, name: string): KeyPair => {
  const kept = store.getMeta(`key:${name}`);
  const pem =
    kept ??
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
  if (kept === undefined) store.setMeta(`key:${name}`, pem);
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
};

/**
 * Sandboxes in memory live no longer than the process: they share its pairs, because making one takes up to a
 * second.
 */
const ofProcess = new Map<string, KeyPair>();

/** A pair is made when it is first needed. */
export class Keys {
  private readonly pairs: Map<string, KeyPair>;

  constructor(private readonly store: Store) {
    this.pairs = store.inMemory ? ofProcess : new Map<string, KeyPair>();
  }

  /** Signs callbacks; the developer verifies them with its public half. */
  get platform(): KeyPair {
    return this.pair('platform');
  }

  /** The developer signs requestOrder's data with it; the platform verifies. */
  get application(): KeyPair {
    return this.pair('application');
  }

  private pair(name: string): KeyPair {
    const pair = this.pairs.get(name) ?? loadPair(this.store, name);
    this.pairs.set(name, pair);
    return pair;
  }
}

/**
 * The platform's pair of a sandbox's file, which is made where there is none. Nothing else of the file is
 * touched.
 */
export const platformKeyOf = (file: string): KeyPair => {
  const store = openStore(file);
  try {
    return new Keys(store).platform;
  } finally {
    store.close();
  }
};
