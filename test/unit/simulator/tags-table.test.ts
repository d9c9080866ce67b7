/** Row by row, the table of tags: what is of a tag, and what docs/simulator.md leaves out. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EVENTS, TAG_EVENTS } from '../../../simulator/rules/names';
import { tags } from '../../../simulator/tags';
import { TAG_TABLE } from '../../fixtures/tag-table';
import { compileFiles, lines, onePage } from './compiler-helpers';

const DOCS = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8');
/** Rows of the section on tags: | tag | names | why |. */
const LEFT = new Map<string, Set<string>>();
for (const [, tag = '', names = ''] of DOCS.slice(DOCS.indexOf('## Attributes and events')).matchAll(
  /^\| `([\w-]+)` \| (.*?) \|/gm,
)) {
  const left = LEFT.get(tag) ?? new Set();
  for (const [, name = ''] of names.matchAll(/`([\w-]+)`/g)) left.add(name);
  LEFT.set(tag, left);
}

/** Names that every element has, and those of plain tags, which the compiler and the page handle. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  text: ['selectable', 'space', 'decode'],
  button: ['data-aweme-id', 'data-is-half-page'],
};
const camel = (name: string): string =>
  name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
const words = (text: string): string[] => text.split(' ').filter(Boolean);

for (const [tag, { attributes, events }] of Object.entries(TAG_TABLE)) {
  const properties = Object.keys(tags[tag]?.properties ?? {});
  const heard = new Set([...EVENTS, ...(TAG_EVENTS[tag] ?? [])]);
  const isLeft = (name: string): boolean => LEFT.get(tag)?.has(name) === true;
  for (const name of words(attributes))
    test(`${tag}: ${name} is an attribute of it, or is left out in writing`, () => {
      const isOwn = properties.includes(camel(name)) || PLAIN[tag]?.includes(name) === true;
      assert.ok(isOwn || isLeft(name), `${tag} ${name}`);
    });
  for (const name of words(events))
    test(`${tag}: ${name} is an event of it, or is left out in writing`, () => {
      assert.ok(heard.has(name) || isLeft(name), `${tag} ${name}`);
    });
}

test('a template that writes every name of the table is told nothing', async (t) => {
  const rows = Object.entries(TAG_TABLE).map(
    ([tag, { attributes, events }]) =>
      `<${tag}${words(attributes)
        .map((name) => ` ${name}="{{v}}"`)
        .join('')}` +
      `${words(events)
        .map((name) => ` bind:${name}="on"`)
        .join('')}></${tag}>`,
  );
  const { program } = await compileFiles(
    t,
    onePage({
      'pages/a/a.ttml': rows.join('\n'),
      'pages/a/a.js': "Page({ data: { v: '' }, on() {} });",
    }),
  );
  const said = lines(program.diagnostics.filter(({ code }) => code !== 'not-shown'));
  assert.deepEqual(said, []);
});
