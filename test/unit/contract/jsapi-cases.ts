import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiName } from '../../../src/contract/jsapi/index';
import { validate } from '../../../src/contract/jsapi/index';
import type { Warning } from '../../../src/contract/schema/walk';
import type { Context } from '../../../src/contract/jsapi/contract';

export type Data = Record<string, unknown>;

/** 2026-01-15 in ms: what the checks take for now. */
export const NOW = 1768435200000;
export const DAY = 24 * 3600 * 1000;

/** Marks a field that is left out. */
export const ABSENT = Symbol('absent');

/** A deep copy of `data` in which the field at `path` (`a.b[0].c`) is `value`, or is left out. */
export function changed(data: Data, path: string, value: unknown): Data {
  // By JSON, as it also parts objects that appear twice.
  const copy = JSON.parse(JSON.stringify(data)) as Data;
  const names = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  const last = names.pop() as string;
  let holder = copy as Record<string, Data>;
  for (const name of names) {
    holder[name] ??= {};
    holder = holder[name] as Record<string, Data>;
  }
  if (value === ABSENT) delete holder[last];
  else holder[last] = value as Data;
  return copy;
}

/** Short form of a value for titles. */
export function shown(value: unknown): string {
  if (value === ABSENT) return 'absent';
  const json = JSON.stringify(value);
  return json === undefined
    ? String(value)
    : json.length > 40
      ? `${json.slice(0, 24)}… (${json.length} characters)`
      : json;
}

/** `rules`: ids of the rules that a case proves, or an empty text. */
export interface Cases {
  accepts(rules: string, what: string, options: Data, context?: Partial<Context>): void;
  refuses(
    rules: string,
    what: string,
    options: Data,
    path: string,
    context?: Partial<Context>,
    errNo?: number,
  ): void;
  /** Tries several values of one field of `base`. */
  field(
    rules: string,
    base: Data,
    path: string,
    values: { ok?: unknown[]; bad?: unknown[] },
    context?: Partial<Context>,
  ): void;
}

/** Makers of tests for one API. Each refusal must name the path that is wrong. */
export function casesOf(api: ApiName): Cases {
  const run = (options: Data, context?: Partial<Context>) => validate(api, options, { now: NOW, ...context });
  const cases: Cases = {
    accepts: (rules, what, options, context) =>
      void test(`${rules || api} ${what} is accepted`, () => assert.equal(run(options, context), undefined)),
    refuses: (rules, what, options, path, context, errNo = 10000) =>
      void test(`${rules || api} ${what} is refused with ${errNo}`, () => {
        const violation = run(options, context);
        assert.equal(violation?.path, path);
        assert.equal(violation?.errNo, errNo);
        assert.ok(
          violation?.errMsg.startsWith(`${api}:fail `) && violation.detail.startsWith(path),
          violation?.errMsg,
        );
      }),
    field: (rules, base, path, { ok = [], bad = [] }, context) => {
      for (const value of ok)
        cases.accepts(rules, `${path} ${shown(value)}`, changed(base, path, value), context);
      for (const value of bad) {
        // A bad entry of a list is named with its index.
        cases.refuses(rules, `${path} ${shown(value)}`, changed(base, path, value), path, context);
      }
    },
  };
  return cases;
}

export function warningsOf(api: ApiName, options: Data): Warning[] {
  const warnings: Warning[] = [];
  assert.equal(validate(api, options, { now: NOW, warnings }), undefined);
  return warnings;
}

export const letters = (count: number): string => 'x'.repeat(count);
/** An object whose JSON text has exactly this many bytes. */
export const ofBytes = (bytes: number): Data => ({ k: letters(bytes - '{"k":""}'.length) });
