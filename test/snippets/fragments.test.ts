/** What TypeScript, the simulator's compiler, Vue's compiler and the schemas say of each block. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { typeScratch } from '../../scripts/pack/type-scratch';
import { allBlocks, placeOf } from '../../scripts/snippets/blocks';
import { checkJson } from '../../scripts/snippets/json';
import { kindOf, type Kind } from '../../scripts/snippets/kinds';
import { findingsIn, pagesOf, programOf, writeFiles } from '../../scripts/snippets/program';
import { idleNames, typeProblems } from '../../scripts/snippets/types';
import { vueProblems } from '../../scripts/snippets/vue';

const blocks = allBlocks();
const of = (...kinds: Kind[]) => blocks.filter((block) => kinds.includes(kindOf(block)));

const typed = await typeScratch();
const scratch = mkdtempSync(join(tmpdir(), 'trade-snippets-'));
after(() => {
  for (const folder of [typed, scratch]) rmSync(folder, { recursive: true, force: true });
});
const folderFor = (name: string): string => {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};

// The scripts of shops, too: what a shop runs may still have the wrong types.
const scripts = {
  mini: [...of('mini'), ...of('shop').filter(({ language }) => ['js', 'ts'].includes(language))],
  react: of('react'),
  node: of('node'),
  commonjs: of('commonjs'),
};
for (const [kind, all] of Object.entries(scripts) as [keyof typeof scripts, typeof blocks][]) {
  const problems = typeProblems(typed, kind, all);
  for (const block of all)
    test(`${placeOf(block)} (${kind}) has the types of the packages`, () => {
      assert.deepEqual(problems.get(block), []);
    });
  test(`every name that stands for something of the reader's own is still used (${kind})`, () => {
    assert.deepEqual(idleNames(kind, all), []);
  });
}

const pages = pagesOf([...of('ttml'), ...of('mini').filter(({ text }) => /^Page\(/m.test(text))]);
const program = folderFor('pages');
writeFiles(program, programOf(pages));
const findings = await findingsIn(program);
pages.forEach((page, index) => {
  test(`${page.blocks.map(placeOf).join(', ')}: the simulator finds nothing wrong with the page`, () => {
    const own = findings.filter(({ file }) => file.startsWith(`pages/s${index}/`));
    assert.deepEqual(
      own.map(({ message }) => message),
      [],
    );
  });
});
test('nothing is wrong with the pages as a program', () => {
  assert.deepEqual(
    findings.filter(({ file }) => !file.startsWith('pages/')),
    [],
  );
});

for (const block of of('json'))
  test(`${placeOf(block)} (json) fits its schema`, () =>
    checkJson(block.text, folderFor(`json-${blocks.indexOf(block)}`)));

for (const block of of('vue'))
  test(`${placeOf(block)} (vue) compiles`, () => assert.deepEqual(vueProblems(block.text), []));

for (const block of of('site').filter(({ language }) => language === 'live'))
  test(`${placeOf(block)} (live) is JSON; the site makes it run`, () => {
    assert.equal(typeof JSON.parse(block.text), 'object');
  });
