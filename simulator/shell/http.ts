/** Asking the dev server's origin, for whatever in the shell does. */

import { isRecord } from '../record';
import { languageHere } from './say';
import { strings } from './strings';

type Json = Record<string, unknown>;

/** An answer that is not what the route promises. Its message is for the panel. */
export class SandboxError extends Error {}

const incomplete = (): SandboxError => new SandboxError(strings.connection.incomplete);

/** GET without a body, else POST. @throws SandboxError */
export async function call(path: string, body?: Json): Promise<unknown> {
  let response: Response;
  try {
    const headers = { 'accept-language': languageHere() };
    response = await fetch(
      path,
      body
        ? {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }
        : { headers },
    );
  } catch {
    throw new SandboxError(strings.connection.unreachable);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  throw new SandboxError(
    isRecord(answer) && typeof answer.errMsg === 'string' ? answer.errMsg : `HTTP ${response.status}`,
  );
}

/**
 * A list of what the route promises: the server is of the same version as the shell, so that no more is
 * looked at than whether these are objects. @throws SandboxError when it is no list
 */
export function asList<T extends object>(answer: unknown): T[] {
  if (!Array.isArray(answer)) throw incomplete();
  return answer.filter(isRecord) as T[];
}

/** What the route promises, with lists under these names. @throws SandboxError */
export function asObject<T extends object = Json>(answer: unknown, ...lists: (keyof T & string)[]): T {
  if (!isRecord(answer) || lists.some((name) => !Array.isArray(answer[name]))) throw incomplete();
  return answer as T;
}

/** @throws SandboxError when the field is no number */
export function numberOf(answer: unknown, name: string): number {
  const value = isRecord(answer) ? answer[name] : undefined;
  if (typeof value !== 'number') throw incomplete();
  return value;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
