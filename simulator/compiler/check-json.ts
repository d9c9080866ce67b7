import { APP_KEYS, PAGE_KEYS, TAB_KEYS, WINDOW_KEYS } from '../rules/names';
import { APP_OPTIONS, WINDOW_OPTIONS } from '../rules/not-shown';
import { wrongOptions, wrongValues } from '../rules/option-values';
import { slipOf } from '../rules/slips';
import type { Diagnostics } from './diagnostics';
import type { JsonResult } from './jsonc';
import { isRecord } from '../record';

/** No file of a program has so many: the others are not looked at. */
const MOST_KEYS = 500;

type KeyCode = 'key-unknown' | 'window-key-unknown' | 'tab-key-unknown';

function checkKeys(
  code: KeyCode,
  value: unknown,
  known: ReadonlySet<string>,
  { positionOf }: JsonResult,
  at: readonly string[],
  file: string,
  diagnostics: Diagnostics,
): void {
  for (const name of isRecord(value) ? Object.keys(value).slice(0, MOST_KEYS) : []) {
    const slip = slipOf(code, { name }, known);
    if (slip) diagnostics.tellProblem(slip, file, positionOf(...at, name));
  }
}

/** Tells, once a program, of options that the simulator does nothing with. */
function tellNotShown(
  value: unknown,
  names: ReadonlySet<string>,
  { positionOf }: JsonResult,
  at: readonly string[],
  file: string,
  diagnostics: Diagnostics,
): void {
  for (const name of isRecord(value) ? names : [])
    if (Object.hasOwn(value as object, name))
      diagnostics.once(`not-shown ${name}`, 'not-shown', file, positionOf(...at, name), {
        name,
        of: at.join('.') || file,
      });
}

/** Tells of keys of app.json that are almost known ones, and of those that belong into `window`. */
export function checkAppJson(json: JsonResult, file: string, diagnostics: Diagnostics): void {
  const value = isRecord(json.value) ? json.value : {};
  checkKeys('key-unknown', value, APP_KEYS, json, [], file, diagnostics);
  checkKeys('window-key-unknown', value.window, WINDOW_KEYS, json, ['window'], file, diagnostics);
  for (const { at, ...wrong } of wrongOptions(value))
    diagnostics.tell('option-type', file, json.positionOf(...at), wrong);
  for (const wrong of isRecord(value.window) ? wrongValues(value.window) : [])
    diagnostics.tell('window-value', file, json.positionOf('window', wrong.key), wrong);
  checkKeys('tab-key-unknown', value.tabBar, TAB_KEYS, json, ['tabBar'], file, diagnostics);
  tellNotShown(value, APP_OPTIONS, json, [], file, diagnostics);
  tellNotShown(value.window, WINDOW_OPTIONS, json, ['window'], file, diagnostics);
  for (const name of Object.keys(value))
    if (WINDOW_KEYS.has(name) && !APP_KEYS.has(name))
      diagnostics.tell('key-foreign', file, json.positionOf(name), { name });
}

/** The same of a page's or component's JSON, and of a component that does not say that it is one. */
export function checkUnitJson(
  json: JsonResult | undefined,
  isPage: boolean,
  file: string,
  diagnostics: Diagnostics,
): void {
  if (json) checkKeys('key-unknown', json.value, PAGE_KEYS, json, [], file, diagnostics);
  if (json && isPage) tellNotShown(json.value, WINDOW_OPTIONS, json, [], file, diagnostics);
  for (const wrong of isPage && isRecord(json?.value) ? wrongValues(json.value) : [])
    diagnostics.tell('window-value', file, json?.positionOf(wrong.key), wrong);
  const { value, error } = json ?? {};
  if (isPage || error || (isRecord(value) && value.component === true)) return;
  if (json) diagnostics.tell('component-flag', file, json.positionOf('component'));
  else diagnostics.tell('component-json', file);
}
