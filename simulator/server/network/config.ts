/** `trade-sim.config.json` in the program's folder: what `trade-sim dev` need not be told each time. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJson, type JsonResult } from '../../compiler/jsonc';
import { isInside, realPath } from '../../compiler/project';
import type { Conditions } from '../../conditions';
import type { Diagnostic } from '../../protocol';
import { nearestName } from '../../rules/nearest';
import { UsageError } from '../arguments';
import { CONDITION_OPTIONS, conditionArguments } from '../commands/condition-options';
import { MapError, mapOf, twice, type HostMap } from './maps';
import { words } from './words';
import { isRecord } from '../../record';

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

/** Without a fix where the message says what to write. */
type Report = (message: string, fix: string | undefined, ...at: (string | number)[]) => void;

function readMaps(value: unknown, allowRemote: boolean, report: Report): HostMap[] {
  if (value === undefined) return [];
  if (!isRecord(value)) {
    report(
      '"map" is an object of addresses',
      'Write "map": { "https://api.example.com": "http://127.0.0.1:8080" }.',
      'map',
    );
    return [];
  }
  const maps: HostMap[] = [];
  for (const [from, to] of Object.entries(value)) {
    try {
      if (typeof to !== 'string') throw new MapError(words['no-text'], words['no-text-fix'], { from });
      const map = mapOf(from, to, allowRemote);
      if (twice([...maps, map])) throw new MapError(words.twice, words['twice-fix'], { from });
      maps.push(map);
    } catch (error) {
      if (!(error instanceof MapError)) throw error;
      report(error.message, error.fix, 'map', from);
    }
  }
  return maps;
}

/** Named and written as the options of `trade-sim dev`. */
function readConditions(value: unknown, report: Report): Partial<Conditions> {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    report(
      '"conditions" is an object',
      'Write "conditions": { "device": "iphone-14", "network": "slow" }.',
      'conditions',
    );
    return {};
  }
  const found: Partial<Conditions> = {};
  const names = Object.keys(CONDITION_OPTIONS);
  for (const [name, given] of Object.entries(value)) {
    if (!names.includes(name)) {
      const near = nearestName(name, names);
      report(
        `"${name}" is no condition`,
        near === undefined ? `The conditions are ${names.join(', ')}.` : `Did you mean "${near}"?`,
        'conditions',
        name,
      );
      continue;
    }
    const wanted = name === 'dark' ? 'boolean' : 'string';
    if (typeof given !== wanted) {
      report(
        `"${name}" is no ${wanted}`,
        name === 'dark' ? 'Write true or false.' : 'Write it as text.',
        'conditions',
        name,
      );
      continue;
    }
    try {
      Object.assign(found, conditionArguments({ [name]: given }, ''));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      report(error.message, undefined, 'conditions', name);
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
  const failed = (problem: Omit<Diagnostic, 'level' | 'file'>): ReadConfig => ({
    maps: [],
    conditions: {},
    problems: [{ level: 'error', file: CONFIG_FILE, ...problem }],
  });
  if (!existsSync(file)) return { maps: [], conditions: {}, problems };
  const real = realPath(file);
  const root = realPath(dir);
  if (real === undefined || root === undefined || !isInside(root, real))
    return failed({ message: 'a link that leads out of the program', fix: 'Put the file itself here.' });
  let read: JsonResult;
  try {
    read = parseJson(readFileSync(real, 'utf8'));
  } catch (error) {
    return failed({
      message: `cannot be read: ${(error as Error).message}`,
      fix: 'Make it a readable file.',
    });
  }
  const { value, error, positionOf } = read;
  if (error)
    return failed({ ...error.at, message: `not valid JSON: ${error.message}`, fix: 'Correct this line.' });
  if (!isRecord(value))
    return failed({
      line: 1,
      column: 1,
      message: 'the file holds no object',
      fix: 'Begin it with { and end it with }.',
    });
  const report: Report = (message, fix, ...at) =>
    void problems.push({
      level: 'error',
      file: CONFIG_FILE,
      ...positionOf(...at),
      message,
      ...(fix !== undefined && { fix }),
    });
  for (const key of Object.keys(value))
    if (!KEYS.includes(key)) {
      const near = nearestName(key, KEYS);
      report(
        `"${key}" is no setting`,
        near === undefined
          ? `Take it out: the settings are ${KEYS.slice(1).join(', ')}.`
          : `Did you mean "${near}"?`,
        key,
      );
    }
  return {
    maps: readMaps(value.map, allowRemote, report),
    conditions: readConditions(value.conditions, report),
    problems,
  };
}
