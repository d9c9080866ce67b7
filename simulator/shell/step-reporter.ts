/** Hands what the phone did to the sandbox, which keeps it beside what it did itself. */
import type { TradeStep } from '../protocol';
import { call } from './http';

/** Steps that come together are sent together. */
const GATHER_MS = 50;
/** In one request: the sandbox takes bodies up to 256 KB. */
const MOST_STEPS = 100;
const MOST_CHARACTERS = 60_000;
/** Longest data of one step that the sandbox takes. */
const LONGEST_DATA = 24_000;

export class StepReporter {
  private waiting: TradeStep[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onReported called when the sandbox has them */
  constructor(
    private readonly onReported: () => void,
    private readonly send: (steps: object[]) => Promise<unknown> = (steps) =>
      call('/sandbox/steps', { steps }),
    private readonly now: () => number = () => performance.timeOrigin + performance.now(),
  ) {}

  add(step: TradeStep): void {
    this.waiting.push(step);
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  private flush(): void {
    this.timer = undefined;
    let size = 0;
    let count = 0;
    while (count < Math.min(this.waiting.length, MOST_STEPS) && (count === 0 || size < MOST_CHARACTERS)) {
      size += this.waiting[count]!.data?.length ?? 0;
      count += 1;
    }
    const batch = this.waiting.splice(0, count);
    if (this.waiting.length > 0) this.timer = setTimeout(() => this.flush(), GATHER_MS);
    const steps = batch.map(({ at, data, ...step }) => ({
      ...step,
      ...(data === undefined ? {} : { data: data.slice(0, LONGEST_DATA) }),
      at: Math.round(at),
      age: Math.max(0, Math.round(this.now() - at)),
    }));
    // A sandbox that is away costs the timeline these steps, and nothing else.
    this.send(steps).then(this.onReported, () => undefined);
  }
}
