/** Talks to a developer's server as the kit and the platform do. */
import type { KeyObject } from 'node:crypto';
import { envelope, signHeaders } from '../callbacks/envelope';
import { type ANSWERS, checkAnswer } from '../../src/contract/merchant/check';
import type { QuestionName } from '../../src/contract/merchant/questions';
import type { Infer } from '../../src/contract/schema/fields';
import type { Problem } from '../../src/contract/schema/walk';
import { sentenceOf } from '../../src/contract/schema/mistakes';
import { parseJson } from '../../src/contract/schema/formats';
import { Finding, Unreachable } from './finding';
import { ask, STOPPED, type Asked, type Reply as WireReply } from './wire';

export interface Reply extends WireReply {
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
  /** How long an answer may take, ms. @default 10,000 */
  timeout?: number;
}

const TIMEOUT = 10_000;

export class Client {
  /** Whether a server was met, whatever it answered. */
  isThere = false;

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

  private async fetch(url: string, asked: Asked): Promise<Reply> {
    const reply = await ask(url, asked, this.target.timeout ?? TIMEOUT).catch((error: unknown) => {
      this.isThere ||= !(error instanceof Unreachable);
      throw error;
    });
    this.isThere = true;
    return { ...reply, body: parseJson(reply.text) };
  }
}

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const isPage = (text: string): boolean => text.trimStart().startsWith('<');
const aPage = 'A page came: mend the address, or let what is asked in without a login.';
/** Who wants to know where a question comes from: a browser would say so. */
const letIn =
  'Let it in: a phone sends no Origin and no cookie. If it wants a session, bring one: --header "<name>: <value>".';
const isKeptOut = ({ status, text }: Reply): boolean =>
  status === 401 || status === 403 || (status >= 400 && /\bcors\b/i.test(text));

/** Where a text stops being JSON. */
const notJson = (text: string, empty = 'Answer HTTP 200 with JSON.'): Finding => {
  if (text.trim() === '') return new Finding('an empty answer', empty);
  if (isPage(text)) return new Finding(`no JSON: ${shown(text)}`, aPage);
  try {
    JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const isCut =
      /^(?:Unexpected end|Unterminated)/.test(message) || message.endsWith(`position ${text.length}`);
    if (isCut) return new Finding(`the JSON stops after ${text.length} characters: ${shown(text)}`, STOPPED);
    const near = /\.\.\."([^]*)"\.\.\. is not/.exec(message)?.[1];
    if (near !== undefined)
      return new Finding(`no JSON at: …${near}…`, 'Answer with JSON, as a JSON library writes it.');
  }
  return new Finding(`no JSON: ${shown(text)}`, 'Answer with JSON, and nothing around it.');
};

const notOk = (reply: Reply, fix: string): Finding => {
  const { status, text, body } = reply;
  const said = `HTTP ${status} ${shown(text)}`.trim();
  if (isKeptOut(reply)) return new Finding(said, letIn);
  const isNoRoute = (status === 404 || status === 405) && !isRefusal(body);
  return new Finding(said, isNoRoute ? 'Mend the address, or answer this question there.' : fix);
};

const isRefusal = (body: unknown): boolean =>
  typeof (body as { errMsg?: unknown } | null | undefined)?.errMsg === 'string';

const isEmptyWrapper = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'data' in body && body.data === null;

/** The body of an answer of 2xx, as the contract has it; names every field that is wrong. */
export const accepted = <Q extends QuestionName>(
  question: Q,
  reply: Reply,
  { query, fix = 'Answer HTTP 200.' }: { query?: object; fix?: string } = {},
): Infer<(typeof ANSWERS)[Q]> => {
  const { status, body, text } = reply;
  if (status !== 200) throw notOk(reply, fix);
  if (body === undefined)
    throw notJson(text, question === 'findOrder' ? 'Answer null, as JSON text: null.' : undefined);
  if (question === 'findOrder' && isEmptyWrapper(body))
    throw new Finding(`the answer is ${shown(text)}, not null`, 'Answer null.');
  const problems = checkAnswer(question, body, query);
  if (problems.length > 0)
    throw new Finding(
      problems.map(sentenceOf).join('; '),
      problems.every(isNoList)
        ? 'A list with nothing in it is [].'
        : `What ${question} is answered with is in docs/merchant.md and openapi.json.`,
    );
  return body as Infer<(typeof ANSWERS)[Q]>;
};

/** A list that is left out, or null, where there would be nothing in it. */
const isNoList = ({ field, value }: Problem): boolean =>
  field?.kind === 'array' && (value === null || value === undefined);

/** An answer of 4xx with `errMsg`. */
export const refused = (reply: Reply): void => {
  const { status, body, text } = reply;
  const fix = 'Answer HTTP 4xx with {"errMsg": "…"} when you reject the parameters or know no such thing.';
  if (isRefusal(body) && status >= 400 && status <= 499) return;
  if (isKeptOut(reply)) throw new Finding(`HTTP ${status} ${shown(text)}`.trim(), letIn);
  if (status < 400 || status > 499)
    throw new Finding(`HTTP ${status} ${shown(text)}`.trim(), status === 200 && isPage(text) ? aPage : fix);
  // An answer that means to refuse, and is not read as such.
  if (body === undefined && text.includes('errMsg')) throw notJson(text);
  if (typeof body === 'string' && body.startsWith('{'))
    throw new Finding(`JSON as text: ${shown(text)}`, 'Send the object itself, not its text once more.');
  throw new Finding(text === '' ? `HTTP ${status} without errMsg` : `no errMsg in ${shown(text)}`, fix);
};

/** A hundredth of what was wanted. */
const isYuan = (got: unknown, wanted: unknown): boolean =>
  typeof got === 'number' && got > 0 && Math.round(got * 100) === wanted;

export const equal = (name: string, got: unknown, wanted: unknown, fix: string): void => {
  if (got !== wanted)
    throw new Finding(
      `${name} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`,
      isYuan(got, wanted) ? 'These are 元: send 分, a hundred times as much.' : fix,
    );
};
