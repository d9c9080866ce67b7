/**
 * What happened, in order: kept in memory for the log, the inspector, tests, and pushes to mini-programs,
 * which only make them ask earlier.
 */

import type { LogKind } from '../src/contract/log-kinds';

export interface SandboxEvent {
  id: number;
  /** Virtual time, ms. */
  time: number;
  kind: LogKind;
  text: string;
  orderId?: string;
  data?: unknown;
}

export class EventLog {
  private readonly events: SandboxEvent[] = [];
  private readonly listeners = new Set<(event: SandboxEvent) => void>();
  private count = 0;

  /** Number of the newest. */
  get last(): number {
    return this.count;
  }

  constructor(
    private readonly now: () => number,
    private readonly kept = 500,
  ) {}

  add(kind: LogKind, text: string, more: { orderId?: string; data?: unknown } = {}): void {
    const event: SandboxEvent = { id: ++this.count, time: this.now(), kind, text, ...more };
    this.events.push(event);
    if (this.events.length > this.kept) this.events.shift();
    this.listeners.forEach((listener) => listener(event));
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  /** Those still kept that came after `id`. */
  since(id = 0): SandboxEvent[] {
    return this.events.filter((event) => event.id > id);
  }

  /** Answers how to stop. */
  listen(listener: (event: SandboxEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
