/**
 * What a developer's server and the platform share, beside the keys: the app's secret, the SALT and the Token
 * of 担保支付 (contract open-api §1). Made once per sandbox, each when it is first needed.
 */
import { randomBytes } from 'node:crypto';
import type { Store } from '../store/store';
import { openStore } from '../store/store';

export class Secrets {
  constructor(private readonly store: Store) {}

  /** client_secret of `/oauth/client_token/`. */
  get appSecret(): string {
    return this.secret('app', 20);
  }

  /** Goes into the field `sign` of 担保支付. */
  get salt(): string {
    return this.secret('salt', 20);
  }

  /** Goes into the signature of its callbacks. */
  get callbackToken(): string {
    return this.secret('token', 16);
  }

  private secret(name: string, bytes: number): string {
    const key = `key:secret:${name}`;
    const kept = this.store.getMeta(key);
    if (kept !== undefined) return kept;
    const made = randomBytes(bytes).toString('hex');
    this.store.setMeta(key, made);
    return made;
  }
}

export interface ServerSecrets {
  appId: string;
  appSecret: string;
  salt: string;
  callbackToken: string;
}

export const told = (appId: string, { appSecret, salt, callbackToken }: Secrets): ServerSecrets => ({
  appId,
  appSecret,
  salt,
  callbackToken,
});

/** Those of a sandbox's file, which are made where there are none. Nothing else of the file is touched. */
export const secretsOf = (file: string, appId: string): ServerSecrets => {
  const store = openStore(file);
  try {
    return told(appId, new Secrets(store));
  } finally {
    store.close();
  }
};
