/**
 * The clocks of server and phone as the file keeps them: a sandbox that is opened again goes on where it was.
 * Times and spans in ms.
 */
import type { Clock } from './clock';
import { BadRequest } from './failures';
import type { Due } from './scheduler';
import type { Store } from './store/store';

/** The newest time that the books know, ms. */
const latestOf = (store: Store): number =>
  Math.max(
    Number(store.getMeta('clock:latest') ?? 0),
    ...['history ORDER BY step_id', 'api_calls ORDER BY call_id'].map(
      (newest) => store.get<{ time: number }>(`SELECT time FROM ${newest} DESC LIMIT 1`)?.time ?? 0,
    ),
  );

/**
 * As something due, it comes before all others: no step is later than the clock that a process killed after
 * it leaves behind.
 */
export class KeptTime implements Due {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    clock.restore(Number(store.getMeta('clock:offset') ?? 0));
    // The machine may have been set back meanwhile: what the books hold is not in the future.
    clock.catchUp(latestOf(store));
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
