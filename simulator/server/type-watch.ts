/** Type errors of the program that is served: looked for beside its builds, which do not wait for them. */
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from '../protocol';
import { scriptsIn, typeFindings } from './check/types';

/** So long no other build has to come, ms: a save may touch many files, and a page that opens goes first. */
const PAUSE = 1000;

/** Whether types may be others after a change of this file. */
const isOfTypes = (file: string): boolean => /\.ts$|[\\/](?:tsconfig[^\\/]*|package)\.json$/.test(file);

export class TypeWatch {
  findings: readonly Diagnostic[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isRunning = false;
  private isStale = false;
  private isClosed = false;

  /**
   * @param opened the folder that was named
   * @param told called when the findings have become others
   */
  constructor(
    private readonly opened: string,
    private readonly told: () => void,
  ) {}

  /** A build has ended. `changed`: the files that it was made for, where that is known. */
  built(root: string, changed?: readonly string[]): void {
    if (changed?.some(isOfTypes) === false) return;
    this.isStale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(root), PAUSE).unref();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  /** One thread at a time; what was built meanwhile is looked at next. */
  private async look(root: string): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    while (this.isStale && !this.isClosed) {
      this.isStale = false;
      const found = await typeFindings(root, this.opened, scriptsIn(root));
      if (this.isStale || this.isClosed || isDeepStrictEqual(found, this.findings)) continue;
      this.findings = found;
      this.told();
    }
    this.isRunning = false;
  }
}
