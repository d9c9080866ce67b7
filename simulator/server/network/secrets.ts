/** What a recording leaves out: whoever reads the rules must not be able to act as the one who recorded. */
import { parseJson } from '../../../src/contract/schema/formats';

/** Names, lower case and without separators, whose values let somebody in. */
const SECRET =
  /token|secret|passw|pwd|cookie|credential|jwt|apikey|appkey|accesskey|privatekey|authkey|sessionid|sessionkey|passphrase/;
const namesOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const WHOLE = namesOf(
  'authorization proxyauthorization authenticationinfo xauth sid jsessionid phpsessid bearer',
);
/** Harmless in other programs: a cinema's session, a person's signature, the number of tickets. */
const AMBIGUOUS = namesOf('session xsession auth authcode ticket sign xsign signature');
/** What is long enough to be a key, and no sentence. */
const KEY = /^[\w.~+/=%-]{16,}$/;

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export const isSecretName = (name: string): boolean => {
  const plain = plainName(name);
  return SECRET.test(plain) || WHOLE.has(plain) || AMBIGUOUS.has(plain);
};

/** What lets somebody in whatever its name is: a JWT, a bearer's word, a private key. */
const SECRET_TEXT =
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b(?:Bearer|Basic)\s+[\w.~+/-]{8,}=*|-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** `name=value` of an address, a form or a text. */
const PAIR = /([\w.[\]-]+)(=|%3D)([^\s&;,"'<>#]+)/gi;

export const isSecretText = (text: string): boolean => text.search(SECRET_TEXT) >= 0;

export const REDACTED = '[redacted]';
/** Shorter texts are found everywhere. */
const SHORTEST = 8;

const isPlain = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

export const isSecret = (name: string, value: unknown): boolean =>
  isPlain(value) && isSecretName(name) && (!AMBIGUOUS.has(plainName(name)) || KEY.test(String(value)));

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
    if (typeof value === 'string') return this.stripText(value, instead);
    if (Array.isArray(value)) return value.map((item) => this.strip(item, instead, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, this.strip(part, instead, key)]),
    );
  }

  /** A text without its secrets: in JSON inside of it, in pairs as in addresses, in what looks like a key. */
  private stripText(text: string, instead: string): string {
    if (/^\s*[[{]/.test(text)) {
      const inner = parseJson(text);
      if (typeof inner === 'object' && inner !== null) {
        const clean = this.strip(inner, instead);
        const isSame = JSON.stringify(clean) === JSON.stringify(inner);
        return isSame ? text : JSON.stringify(clean);
      }
    }
    return text
      .replace(SECRET_TEXT, (secret) => {
        this.add(secret);
        return instead;
      })
      .replace(PAIR, (pair, name: string, sign: string, value: string) => {
        if (!isSecret(name, value)) return pair;
        this.add(value);
        return `${name}${sign}${instead}`;
      });
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
