/**
 * Tells damage that SQLite cannot see: it keeps no checksum, so that a byte that changed inside a text or a
 * number reads as another text or number. A ledger that is closed gets a seal beside it, the checksum of its
 * bytes, and is compared with it when it is opened again.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { RESTORE, StoreError } from './errors';

interface Seal {
  /** SQLite counts up in the header with each opening and closing of ours, and each write of others. */
  changes: number;
  size: number;
  crc32: number;
}

const CHUNK = 2 ** 22;
/** Where the header has its count of changes: a big-endian number of four bytes. */
const CHANGES_AT = 24;
const HEADER = 100;

const sealFileOf = (file: string): string => `${file}.seal`;

const sealOf = (file: string): Seal | undefined => {
  const opened = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    let size = 0;
    let sum = 0;
    let changes = 0;
    for (;;) {
      const read = readSync(opened, chunk, 0, CHUNK, size);
      if (size === 0) {
        if (read < HEADER) return undefined;
        changes = chunk.readUInt32BE(CHANGES_AT);
      }
      if (read === 0) return { changes, size, crc32: sum };
      sum = crc32(chunk.subarray(0, read), sum);
      size += read;
    }
  } finally {
    closeSync(opened);
  }
};

const readSeal = (file: string): Partial<Seal> => {
  try {
    return (JSON.parse(readFileSync(sealFileOf(file), 'utf8')) ?? {}) as Partial<Seal>;
  } catch {
    // No seal, or one that was damaged itself: SQLite's own check is what is left.
    return {};
  }
};

/**
 * Only for a file that nobody has open. A copy that was put in its place, and one that another program wrote
 * to, has another count of changes: the seal says nothing of it.
 *
 * @returns whether the file is as it was closed
 * @throws StoreError when bytes have changed since
 */
export const checkSeal = (file: string): boolean => {
  if (!existsSync(file) || !existsSync(sealFileOf(file))) return false;
  const sealed = readSeal(file);
  const found = sealOf(file);
  if (!found || found.changes !== sealed.changes) return false;
  if (found.size === sealed.size && found.crc32 === sealed.crc32) return true;
  throw new StoreError(
    'changed',
    `bytes of it have changed since it was closed: ${RESTORE}. If the change was meant, delete ${sealFileOf(file)}`,
  );
};

/** After the file was closed. A disk that has no room for the seal leaves the ledger without one. */
export const seal = (file: string): void => {
  try {
    if (existsSync(`${file}-wal`)) return;
    writeFileSync(sealFileOf(file), JSON.stringify(sealOf(file) ?? {}), { mode: 0o600 });
  } catch {
    rmSync(sealFileOf(file), { force: true });
  }
};
