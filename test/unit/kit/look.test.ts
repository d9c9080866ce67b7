import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lookStyle } from '../../../src/connect/look';
import { setup } from '../../../src/setup';

const names = (prefix: string, text: string): string[] =>
  [
    ...new Set([...text.matchAll(new RegExp(`${prefix}([a-z-]+)`, 'g'))].map(([, name]) => name ?? '')),
  ].sort();

// The mutants run this file as a bundle: its own address is all that it knows there.
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const sheets = readdirSync(join(ROOT, 'components'), { encoding: 'utf8', recursive: true })
  .filter((file) => file.endsWith('.ttss'))
  .map((file) => join('components', file));
const look = readFileSync(join(ROOT, 'components/parts/look.ttss'), 'utf8');

test('light is the default and says nothing; dark names every colour that a sheet reads, and no other', () => {
  setup({ merchant: {} });
  assert.equal(lookStyle(), '');
  setup({ theme: 'dark' });
  const read = sheets.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  assert.deepEqual(names('--kit-', lookStyle()), names('var\\(--kit-', read));
  assert.match(lookStyle(), /^(--kit-[a-z-]+:#[0-9a-f]{6};)+$/);
});

test('auto gives the same colours under the names that the media query maps', () => {
  setup({ theme: 'dark' });
  const dark = lookStyle();
  setup({ theme: 'auto' });
  assert.equal(lookStyle(), dark.replaceAll('--kit-', '--dark-'));
  const mapped = [...look.matchAll(/--kit-([a-z-]+): var\(--dark-([a-z-]+)\);/g)];
  for (const [line, to, from] of mapped) assert.equal(to, from, line);
  assert.deepEqual(mapped.map(([, to]) => to).sort(), names('--dark-', lookStyle()));
});

test('a later setup() keeps the look unless it names one', () => {
  setup({ theme: 'dark' });
  setup({ trade: 'createOrder' });
  assert.match(lookStyle(), /--kit-/);
  setup({ theme: 'light' });
  assert.equal(lookStyle(), '');
});

test('a look that is none of the three is refused by name', () => {
  for (const theme of ['Dark', 'black', '0'] as never[])
    assert.throws(() => setup({ theme }), /setup\(\{ theme \}\) is light or dark or auto, but got/);
});
