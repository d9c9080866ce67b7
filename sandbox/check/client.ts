/** Talks to a developer's server as the kit and the platform do. */
import type { KeyObject } from 'node:crypto';
import { envelope, signHeaders } from '../callbacks/envelope';
import { type ANSWERS, checkAnswer } from '../../src/contract/merchant/check';
import type { QuestionName } from '../../src/contract/merchant/questions';
import type { Infer } from '../../src/contract/schema/fields';
import { sentenceOf } from '../../src/contract/schema/mistakes';
import { parseJson } from '../../src/contract/schema/formats';

export interface Reply {
  status: number;
  text: string;
  /** Parsed, or `undefined` where it is no JSON. */
  body: unknown;
}

/** A callback on its way. */
export interface Sent {
  headers: Record<string, string>;
  body: string;
}

/** Where the server is, and who the checker is. */
export interface Target {
  /** Of the `Merchant` port, without a slash at the end. */
  baseUrl: string;
  callbackUrl: string;
  /** The platform's private key, whose public half the server trusts. */
  platformKey: KeyObject;
  /** The server's own requirements, such as a session. */
  headers?: Record<string, string>;
}

/** What is wrong, and what to do. */
export class Finding extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

const timeoutMs = 10_000;

const causeOf = (error: unknown): string => {
  const { message, cause } = error as Error & { cause?: Error & { code?: string } };
  return cause?.code ?? cause?.message ?? message;
};

export class Client {
  constructor(private readonly target: Target) {}

  get callbackUrl(): string {
    return this.target.callbackUrl;
  }

  async get(path: string, query: Record<string, string | number> = {}): Promise<Reply> {
    const text = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    return this.fetch(`${this.target.baseUrl}${path}${text === '' ? '' : `?${text}`}`, {
      headers: this.target.headers,
    });
  }

  async post(path: string, body: unknown): Promise<Reply> {
    const headers = { ...this.target.headers, 'content-type': 'application/json' };
    return this.fetch(`${this.target.baseUrl}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
  }

  /** One signed callback; `spoil` changes it after it was signed. @param age of the signature, ms */
  async callback(
    type: Parameters<typeof envelope>[1],
    msg: unknown,
    spoil: (sent: Sent) => void = () => undefined,
    age = 0,
  ): Promise<Reply> {
    const body = envelope('2.0', type, msg);
    const sent = { headers: signHeaders(body, Date.now() - age, this.target.platformKey), body };
    spoil(sent);
    return this.send(sent);
  }

  /** A callback exactly as it was sent before, perhaps. */
  send(sent: Sent): Promise<Reply> {
    return this.fetch(this.target.callbackUrl, { method: 'POST', headers: sent.headers, body: sent.body });
  }

  private async fetch(url: string, init: RequestInit): Promise<Reply> {
    try {
      const reply = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
      const text = await reply.text();
      return { status: reply.status, text, body: parseJson(text) };
    } catch (error) {
      throw new Finding(
        `no answer (${causeOf(error)})`,
        `Start your server, and let it answer ${url.split('?')[0]} within ${timeoutMs / 1000} s.`,
      );
    }
  }
}

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** The body of an answer of 2xx, as the contract has it; names every field that is wrong. */
export const accepted = <Q extends QuestionName>(
  question: Q,
  { status, body, text }: Reply,
  { query, fix = 'Answer HTTP 200.' }: { query?: object; fix?: string } = {},
): Infer<(typeof ANSWERS)[Q]> => {
  if (status !== 200) throw new Finding(`HTTP ${status} ${shown(text)}`, fix);
  if (body === undefined)
    throw new Finding(`no JSON: ${shown(text)}`, 'Answer with JSON, and nothing around it.');
  const problems = checkAnswer(question, body, query);
  if (problems.length > 0)
    throw new Finding(
      problems.map(sentenceOf).join('; '),
      `What ${question} is answered with is in docs/merchant.md and openapi.json.`,
    );
  return body as Infer<(typeof ANSWERS)[Q]>;
};

/** An answer of 4xx with `errMsg`. */
export const refused = ({ status, body, text }: Reply): void => {
  const fix = 'Answer HTTP 4xx with {"errMsg": "…"} when you reject the parameters or know no such thing.';
  if (status < 400 || status > 499) throw new Finding(`HTTP ${status} ${shown(text)}`, fix);
  if (typeof (body as { errMsg?: unknown } | undefined)?.errMsg !== 'string')
    throw new Finding(`no errMsg in ${shown(text)}`, fix);
};

export const equal = (name: string, got: unknown, wanted: unknown, fix: string): void => {
  if (got !== wanted)
    throw new Finding(`${name} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`, fix);
};
