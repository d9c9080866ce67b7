/**
 * Copies what the write-ahead log holds into the file, on a thread of the driver's: a disk takes some ten ms
 * for it, and nobody is answered while a COMMIT does it.
 */
import Database from 'libsql/promise';

/** Commits from one copy to the next: about a thousand pages. */
const COMMITS = 100;

/**
 * Pages of the log at which a COMMIT copies after all, and everybody waits for the disk. The other thread's
 * copy seldom meets a moment without a writer, and only then does the log begin anew. A purchase writes
 * about 50 pages, and 8 buyers may wait at once: at 16,000 pages that was one purchase in 40, at 64,000 it is
 * one in 160.
 */
export const LOG_PAGES = 64_000;

/** What the log may keep of the disk when it begins anew, bytes. */
export const LOG_KEPT = 64 * 2 ** 20;

export class Checkpoints {
  private commits = 0;
  private db: Database | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly file: string) {}

  /** Counts a commit. One copy at a time. */
  committed(): void {
    this.commits += 1;
    if (this.commits < COMMITS || this.running) return;
    this.commits = 0;
    this.running = this.copy().finally(() => {
      this.running = undefined;
    });
  }

  /** Resolves when nothing is being copied. */
  async idle(): Promise<void> {
    await this.running;
  }

  close(): void {
    this.db?.close();
    this.db = undefined;
  }

  /** What is not copied now is copied later: the log has it, and a full disk is met by the next write. */
  private async copy(): Promise<void> {
    try {
      this.db ??= new Database(this.file, {});
      await this.db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      this.close();
    }
  }
}
