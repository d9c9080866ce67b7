/** The sheets of a program: that of the app, and one of each page and component. */
import path from 'node:path';
import { Diagnostics } from './diagnostics';
import type { ProgramGraph } from './graph';
import { checkKeyframes, type SheetKeyframes } from './keyframes';
import { isInside, type Project } from './project';
import { STYLE_LANGUAGES } from './style-languages';
import { Styles } from './ttss';

/** Endings of sheets that other platforms have, and that nothing reads here. */
const FOREIGN_SHEETS = ['.wxss', '.acss', '.css', '.qss', '.jxss'];

/** One that can be compiled again by itself: neither it nor what it imports is of another language. */
export interface Sheet {
  id: string;
  file: string;
  scoped: boolean;
  /** Itself and what it imports. */
  files: ReadonlySet<string>;
}

interface Sheets {
  /** Unit id -> CSS. */
  styles: Record<string, string>;
  sheets: Sheet[];
}

export function buildSheets(
  project: Project,
  diagnostics: Diagnostics,
  { json, pages, units }: Pick<ProgramGraph, 'json' | 'pages' | 'units'>,
  plugins: readonly string[],
): Sheets {
  const keyframes = new Map<string, SheetKeyframes>();
  const compiler = new Styles(project, diagnostics);
  const built: Sheets = { styles: {}, sheets: [] };
  const add = (id: string, base: string, scoped: boolean): void => {
    const language = project.isFile(`${base}.ttss`)
      ? undefined
      : STYLE_LANGUAGES.find(({ extension }) => project.isFile(base + extension));
    const file = base + (language?.extension ?? '.ttss');
    const sheet = compiler.compile(file, scoped);
    if (sheet) {
      built.styles[id] = sheet.css;
      built.sheets.push({ id, file, scoped, files: sheet.files });
      if (sheet.keyframes.size > 0) keyframes.set(id, sheet.keyframes);
    }
    if (language && !plugins.includes(language.plugin))
      diagnostics.once(
        `plugin:${language.plugin}`,
        'style-plugin',
        project.nameOf(base + language.extension),
        undefined,
        language,
      );
    const foreign = !sheet && FOREIGN_SHEETS.find((extension) => project.isFile(base + extension));
    if (foreign)
      diagnostics.tell('style-foreign', project.nameOf(base + foreign), undefined, {
        extension: foreign,
        name: path.basename(base),
      });
  };
  add('app', path.join(project.root, 'app'), false);
  for (const { id, base } of units) add(id, base, json[id]?.component === true);
  checkKeyframes({ json, pages }, keyframes, diagnostics);
  return built;
}

const isPlain = (file: string): boolean => file.endsWith('.ttss');

/**
 * What hangs on changed files, if it is sheets of the program's own folder alone. `project`: a new one, which
 * has read nothing yet.
 */
export function sheetsAgain(
  project: Project,
  sheets: readonly Sheet[],
  changed: readonly string[],
): Record<string, string> | undefined {
  const isKnown = (file: string): boolean => isPlain(file) && sheets.some(({ files }) => files.has(file));
  if (!changed.every(isKnown)) return undefined;
  const touched = sheets.filter(({ files }) => changed.some((file) => files.has(file)));
  // What is read by another compiler, or lies in a package, is known to a whole build only.
  const isAlone = ({ files }: Sheet): boolean =>
    [...files].every((file) => isPlain(file) && isInside(project.root, file));
  if (!touched.every(isAlone)) return undefined;
  const compiler = new Styles(project, new Diagnostics());
  const styles: Record<string, string> = {};
  for (const { id, file, scoped } of touched) {
    const sheet = compiler.compile(file, scoped);
    // One that was taken away changes more than the look.
    if (!sheet) return undefined;
    styles[id] = sheet.css;
  }
  return styles;
}
