/**
 * The virtual clock: every deadline of the sandbox hangs on it. It moves forward only. Times and spans in ms.
 */

export interface Clock {
  now(): number;
  /** How far the clock has been moved by hand. */
  readonly offset: number;
  /**
   * Moves the clock on, running everything that falls due in its order and waiting for each. Answers the new
   * time. Rejects when something of it threw.
   */
  advance(ms: number): Promise<number>;
  /** Runs `fn` once the clock has reached `time` (at once if it has). Returns how to cancel. */
  at(time: number, fn: DueWork): () => void;
  /** Takes up an earlier offset, without running anything. */
  restore(offset: number): void;
  /** Puts the clock to `time` if it is behind, without running anything. */
  catchUp(time: number): void;
  /** Drops all timers. */
  stop(): void;
}

/**
 * @param waited whether the clock stands still until the work is done: it is moved by hand. In real time
 *   nothing waits, or one slow receiver would hold back all that is due after it
 */
type DueWork = (waited: boolean) => void | Promise<void>;

export interface ClockOptions {
  /** Starts there and stands still unless advanced: for tests. Absent: real time. */
  start?: number;
}

interface Timer {
  time: number;
  order: number;
  fn: DueWork;
}

/** Longest wait that setTimeout takes. */
const longestWait = 2 ** 31 - 1;

class VirtualClock implements Clock {
  offset = 0;
  private latest = 0;
  /** When `latest` was read, by a clock that nobody can set. */
  private readAt = performance.now();
  private timers: Timer[] = [];
  private count = 0;
  private handle: ReturnType<typeof setTimeout> | undefined;
  /** When `handle` fires, by the clock that nobody can set. */
  private firesAt = Infinity;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly start: number | undefined) {}

  now(): number {
    const elapsed = performance.now() - this.readAt;
    this.readAt += elapsed;
    const wall = (this.start ?? Date.now()) + this.offset;
    if (wall >= this.latest) return (this.latest = wall);
    if (this.start !== undefined) return this.latest;
    // The machine's clock was set back. Ours goes on as fast as before, so that no deadline waits for the
    // machine to catch up.
    this.latest = Math.round(this.latest + elapsed);
    this.offset += this.latest - wall;
    return this.latest;
  }

  advance(ms: number): Promise<number> {
    if (!Number.isSafeInteger(ms) || ms < 0)
      return Promise.reject(new RangeError('the clock moves forward by a whole number of ms'));
    return this.inTurn(async () => {
      const target = this.now() + ms;
      try {
        await this.runDue(target, true);
      } finally {
        this.moveTo(target);
      }
      return this.now();
    });
  }

  at(time: number, fn: DueWork): () => void {
    const timer = { time, order: this.count++, fn };
    this.timers.push(timer);
    this.arm();
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  }

  restore(offset: number): void {
    this.offset = Math.max(this.offset, offset);
  }

  catchUp(time: number): void {
    this.moveTo(time);
  }

  stop(): void {
    this.timers = [];
    this.disarm();
  }

  /** Two moves at once would run the same timers twice. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private moveTo(time: number): void {
    this.offset += Math.max(0, time - this.now());
  }

  /** What throws keeps nothing after it from being run. */
  private async runDue(target: number, waited: boolean): Promise<void> {
    const errors: unknown[] = [];
    for (let next = this.earliest(); next && next.time <= target; next = this.earliest()) {
      const timer = next;
      this.timers = this.timers.filter((each) => each !== timer);
      this.moveTo(timer.time);
      try {
        await timer.fn(waited);
      } catch (error) {
        errors.push(error);
      }
    }
    this.arm();
    if (errors.length > 0) throw errors[0];
  }

  private earliest(): Timer | undefined {
    return this.timers.reduce<Timer | undefined>(
      (first, each) =>
        !first || each.time < first.time || (each.time === first.time && each.order < first.order)
          ? each
          : first,
      undefined,
    );
  }

  private disarm(): void {
    clearTimeout(this.handle);
    this.firesAt = Infinity;
  }

  /**
   * Real time drives the timers too, unless the clock stands still and nothing is due. A wait that ends in
   * time is left alone: if each call began it anew, no wait would end while calls come faster than that, and
   * all that is due would pile up.
   */
  private arm(): void {
    const next = this.earliest();
    const wait = next ? Math.max(0, next.time - this.now()) : Infinity;
    if (!next || (wait > 0 && this.start !== undefined)) return this.disarm();
    const firesAt = performance.now() + wait;
    if (this.firesAt <= firesAt) return;
    clearTimeout(this.handle);
    this.firesAt = firesAt;
    this.handle = setTimeout(
      () => {
        this.firesAt = Infinity;
        void this.inTurn(() => this.runDue(this.now(), this.start !== undefined));
      },
      Math.min(wait, longestWait),
    );
    this.handle.unref();
  }
}

export const createClock = (options: ClockOptions = {}): Clock => new VirtualClock(options.start);
