/** The commands in tables and sentences of the documents do what they say, with the packages as published. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { releaseMade } from '../../scripts/release/made';
import { allBlocks } from '../../scripts/snippets/blocks';
import { linesOf, Place } from '../../scripts/snippets/commands';
import { kindOf } from '../../scripts/snippets/kinds';
import { entryOf, NOT_RUN, variantsOf, Written, writtenLines } from '../../scripts/snippets/written';

const scratch = mkdtempSync(join(tmpdir(), 'trade-written-'));
const place = new Place(scratch, join(scratch, 'work'));
const written = new Written(place);
after(async () => {
  await written.close();
  rmSync(scratch, { recursive: true, force: true });
});
await releaseMade();

/** commands.test.ts runs these. */
const inBlocks = new Map(
  allBlocks()
    .filter((block) => kindOf(block) === 'commands')
    .flatMap(linesOf)
    .map((line) => [line.command.replace(/^npx /, ''), line.place]),
);
const lines = writtenLines();

test('the packages are installed as README says', () =>
  place.run({ place: 'README.md', command: 'npm install -D ../microapp-trade-kit/release/*.tgz' }));

for (const line of lines) {
  const entry = entryOf(line.command);
  const block = inBlocks.get(line.command);
  if (entry !== undefined) console.log(`not run: ${line.place}: ${line.command}: ${NOT_RUN[entry]}`);
  else if (block !== undefined) test(`${line.place}: as at ${block}`, () => assert.ok(block));
  else test(`${line.place}: ${line.command}`, () => written.run(line));
}

test('commands are found, with their places filled in, and no exception is left over', () => {
  assert.ok(lines.length > 70, String(lines.length));
  assert.deepEqual(variantsOf('npm run x [-- a] [-- --b 1]'), [
    'npm run x',
    'npm run x -- a',
    'npm run x -- --b 1',
  ]);
  for (const { command } of lines) assert.doesNotMatch(command, /[<>[\]]|\p{Script=Han}/u);
  for (const entry of Object.keys(NOT_RUN))
    assert.ok(
      lines.some(({ command }) => entryOf(command) === entry),
      entry,
    );
});
