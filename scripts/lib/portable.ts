/**
 * What runs on Linux and macOS only, as far as it can be read: nothing here was run on Windows, so it is
 * looked for. npm scripts go through cmd.exe there; npm, npx and the like are batch files, for a shell.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

interface Finding {
  file: string;
  /** A line of the file, or the name of an npm script. */
  place: string;
  message: string;
}

/** What cmd.exe does not have, or has under the same name with another meaning. */
const COMMANDS = new Set(
  'cat chmod cp export find grep kill ln ls mkdir mv pwd rm sed sh bash set sleep source test touch true unset which xargs'.split(
    ' ',
  ),
);

/** What is wrong with one npm script. */
export function scriptProblems(script: string): string[] {
  const problems: string[] = [];
  if (/'/.test(script)) problems.push('cmd.exe does not know single quotes: use "');
  if (/\$\{?\w|\$\(|`/.test(script))
    problems.push('variables and substitutions are of a shell: do it in a script');
  if (/;|\s&(\s|$)|(^|[^|])\|([^|]|$)/.test(script))
    problems.push('only && and || join commands in every shell');
  if (/\/dev\/null|(^|\s)~\//.test(script)) problems.push('a path of POSIX systems');
  for (const part of script.split(/&&|\|\|/)) {
    const [word = ''] = part.trim().split(/\s+/);
    if (/^\w+=/.test(word)) problems.push(`${word}: a variable before a command is of a shell`);
    if (COMMANDS.has(word)) problems.push(`${word} is no command of cmd.exe`);
    if (/^\.{0,2}\//.test(word)) problems.push(`${word}: cmd.exe takes / for an option: start it by node`);
  }
  return problems;
}

/** Started by name, these need a shell on Windows. */
const BATCH_FILES = new Set(['npm', 'npx', 'pnpm', 'yarn', 'tsc', 'tsx', 'eslint', 'prettier', 'rollup']);
const STARTERS = new Set(['spawn', 'spawnSync', 'execFile', 'execFileSync', 'run']);
const POSIX_PATH = /^\/(tmp|usr|etc|dev|home|var|bin)(\/|$)/;

/** Folders that are right on the system that they are named for. */
const NAMED_FOR = /^(\/usr\/bin\/|\/usr\/lib\/)/;

/** What is wrong with one TypeScript or JavaScript source. */
export function sourceProblems(name: string, text: string): { line: number; message: string }[] {
  const found: { line: number; message: string }[] = [];
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  const add = (node: ts.Node, message: string): void => {
    found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, message });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression)
        ? node.expression.name.text
        : node.expression.getText();
      const [first] = node.arguments;
      const shell = /\bshell\b/.test(node.arguments.at(-1)?.getText() ?? '');
      if (STARTERS.has(called) && first && ts.isStringLiteral(first) && BATCH_FILES.has(first.text) && !shell)
        add(
          first,
          `${first.text} is ${first.text}.cmd on Windows, which needs a shell: use npm() or tool() of scripts/lib/run.ts`,
        );
    }
    if (ts.isStringLiteral(node) && POSIX_PATH.test(node.text) && !NAMED_FOR.test(node.text))
      add(node, `${node.text}: a path of POSIX systems: use os.tmpdir() and node:path`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** @param manifests package.json files; `sources`: scripts, both as paths in `root` */
export function unportable(
  root: string,
  manifests: readonly string[],
  sources: readonly string[],
): Finding[] {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  return [
    ...manifests.flatMap((file) =>
      Object.entries((JSON.parse(read(file)) as { scripts?: Record<string, string> }).scripts ?? {}).flatMap(
        ([place, script]) => scriptProblems(script).map((message) => ({ file, place, message })),
      ),
    ),
    ...sources.flatMap((file) =>
      sourceProblems(file, read(file)).map(({ line, message }) => ({ file, place: String(line), message })),
    ),
  ];
}
