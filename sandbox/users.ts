/**
 * The one user of the simulated phone: logged in or not, with temporary codes and a session (jsapi §7). Times
 * in ms.
 */
import { randomBytes } from 'node:crypto';
import { LOGIN_CODE_MS } from '../src/contract/jsapi/login';
import type { Clock } from './clock';
import { TradeFailure } from './failures';
import type { Store } from './store/store';

/** No document says how long a session lives; 30 days is what the sandbox takes. */
export const sessionLifetime = 30 * 24 * 60 * 60 * 1000;

interface LoginAnswer {
  code: string;
  anonymousCode: string;
  isLogin: boolean;
}

/** Who is behind the codes, or which of them does not hold. */
type SessionAnswer =
  | { problem: 'code' | 'anonymousCode' }
  | {
      problem?: undefined;
      sessionKey: string | undefined;
      openId: string | undefined;
      unionId: string;
      anonymousOpenId: string | undefined;
    };

export class Users {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  get loggedIn(): boolean {
    return this.store.getMeta('user:loggedIn') === 'yes';
  }

  setLoggedIn(loggedIn: boolean): void {
    this.store.setMeta('user:loggedIn', loggedIn ? 'yes' : 'no');
    if (!loggedIn) this.store.setMeta('user:session', '0');
  }

  get openId(): string {
    return this.identity('openId');
  }

  /**
   * The host's dialog has been shown before this where `force` asks for it: whoever is not logged in now has
   * refused.
   */
  login(force: boolean): LoginAnswer {
    if (!this.loggedIn && force) throw new TradeFailure(11001);
    const loggedIn = this.loggedIn;
    if (loggedIn) {
      this.store.setMeta('user:session', String(this.clock.now() + sessionLifetime));
      this.store.setMeta('user:sessionKey', randomBytes(16).toString('base64'));
    }
    return {
      code: loggedIn ? this.newCode(this.openId, false) : '',
      anonymousCode: this.newCode(this.identity('anonymousOpenId'), true),
      isLogin: loggedIn,
    };
  }

  sessionAlive(): boolean {
    return this.loggedIn && this.clock.now() < Number(this.store.getMeta('user:session') ?? 0);
  }

  /** What the developer's server does with a code. Each works once, for 3 minutes. */
  exchange(code: string): { openId: string; anonymous: boolean } {
    const user = this.store.transaction(() => this.takeCode(code));
    if (!user) throw new TradeFailure(11003, { text: 'code 已失效' });
    return user;
  }

  /** Both codes of one login, or one of them: each is used up, also when the other one does not hold. */
  sessionOf(code: string | undefined, anonymousCode: string | undefined): SessionAnswer {
    return this.store.transaction(() => {
      const user = code === undefined ? undefined : this.takeCode(code);
      const phone = anonymousCode === undefined ? undefined : this.takeCode(anonymousCode);
      if (code !== undefined && user?.anonymous !== false) return { problem: 'code' };
      if (anonymousCode !== undefined && phone?.anonymous !== true) return { problem: 'anonymousCode' };
      return {
        sessionKey: this.store.getMeta('user:sessionKey'),
        openId: user?.openId,
        unionId: this.identity('unionId'),
        anonymousOpenId: phone?.openId,
      };
    });
  }

  private takeCode(code: string): { openId: string; anonymous: boolean } | undefined {
    const row = this.store.get<{ open_id: string; anonymous: number; expire_time: number }>(
      'SELECT * FROM login_codes WHERE code = ?',
      code,
    );
    this.store.run('DELETE FROM login_codes WHERE code = ? OR expire_time <= ?', code, this.clock.now());
    if (!row || row.expire_time <= this.clock.now()) return undefined;
    return { openId: row.open_id, anonymous: row.anonymous === 1 };
  }

  private newCode(openId: string, anonymous: boolean): string {
    const code = randomBytes(16).toString('base64url');
    this.store.run(
      'INSERT INTO login_codes (code, open_id, anonymous, expire_time) VALUES (?, ?, ?, ?)',
      code,
      openId,
      Number(anonymous),
      this.clock.now() + LOGIN_CODE_MS,
    );
    return code;
  }

  private identity(name: string): string {
    const kept = this.store.getMeta(`user:${name}`);
    if (kept !== undefined) return kept;
    const made = `_000${randomBytes(18).toString('base64url')}`;
    this.store.setMeta(`user:${name}`, made);
    return made;
  }
}
