import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Exception, Importer, StringOptions } from 'sass';
import type { Project } from './project';
import type { Position } from './text';
import { OverTime, withinTime } from './time-limit';

/** A sheet in CSS, and the way back to its source. */
interface PlainSheet {
  css: string;
  /** Source map of `css`. */
  map: string;
}

/** A sheet that its compiler refuses. */
export class StyleError extends Error {
  constructor(
    message: string,
    readonly file: string,
    readonly at: Position | undefined,
  ) {
    super(message);
  }
}

/** Endings of sheets besides .ttss, with the plug-in of the IDE that compiles them. */
export const STYLE_LANGUAGES: readonly { extension: string; plugin: string }[] = [
  { extension: '.scss', plugin: 'sass' },
  { extension: '.sass', plugin: 'sass' },
  { extension: '.less', plugin: 'less' },
];

/** Turns a sheet of another language into CSS. Imports lead to files of the program and nowhere else. */
export function toCss(project: Project, file: string, text: string): PlainSheet {
  return file.endsWith('.less') ? lessToCss(project, file, text) : sassToCss(project, file, text);
}

/** How long one sheet may take. Whole libraries need less than one second. */
const LONGEST_MS = 5000;

const isSassFile = (file: string): boolean => /\.(?:scss|sass|css|ttss|wxss)$/.test(file);

/** For what is large, and needed by few programs. */
const load = createRequire(import.meta.url);

/** What the engine says where calls are nested deeper than it goes. */
const STACK = /^Maximum call stack size exceeded/;

/** The files that a Sass import may mean, best first. */
function sassCandidates(base: string): string[] {
  const partial = path.join(path.dirname(base), `_${path.basename(base)}`);
  if (isSassFile(base)) return [base, partial];
  return [base, partial, path.join(base, 'index'), path.join(base, '_index')].flatMap((one) =>
    ['.scss', '.sass', '.ttss', '.css'].map((extension) => one + extension),
  );
}

function sassImporter(project: Project): Importer<'sync'> {
  return {
    canonicalize(url, { containingUrl }) {
      if (/^[a-z][a-z\d+.-]*:/i.test(url) && !url.startsWith('file:')) return null;
      const from = containingUrl ? path.dirname(fileURLToPath(containingUrl)) : project.root;
      const bases = url.startsWith('file:')
        ? [fileURLToPath(url)]
        : url.startsWith('/')
          ? [path.join(project.root, url)]
          : [path.join(from, url), path.join(project.root, url)];
      const found = bases.flatMap(sassCandidates).find((one) => project.isFile(one));
      return found === undefined ? null : pathToFileURL(found);
    },
    load(url) {
      const file = fileURLToPath(url);
      const contents = project.read(file);
      if (contents === undefined) return null;
      const syntax = file.endsWith('.sass') ? 'indented' : file.endsWith('.css') ? 'css' : 'scss';
      return { contents, syntax };
    },
  };
}

const endless = (error: OverTime, file: string): StyleError =>
  new StyleError(
    `${error.message}: a loop or a recursion in it, or in what it imports, has no end`,
    file,
    undefined,
  );

function sassToCss(project: Project, file: string, text: string): PlainSheet {
  try {
    const importer = sassImporter(project);
    const options: StringOptions<'sync'> = {
      syntax: file.endsWith('.sass') ? 'indented' : 'scss',
      url: pathToFileURL(file),
      importer,
      importers: [importer],
      sourceMap: true,
      // Old programs use old ways, and a device's own compiler says nothing of them.
      quietDeps: true,
      logger: { warn: () => undefined, debug: () => undefined },
    };
    const { compileString } = load('sass') as typeof import('sass');
    const { css, sourceMap } = withinTime(LONGEST_MS, () => compileString(text, options));
    return { css, map: JSON.stringify(sourceMap) };
  } catch (error) {
    if (error instanceof OverTime) throw endless(error, file);
    const { sassMessage, span } = error as Exception;
    if (typeof sassMessage !== 'string') throw error;
    throw new StyleError(sassMessage, span?.url ? fileURLToPath(span.url) : file, {
      line: span.start.line + 1,
      column: span.start.column + 1,
    });
  }
}

interface LoadedFile {
  filename: string;
  contents: string;
}

interface LessFailure {
  message: string;
  filename?: string;
  line?: number;
  column?: number;
}

/** What is used of less, which comes without types. */
interface Less {
  FileManager: new () => object;
  /** With `syncImport` it is done when it returns. */
  render(text: string, options: object, done: (error: unknown, output?: PlainSheet) => void): void;
}

/** Lets less see the program's files only; `@plugin` and JavaScript in sheets are off, as they run code. */
function lessPlugin(project: Project, less: Less): object {
  const find = (name: string, dir: string): LoadedFile | undefined => {
    const bases = name.startsWith('/') && !project.contains(name) ? [project.root] : [dir, project.root];
    for (const base of bases)
      for (const extension of ['', '.less', '.ttss', '.css']) {
        const file =
          (path.isAbsolute(name) && project.contains(name) ? name : path.join(base, name)) + extension;
        const contents = project.isFile(file) ? project.read(file) : undefined;
        if (contents !== undefined) return { filename: file, contents };
      }
    return undefined;
  };
  class ProgramFiles extends less.FileManager {
    supports(): boolean {
      return true;
    }
    supportsSync(): boolean {
      return true;
    }
    // What has no file name is taken for what went wrong.
    loadFileSync(name: string, dir: string): LoadedFile | { type: string; message: string } {
      return find(name, dir) ?? { type: 'File', message: `'${name}' wasn't found` };
    }
  }
  return {
    install: (_less: unknown, manager: { addFileManager(files: object): void }) =>
      manager.addFileManager(new ProgramFiles()),
  };
}

function lessToCss(project: Project, file: string, text: string): PlainSheet {
  const less = load('less') as Less;
  const options = {
    filename: file,
    paths: [],
    syncImport: true,
    javascriptEnabled: false,
    disablePluginRule: true,
    plugins: [lessPlugin(project, less)],
    sourceMap: { outputSourceFiles: true },
  };
  let failure: unknown;
  let sheet: PlainSheet | undefined;
  try {
    withinTime(LONGEST_MS, () =>
      less.render(text, options, (error, output) => {
        failure = error;
        sheet = output;
      }),
    );
  } catch (error) {
    throw error instanceof OverTime ? endless(error, file) : error;
  }
  if (sheet && !failure)
    return {
      css: sheet.css,
      map: sheet.map || JSON.stringify({ version: 3, sources: [], names: [], mappings: '' }),
    };
  const { message, filename, line, column } = (failure ?? {}) as Partial<LessFailure>;
  const at = line === undefined ? undefined : { line, column: (column ?? 0) + 1 };
  // Where the stack ends before it can say so, it says nothing at all.
  const reason = message === undefined || STACK.test(message) ? 'a recursion in it has no end' : message;
  throw new StyleError(reason, filename ?? file, at);
}
