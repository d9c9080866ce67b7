/** What a recording leaves out: whoever reads the rules must not be able to act as the one who recorded. */

/** Names, lower case and without separators, whose values let somebody in. */
const SECRET =
  /token|secret|passw|passwd|pwd|cookie|credential|jwt|apikey|accesskey|privatekey|sessionid|sessionkey/;
const WHOLE = new Set(['authorization', 'proxyauthorization', 'auth', 'sid', 'session']);

export const isSecretName = (name: string): boolean => {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET.test(plain) || WHOLE.has(plain);
};

export const REDACTED = '[redacted]';
/** Shorter texts are found everywhere. */
const SHORTEST = 8;

const isPlain = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/** The show times of a cinema are called sessions, too: only what is long enough to be one is a key. */
const isSecret = (name: string, value: unknown): value is string | number =>
  isSecretName(name) && isPlain(value) && (!/^session$/i.test(name) || String(value).length >= 16);

/** Gathers secrets as they are met, and takes them out of what is written. */
export class Secrets {
  private readonly known = new Set<string>();

  private add(value: string): void {
    if (value.length >= SHORTEST) this.known.add(value);
  }

  /** Of a request's or an answer's headers: `Authorization: Bearer x`, `Cookie: a=x`, `X-Token: x`. */
  fromHeader(header: Record<string, string>): void {
    for (const [name, value] of Object.entries(header)) {
      if (!isSecretName(name)) continue;
      this.add(value);
      if (/cookie/i.test(name)) this.fromCookies(value.split(';'));
      else for (const word of value.split(/\s+/)) this.add(word);
    }
  }

  /** `a=x; Path=/` */
  fromCookies(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';');
      const value = pair.slice(pair.indexOf('=') + 1).trim();
      this.add(value);
      if (value.includes('%')) this.add(decoded(value));
    }
  }

  /** A value without what is secret in it, by the names of its fields. Remembers what it takes out. */
  strip(value: unknown, instead: string, name = ''): unknown {
    if (isSecret(name, value)) {
      this.add(String(value));
      return instead;
    }
    if (Array.isArray(value)) return value.map((item) => this.strip(item, instead, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, this.strip(part, instead, key)]),
    );
  }

  /** A value without any secret that is known by now, wherever it stands in a text. */
  scrub(value: unknown, instead: string): unknown {
    if (typeof value === 'string') {
      let text = value;
      for (const secret of this.known) text = text.replaceAll(secret, instead);
      return text;
    }
    if (Array.isArray(value)) return value.map((item) => this.scrub(item, instead));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.scrub(part, instead)]));
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
