/** How often each page and component calls `setData`, and how much that carries. */
import type { UpdateFigures } from '../inspect';

const SECOND_MS = 1000;

interface Counted extends Omit<UpdateFigures, 'is' | 'perSecond'> {
  /** Calls within the last second, by their times. */
  recent: number[];
}

export class SetDataMeter {
  private readonly counted = new Map<string, Counted>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param bytes of JSON that one call carries */
  note(is: string, bytes: number): void {
    const known = this.counted.get(is) ?? { calls: 0, peak: 0, bytes: 0, largest: 0, recent: [] };
    const recent = [...this.within(known.recent), this.now()];
    this.counted.set(is, {
      calls: known.calls + 1,
      peak: Math.max(known.peak, recent.length),
      bytes: known.bytes + bytes,
      largest: Math.max(known.largest, bytes),
      recent,
    });
  }

  /** Who carries most comes first. */
  get figures(): UpdateFigures[] {
    return [...this.counted]
      .map(([is, { recent, ...sums }]) => ({ is, perSecond: this.within(recent).length, ...sums }))
      .sort((one, other) => other.bytes - one.bytes);
  }

  private within(times: readonly number[]): number[] {
    const begin = this.now() - SECOND_MS;
    return times.filter((time) => time > begin);
  }
}
