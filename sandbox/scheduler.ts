/** Wakes whoever has something due by the clock. Deadlines live in the store, so none is lost with the process. */
import type { Clock } from './clock';

export interface Due {
  /** When it next has something to do, ms; `undefined`: never. */
  nextDue(): number | undefined;
  runDue(): Promise<void> | void;
}

export class Scheduler {
  private cancel: (() => void) | undefined;
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly sources: Due[],
  ) {}

  /** To be called whenever a deadline may have come nearer. */
  poke(): void {
    this.cancel?.();
    if (this.stopped) return;
    const times = this.sources.map((source) => source.nextDue()).filter((time) => time !== undefined);
    if (times.length > 0) this.cancel = this.clock.at(Math.min(...times), () => this.run());
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
  }

  private async run(): Promise<void> {
    for (const source of this.sources) if (!this.stopped) await source.runDue();
    this.poke();
  }
}
