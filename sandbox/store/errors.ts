/** What the file system or another program did to the ledger's file, in words. */

type StoreReason =
  'full' | 'locked' | 'damaged' | 'changed' | 'readOnly' | 'folder' | 'noAccess' | 'taken' | 'other';

/** The file cannot be used, or not now. Nothing of the step that met it was written. */
export class StoreError extends Error {
  constructor(
    readonly reason: StoreReason,
    message: string,
  ) {
    super(message);
  }
}

/** What to do about a file that cannot be trusted. */
export const RESTORE = 'restore a copy, or name another file with --db; trade-sim import takes an export';

const KNOWN: [RegExp, StoreReason, string][] = [
  [/disk is full|^ENOSPC$/i, 'full', 'the disk is full: make room, nothing that was answered is lost'],
  [
    /database (table )?is locked|database is busy/i,
    'locked',
    'another program holds the ledger locked (a database browser?): close it there, and try again',
  ],
  [/malformed|not a database|disk I\/O error/i, 'damaged', `the file is damaged: ${RESTORE}`],
  [
    /readonly database|read-only/i,
    'readOnly',
    'the file may only be read: give write access, or --db :memory:',
  ],
  [/EISDIR/, 'folder', 'it is a folder: name a file in it, --db <folder>/ledger.db'],
  [
    /EACCES|EPERM|EROFS|ENOTDIR|EEXIST|unable to open (the )?(connection|database)/i,
    'noAccess',
    'the folder cannot be written to: give write access, name another file with --db <file>, or keep nothing with --db :memory:',
  ],
];

/** The error of the driver or the file system as a `StoreError`; anything else as it is. */
export const storeErrorOf = (error: unknown): unknown => {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  // The message of the file system names the path, in which any of these words may stand.
  const { code } = error as NodeJS.ErrnoException;
  const said = code !== undefined && /^E[A-Z]+$/.test(code) ? code : error.message;
  const known = KNOWN.find(([pattern]) => pattern.test(said));
  return known ? new StoreError(known[1], `${known[2]} (${error.message})`) : error;
};
