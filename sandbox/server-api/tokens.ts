/** Tokens of `/oauth/client_token/`: two hours each, of an app the newest two only (contract open-api §2). */
import { randomBytes } from 'node:crypto';
import { OLD_TOKEN_MS, TOKEN_MS } from '../../src/contract/open-api';
import type { Clock } from '../clock';
import type { Store } from '../store/store';
import { stored } from '../store/stored';

interface Kept {
  token: string;
  appId: string;
  until: number;
}

const metaKey = 'key:tokens';
/** So many are remembered, to tell an expired one from one that never was. */
const remembered = 50;

export class Tokens {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  issue(appId: string): { accessToken: string; expiresIn: number } {
    const now = this.clock.now();
    const made: Kept = { token: `clt.${randomBytes(24).toString('hex')}`, appId, until: now + TOKEN_MS };
    this.store.transaction(() => {
      const kept = this.kept();
      const own = kept.filter((each) => each.appId === appId);
      const shortened = kept.map((each) => {
        if (each.appId !== appId) return each;
        const most = each === own[0] ? now + OLD_TOKEN_MS : now;
        return { ...each, until: Math.min(each.until, most) };
      });
      this.store.setMeta(metaKey, JSON.stringify([made, ...shortened].slice(0, remembered)));
    });
    return { accessToken: made.token, expiresIn: TOKEN_MS / 1000 };
  }

  /** Whose token it is. `expired`: it was one once. */
  appOf(token: string): { appId: string } | 'expired' | undefined {
    const found = this.kept().find((each) => each.token === token);
    if (!found) return undefined;
    return found.until > this.clock.now() ? { appId: found.appId } : 'expired';
  }

  /** Newest first. */
  private kept(): Kept[] {
    return stored<Kept[]>(this.store.getMeta(metaKey) ?? '[]', `meta.${metaKey}`);
  }
}
