/** A socket that a mock rule plays: messages of its own, and answers to what is sent. */
import { matches } from '../mocks/match';
import { isRecord } from '../record';
import type { Taken } from './mocks';
import { jsonOrText } from '../../src/contract/schema/formats';

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

interface Message {
  delay: number;
  data: string | ArrayBuffer;
}

/** A message: text or JSON as it is, `{ delay, data }`, or bytes as `{ delay, base64 }`. */
function messageOf(given: unknown): Message {
  if (!isRecord(given) || !('data' in given || 'base64' in given)) return { delay: 0, data: textOf(given) };
  const { delay = 0, data, base64 } = given;
  const bytes =
    typeof base64 === 'string' ? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)) : null;
  return { delay: Number(delay), data: bytes ? bytes.buffer : textOf(data) };
}

interface Reply {
  match: unknown;
  messages: Message[];
  /** How often it still answers. */
  left: number;
}

/** `{ match, data }`, or several answers as `{ match, messages }`; `times` as in a rule. */
const replyOf = (given: unknown): Reply[] =>
  isRecord(given)
    ? [
        {
          match: given.match,
          messages: ('messages' in given ? listOf(given.messages) : [given]).map(messageOf),
          left: typeof given.times === 'number' ? given.times : Infinity,
        },
      ]
    : [];

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
  private replies: Reply[] = [];
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(private readonly rule: Taken) {
    this.later(rule.delay, () => void this.open());
  }

  send(data: string | ArrayBuffer): void {
    const said = typeof data === 'string' ? jsonOrText(data) : data;
    const reply = this.replies.find(({ match, left }) => left > 0 && matches(said, match));
    if (reply === undefined) return;
    reply.left -= 1;
    this.tellAll(reply.messages);
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
      this.replies = listOf(played.replies).flatMap(replyOf);
      this.tellAll(listOf(played.messages).map(messageOf));
    } catch (error) {
      this.readyState = WebSocket.CLOSED;
      const reason = error instanceof Error ? error.message : String(error);
      this.onerror?.(Object.assign(new Event('error'), { reason }));
      this.onclose?.(new CloseEvent('close', { code: 1006, reason }));
    }
  }

  /** Each after the one before. */
  private tellAll(messages: readonly Message[]): void {
    let at = 0;
    for (const { delay, data } of messages) {
      at += delay;
      this.later(at, () => this.tell(data));
    }
  }

  private tell(data: Message['data']): void {
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
