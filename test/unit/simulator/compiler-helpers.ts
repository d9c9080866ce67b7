import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { compileProgram, type CompileOptions, type CompileResult } from '../../../simulator/compiler';
import type { Diagnostic, ProgramBundle } from '../../../simulator/protocol';

export const BASIC = path.resolve(import.meta.dirname, '../../fixtures/programs/basic');

/** Writes files (path -> text) into a new folder that goes with the test. */
export function writeProgram(t: TestContext, files: Record<string, string>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'trade-sim-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  addFiles(root, files);
  return root;
}

export function addFiles(root: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A program of one page, `pages/a/a`, unless the files say otherwise. */
export function onePage(files: Record<string, string>): Record<string, string> {
  return {
    'app.json': '{"pages":["pages/a/a"]}',
    'pages/a/a.ttml': '<view>a</view>',
    'pages/a/a.js': 'Page({});',
    ...files,
  };
}

export async function compileFiles(
  t: TestContext,
  files: Record<string, string>,
  options: Omit<CompileOptions, 'root'> = {},
): Promise<CompileResult> {
  return compileProgram({ ...options, root: writeProgram(t, onePage(files)) });
}

/** A loaded program and a CommonJS loader of its modules, as the frame has one. */
export interface Loaded extends ProgramBundle {
  require(id: string): Record<string, unknown>;
  /** What the modules did through the globals of a mini-program, in order. */
  calls: [string, unknown][];
}

/** Runs the bundle in a context of its own, with stand-ins for the globals of a mini-program. */
export function loadBundle(
  result: Pick<CompileResult, 'bundle'>,
  globals: Record<string, unknown> = {},
): Loaded {
  const calls: [string, unknown][] = [];
  const record = (name: string) => (value: unknown) => void calls.push([name, value]);
  const window: { __TRADE_SIM_PROGRAM__?: ProgramBundle } = {};
  const context = createContext({
    window,
    setTimeout,
    App: record('App'),
    Page: record('Page'),
    Component: record('Component'),
    getApp: () => ({ globalData: {} }),
    __simThis: (own: unknown) => own,
    __simSjsThis: (own: unknown) => own,
    ...globals,
  });
  runInContext(result.bundle, context, { filename: 'program.js' });
  const program = window.__TRADE_SIM_PROGRAM__;
  if (!program) throw new Error('the script defines no program');
  const cache = new Map<string, { exports: unknown }>();
  const load = (id: string): Record<string, unknown> => {
    const known = cache.get(id);
    if (known) return known.exports as Record<string, unknown>;
    const factory = program.modules[id];
    if (!factory) throw new Error(`no module ${id}`);
    const module = { exports: {} as unknown };
    cache.set(id, module);
    factory(load, module, module.exports);
    return module.exports as Record<string, unknown>;
  };
  return { ...program, require: load, calls };
}

/** Without what the rules say of the trade components: a test of the compiler writes no whole shop. */
export const ofCompiler = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.filter(
    ({ code = '' }) => !/^(?:property|setup|adapter|official|handler|trade)-(?!plugin)/.test(code),
  );

/** `file:line:column message`, for short assertions. */
export function lines(diagnostics: readonly Diagnostic[], level?: Diagnostic['level']): string[] {
  return diagnostics
    .filter((one) => level === undefined || one.level === level)
    .map(
      ({ file, line, column, message }) =>
        `${file}${line === undefined ? '' : `:${line}:${column}`} ${message}`,
    );
}
