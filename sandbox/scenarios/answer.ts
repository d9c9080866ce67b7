/** What a scenario's answer may hold at each step, and how a choice changes it. */
import { kindOf, mismatch } from '../../src/contract/check';
import { APIS } from '../../src/contract/jsapi';
import type { ApiName } from '../../src/contract/jsapi';
import { operation } from '../../src/contract/open-api';
import { BadRequest } from '../failures';
import type { Hop, Scenario, ScenarioAnswer } from './scenarios';

interface Wanted {
  wanted: string;
  test(value: unknown): boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const whole = (min: number, max: number): Wanted => ({
  wanted: `a whole number from ${min} to ${max}`,
  test: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
});
const oneOf = (...values: string[]): Wanted => ({
  wanted: `one of ${values.join(', ')}`,
  test: (value) => values.includes(value as string),
});
const flag: Wanted = { wanted: 'true or false', test: (value) => typeof value === 'boolean' };
const words: Wanted = {
  wanted: 'text of 1 to 500 characters',
  test: (value) => typeof value === 'string' && value !== '' && value.length <= 500,
};
const json: Wanted = { wanted: 'JSON', test: () => true };
const fields: Wanted = { wanted: 'an object', test: (value) => kindOf(value) === 'object' };
const status = whole(200, 599);

const span = whole(0, 365 * DAY_MS);
const validity: Wanted = {
  wanted: 'an object of `after` and `duration`, each a whole number of ms up to a year',
  test: (value) =>
    fields.test(value) &&
    Object.entries(value as object).every(
      ([name, ms]) => ['after', 'duration'].includes(name) && span.test(ms),
    ),
};

const SERVER = { status, body: json, down: flag };
const DELIVERY = { lost: whole(0, 20), copies: whole(1, 10), delayMs: span };
const QUERY = { status, body: json, patch: fields, hold: flag, skip: whole(0, 100) };

/** Fields of the answer by step. `body`, `patch` and `validity` may be reached into. */
const FIELDS: Record<Hop, Partial<Record<keyof ScenarioAnswer, Wanted>>> = {
  jsapi: { errNo: whole(1, 99_999_999), text: words, hold: flag, skip: whole(0, 100) },
  server: { errNo: whole(1, 99_999_999), text: words, hold: flag, skip: whole(0, 100) },
  preorder: { ...SERVER, hold: flag },
  prerefund: { ...SERVER, attempts: whole(1, 20) },
  cashier: {
    errNo: whole(1, 99_999_999),
    text: words,
    unopened: flag,
    outcome: oneOf('paid', 'timedOut', 'failed', 'closed', 'cancelled', 'unknown', 'unknownUnpaid'),
  },
  payment: DELIVERY,
  refund: DELIVERY,
  audit: { audit: oneOf('none', 'agree', 'refuse'), denyMessage: words },
  settlement: { arrives: flag },
  validity: { validity },
  'merchant.goods': QUERY,
  'merchant.ability': QUERY,
  'merchant.order': QUERY,
  'merchant.subject': QUERY,
  'merchant.refund': QUERY,
  'merchant.coupons': QUERY,
  'merchant.marketing': QUERY,
};

const deep = new Set(['body', 'patch', 'validity']);
const SEGMENT = /^\w{1,64}$/;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const longestPath = 8;

const isApi = (api: string): api is ApiName => Object.hasOwn(APIS, api);

/** The documented APIs that a scenario makes fail. */
export const documentedApis = (scenario: Scenario): ApiName[] => (scenario.match?.api ?? []).filter(isApi);

/** A code that an operation of the server interfaces, which the scenario is for, does not document. */
const strangerCode = (scenario: Scenario, value: number): string | undefined => {
  const stranger = (scenario.match?.api ?? [])
    .map((id) => operation(id))
    .find((each) => each && !each.codes.some(({ code }) => code === value));
  return (
    stranger &&
    mismatch(
      'errNo',
      `a code of ${stranger.id} (${stranger.codes.map(({ code }) => code).join(', ')})`,
      value,
    )
  );
};

/** What is wrong with a field of an answer at a step, or `undefined`. */
const problemOf = (scenario: Scenario, field: string, value: unknown): string | undefined => {
  const allowed = FIELDS[scenario.hop!];
  const wanted = Object.hasOwn(allowed, field) ? allowed[field as keyof ScenarioAnswer] : undefined;
  if (!wanted) return mismatch('the path', `one of ${Object.keys(allowed).join(', ')}`, field);
  if (!wanted.test(value)) return mismatch(field, wanted.wanted, JSON.stringify(value) ?? 'undefined');
  if (field !== 'errNo') return undefined;
  if (scenario.hop === 'server') return strangerCode(scenario, value as number);
  if (scenario.hop !== 'jsapi') return undefined;
  const stranger = documentedApis(scenario).find(
    (api) => !APIS[api].errors.some((row) => row.errNo === value),
  );
  return (
    stranger && mismatch('errNo', `a code of ${stranger} (${codesOf(stranger).join(', ')})`, value as number)
  );
};

const codesOf = (api: ApiName): number[] => [...new Set(APIS[api].errors.map((row) => row.errNo))];

/**
 * The first thing that is wrong with a scenario's answer: for the files, which are checked when they are
 * loaded.
 */
export const answerProblem = (scenario: Scenario): string | undefined => {
  if (scenario.made === 'page')
    return scenario.hop || scenario.answer ? 'a scenario of the page has no hop and no answer' : undefined;
  if (!scenario.hop || !Object.hasOwn(FIELDS, scenario.hop))
    return mismatch('hop', Object.keys(FIELDS).join(' or '), String(scenario.hop));
  if (!scenario.answer) return mismatch('answer', 'an object', 'undefined');
  const [found] = Object.entries(scenario.answer).flatMap(
    ([field, value]) => problemOf(scenario, field, value) ?? [],
  );
  return found;
};

type Holder = Record<string, unknown>;

/**
 * The value at the end of a path into JSON; what is missing on the way is made, and an array is entered by
 * its index.
 */
const put = (root: unknown, path: readonly string[], value: unknown): unknown => {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const copy: Holder | unknown[] = Array.isArray(root)
    ? [...(root as unknown[])]
    : kindOf(root) === 'object'
      ? { ...(root as Holder) }
      : {};
  const inside = Object.hasOwn(copy, head) ? (copy as Holder)[head] : undefined;
  (copy as Holder)[head] = put(inside, rest, value);
  return copy;
};

/** The scenario with other fields in its answer. @throws BadRequest that names the path */
export const withSet = (scenario: Scenario, set: Readonly<Record<string, unknown>>): Scenario => {
  let answer = scenario.answer;
  for (const [path, value] of Object.entries(set)) {
    const refuse = (problem: string): never => {
      throw new BadRequest(`${scenario.name}: ${problem}`);
    };
    const [field, ...inside] = path.split('.');
    if (!answer || !scenario.hop) return refuse('the page itself makes it happen; there is nothing to set');
    const bad = [field, ...inside].some((part) => !SEGMENT.test(part) || forbidden.has(part));
    if (bad || inside.length > longestPath)
      refuse(mismatch('the path', 'names and indices with dots between', JSON.stringify(path)));
    if (inside.length > 0 && !deep.has(field))
      refuse(mismatch('the path', 'without a dot, or inside body, patch or validity', path));
    const changed = put(answer[field as keyof ScenarioAnswer], inside, value);
    const problem = problemOf(scenario, field, changed);
    if (problem) refuse(problem);
    answer = { ...answer, [field]: changed };
    // The text belongs to the code that it stood beside.
    if (field === 'errNo' && set.text === undefined) delete answer.text;
  }
  return { ...scenario, answer };
};

/** Whether a scenario has a place for that path. */
export const hasField = (scenario: Scenario, path: string): boolean =>
  scenario.hop !== undefined && Object.hasOwn(FIELDS[scenario.hop], path.split('.')[0]);
