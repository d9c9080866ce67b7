/** What a scenario's answer may hold at each step, and how a choice changes it. */
import { kindOf, mismatch } from '../../src/contract/check';
import { APIS } from '../../src/contract/jsapi';
import type { ApiName } from '../../src/contract/jsapi';
import { operation } from '../../src/contract/open-api';
import { DEEP_FIELDS, HOPS, SCENARIO_ANSWER } from '../../src/contract/scenario-answers';
import type { ScenarioAnswer } from '../../src/contract/scenario-answers';
import type { Field } from '../../src/contract/schema/fields';
import { problemsOf } from '../../src/contract/schema/walk';
import { BadRequest } from '../failures';
import type { Scenario } from './scenarios';

const SHAPES: Readonly<Record<string, Field>> = SCENARIO_ANSWER.fields;

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

/** A field of an object that its shape does not have. */
const strangerIn = (name: string, shape: Field, value: unknown): string | undefined => {
  if (shape.kind !== 'object' || !shape.fields) return undefined;
  const known = Object.keys(shape.fields).map((inside) => `${name}.${inside}`);
  const stranger = Object.keys(Object(value) as object)
    .map((inside) => `${name}.${inside}`)
    .find((path) => !known.includes(path));
  return stranger === undefined ? undefined : mismatch('the path', `one of ${known.join(', ')}`, stranger);
};

/** What is wrong with a field of an answer at a step, or `undefined`. */
const problemOf = (scenario: Scenario, name: string, value: unknown): string | undefined => {
  const allowed: readonly string[] = HOPS[scenario.hop!];
  const shape = allowed.includes(name) ? SHAPES[name] : undefined;
  if (!shape) return mismatch('the path', `one of ${allowed.join(', ')}`, name);
  const [problem] = problemsOf(shape, value);
  if (problem) return mismatch([name, problem.path].filter(Boolean).join('.'), problem.wanted, problem.got);
  const stranger = strangerIn(name, shape, value);
  if (stranger !== undefined || name !== 'errNo') return stranger;
  if (scenario.hop === 'server') return strangerCode(scenario, value as number);
  if (scenario.hop === 'jsapi') return foreignCode(scenario, value as number);
  return (value as number) > 0 ? undefined : mismatch('errNo', 'a code above 0', value as number);
};

/** A code that a JSAPI which the scenario is for does not document. */
const foreignCode = (scenario: Scenario, value: number): string | undefined => {
  const stranger = documentedApis(scenario).find(
    (api) => !APIS[api].errors.some((row) => row.errNo === value),
  );
  return stranger && mismatch('errNo', `a code of ${stranger} (${codesOf(stranger).join(', ')})`, value);
};

const codesOf = (api: ApiName): number[] => [...new Set(APIS[api].errors.map((row) => row.errNo))];

/**
 * The first thing that is wrong with a scenario's answer: for the files, which are checked when they are
 * loaded.
 */
export const answerProblem = (scenario: Scenario): string | undefined => {
  if (scenario.made === 'page')
    return scenario.hop || scenario.answer ? 'a scenario of the page has no hop and no answer' : undefined;
  if (!scenario.hop || !Object.hasOwn(HOPS, scenario.hop))
    return mismatch('hop', Object.keys(HOPS).join(' or '), String(scenario.hop));
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
    if (inside.length > 0 && !DEEP_FIELDS.includes(field))
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
  scenario.hop !== undefined && (HOPS[scenario.hop] as readonly string[]).includes(path.split('.')[0]);
