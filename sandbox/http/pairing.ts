/**
 * Who may come in from outside this machine (docs/devtools.md §4): a one-time token, which a person carries
 * over, buys a session. Only digests are kept, in memory: a sandbox that is started anew knows nobody.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of a secret: 128 bits cannot be guessed over a network. */
const length = 16;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const newSecret = (): string => randomBytes(length).toString('base64url');

export class Pairing {
  private token: Buffer | undefined;
  private readonly sessions: Buffer[] = [];

  /** A token for one device. The one before, if nobody has used it, is void. */
  newToken(): string {
    const token = newSecret();
    this.token = digest(token);
    return token;
  }

  /** The session that a token buys; undefined for a wrong token, and for one that has been used. */
  redeem(token: string): string | undefined {
    if (!this.token || !timingSafeEqual(this.token, digest(token))) return undefined;
    this.token = undefined;
    const session = newSecret();
    this.sessions.push(digest(session));
    return session;
  }

  /** Takes the same time whichever session it is, and when it is none. */
  knows(session: string): boolean {
    const asked = digest(session);
    return this.sessions.reduce((found, one) => timingSafeEqual(one, asked) || found, false);
  }
}
