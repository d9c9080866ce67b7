/** Mock rules: which call of a JSAPI, or event of a component, is answered with what. */
import { problem, type Problem } from '../rules/diagnose';
import { nearestName } from '../rules/nearest';
import { isRecord } from '../record';

/** How one call ends. */
export interface MockStep {
  /** What `success` gets: of requests `statusCode`, `header`, `data` (or `file`); of an event its detail. */
  answer?: unknown;
  /** The same, with Mock.js placeholders and `{{ }}` filled in at each call. */
  template?: unknown;
  /** What `fail` gets: an errMsg, or its fields. */
  fail?: unknown;
  /** A file of the mock folder whose default export is called with the options and gives the answer. */
  script?: string;
  /** ms, or the least and the most. */
  delay?: number | [least: number, most: number];
}

export interface MockRule extends MockStep {
  name?: string;
  /** False: the rule is left out. */
  enabled?: boolean;
  /** Name of the JSAPI, `*` for any letters. */
  api?: string;
  /** Name of an event that a component triggers. */
  event?: string;
  /** Tag or path of the component that triggers it. */
  component?: string;
  /** Name of the page's function that gets the event. */
  handler?: string;
  /** What the call's options (or the event's detail) must hold. */
  match?: unknown;
  /** How often the rule answers; then the next one does. */
  times?: number;
  /** One after the other; the last one stays. */
  sequence?: MockStep[];
}

/** Gives the answer of a rule that is a script's. */
export type Responder = (options: unknown, call: { count: number }) => unknown;

/** A rule of a script file may give a function in place of the answer. */
export interface ScriptRule extends Omit<MockRule, 'match'> {
  match?: unknown;
  respond?: Responder;
}

interface Finding {
  path: (string | number)[];
  problem: Problem;
}

const STEP_KEYS = ['answer', 'template', 'fail', 'script', 'delay'];
const RULE_KEYS = [
  ...['name', 'enabled', 'api', 'event', 'component', 'handler', 'match', 'times', 'sequence'],
  ...STEP_KEYS,
];
const OUTCOMES = ['answer', 'template', 'fail', 'script', 'respond'];
const TEXTS = ['name', 'api', 'event', 'component', 'handler', 'script'];

/** The folder of a program's mock rules. */
export const MOCK_FOLDER = 'trade-sim.mock';

const isSpan = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 600_000;

const isDelay = (value: unknown): boolean =>
  isSpan(value) ||
  (Array.isArray(value) && value.length === 2 && value.every(isSpan) && value[0] <= value[1]);

function checkKeys(
  value: Record<string, unknown>,
  known: readonly string[],
  path: Finding['path'],
): Finding[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((name) => ({
      path: [...path, name],
      problem: problem('mock-key', { name, known: known.join(', '), near: nearestName(name, known) }),
    }));
}

function checkStep(value: Record<string, unknown>, path: Finding['path']): Finding[] {
  const found: Finding[] = [];
  if ('delay' in value && !isDelay(value.delay))
    found.push({ path: [...path, 'delay'], problem: problem('mock-delay') });
  const { fail } = value;
  if ('fail' in value && typeof fail !== 'string' && !isRecord(fail))
    found.push({ path: [...path, 'fail'], problem: problem('mock-fail') });
  const [one, other] = OUTCOMES.filter((key) => key in value);
  if (one !== undefined && other !== undefined)
    found.push({ path: [...path, other], problem: problem('mock-two-answers', { one, other }) });
  return found;
}

/** What a pattern may hold beside plain values. */
const PATTERN_WORDS = ['$regex', '$oneOf', '$absent', '$any', '$exact'];

/** A pattern's mistakes: regular expressions that are none, words that nobody knows. */
function checkPattern(pattern: unknown, path: Finding['path']): Finding[] {
  if (Array.isArray(pattern)) return pattern.flatMap((item, index) => checkPattern(item, [...path, index]));
  if (!isRecord(pattern)) return [];
  return Object.entries(pattern).flatMap(([key, value]): Finding[] => {
    const at = [...path, key];
    if (key === '$regex') {
      try {
        new RegExp(String(value));
        return [];
      } catch (error) {
        return [{ path: at, problem: problem('mock-regex', { reason: (error as Error).message }) }];
      }
    }
    if (key.startsWith('$') && !PATTERN_WORDS.includes(key))
      return [
        { path: at, problem: problem('mock-pattern-word', { name: key, known: PATTERN_WORDS.join(', ') }) },
      ];
    return checkPattern(value, at);
  });
}

/** What is wrong with a rule of a JSON file, or of a script (`isScript`). */
export function checkRule(value: unknown, path: Finding['path'] = [], isScript = false): Finding[] {
  if (!isRecord(value)) return [{ path, problem: problem('mock-rule-object') }];
  const found = checkKeys(value, isScript ? [...RULE_KEYS, 'respond'] : RULE_KEYS, path);
  for (const key of TEXTS)
    if (key in value && (typeof value[key] !== 'string' || value[key] === ''))
      found.push({ path: [...path, key], problem: problem('mock-text', { name: key }) });
  if ('enabled' in value && typeof value.enabled !== 'boolean')
    found.push({ path: [...path, 'enabled'], problem: problem('mock-enabled') });
  if ('times' in value && !(Number.isInteger(value.times) && Number(value.times) > 0))
    found.push({ path: [...path, 'times'], problem: problem('mock-times') });
  const hasEvent = 'event' in value || 'handler' in value;
  if (!('api' in value) && !hasEvent) found.push({ path, problem: problem('mock-for-nothing') });
  if ('api' in value && hasEvent) found.push({ path: [...path, 'api'], problem: problem('mock-for-both') });
  if ('component' in value && !('event' in value))
    found.push({ path: [...path, 'component'], problem: problem('mock-component') });
  found.push(...checkStep(value, path), ...checkPattern(value.match, [...path, 'match']));
  const { sequence } = value;
  if (sequence === undefined) {
    if (!OUTCOMES.some((key) => key in value))
      found.push({ path, problem: problem('mock-no-answer', { known: OUTCOMES.slice(0, 4).join(', ') }) });
    return found;
  }
  if (!Array.isArray(sequence) || sequence.length === 0)
    return [...found, { path: [...path, 'sequence'], problem: problem('mock-sequence') }];
  const twice = OUTCOMES.find((key) => key in value);
  if (twice !== undefined)
    found.push({ path: [...path, twice], problem: problem('mock-beside-sequence', { name: twice }) });
  sequence.forEach((step: unknown, index) => {
    const at = [...path, 'sequence', index];
    if (!isRecord(step)) return void found.push({ path: at, problem: problem('mock-step') });
    found.push(
      ...checkKeys(step, isScript ? [...STEP_KEYS, 'respond'] : STEP_KEYS, at),
      ...checkStep(step, at),
    );
    if (!OUTCOMES.some((key) => key in step)) found.push({ path: at, problem: problem('mock-step-answer') });
  });
  return found;
}

/** A file holds a list of rules, or an object with `rules`. */
export const rulesIn = (value: unknown): unknown[] | undefined =>
  Array.isArray(value) ? value : isRecord(value) && Array.isArray(value.rules) ? value.rules : undefined;

/** How a rule is called where it has no name. */
export function titleOf({ name, api, event, component, handler, match }: MockRule): string {
  if (name !== undefined) return name;
  if (handler !== undefined) return handler;
  if (event !== undefined) return component === undefined ? event : `${component} ${event}`;
  const url = isRecord(match) && typeof match.url === 'string' ? ` ${match.url}` : '';
  return `${api ?? ''}${url}`;
}
