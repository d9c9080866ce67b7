/** The commands of the documents do what they say, with the packages as they are published. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../../scripts/lib/paths';
import { releaseMade } from '../../scripts/release/made';
import { allBlocks, documents, type Block } from '../../scripts/snippets/blocks';
import { linesOf, NOT_HERE, Place, type Line } from '../../scripts/snippets/commands';
import { kindOf } from '../../scripts/snippets/kinds';
import { writeFiles } from '../../scripts/snippets/program';
import { COMMAND_NAMES, loadCommands } from '../../simulator/server/commands';

const scratch = mkdtempSync(join(tmpdir(), 'trade-commands-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
await releaseMade();

const blocks = allBlocks();
const kept = (wanted: readonly string[]): Map<string, Block[]> => {
  const found = new Map<string, Block[]>();
  for (const block of blocks)
    if (wanted.includes(kindOf(block))) found.set(block.file, [...(found.get(block.file) ?? []), block]);
  return found;
};

/** README installs; its project serves the documents that install nothing. The Chinese twin says the same. */
const FIRST = 'README.md';
const byFile = [...kept(['commands'])].sort(
  ([one], [other]) => Number(other === FIRST) - Number(one === FIRST),
);
const scripts = kept(['node']);
const ran = new Map<string, string>();
/** Command -> where it was run first: the same command is not run again. */
const done = new Map<string, string>();
const folderOf = (file: string): string => join(scratch, file.replace(/\W+/g, '-'));

for (const [file, all] of byFile) {
  const lines = all.flatMap(linesOf);
  const commands = lines.map(({ command }) => command).join('\n');
  const twin = ran.get(commands);
  if (twin !== undefined) {
    test(`the commands of ${file} are those of ${twin}`, () => assert.notEqual(lines.length, 0));
    continue;
  }
  ran.set(commands, file);
  const place = new Place(scratch, folderOf(file), file === FIRST ? undefined : folderOf(FIRST));
  const own = lines.map(({ command }) => /^node --test (\S+)$/.exec(command)?.[1]).find((name) => name);
  if (own !== undefined) writeFiles(folderOf(file), { [own]: scripts.get(file)?.[0]?.text ?? '' });
  for (const line of lines) {
    const reason = NOT_HERE[line.command];
    const before = done.get(line.command);
    if (reason !== undefined) console.log(`not run: ${line.place}: ${line.command}: ${reason}`);
    else if (before !== undefined) test(`${line.place}: as at ${before}`, () => assert.ok(before));
    else test(`${line.place}: ${line.command}`, () => place.run(line));
    done.set(line.command, line.place);
  }
}

test('what no document says any more is no exception any more', () => {
  const all = [...kept(['commands']).values()].flat().flatMap(linesOf);
  for (const command of Object.keys(NOT_HERE)) assert.ok(all.some((line: Line) => line.command === command));
});

test('commands in sentences and tables are known, with their options', async () => {
  const known = new Map((await loadCommands()).map((command) => [command.name, command]));
  const { scripts: own } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const problems: string[] = [];
  for (const file of documents()) {
    const text = readFileSync(join(ROOT, file), 'utf8').replace(/^(```+)[^]*?^\1/gm, '');
    for (const [, code = ''] of text.matchAll(/`([^`\n]+)`/g)) {
      const [, name, rest = ''] = /^(?:npx )?trade-sim ([a-z-]+)(.*)$/.exec(code) ?? [];
      const command = known.get(name ?? '');
      if (name !== undefined && !command) problems.push(`${file}: \`${code}\`: no command ${name}`);
      for (const [, option = ''] of rest.matchAll(/ --([a-z-]+)/g))
        if (command && !(option in command.options) && !['lang', 'help'].includes(option))
          problems.push(`${file}: \`${code}\`: ${name} has no --${option}`);
      const [, script] = /^npm run (?:-s )?([\w:-]+)/.exec(code) ?? [];
      // Those of an example are its own.
      if (script !== undefined && !file.startsWith('examples/') && !(script in own))
        problems.push(`${file}: \`${code}\`: package.json has no script ${script}`);
    }
  }
  assert.deepEqual(problems, []);
  assert.ok(COMMAND_NAMES.length > 20);
});
