/**
 * The whole state as one JSON document: to keep a situation, to send it to someone, to begin a test from it.
 */
import { BadRequest } from './failures';
import type { Faults } from '../src/contract/faults';
import { changedFaults } from './callbacks/faults';
import { contradictionIn } from './ledger/contradictions';
import { digestOf, DumpError, dumpVersion, putDump, takeDump } from './store/dump';
import type { Dump } from './store/dump';
import type { Store } from './store/store';

const format = 'microapp-trade-sandbox';

export interface SandboxState extends Dump {
  format: typeof format;
  /** Of the schema: a sandbox takes its own version only. */
  version: number;
  /** Virtual time when it was taken, ms. */
  time: number;
  /** From when the sale windows of the goods count, ms. */
  openedAt: number;
  scenario: string | null;
  /** Over all of the above and the contents, so that a document that was cut or edited is refused. */
  digest: string;
}

type Content = Omit<SandboxState, 'digest'>;

/** In the order that the digest covers. */
const contentOf = ({ version, time, openedAt, scenario, meta, tables }: Content): Content => ({
  format,
  version,
  time,
  openedAt,
  scenario,
  meta,
  tables,
});

export const exportState = (
  store: Store,
  now: { time: number; openedAt: number; scenario: string | null },
): SandboxState => {
  const content = contentOf({ format, version: dumpVersion, ...now, ...takeDump(store) });
  return { ...content, digest: digestOf(content) };
};

/** The end of the years of four digits: what is written with them stays in order. */
const latest = Date.UTC(9999, 11, 31);

const isTime = (value: unknown): boolean =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= latest;

/** @throws BadRequest saying what is wrong; then nothing has changed */
export const importState = (
  store: Store,
  given: Record<string, unknown>,
  hasScenario: (name: string) => boolean,
): Content => {
  const state = given as unknown as SandboxState;
  if (state.format !== format)
    throw new BadRequest(`format must be ${JSON.stringify(format)}: this is no export of a sandbox`);
  if (state.version !== dumpVersion)
    throw new BadRequest(
      `version must be ${dumpVersion}: export again from a sandbox of the same version as this one`,
    );
  if (!isTime(state.time) || !isTime(state.openedAt))
    throw new BadRequest('time and openedAt must be ms since 1970, up to the year 9999');
  if (state.scenario !== null && !(typeof state.scenario === 'string' && hasScenario(state.scenario)))
    throw new BadRequest(`no scenario ${JSON.stringify(state.scenario)}`);
  if (state.digest !== digestOf(contentOf(state)))
    throw new BadRequest('the digest does not fit: the document was cut or edited');
  try {
    checkFaults(state.meta);
    putDump(store, state, contradictionIn);
  } catch (error) {
    throw error instanceof DumpError ? new BadRequest(error.message) : error;
  }
  return contentOf(state);
};

const checkFaults = (meta: Record<string, string> | undefined): void => {
  if (typeof meta?.faults !== 'string') return;
  try {
    changedFaults({} as Faults, JSON.parse(meta.faults) as Record<string, unknown>);
  } catch (error) {
    throw new DumpError(`meta.faults: ${(error as Error).message}`);
  }
};
