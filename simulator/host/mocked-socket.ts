/** A socket that a mock rule plays: messages of its own, and answers to what is sent. */
import { matches } from '../mocks/match';
import { isRecord } from '../record';
import type { Taken } from './mocks';

/** What tt.connectSocket uses of a WebSocket. */
export interface SocketLike {
  readonly readyState: number;
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string | ArrayBuffer): void;
  close(code?: number, reason?: string): void;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (data: unknown): string => (typeof data === 'string' ? data : JSON.stringify(data));

/** A message: text or JSON as it is, or `{ delay, data }`. */
const messageOf = (given: unknown): { delay: number; data: string } =>
  isRecord(given) && 'data' in given
    ? { delay: Number(given.delay ?? 0), data: textOf(given.data) }
    : { delay: 0, data: textOf(given) };

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown;
  } catch {
    return text;
  }
}

/**
 * `{ messages: […], replies: [{ match, data }] }`: the messages come one after the other, each `delay` ms
 * after the one before; the first reply whose pattern fits is the answer to what is sent.
 */
export class MockedSocket implements SocketLike {
  readyState: number = WebSocket.CONNECTING;
  binaryType = 'arraybuffer';
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onerror: SocketLike['onerror'] = null;
  onclose: SocketLike['onclose'] = null;
  private replies: unknown[] = [];
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(private readonly rule: Taken) {
    this.later(rule.delay, () => void this.open());
  }

  send(data: string | ArrayBuffer): void {
    const said = parsed(data);
    const reply = this.replies.find((one) => isRecord(one) && matches(said, one.match));
    if (reply === undefined) return;
    const { delay, data: text } = messageOf(reply);
    this.later(delay, () => this.tell(text));
  }

  close(code = 1000, reason = ''): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.timers.forEach(clearTimeout);
    this.onclose?.(new CloseEvent('close', { code, reason }));
  }

  private async open(): Promise<void> {
    try {
      const played = await this.rule.give();
      if (this.readyState !== WebSocket.CONNECTING) return;
      this.readyState = WebSocket.OPEN;
      this.onopen?.(undefined as never);
      if (!isRecord(played)) return;
      this.replies = listOf(played.replies);
      let at = 0;
      for (const message of listOf(played.messages).map(messageOf)) {
        at += message.delay;
        this.later(at, () => this.tell(message.data));
      }
    } catch (error) {
      this.readyState = WebSocket.CLOSED;
      const reason = error instanceof Error ? error.message : String(error);
      this.onerror?.(Object.assign(new Event('error'), { reason }));
      this.onclose?.(new CloseEvent('close', { code: 1006, reason }));
    }
  }

  private tell(data: string): void {
    if (this.readyState === WebSocket.OPEN) this.onmessage?.(new MessageEvent('message', { data }));
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }
}
