/**
 * Switches, skew and the whole state: routes of docs/architecture.md §6. Each rejects with a `SandboxError`
 * that can be shown.
 */
import type { Fault, Faults } from '../../../src/contract/faults';
import { isRecord } from '../../record';
import { asObject, call, numberOf, SandboxError } from '../http';

export const getFaults = async (): Promise<Faults> => asObject<Faults>(await call('/sandbox/faults'));
/** A type that is null has all its switches off. */
export const setFaults = async (change: Record<string, Partial<Fault> | null>): Promise<Faults> =>
  asObject<Faults>(await call('/sandbox/faults', change));

interface Clocks {
  now: number;
  skewMs: number;
  deviceNow: number;
}

const toClocks = (answer: unknown): Clocks => ({
  now: numberOf(answer, 'now'),
  skewMs: numberOf(answer, 'skewMs'),
  deviceNow: numberOf(answer, 'deviceNow'),
});

export const getClocks = async (): Promise<Clocks> => toClocks(await call('/sandbox/clock'));
export const setSkew = async (skewMs: number): Promise<Clocks> =>
  toClocks(await call('/sandbox/clock', { skewMs }));

/** The state as text, ready for a file. */
export const exportState = async (): Promise<string> =>
  JSON.stringify(asObject(await call('/sandbox/export')));

/** @param notJson what to say of a text that is no JSON object */
export async function importState(text: string, notJson: string): Promise<unknown> {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    state = undefined;
  }
  if (!isRecord(state)) throw new SandboxError(notJson);
  return call('/sandbox/import', state);
}
