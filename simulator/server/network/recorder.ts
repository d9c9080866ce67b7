/** `--record`: writes what a running server answers as mock rules, with which the program runs without it. */
import { createHash } from 'node:crypto';
import { MOCK_FOLDER } from '../../mocks/rule';
import { isRecord } from '../../record';
import type { NetworkAsk } from '../../network';
import type { Answered } from './index';
import { RECORDED_FILE, writeMockFile } from './mock-files';
import { Conversation } from './conversation';
import { ANY, patternOf } from './patterns';
import { isSecretName, REDACTED, Secrets } from './secrets';
import { parseJson } from '../../../src/contract/schema/formats';

/** Answers of one request, one after the other. */
const MOST_STEPS = 50;
const MOST_RULES = 2000;
const SETTLE_MS = 200;

/** Of a connection or of a moment: an answer that is played has its own. */
const NOT_KEPT =
  /^(?:connection|keep-alive|transfer-encoding|content-length|content-encoding|date|age|etag|last-modified|expires|server|via|alt-svc|report-to|nel|vary|access-control-.*|strict-transport-security|www-authenticate|.*-(?:trace|request)-id)$/i;

type Step = Record<string, unknown> | Conversation;

interface Recorded {
  name: string;
  api: string;
  match: Record<string, unknown>;
  steps: Step[];
}

const placeOf = (url: URL): string => `${url.origin}${url.pathname}`.replaceAll('*', '\\*');

const typeOf = (header: Record<string, string>): string =>
  Object.entries(header).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';

/** What of a body a rule can compare. */
function sentData(header: Record<string, string>, sent: Buffer | undefined): unknown {
  if (sent === undefined) return undefined;
  const text = sent.toString('utf8');
  if (/x-www-form-urlencoded/i.test(typeOf(header)))
    return Object.fromEntries(
      [...new URLSearchParams(text)].map(([key, value]) => [
        key,
        isRecord(parseJson(value)) ? { $any: true } : value,
      ]),
    );
  const data = parseJson(text);
  return typeof data === 'object' && data !== null ? data : undefined;
}

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
};

const isText = (type: string, body: Buffer): boolean =>
  /^text\/|json|xml|javascript|charset/i.test(type) || (type === '' && !body.includes(0));

export class Recorder {
  private readonly rules = new Map<string, Recorded>();
  private readonly secrets = new Secrets();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param failed told once of what keeps the rules from being written */
  constructor(
    private readonly dir: string,
    private readonly failed: (reason: string) => void,
  ) {}

  get file(): string {
    return `${MOCK_FOLDER}/${RECORDED_FILE}`;
  }

  add({ ask, sent, answer, body }: Answered): void {
    this.secrets.fromHeader(ask.header);
    this.secrets.fromCookies(answer.setCookies);
    const url = new URL(ask.url);
    const query = Object.fromEntries(url.searchParams);
    this.secrets.strip(query, ANY);
    const data = sentData(ask.header, sent);
    this.secrets.strip(data, ANY);
    const hasForm = ask.api === 'uploadFile';
    const match: Record<string, unknown> = {
      url: placeOf(url),
      ...(hasForm ? {} : { method: ask.method, query: { $exact: patternOf(query) } }),
      ...(data === undefined || hasForm ? {} : { data: patternOf(data) }),
    };
    const name = `${ask.method} ${url.pathname}`;
    this.addStep(name, ask.api, match, this.stepOf(answer.statusCode, answer.header, body));
  }

  /** What is said over a socket is added to what this answers; undefined where there are too many. */
  socket(ask: Pick<NetworkAsk, 'url' | 'header'>): Conversation | undefined {
    this.secrets.fromHeader(ask.header);
    const url = new URL(ask.url);
    const query = Object.fromEntries(url.searchParams);
    this.secrets.strip(query, ANY);
    const match = { url: placeOf(url), query: { $exact: patternOf(query) } };
    const conversation = new Conversation(ask, this.secrets, () => this.changed());
    return this.addStep(`SOCKET ${url.pathname}`, 'connectSocket', match, conversation)
      ? conversation
      : undefined;
  }

  /** A cookie that a socket's handshake sets. */
  keepSecret(setCookies: readonly string[]): void {
    this.secrets.fromCookies(setCookies);
  }

  private addStep(name: string, api: string, match: Record<string, unknown>, step: Step): boolean {
    const key = JSON.stringify([api, match]);
    const known = this.rules.get(key);
    if (!known && this.rules.size >= MOST_RULES) return false;
    const rule = known ?? { name, api, match, steps: [] };
    const isNews = step instanceof Conversation || JSON.stringify(rule.steps.at(-1)) !== JSON.stringify(step);
    const isKept = isNews && rule.steps.length < MOST_STEPS;
    if (isKept) rule.steps.push(step);
    this.rules.set(key, rule);
    this.changed();
    return isKept;
  }

  private changed(): void {
    this.timer ??= setTimeout(() => this.flush(), SETTLE_MS);
  }

  /** Writes what has come, at once. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.rules.size === 0) return;
    const rules = [...this.rules.values()].map(({ name, api, match, steps }) => {
      const texts = steps.map((step) => JSON.stringify(this.clean(step)));
      const clean = texts
        .filter((text, index) => text !== texts[index - 1])
        .map((text) => JSON.parse(text) as Record<string, unknown>);
      return {
        name: this.secrets.scrub(name, REDACTED),
        api,
        match: this.secrets.scrub(match, ANY),
        ...(clean.length === 1 ? clean[0] : { sequence: clean }),
      };
    });
    try {
      this.write(RECORDED_FILE, `${JSON.stringify({ rules }, null, 2)}\n`);
    } catch (error) {
      this.failed(`${this.file}: ${(error as Error).message}`);
    }
  }

  private clean(step: Step): Record<string, unknown> {
    const plain = step instanceof Conversation ? { answer: step.answer(REDACTED) } : step;
    return this.secrets.scrub(plain, REDACTED) as Record<string, unknown>;
  }

  private stepOf(
    statusCode: number,
    header: Record<string, string>,
    body: Buffer | undefined,
  ): Record<string, unknown> {
    const kept = Object.fromEntries(
      Object.entries(header).filter(([name]) => !NOT_KEPT.test(name) && !isSecretName(name)),
    );
    if (body === undefined) return { fail: { errMsg: 'the answer was too long to be recorded' } };
    const type = typeOf(header);
    const base = { statusCode, header: this.secrets.strip(kept, REDACTED) };
    if (!isText(type, body)) return { answer: { ...base, file: this.keepFile(type, body) } };
    const text = body.toString('utf8');
    const data = parseJson(text);
    return { answer: { ...base, data: this.secrets.strip(data ?? text, REDACTED) } };
  }

  private keepFile(type: string, body: Buffer): string {
    const extension = EXTENSIONS[type.split(';')[0]?.trim().toLowerCase() ?? ''] ?? 'bin';
    const name = `recorded/${createHash('sha256').update(body).digest('hex').slice(0, 16)}.${extension}`;
    try {
      this.write(name, body);
    } catch (error) {
      this.failed(`${MOCK_FOLDER}/${name}: ${(error as Error).message}`);
    }
    return name;
  }

  private write(name: string, content: string | Buffer): void {
    if (!writeMockFile(this.dir, name, content)) throw new Error('its folder leads out of the program');
  }
}
