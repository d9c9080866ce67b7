/** The rule files of a program, `trade-sim.mock/`: read, checked, and made a script for the frame. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build, type BuildFailure, type Plugin } from 'esbuild';
import { parseJson } from '../../compiler/jsonc';
import { isInside, realPath } from '../../compiler/project';
import { checkRule, MOCK_FOLDER, rulesIn } from '../../mocks/rule';
import { isRecord } from '../../record';
import { positionOf } from '../../compiler/esbuild-messages';
import { located, problem, type Problem } from '../../rules/diagnose';
import { nearestName } from '../../rules/nearest';
import type { Diagnostic } from '../../protocol';

/** What `--record` writes; its rules come after all that a person has written. */
export const RECORDED_FILE = 'recorded.json';

const SCRIPT = /\.(?:ts|js|mjs|cjs)$/;
const MAX_BYTES = 16 * 1024 * 1024;

/** A rule file of JSON, as it was read. */
interface RuleFile {
  file: string;
  text: string;
  /** Absent where the file is no JSON. */
  rules?: unknown[];
}

export interface MockFiles {
  json: RuleFile[];
  /** Script files that hold rules, and those that rules name. */
  scripts: { file: string; isNamed: boolean; code: string }[];
  problems: Diagnostic[];
}

const NONE: MockFiles = { json: [], scripts: [], problems: [] };

/** The names in a program's mock folder in the order in which their rules are tried. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && !entry.isDirectory() && !entry.name.endsWith('.d.ts'))
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.json') || SCRIPT.test(name))
    .sort(
      (one, other) =>
        Number(one === RECORDED_FILE) - Number(other === RECORDED_FILE) || (one < other ? -1 : 1),
    );
}

/** The real file behind a name of the folder; undefined if it is none, or leads out of the program. */
export function mockFile(dir: string, name: string): string | undefined {
  const folder = realPath(path.join(dir, MOCK_FOLDER));
  const root = realPath(dir);
  const real = folder === undefined ? undefined : realPath(path.join(folder, name));
  if (folder === undefined || root === undefined || real === undefined) return undefined;
  return isInside(root, folder) && isInside(folder, real) && statSync(real).isFile() ? real : undefined;
}

/**
 * Writes a file of the mock folder, whole or not at all. Returns whether it did: nothing is written through a
 * link out of the program. The folder and the draft may be links that came with somebody else's program.
 */
export function writeMockFile(dir: string, name: string, content: string | Buffer): boolean {
  const root = realPath(dir);
  let folder = root;
  for (const part of [MOCK_FOLDER, ...path.posix.dirname(name).split('/')]) {
    if (root === undefined || folder === undefined || !isInside(root, folder)) return false;
    const inner = path.join(folder, part);
    if (lstatSync(inner, { throwIfNoEntry: false }) === undefined) mkdirSync(inner);
    folder = realPath(inner);
  }
  if (root === undefined || folder === undefined || !isInside(root, folder)) return false;
  const draft = path.join(folder, `.${path.posix.basename(name)}.new`);
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { flag: 'wx' });
  renameSync(draft, path.join(folder, path.posix.basename(name)));
  return true;
}

function readRules(file: string, text: string, problems: Diagnostic[]): unknown[] | undefined {
  const shown = `${MOCK_FOLDER}/${file}`;
  const { value, error, positionOf } = parseJson(text);
  const report = (found: Problem, ...at: (string | number)[]): void =>
    void problems.push(located(found, shown, positionOf(...at)));
  if (error) {
    problems.push(located(problem('json-syntax', { reason: error.message }), shown, error.at));
    return undefined;
  }
  const rules = rulesIn(value);
  if (rules === undefined) {
    report(problem('mock-list'));
    return undefined;
  }
  const isNamed = isRecord(value);
  for (const key of isNamed ? Object.keys(value) : [])
    if (key !== 'rules' && key !== '$schema') {
      const near = nearestName(key, ['rules', '$schema']);
      report(problem('mock-file-key', { name: key, near }), key);
    }
  rules.forEach((rule, index) => {
    const base = isNamed ? ['rules', index] : [index];
    for (const { path: at, problem: found } of checkRule(rule)) report(found, ...base, ...at);
  });
  return rules;
}

/** Files that rules name as their answer. */
function namedScripts(rules: readonly unknown[]): string[] {
  const steps = rules.flatMap((rule): unknown[] =>
    isRecord(rule) ? [rule, ...(Array.isArray(rule.sequence) ? (rule.sequence as unknown[]) : [])] : [],
  );
  return steps.flatMap((step) => (isRecord(step) && typeof step.script === 'string' ? [step.script] : []));
}

/** A script reads files of its program, and no others: it may be a stranger's. */
const inside = (root: string): Plugin => ({
  name: 'inside-the-program',
  setup(builder) {
    builder.onLoad({ filter: /.*/, namespace: 'file' }, ({ path: file }) => {
      const real = realPath(file);
      if (real !== undefined && isInside(root, real)) return undefined;
      return { errors: [{ text: `"${path.basename(file)}" lies outside of the program` }] };
    });
  },
});

/**
 * A script as one module of CommonJS for the frame, which runs it with the rights of the program: nothing of
 * it is run here.
 */
async function bundleScript(dir: string, file: string, problems: Diagnostic[]): Promise<string | undefined> {
  const entry = mockFile(dir, file);
  const root = realPath(dir);
  const shown = `${MOCK_FOLDER}/${file}`;
  if (entry === undefined || root === undefined) {
    problems.push(located(problem('mock-file-missing', { file: shown }), shown));
    return undefined;
  }
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      absWorkingDir: root,
      bundle: true,
      format: 'cjs',
      platform: 'browser',
      target: 'es2022',
      write: false,
      logLevel: 'silent',
      tsconfigRaw: '{}',
      plugins: [inside(root)],
    });
    return outputFiles[0]?.text;
  } catch (error) {
    for (const { text, location } of (error as BuildFailure).errors ?? [])
      problems.push(
        located(
          problem('mock-script-syntax', { reason: text }),
          location ? path.posix.join(...location.file.split(path.sep)) : shown,
          positionOf(location),
        ),
      );
    return undefined;
  }
}

/** Reads the mock folder. What is wrong in a file is reported at its place, and the others are used. */
export async function readMocks(dir: string): Promise<MockFiles> {
  const folder = path.join(dir, MOCK_FOLDER);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return NONE;
  const problems: Diagnostic[] = [];
  const names = namesIn(folder);
  const json: RuleFile[] = [];
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const real = mockFile(dir, name);
    const shown = `${MOCK_FOLDER}/${name}`;
    if (real === undefined) problems.push(located(problem('link-outside'), shown));
    else if (statSync(real).size > MAX_BYTES) problems.push(located(problem('mock-file-large'), shown));
    else {
      const text = readFileSync(real, 'utf8');
      const rules = readRules(name, text, problems);
      json.push({ file: name, text, ...(rules && { rules }) });
    }
  }
  const named = new Set(
    json.flatMap(({ rules = [] }) => namedScripts(rules)).map((name) => path.posix.normalize(name)),
  );
  const scripts: MockFiles['scripts'] = [];
  for (const file of new Set([...names.filter((name) => SCRIPT.test(name)), ...named])) {
    const code = await bundleScript(dir, file, problems);
    if (code !== undefined) scripts.push({ file, isNamed: named.has(file), code });
  }
  return { json, scripts, problems };
}

/** A value in a script: parsed there, so that `__proto__` is an ordinary key. */
const literal = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;

/** `/__net/mocks.js`. `skip`: a file that is being written. */
export function mockScript({ json, scripts }: MockFiles, off: readonly string[], skip?: string): string {
  const loader = (code: string): string => `function (module, exports) {\n${code}\n}`;
  const entries = [
    ...json
      .filter(({ file, rules }) => rules !== undefined && file !== skip)
      .map(({ file, rules }) => ({ file, text: `{ file: ${literal(file)}, rules: ${literal(rules)} }` })),
    ...scripts
      .filter(({ isNamed }) => !isNamed)
      .map(({ file, code }) => ({ file, text: `{ file: ${literal(file)}, load: ${loader(code)} }` })),
  ].sort(
    (one, other) =>
      Number(one.file === RECORDED_FILE) - Number(other.file === RECORDED_FILE) ||
      (one.file < other.file ? -1 : 1),
  );
  const named = scripts
    .filter(({ isNamed }) => isNamed)
    .map(({ file, code }) => `[${literal(file)}]: ${loader(code)}`);
  return `window.__TRADE_SIM_MOCKS__ = {\nfiles: [${entries.map(({ text }) => text).join(',\n')}],\nscripts: { ${named.join(',\n')} },\noff: ${literal(off)},\n};\n`;
}
