/** What the program asks servers for, as the shell's panel shows it. */
import type { NetworkEntry, NetworkSide } from '../network';
import { isRecord } from '../record';

/** Characters of a body that are shown. */
const LONGEST_BODY = 20_000;
/** Requests that can be sent once more. */
const MOST_KEPT = 300;
const MOST_MESSAGES = 20;
const LONGEST_MESSAGE = 500;

const TEXT_TYPE = /^(?:text\/|application\/(?:.*\+)?(?:json|xml|javascript|x-www-form-urlencoded))|charset=/i;

const cutAt = (text: string, length: number): Pick<NetworkSide, 'body' | 'cut'> =>
  text.length > length ? { body: text.slice(0, length), cut: true } : { body: text };

/** A header by its name in any case. */
export const headerOf = (header: Record<string, string>, name: string): string | undefined =>
  Object.entries(header).find(([key]) => key.toLowerCase() === name)?.[1];

/** A body as it is shown. */
export function sideOf(header: Record<string, string>, body: string | ArrayBuffer | undefined): NetworkSide {
  if (body === undefined) return { header, size: 0 };
  if (typeof body === 'string')
    return { header, size: new TextEncoder().encode(body).length, ...cutAt(body, LONGEST_BODY) };
  const size = body.byteLength;
  if (!TEXT_TYPE.test(headerOf(header, 'content-type') ?? '')) return { header, size };
  const text = new TextDecoder().decode(body.slice(0, LONGEST_BODY * 3));
  const told = cutAt(text, LONGEST_BODY);
  return { header, size, ...told, ...(size > LONGEST_BODY * 3 && { cut: true }) };
}

/** One request under way. */
export class Noted {
  constructor(
    readonly entry: NetworkEntry,
    private readonly tell: (entry: NetworkEntry) => void,
    private readonly now: () => number,
  ) {}

  /** More is known. */
  note(change: Partial<NetworkEntry>): void {
    Object.assign(this.entry, change);
    this.tell(this.entry);
  }

  end(change: Partial<NetworkEntry> = {}): void {
    if (this.entry.took === undefined)
      this.note({ ...change, took: Math.max(0, this.now() - this.entry.started) });
  }

  /** A message of a socket. */
  message(out: boolean, data: unknown): void {
    const text = typeof data === 'string' ? data.slice(0, LONGEST_MESSAGE) : `[${sizeOf(data)} B]`;
    const { messages = { out: 0, in: 0, last: [] } } = this.entry;
    this.note({
      messages: {
        out: messages.out + (out ? 1 : 0),
        in: messages.in + (out ? 0 : 1),
        last: [...messages.last.slice(1 - MOST_MESSAGES), { out, text }],
      },
    });
  }
}

const sizeOf = (data: unknown): number =>
  data instanceof ArrayBuffer
    ? data.byteLength
    : isRecord(data) && typeof data.size === 'number'
      ? data.size
      : 0;

type Again = () => void;

export class NetworkLog {
  private count = 0;
  private readonly kept = new Map<number, Again>();

  constructor(
    private readonly post: (entry: NetworkEntry) => void,
    private readonly page: () => string,
  ) {}

  /** Time of the machine, ms: what the program's `Date` says may have been put wrong on purpose. */
  private readonly now = (): number => Math.round(performance.timeOrigin + performance.now());

  /** A request begins. `again` sends it once more. */
  begin(api: string, url: string, method: string, again?: Again): Noted {
    this.count += 1;
    const id = this.count;
    if (again) this.kept.set(id, again);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    const entry: NetworkEntry = {
      id,
      api,
      method,
      url,
      page: this.page(),
      started: this.now(),
      by: 'nobody',
      request: { header: {}, size: 0 },
    };
    const noted = new Noted(entry, this.post, this.now);
    this.post(entry);
    return noted;
  }

  repeat(id: number): void {
    this.kept.get(id)?.();
  }
}
