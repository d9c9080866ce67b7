import type { ErrorBook, TimelineEntry } from 'microapp-trade-sandbox/shapes';
import type { Language } from '../../words/language';
import { parseJson } from '../../../src/contract/schema/formats';
import { own } from '../../record';

type Fault = ErrorBook['apis'][string]['rows'][number]['fault'];

/** What is known of a code, for the reader of a timeline. */
interface Explanation {
  errNo: number;
  /** A JSAPI's is the documented text of its `errMsg`, which is Chinese for every reader. */
  meaning: string;
  /** Left out where the meaning says it already. */
  cause?: string;
  fix?: string;
  /** Of a JSAPI's code: who is to blame, which says where to look. */
  fault?: Fault;
  section: string;
  scenarios: string[];
}

export interface FoundError {
  errNo: number;
  errMsg: string;
  /** The JSAPI that failed; absent for `bind:error`. */
  api?: string;
}

const errorIn = (value: unknown, api?: string): FoundError | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { errNo, errMsg } = value as { errNo?: unknown; errMsg?: unknown };
  if (typeof errNo !== 'number') return undefined;
  return { errNo, errMsg: typeof errMsg === 'string' ? errMsg : '', ...(api === undefined ? {} : { api }) };
};

/** The code that an entry of the timeline reports, if it does. */
export function errorOf(entry: TimelineEntry): FoundError | undefined {
  if (entry.lane === 'platform') return entry.failed ? errorIn(entry.answer, entry.api) : undefined;
  if (entry.lane !== 'phone') return undefined;
  if (entry.kind === 'event')
    return entry.name === 'error' ? errorIn(parseJson(entry.data ?? '')) : undefined;
  if (entry.kind !== 'result' || !entry.failed) return undefined;
  const { result } = (parseJson(entry.data ?? '') ?? {}) as { result?: unknown };
  return errorIn(result, entry.name);
}

/** A code of a JSAPI may have several rows, told apart by their text. */
const rowOf = (rows: ErrorBook['apis'][string]['rows'], { errNo, errMsg }: FoundError) => {
  const same = rows.filter((row) => row.errNo === errNo);
  return same.find((row) => errMsg.includes(row.message)) ?? same[0];
};

const HAN = /[\u3400-\u9fff]/;

/** In the reader's language, as far as the contract has it. */
export function explain(book: ErrorBook, error: FoundError, language: Language): Explanation | undefined {
  const { errNo, api } = error;
  if (api === undefined) {
    const entry = book.components.find((one) => one.errNo === errNo);
    if (!entry) return undefined;
    const { section, scenarios } = entry;
    const said =
      language === 'zh'
        ? { meaning: entry.meaningZh, cause: entry.causeZh, fix: entry.fixZh }
        : { meaning: entry.meaning, cause: entry.cause, fix: entry.fix };
    return { errNo, ...said, section, scenarios };
  }
  const known = own(book.apis, api);
  const row = known && rowOf(known.rows, error);
  return (
    row && {
      errNo,
      meaning: row.message,
      ...((language === 'en' || !HAN.test(row.message)) && { cause: row.meaning }),
      fault: row.fault,
      section: known.section,
      scenarios: row.scenarios,
    }
  );
}
