/**
 * Wakes whoever has something due by the clock. Deadlines live in the store, so none is lost with the
 * process.
 */
import type { Clock } from './clock';

export interface Due {
  /** When it next has something to do, ms; `undefined`: never. */
  nextDue(): number | undefined;
  /** Does what is due, or the oldest part of it: it is called again while something is due. */
  runDue(): Promise<void> | void;
}

/** What a source does at once, rows: some 40 ms, in which nobody is answered. */
export const AT_ONCE = 50;

/** Lets the calls in that came meanwhile. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** When a source that broke is tried again, ms of the machine's time: longer after each failure … */
const FIRST_RETRY = 5_000;
/** … up to this. */
const LAST_RETRY = 300_000;

export class Scheduler {
  private cancel: (() => void) | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private woken = false;
  private pause = FIRST_RETRY;
  /** Sources that broke: the clock would find them due for ever. A poke tries them again. */
  private readonly broken = new Set<Due>();

  constructor(
    private readonly clock: Clock,
    private readonly sources: Due[],
    /** Told what a source threw. */
    private readonly report: (error: unknown) => void,
  ) {}

  /** Tries what broke once more, and looks at every deadline at once. */
  poke(): void {
    this.broken.clear();
    this.arm();
  }

  /**
   * Looks at the deadlines once the present work is done: any write may have brought one nearer. One look
   * serves all requests that came in together.
   */
  wake(): void {
    if (this.woken) return;
    this.woken = true;
    setImmediate(() => {
      this.woken = false;
      try {
        this.arm();
      } catch (error) {
        this.report(error);
        this.retryLater();
      }
    });
  }

  private arm(): void {
    this.cancel?.();
    if (this.stopped) return;
    const next = this.nextDue();
    if (next !== undefined) this.cancel = this.clock.at(next, (waited) => this.run(waited));
  }

  private nextDue(): number | undefined {
    const times = this.sources
      .filter((source) => !this.broken.has(source))
      .map((source) => source.nextDue())
      .filter((time) => time !== undefined);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
    clearTimeout(this.retry);
  }

  /** A lock is given back and a disk is cleared without a word to us. */
  private retryLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.broken.clear();
      this.wake();
    }, this.pause);
    this.retry.unref();
    this.pause = Math.min(this.pause * 2, LAST_RETRY);
  }

  /** One source that breaks keeps none of the others from what is due. */
  private async run(waited: boolean): Promise<void> {
    const errors: unknown[] = [];
    const broke = (source: Due, error: unknown): void => {
      this.broken.add(source);
      this.retryLater();
      this.report(error);
      errors.push(error);
    };
    for (const source of this.sources) {
      if (this.stopped) return;
      try {
        const work = source.runDue();
        if (waited) await work;
        else void work?.catch((error: unknown) => broke(source, error)).then(() => this.wake());
      } catch (error) {
        broke(source, error);
      }
    }
    if (this.broken.size === 0) this.pause = FIRST_RETRY;
    if ((this.nextDue() ?? Infinity) <= this.clock.now()) await turn();
    this.arm();
    if (errors.length > 0) throw errors[0];
  }
}
