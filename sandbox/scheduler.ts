/**
 * Wakes whoever has something due by the clock. Deadlines live in the store, so none is lost with the
 * process.
 */
import type { Clock } from './clock';
import { StoreError } from './store/errors';

export interface Due {
  /** When it next has something to do, ms; `undefined`: never. */
  nextDue(): number | undefined;
  runDue(): Promise<void> | void;
}

/** When a file that could not be written is tried again, ms of the machine's time. */
const FILE_RETRY = 5_000;

export class Scheduler {
  private cancel: (() => void) | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  /** Sources that broke: the clock would find them due for ever. The next poke tries them again. */
  private readonly broken = new Set<Due>();

  constructor(
    private readonly clock: Clock,
    private readonly sources: Due[],
    /** Told what a source threw. */
    private readonly report: (error: unknown) => void,
  ) {}

  /** To be called whenever a deadline may have come nearer. */
  poke(): void {
    this.broken.clear();
    this.arm();
  }

  /** To be called when work that nothing waited for is done: it may have made a deadline of its own. */
  arm(): void {
    this.cancel?.();
    if (this.stopped) return;
    const times = this.sources
      .filter((source) => !this.broken.has(source))
      .map((source) => source.nextDue())
      .filter((time) => time !== undefined);
    if (times.length > 0) this.cancel = this.clock.at(Math.min(...times), (waited) => this.run(waited));
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
    clearTimeout(this.retry);
  }

  /** A lock is given back and a disk is cleared without a word to us. */
  private retryLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.poke(), FILE_RETRY);
    this.retry.unref();
  }

  /** One source that breaks keeps none of the others from what is due. */
  private async run(waited: boolean): Promise<void> {
    const errors: unknown[] = [];
    const broke = (source: Due, error: unknown): void => {
      this.broken.add(source);
      if (error instanceof StoreError) this.retryLater();
      this.report(error);
      errors.push(error);
    };
    for (const source of this.sources) {
      if (this.stopped) return;
      try {
        const work = source.runDue();
        if (waited) await work;
        else void work?.catch((error: unknown) => broke(source, error)).then(() => this.arm());
      } catch (error) {
        broke(source, error);
      }
    }
    this.arm();
    if (errors.length > 0) throw errors[0];
  }
}
