import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBinding } from '../../../simulator/compiler/expressions';
import { compileFiles, lines } from './compiler-helpers';

const read = (source: string): string[] =>
  readBinding(source, { start: source.indexOf('{{'), end: source.lastIndexOf('}}') + 2 }).map(
    ({ text, names }) => `${text} <- ${names.join()}`,
  );

test('what the engine reads itself is left to it', () => {
  for (const source of [
    '{{a}}',
    '{{ a.b[c].d }}',
    "{{ a ? 'x' : !b }}",
    '{{ a && b || c === 1 }}',
    '{{ a, b }}',
    '{{ ...a, b: c.d }}',
    '{{ {a: 1, ...b} }}',
    '{{ [1, ...a] }}',
    '{{ -1 }}',
    '{{ typeof a }}',
    '{{ "a" }}',
  ])
    assert.deepEqual(read(source), [], source);
});

test('calls, templates and operators become functions of the names that they need', () => {
  assert.deepEqual(read('{{ price.toFixed(2) }}'), ['price.toFixed(2) <- price']);
  assert.deepEqual(read('<view a="x {{ list.map((x) => x.n + k).join(s) }}"/>'), [
    'list.map((x) => x.n + k).join(s) <- list,k,s',
  ]);
  assert.deepEqual(read('{{ `a${b}${c.d}` }}'), ['`a${b}${c.d}` <- b,c']);
  assert.deepEqual(read('{{ a?.b?.[c] ?? d }}'), ['a?.b?.[c] ?? d <- a,c,d']);
  assert.deepEqual(read('{{ /x/.test(undefined) }}'), ['/x/.test(undefined) <- ']);
});

test('of an object only the values that need it are taken, so that the others are updated one by one', () => {
  assert.deepEqual(read('{{ a, b: c.d(), ...e, f: g }}'), ['c.d() <- c']);
  assert.deepEqual(read('{{ {a: b + 1, c} }}'), ['b + 1 <- b']);
  assert.deepEqual(read('{{ ...f(x) }}'), ['f(x) <- f,x']);
});

test('an object with a name that is a text or a number is made by a function: the engine reads plain names', () => {
  assert.deepEqual(read("{{ ({ 'default': a }) }}"), ["{ 'default': a } <- a"]);
  assert.deepEqual(read("{{ [{ 'a-b': 1 }, c] }}"), ["[{ 'a-b': 1 }, c] <- c"]);
  assert.deepEqual(read('{{ on ? { 1: b } : {} }}'), ['on ? { 1: b } : {} <- on,b']);
  // The fields of a template's data are the engine's to take apart.
  assert.deepEqual(read("{{ 'a': 1, b }}"), []);
});

test('what changes something, and what is no JavaScript, is left to the engine to refuse', () => {
  for (const source of [
    '{{ a = f() }}',
    '{{ a++ }}',
    '{{ f(function () {}) }}',
    '{{ a b() }}',
    '{{ f( }}',
    '{{}}',
  ])
    assert.deepEqual(read(source), [], source);
});

test('JavaScript globals in a template are told once a file and name', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.ttml': '<view>{{ Math.floor(a) }}\n{{ Math.ceil(a) }} {{ JSON.stringify(b) }}</view>',
  });
  assert.deepEqual(lines(program.diagnostics), [
    'pages/a/a.ttml:1:10 {{ Math.floor(a) }} uses Math, which is nothing in a template unless data or an <sjs> has that name',
    'pages/a/a.ttml:2:23 {{ JSON.stringify(b) }} uses JSON, which is nothing in a template unless data or an <sjs> has that name',
  ]);
});

test('a circular include is cut and located, an import may go in circles', async (t) => {
  const { program } = await compileFiles(t, {
    'pages/a/a.ttml': '<view>a</view>\n<include src="b"/><include src="./a.ttml"/>',
    'pages/a/b.ttml': '<import src="c"/>\n<include src="c.ttml"/>',
    'pages/a/c.ttml': '<import src="b"/><include src="b"/>',
  });
  assert.deepEqual(lines(program.diagnostics), [
    'pages/a/b.ttml:2:15 "c.ttml" includes this template again, and so without an end; it is left out here',
    'pages/a/a.ttml:2:33 "./a.ttml" includes this template again, and so without an end; it is left out here',
  ]);
});
