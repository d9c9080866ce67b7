/** The program's cookies, as a device keeps them: by the addresses that the program knows. */
import { Cookie, CookieJar } from 'tough-cookie';

/** `a=1; b=2` as pairs. */
const pairs = (header: string): [string, string][] =>
  header.split(';').flatMap((part): [string, string][] => {
    const text = part.trim();
    const end = text.indexOf('=');
    return end > 0 ? [[text.slice(0, end), text.slice(end + 1)]] : [];
  });

export class Cookies {
  private readonly jar = new CookieJar(undefined, { rejectPublicSuffixes: false });

  /** What is sent to `url`; a header of the program's own comes before what was kept. */
  headerFor(url: URL, own: string | undefined): string | undefined {
    const kept = this.jar.getCookiesSync(url.href).map(({ key, value }): [string, string] => [key, value]);
    const all = new Map([...kept, ...pairs(own ?? '')]);
    return all.size === 0 ? undefined : [...all].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Keeps what an answer sets. */
  keep(url: URL, headers: readonly string[]): void {
    for (const header of headers) {
      const cookie = Cookie.parse(header);
      if (cookie) this.jar.setCookieSync(cookie, url.href, { ignoreError: true });
    }
  }
}
