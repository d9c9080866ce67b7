// Runs the program's own TypeScript: plain JavaScript, as a thread has no loader for anything else.
import { createRequire } from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** @type {import('./types').TypeQuestion} */
const { compiler, root, config, files, kit, cache } = workerData;
/** @type {typeof import('typescript')} */
const ts = createRequire(import.meta.url)(compiler);

/**
 * Names of a mini-program, for a project without a tsconfig.json. Loose: the official typings want arguments
 * that no program gives.
 */
const NAMES = `declare const tt: any; declare function App(options: any): void; declare function Page(options: any): void;
declare function Component(options: any): void; declare function Behavior(options: any): any; declare function getApp(): any;
declare function getCurrentPages(): any[]; declare const require: any; declare const module: any; declare const exports: any;
declare const console: any; declare function setTimeout(run: any, ms?: number): number; declare function clearTimeout(id?: number): void;
declare function setInterval(run: any, ms?: number): number; declare function clearInterval(id?: number): void;`;
const NAMES_FILE = path.join(root, '__mini-program.d.ts');

/** What a project without a tsconfig.json is checked by: as loose as the compiler is by itself. */
const LOOSE = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts'],
  types: [],
  allowJs: true,
  esModuleInterop: true,
  resolveJsonModule: true,
};

function readConfig() {
  if (config === undefined) return { options: LOOSE, names: files, errors: [] };
  const read = ts.readConfigFile(config, ts.sys.readFile);
  if (read.error) return { options: {}, names: [], errors: [read.error] };
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
    read.config,
    ts.sys,
    path.dirname(config),
  );
  // Nothing to do there is no fault of this program.
  return { options, names: fileNames, errors: errors.filter(({ code }) => code !== 18003) };
}

/** The kit's sources in place of the package, as the simulator itself takes them. */
const kitPaths = () => ({
  'microapp-trade-kit': [path.join(kit, 'src/index.ts')],
  'microapp-trade-kit/sandbox': [path.join(kit, 'src/adapters/sandbox/index.ts')],
  'microapp-trade-kit/*': [path.join(kit, 'src/handlers/*')],
});

/** What the compiler found the last time is kept: only what has changed since is checked again. */
const canKeep = cache !== undefined && typeof ts.createIncrementalProgram === 'function';

function hostFor(options) {
  const host = canKeep ? ts.createIncrementalCompilerHost(options) : ts.createCompilerHost(options);
  if (config !== undefined) return host;
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === NAMES_FILE || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === NAMES_FILE
      ? Object.assign(ts.createSourceFile(file, NAMES, ts.ScriptTarget.ES2022), { version: NAMES })
      : getSourceFile.call(host, file, ...rest);
  return host;
}

/** A folder that cannot be written is asked in full each time. */
function keep(program) {
  try {
    program.emit();
  } catch {
    // Nothing is lost but time.
  }
}

function findings() {
  const { options, names, errors } = readConfig();
  const paths = kit === undefined ? options.paths : { ...kitPaths(), ...options.paths };
  const asked = {
    ...options,
    ...(paths && { paths }),
    noEmit: true,
    skipLibCheck: true,
    composite: false,
    incremental: canKeep,
    tsBuildInfoFile: canKeep ? cache : undefined,
  };
  const extra = config === undefined ? [NAMES_FILE] : [];
  const rootNames = [...names, ...extra];
  const host = hostFor(asked);
  const program = canKeep
    ? ts.createIncrementalProgram({
        rootNames,
        options: asked,
        host,
        createProgram: ts.createSemanticDiagnosticsBuilderProgram,
      })
    : ts.createProgram(rootNames, asked, host);
  const own = (file) => {
    const name = path.relative(root, file.fileName);
    return !name.startsWith('..') && !path.isAbsolute(name) && !name.split(path.sep).includes('node_modules');
  };
  const sources = program.getSourceFiles().filter((file) => !file.isDeclarationFile && own(file));
  const found = [...errors, ...program.getOptionsDiagnostics()];
  // Only the program's own files: what a package has is not for it to mend.
  if (canKeep) {
    const isOther = (file) => !sources.includes(file);
    while (program.getSemanticDiagnosticsOfNextAffectedFile(undefined, isOther));
  }
  for (const source of sources) found.push(...program.getSemanticDiagnostics(source));
  if (canKeep) keep(program);
  return found.map(({ code, messageText, file, start }) => {
    const reason = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (!file || start === undefined) return { code, reason };
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const place = { line: line + 1, column: character + 1 };
    // An error of the configuration has its own file, which is no source.
    const name = path.relative(root, file.fileName).split(path.sep).join('/');
    return name.endsWith('.json') && !sources.includes(file)
      ? { code, reason, ...place }
      : { code, reason, file: name, ...place };
  });
}

parentPort.postMessage(findings());
