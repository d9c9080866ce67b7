/**
 * Copies what the write-ahead log holds into the file, on a thread of the driver's: a disk takes up to some
 * hundred ms for it, and nobody is answered while a COMMIT does it.
 */
import Database from 'libsql/promise';

/** Never waits for a reader or a writer. */
export const COPY = 'PRAGMA wal_checkpoint(PASSIVE)';

/** Commits from one copy to the next: about a thousand pages. */
const COMMITS = 100;

/**
 * Commits from one new beginning of the log to the next: about 16 MB. The log begins anew only when all of it
 * is copied, and the other thread's copy seldom meets a moment without a writer. So what came in during its
 * copy is copied by the writer itself, which takes 3 to 15 ms.
 */
const COMMITS_OF_A_LOG = 400;

/** Pages of the log at which a COMMIT copies it all, and everybody waits: when no copy succeeded before. */
export const LOG_PAGES = 64_000;

export class Checkpoints {
  private commits = 0;
  private ofThisLog = 0;
  private db: Database | undefined;
  private running: Promise<void> | undefined;

  /** @param copyRest the writer's own copy: it leaves nothing of the log, unless somebody reads it */
  constructor(
    private readonly file: string,
    private readonly copyRest: () => void,
  ) {}

  /** Counts a commit. One copy at a time. */
  committed(): void {
    this.commits += 1;
    this.ofThisLog += 1;
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
      await this.db.exec(COPY);
      if (this.ofThisLog < COMMITS_OF_A_LOG) return;
      // The first copy may have taken long, and much may have come in: the second leaves little.
      await this.db.exec(COPY);
      this.copyRest();
      this.ofThisLog = 0;
    } catch {
      this.close();
    }
  }
}
