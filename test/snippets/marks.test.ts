/** Every block of the documents is run, or says why not. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../../scripts/lib/paths';
import { allBlocks, blocksOf, placeOf } from '../../scripts/snippets/blocks';
import { kindOf } from '../../scripts/snippets/kinds';

const blocks = allBlocks();
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test('every block has a kind; those that cannot be run are counted and say why', () => {
  const counts = new Map<string, number>();
  for (const block of blocks) {
    const kind = kindOf(block);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const sum = [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
  console.log(`snippets: ${blocks.length} blocks: ${sum}`);
  for (const block of blocks)
    if (block.mark?.says === 'not') console.log(`not run: ${placeOf(block)}: ${block.mark.reason}`);
});

for (const block of blocks) {
  if (block.mark?.says === 'as') {
    const { path } = block.mark;
    test(`${placeOf(block)} stands in ${path}`, () => {
      // A first line that only names the file is for the reader.
      const lines = block.text.replace(/^(?:\/\/|<!--).*\n/, '');
      assert.ok(read(path).includes(lines), `the block and ${path} are not the same`);
      assert.match(path, /^examples\/[\w-]+\//, 'npm run test:frameworks builds the examples');
    });
  }
  if (block.mark?.says === 'by') {
    const { path } = block.mark;
    test(`${placeOf(block)} is read by ${path}`, () => {
      assert.ok(existsSync(join(ROOT, path)), `${path} is not there`);
      assert.ok(read(path).includes(block.file), `${path} does not read ${block.file}`);
    });
  }
}

test('a mark without a block, of an unknown word, or without a reason is refused', () => {
  const fence = '```js\n1;\n```\n';
  assert.throws(() => blocksOf('a.md', '<!-- snippet: not run: for a reason -->\n'), /no block follows/);
  assert.throws(
    () => blocksOf('a.md', `<!-- snippet: not run: for a reason -->\ntext\n${fence}`),
    /a\.md:1: no block/,
  );
  assert.throws(() => blocksOf('a.md', `<!-- snippet: skip it now -->\n${fence}`), /is no mark/);
  assert.throws(() => blocksOf('a.md', `<!-- snippet: not -->\n${fence}`), /is no mark/);
  assert.throws(() => blocksOf('a.md', '```js\n1;\n'), /no end/);
  assert.throws(() => kindOf(blocksOf('a.md', '```cobol\n1\n```')[0]!), /a\.md:1: nothing here runs cobol/);
});

test('a block is found with its section, also in a list, and a fence in a longer one stays its text', () => {
  const [first, second] = blocksOf('a.md', '# A\n1. x\n   ```js\n   a();\n   ```\n## B\n````sh\n```\n````\n');
  assert.deepEqual([first?.text, first?.section, first?.line], ['a();', 1, 3]);
  assert.deepEqual([second?.text, second?.section], ['```', 2]);
});
