/**
 * Quiet time after a change before the program is built again, in ms: editors write a file in several steps.
 */
const QUIET_MS = 50;

/** The same after a change of one file: a person saved it, and waits. */
const ALONE_MS = 15;

/** The same while a file is gone: a checkout or a build takes files away and brings them back. */
const GONE_MS = 500;

/** The same while a file is gone without which there is no program: a framework's build begins by that. */
const LOST_MS = 10_000;

/** Gathers changes until they are over: many at once are one. */
export class Settler {
  private changed = new Set<string>();
  private readonly gone = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly onSettled: (files: string[]) => void,
    private readonly isVital: (file: string) => boolean = () => false,
  ) {}

  note(file: string, isGone: boolean): void {
    this.changed.add(file);
    if (isGone) this.gone.add(file);
    else this.gone.delete(file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), this.patience());
  }

  private patience(): number {
    if (this.gone.size === 0) return this.changed.size > 1 ? QUIET_MS : ALONE_MS;
    return [...this.gone].some((file) => this.isVital(file)) ? LOST_MS : GONE_MS;
  }

  private settle(): void {
    const files = [...this.changed];
    this.changed = new Set();
    this.gone.clear();
    this.onSettled(files);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
