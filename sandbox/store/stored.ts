import { StoreError } from './errors';

/**
 * A value that the ledger keeps as JSON.
 *
 * @param what names it: a table, a column, and the row's number
 * @throws StoreError when bytes of it have changed so that it is JSON no more
 */
export const stored = <T>(text: string, what: string): T => {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new StoreError(
      'damaged',
      `${what} is damaged (${(error as SyntaxError).message}): restore a copy of the ledger, or go on with another file (--db)`,
    );
  }
};
