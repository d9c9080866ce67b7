/** What is said over a socket, as a mock rule plays it again. */
import type { Duplex, Writable } from 'node:stream';
import * as ws from 'ws';
import type { NetworkAsk } from '../../network';
import { patternOf } from './patterns';
import type { Secrets } from './secrets';
import { jsonOrText } from '../../../src/contract/schema/formats';

/** Messages of one socket; more than that is no conversation that a person plays. */
const MOST_MESSAGES = 500;
const LONGEST = 256 * 1024;
/** Shorter pauses are those of a machine. */
const LEAST_DELAY = 20;
const MOST_DELAY = 60_000;

interface Said {
  out: boolean;
  /** ms since the message before, or since the socket opened. */
  delay: number;
  /** Text; JSON as what it says. */
  data?: unknown;
  /** Bytes. */
  base64?: string;
}

/** A message as it stands in `messages`, and among the answers of a reply. */
type Played = Pick<Said, 'data' | 'base64'> & { delay?: number };

interface Reply {
  match: unknown;
  messages: Played[];
  times?: number;
}

const played = ({ delay, data, base64 }: Said): Played => ({
  ...(delay >= LEAST_DELAY && { delay: Math.min(delay, MOST_DELAY) }),
  ...(base64 === undefined ? { data } : { base64 }),
});

/** The same question answered in the same way is one reply; another answer comes when its turn does. */
function inTurns(replies: readonly Reply[]): Reply[] {
  const groups = new Map<string, Reply[]>();
  for (const reply of replies) {
    const key = JSON.stringify(reply.match);
    groups.set(key, [...(groups.get(key) ?? []), reply]);
  }
  return [...groups.values()].flatMap((group) => {
    const texts = new Set(group.map(({ messages }) => JSON.stringify(messages.map(({ data }) => data))));
    const kept = texts.size === 1 ? group.slice(0, 1) : group;
    return kept.map((reply, index) => (index < kept.length - 1 ? { ...reply, times: 1 } : reply));
  });
}

export class Conversation {
  private readonly said: Said[] = [];
  private last = Date.now();

  constructor(
    readonly ask: Pick<NetworkAsk, 'url' | 'header'>,
    private readonly secrets: Secrets,
    private readonly changed: () => void,
  ) {}

  add(out: boolean, data: Buffer, isBinary: boolean): void {
    if (this.said.length >= MOST_MESSAGES || data.length > LONGEST) return;
    const now = Date.now();
    const delay = now - this.last;
    this.last = now;
    const content = isBinary
      ? { base64: data.toString('base64') }
      : { data: jsonOrText(data.toString('utf8')) };
    this.said.push({ out, delay, ...content });
    this.changed();
  }

  /** What a rule answers: messages that came by themselves, and those that were answers. */
  answer(instead: string): { messages: Played[]; replies: Reply[] } {
    const messages: Played[] = [];
    const replies: Reply[] = [];
    for (const one of this.said) {
      const clean = { ...one, ...('data' in one && { data: this.secrets.strip(one.data, instead) }) };
      if (one.out)
        // What was sent as bytes cannot be compared: any bytes are answered so.
        replies.push({ match: 'data' in one ? patternOf(one.data) : { $any: true }, messages: [] });
      else (replies.at(-1)?.messages ?? messages).push(played(clean));
    }
    return { messages, replies: inTurns(replies.filter((reply) => reply.messages.length > 0)) };
  }
}

type ReceiverOf = new (options: { isServer: boolean; maxPayload: number }) => Writable;
/** Of ws, which does not name it in its types: bytes of one side as whole messages. */
const { Receiver } = ws as unknown as { Receiver: ReceiverOf };

/** Listens to one side of a socket that is carried. Returns what takes the bytes that came before. */
function listen(from: Duplex, isClient: boolean, told: (data: Buffer, isBinary: boolean) => void): Writable {
  const receiver = new Receiver({ isServer: isClient, maxPayload: LONGEST });
  receiver.on('message', told);
  // Nobody's program ends because a recording does not understand it.
  receiver.on('error', () => receiver.destroy());
  // A copy: the receiver takes the mask off in place, and the bytes are on their way to the other side.
  from.on('data', (bytes: Buffer) => void (receiver.writable && receiver.write(Buffer.from(bytes))));
  return receiver;
}

/** `head`, `first`: what came with the handshake. */
export function listenToBoth(
  conversation: Conversation,
  client: { socket: Duplex; head: Buffer },
  server: { socket: Duplex; head: Buffer },
): void {
  for (const [side, isClient] of [
    [client, true],
    [server, false],
  ] as const) {
    const receiver = listen(side.socket, isClient, (data, isBinary) =>
      conversation.add(isClient, data, isBinary),
    );
    if (side.head.length > 0) receiver.write(Buffer.from(side.head));
  }
}
