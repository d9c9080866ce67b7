/** `--record`: writes what a running server answers as mock rules, with which the program runs without it. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isInside, realPath } from '../../compiler/project';
import { MOCK_FOLDER } from '../../mocks/rule';
import { isRecord } from '../../record';
import type { Answered } from './index';
import { RECORDED_FILE } from './mock-files';
import { isSecretName, REDACTED, Secrets } from './secrets';

const ANY = '*';
/** Answers of one request, one after the other. */
const MOST_STEPS = 50;
const MOST_RULES = 2000;
const SETTLE_MS = 200;
const DAY = 86_400_000;

/** Of a connection or of a moment: an answer that is played has its own. */
const NOT_KEPT =
  /^(?:connection|keep-alive|transfer-encoding|content-length|content-encoding|date|age|etag|last-modified|expires|server|via|alt-svc|report-to|nel|vary|access-control-.*|strict-transport-security|www-authenticate|.*-(?:trace|request)-id)$/i;

interface Recorded {
  name: string;
  api: string;
  match: Record<string, unknown>;
  steps: Record<string, unknown>[];
}

/** Names of what differs from call to call. */
const VOLATILE =
  /^(?:_|_?t|ts|_?timestamp|time|nonce|noncestr|rand|random|r|requestid|traceid|sign|signature|code|v_?t)$/i;

const isNow = (text: string): boolean => {
  const time = /^\d{13}$/.test(text) ? Number(text) : /^\d{10}$/.test(text) ? Number(text) * 1000 : NaN;
  return Math.abs(time - Date.now()) < DAY;
};

/** A value of a request as the pattern for it. */
function patternOf(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => patternOf(item, name));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key.startsWith('$') ? `${key} ` : key,
        patternOf(part, key),
      ]),
    );
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  if (isSecretName(name) || VOLATILE.test(name) || isNow(String(value))) return ANY;
  return typeof value === 'string' ? value.replaceAll(/[*]/g, '\\*') : value;
}

const typeOf = (header: Record<string, string>): string =>
  Object.entries(header).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What of a body a rule can compare. */
function sentData(header: Record<string, string>, sent: Buffer | undefined): unknown {
  if (sent === undefined) return undefined;
  const text = sent.toString('utf8');
  if (/x-www-form-urlencoded/i.test(typeOf(header)))
    return Object.fromEntries(
      [...new URLSearchParams(text)].map(([key, value]) => [
        key,
        isRecord(jsonOf(value)) ? { $any: true } : value,
      ]),
    );
  const data = jsonOf(text);
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
      url: `${url.origin}${url.pathname}`.replaceAll('*', '\\*'),
      ...(hasForm ? {} : { method: ask.method, query: { $exact: patternOf(query) } }),
      ...(data === undefined || hasForm ? {} : { data: patternOf(data) }),
    };
    const key = JSON.stringify([ask.api, match]);
    const known = this.rules.get(key);
    if (!known && this.rules.size >= MOST_RULES) return;
    const rule = known ?? { name: `${ask.method} ${url.pathname}`, api: ask.api, match, steps: [] };
    const step = this.stepOf(answer.statusCode, answer.header, body);
    if (JSON.stringify(rule.steps.at(-1)) !== JSON.stringify(step) && rule.steps.length < MOST_STEPS)
      rule.steps.push(step);
    this.rules.set(key, rule);
    this.timer ??= setTimeout(() => this.flush(), SETTLE_MS);
  }

  /** Writes what has come, at once. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.rules.size === 0) return;
    const rules = [...this.rules.values()].map(({ name, api, match, steps }) => ({
      name: this.secrets.scrub(name, REDACTED),
      api,
      match: this.secrets.scrub(match, ANY),
      ...(steps.length === 1 ? this.clean(steps[0]) : { sequence: steps.map((step) => this.clean(step)) }),
    }));
    try {
      this.write(RECORDED_FILE, `${JSON.stringify({ rules }, null, 2)}\n`);
    } catch (error) {
      this.failed(`${this.file}: ${(error as Error).message}`);
    }
  }

  private clean(step: Record<string, unknown> | undefined): Record<string, unknown> {
    return this.secrets.scrub(step, REDACTED) as Record<string, unknown>;
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
    const base = { statusCode, header: kept };
    if (!isText(type, body)) return { answer: { ...base, file: this.keepFile(type, body) } };
    const text = body.toString('utf8');
    const data = jsonOf(text);
    return { answer: { ...base, data: data === undefined ? text : this.secrets.strip(data, REDACTED) } };
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

  /** Whole or not at all, and never outside of the program. */
  private write(name: string, content: string | Buffer): void {
    const file = path.join(this.dir, MOCK_FOLDER, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const folder = realPath(path.dirname(file));
    const root = realPath(this.dir);
    if (folder === undefined || root === undefined || !isInside(root, folder))
      throw new Error('its folder leads out of the program');
    const draft = path.join(folder, `.${path.basename(name)}.new`);
    writeFileSync(draft, content);
    renameSync(draft, path.join(folder, path.basename(name)));
  }
}
