/** A delivery of a callback: whom it reaches, what is done to it on purpose, how a reply is taken. */
import type { CallbackType } from '../../src/contract/callbacks';
import type { Subject } from './log';

export interface HttpReply {
  status: number;
  body: string;
  /** More came, or might have come, than is read of a body. */
  cut?: true;
}

/** How a callback reaches the developer's server. Rejects when nobody answers. */
export interface Deliver {
  (headers: Record<string, string>, rawBody: string): Promise<HttpReply>;
  /** It has a clock of its own, which nobody moves: what it gets is signed by this machine's time. */
  readonly ownClock?: true;
}

/** What is done on purpose to the deliveries of a callback, by a scenario or a switch. */
export interface Trouble {
  /** So many deliveries get lost on the way. */
  lost?: number;
  /** Delivered so many times. */
  copies?: number;
  /** First delivered so many ms later. */
  delayMs?: number;
  /** Lets the next callback go first, if one comes within a minute. */
  reorder?: boolean;
  /** Answers in place of the developer's server; `attempt` counts from 0. */
  instead?(attempt: number): Deliver | undefined;
}

/** A reply as it is kept; `again`: why it does not count as an answer. */
export interface Verdict {
  end: 'delivered' | 'refused' | 'again';
  problem?: string;
}

export interface Judge {
  /** Reads a reply and changes nothing. */
  read(type: CallbackType, subject: Subject, reply: HttpReply): Verdict;
  /**
   * Runs in the transaction that ends the delivery, so that what follows from the answer is as lasting as the
   * answer.
   */
  take(type: CallbackType, subject: Subject, reply: HttpReply): Verdict['end'];
}
