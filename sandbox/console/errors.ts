/** What the console can say about a code: the contract's catalogue of `bind:error`, and the error tables of the JSAPIs. */
import { ERRORS } from '../../src/contract/errors';
import type { ErrorEntry } from '../../src/contract/errors';
import { APIS } from '../../src/contract/jsapi';
import type { ErrorRow } from '../../src/contract/jsapi/schema';
import type { Scenarios } from '../scenarios/scenarios';

export interface ErrorBook {
  /** Of `bind:error`, ascending; `scenarios` are the names of those that provoke it. */
  components: (ErrorEntry & { scenarios: string[] })[];
  /** By JSAPI: the rows of its table and the section of the contract that has it. */
  apis: Record<string, { section: string; rows: readonly ErrorRow[] }>;
}

export const errorBook = (scenarios: Scenarios): ErrorBook => ({
  components: ERRORS.map((entry) => ({
    ...entry,
    scenarios: scenarios
      .list()
      .filter(({ errNo, also = [] }) => errNo === entry.errNo || also.some((other) => other.errNo === entry.errNo))
      .map(({ name }) => name),
  })),
  apis: Object.fromEntries(Object.entries(APIS).map(([name, { ref, errors }]) => [name, { section: ref, rows: errors }])),
});
