import { APP_KEYS, PAGE_KEYS, WINDOW_KEYS } from '../rules/names';
import { slipOf } from '../rules/slips';
import type { Diagnostics } from './diagnostics';
import type { JsonResult } from './jsonc';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkKeys(
  what: string,
  value: unknown,
  known: ReadonlySet<string>,
  { positionOf }: JsonResult,
  at: readonly string[],
  file: string,
  diagnostics: Diagnostics,
): void {
  for (const key of isRecord(value) ? Object.keys(value) : []) {
    const slip = slipOf(what, key, known);
    if (slip) diagnostics.warn(file, slip.message, positionOf(...at, key), slip.fix);
  }
}

/** Tells of keys of app.json that are almost known ones. */
export function checkAppJson(json: JsonResult, file: string, diagnostics: Diagnostics): void {
  checkKeys('key', json.value, APP_KEYS, json, [], file, diagnostics);
  const { window } = isRecord(json.value) ? json.value : {};
  checkKeys('key of "window"', window, WINDOW_KEYS, json, ['window'], file, diagnostics);
}

/** The same of a page's or component's JSON, and of a component that does not say that it is one. */
export function checkUnitJson(
  json: JsonResult | undefined,
  isPage: boolean,
  file: string,
  diagnostics: Diagnostics,
): void {
  if (json) checkKeys('key', json.value, PAGE_KEYS, json, [], file, diagnostics);
  const { value, error } = json ?? {};
  if (isPage || error || (isRecord(value) && value.component === true)) return;
  diagnostics.warn(
    file,
    json ? 'a component whose JSON does not say that it is one' : 'a component without a JSON file',
    json?.positionOf('component'),
    'Write "component": true: a device shows nothing for it otherwise.',
  );
}
