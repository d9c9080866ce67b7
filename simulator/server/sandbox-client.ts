/** How the commands reach a sandbox that runs. */
import { isLoopback } from '../../src/contract/loopback';
import { refusalIn } from '../words/refusal-words';
import { sayIn } from '../words/table';
import { NobodyThereError, UsageError } from './arguments';
import { answers } from './commands/verb-words';
import { language } from './terminal';

/** Where a simulator or sandbox listens by default. */
export const DEFAULT_PORT = 5200;
const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_PORT}/`;

/** The sandbox said no: its own words, and its code where there is one. */
export class RefusedError extends Error {
  constructor(
    message: string,
    readonly errNo?: number,
  ) {
    super(message);
  }
}

/** The value of `--url`. @throws UsageError when it is no address of this machine */
export function urlFrom(text: string = DEFAULT_URL): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' || !isLoopback(url.hostname))
    throw new UsageError(answers['url-wrong'], { text });
  return `${url.origin}/`;
}

export class SandboxClient {
  constructor(readonly url: string) {}

  get<T>(path: string): Promise<T> {
    return this.ask<T>(path, {});
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.ask<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** @throws NobodyThereError, RefusedError: one line that says what to do */
  async open(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), { ...init, redirect: 'error' });
    } catch {
      throw new NobodyThereError(sayIn(answers, language())('nobody', { url: this.url }));
    }
  }

  private async ask<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.open(path, init);
    const answer = (await response.json().catch(() => ({}))) as { errMsg?: unknown; errNo?: unknown };
    if (response.ok) return answer as T;
    const { errMsg, errNo } = answer;
    throw new RefusedError(
      typeof errMsg === 'string'
        ? refusalIn(language(), errMsg.replace(/^[A-Z]+ \/\S+ /, ''))
        : sayIn(answers, language())('no-sandbox', {
            status: response.status,
            url: new URL(path, this.url).href,
          }),
      typeof errNo === 'number' ? errNo : undefined,
    );
  }
}
