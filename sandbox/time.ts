/**
 * The clocks of server and phone as the file keeps them: a sandbox that is opened again goes on where it was.
 * Times and spans in ms.
 */
import type { Clock } from './clock';
import { BadRequest } from './failures';
import type { Due } from './scheduler';
import { StoreError } from './store/errors';
import type { Store } from './store/store';

/** The clock is written down so often, ms of the machine's time, though nothing happens. */
const KEEP_EVERY = 10_000;

/** The newest of each kind that carries a time. */
const NEWEST = [
  'SELECT time FROM history ORDER BY step_id DESC LIMIT 1',
  'SELECT time FROM api_calls ORDER BY call_id DESC LIMIT 1',
  'SELECT MAX(time) AS time FROM callback_attempts',
];

/** The newest time that the books know, ms. */
const latestOf = (store: Store): number =>
  Math.max(
    Number(store.getMeta('clock:latest') ?? 0),
    ...NEWEST.map((newest) => store.get<{ time: number | null }>(newest)?.time ?? 0),
  );

/**
 * As something due, it comes before all others: no step is later than the clock that a process killed after
 * it leaves behind.
 */
export class KeptTime implements Due {
  private keeping: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    clock.restore(Number(store.getMeta('clock:offset') ?? 0));
    // The machine may have been set back meanwhile: what the books hold is not in the future.
    clock.catchUp(latestOf(store));
  }

  /** Until `stop`, the file follows the clock. */
  start(): void {
    this.keepIfPossible();
    this.keeping = setInterval(() => this.keepIfPossible(), KEEP_EVERY);
    this.keeping.unref();
  }

  /** Before the file is closed. */
  stop(): void {
    clearInterval(this.keeping);
    this.keepIfPossible();
  }

  async advance(ms: number): Promise<number> {
    try {
      return await this.clock.advance(ms);
    } finally {
      this.keepAll();
    }
  }

  /** How long until a moment. @throws BadRequest when it is past */
  until(time: number): number {
    const ms = time - this.clock.now();
    if (ms < 0) throw new BadRequest(`the clock moves forward only: it is ${this.clock.now()}`);
    return ms;
  }

  /** Puts a clock that is behind to `time`, without running anything. */
  catchUp(time: number): void {
    this.clock.catchUp(time);
    this.keepAll();
  }

  get skew(): number {
    return Number(this.store.getMeta('user:clockSkew') ?? 0);
  }

  setSkew(ms: number): void {
    this.store.setMeta('user:clockSkew', String(ms));
  }

  get deviceShift(): number {
    return Math.round((this.clock.now() + this.skew - Date.now()) / 1000) * 1000;
  }

  nextDue(): undefined {
    return undefined;
  }

  runDue(): void {
    this.keep();
  }

  /** A full disk or a foreign lock loses some seconds at the most, and stops nothing. */
  private keepIfPossible(): void {
    try {
      this.keepAll();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  private keep(): void {
    const offset = String(this.clock.offset);
    if (this.store.getMeta('clock:offset') !== offset) this.store.setMeta('clock:offset', offset);
  }

  /** A clock that was moved by hand may have no step of the books at its new time. */
  private keepAll(): void {
    this.keep();
    this.store.setMeta('clock:latest', String(this.clock.now()));
  }
}
