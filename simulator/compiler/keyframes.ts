/** The keyframes of a page are one namespace: whoever writes a name last is played for all. */
import type { CompiledProgram } from '../protocol';
import type { Diagnostics } from './diagnostics';
import { unitsFrom } from './graph';
import { isInstalled } from './project';
import type { Position } from './text';

export interface Keyframes {
  /** The steps, without spaces. */
  steps: string;
  file: string;
  at: Position | undefined;
}

/** Keyframes by name. */
export type SheetKeyframes = ReadonlyMap<string, Keyframes>;

/** Tells of keyframes of one name and other steps in two sheets of a page. `sheets`: by unit. */
export function checkKeyframes(
  { json, pages }: Pick<CompiledProgram, 'json' | 'pages'>,
  sheets: ReadonlyMap<string, SheetKeyframes>,
  diagnostics: Diagnostics,
): void {
  if (sheets.size < 2) return;
  for (const page of pages) {
    const first = new Map<string, Keyframes>();
    for (const unit of ['app', ...unitsFrom(json, [page])])
      for (const [name, own] of sheets.get(unit) ?? []) {
        const other = first.get(name);
        if (!other) first.set(name, own);
        if (!other || other.steps === own.steps || other.file === own.file) continue;
        const [told, left] = isInstalled(own.file) ? [other, own] : [own, other];
        if (!isInstalled(told.file))
          diagnostics.once(`keyframes:${told.file}:${name}`, 'style-keyframes', told.file, told.at, {
            name,
            other: left.file,
          });
      }
  }
}
