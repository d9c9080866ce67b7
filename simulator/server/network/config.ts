/** `trade-sim.config.json` in the program's folder: what `trade-sim dev` need not be told each time. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readPlainFile } from '../../compiler/read-file';
import { parseJson, type JsonResult } from '../../compiler/jsonc';
import { isInside, realPath } from '../../compiler/project';
import type { Position } from '../../compiler/text';
import type { Conditions } from '../../conditions';
import type { Diagnostic } from '../../protocol';
import { nearestName } from '../../rules/nearest';
import { located, problem, type Problem } from '../../rules/diagnose';
import { UsageError, type Option } from '../arguments';
import { CONDITION_OPTIONS, conditionArguments } from '../condition-options';
import { MapError, mapOf, twice, type HostMap } from './maps';
import { isRecord, own } from '../../record';

export const CONFIG_FILE = 'trade-sim.config.json';

export interface Config {
  maps: HostMap[];
  /** What the program is started under. */
  conditions: Partial<Conditions>;
}

export interface ReadConfig extends Config {
  problems: Diagnostic[];
}

const KEYS = ['$schema', 'map', 'conditions'];

type Report = (found: Problem, ...at: (string | number)[]) => void;

function readMaps(value: unknown, allowRemote: boolean, report: Report): HostMap[] {
  if (value === undefined) return [];
  if (!isRecord(value)) {
    report(problem('config-map'), 'map');
    return [];
  }
  const maps: HostMap[] = [];
  for (const [from, to] of Object.entries(value)) {
    try {
      if (typeof to !== 'string') throw new MapError(problem('map-no-text', { from }));
      const map = mapOf(from, to, allowRemote);
      if (twice([...maps, map])) throw new MapError(problem('map-twice', { from }));
      maps.push(map);
    } catch (error) {
      if (!(error instanceof MapError)) throw error;
      report(error.problem, 'map', from);
    }
  }
  return maps;
}

/** Named and written as the options of `trade-sim dev`. */
function readConditions(value: unknown, report: Report): Partial<Conditions> {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    report(problem('config-conditions'), 'conditions');
    return {};
  }
  const found: Partial<Conditions> = {};
  const options: Record<string, Option> = CONDITION_OPTIONS;
  const names = Object.keys(options);
  for (const [name, given] of Object.entries(value)) {
    const option = own(options, name);
    const wrong = (code: Problem): void => report(code, 'conditions', name);
    if (!option) {
      wrong(
        problem('config-condition-name', { name, known: names.join(', '), near: nearestName(name, names) }),
      );
      continue;
    }
    if (typeof given !== option.type) {
      wrong(problem(option.type === 'boolean' ? 'config-condition-flag' : 'config-condition-text', { name }));
      continue;
    }
    try {
      Object.assign(found, conditionArguments({ [name]: given }, ''));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const text = String(given);
      wrong(problem('config-condition-value', { name, text, form: option.value ?? '' }));
    }
  }
  return found;
}

/**
 * What the file says; nothing where there is none. What is wrong in it is left out and told at its place. It
 * belongs to the program, and never allows other machines: that is for the command line.
 */
export function readConfig(dir: string, allowRemote: boolean): ReadConfig {
  const file = path.join(dir, CONFIG_FILE);
  const problems: Diagnostic[] = [];
  const failed = (found: Problem, at?: Position): ReadConfig => ({
    maps: [],
    conditions: {},
    problems: [located(found, CONFIG_FILE, at)],
  });
  if (!existsSync(file)) return { maps: [], conditions: {}, problems };
  const real = realPath(file);
  const root = realPath(dir);
  if (real === undefined || root === undefined || !isInside(root, real))
    return failed(problem('link-outside'));
  let read: JsonResult;
  try {
    read = parseJson(readPlainFile(real).toString('utf8'));
  } catch (error) {
    return failed(problem('file-unreadable', { reason: (error as Error).message }));
  }
  const { value, error, positionOf } = read;
  if (error) return failed(problem('json-syntax', { reason: error.message }), error.at);
  if (!isRecord(value)) return failed(problem('config-object'), { line: 1, column: 1 });
  const report: Report = (found, ...at) => void problems.push(located(found, CONFIG_FILE, positionOf(...at)));
  for (const name of Object.keys(value))
    if (!KEYS.includes(name)) {
      const known = KEYS.slice(1).join(', ');
      report(problem('config-key', { name, known, near: nearestName(name, KEYS) }), name);
    }
  return {
    maps: readMaps(value.map, allowRemote, report),
    conditions: readConditions(value.conditions, report),
    problems,
  };
}
