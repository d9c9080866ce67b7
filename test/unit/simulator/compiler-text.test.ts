import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../simulator/compiler/jsonc';
import { LineIndex, Rewriter } from '../../../simulator/compiler/text';

test('a line index leads from offset to place and back', () => {
  const text = 'ab\n\ncde\n';
  const index = new LineIndex(text);
  for (let offset = 0; offset <= text.length; offset++)
    assert.equal(index.offset(index.position(offset)), offset);
  assert.deepEqual(index.position(5), { line: 3, column: 2 });
});

test('a rewriter leads every place of its result back to the source', () => {
  const rewriter = new Rewriter('<a bindtap="x">\n<b/>');
  rewriter.replace(7, 7, ':');
  rewriter.replace(1, 2, 'long');
  assert.equal(rewriter.code, '<long bind:tap="x">\n<b/>');
  const source = (text: string): string => {
    const index = new LineIndex(rewriter.code);
    const { line, column } = rewriter.toSource(index.position(rewriter.code.indexOf(text)));
    return `${line}:${column}`;
  };
  assert.equal(source('long'), '1:2');
  assert.equal(source('bind'), '1:4');
  assert.equal(source('tap'), '1:8');
  assert.equal(source('"x"'), '1:12');
  assert.equal(source('<b'), '2:1');
});

test('blanking keeps line breaks', () => {
  const rewriter = new Rewriter('ab\ncd');
  rewriter.blank(1, 4);
  assert.equal(rewriter.code, 'a \n d');
});

test('JSON with comments and trailing commas is read, and the first of them is located', () => {
  const result = parseJson('{\n  // why\n  "a": [1, 2,],\n}');
  assert.deepEqual(result.value, { a: [1, 2] });
  assert.deepEqual(result.lenient, { what: 'comment', at: { line: 2, column: 3 } });
  assert.deepEqual(parseJson('[1,]').lenient, { what: 'trailing comma', at: { line: 1, column: 3 } });
  assert.equal(parseJson('{"a":1}').lenient, undefined);
  assert.deepEqual(parseJson('\uFEFF[1]').value, [1]);
});

test('a JSON error has a line and a column', () => {
  const where = (text: string): string => {
    const { error } = parseJson(text);
    return error ? `${error.at.line}:${error.at.column} ${error.message}` : 'fine';
  };
  assert.equal(where('{\n  "a": 1\n  "b": 2\n}'), '3:3 expected ",", found "\\""');
  assert.equal(where('{a: 1}'), '1:2 expected a key in double quotes, found "a"');
  assert.equal(where('{"a": "x\n"}'), '1:7 a string that is not closed');
  assert.equal(where('{"a": }'), '1:7 expected a value, found "}"');
  assert.equal(where('{"a": 1} x'), '1:10 expected JSON, found "x"');
  assert.equal(where("{'a': 1}"), '1:2 expected a key in double quotes, found "\'"');
  assert.equal(where('['.repeat(100_000)), '1:201 nested in more than 200 levels');
  assert.equal(where(''), '1:1 expected a value, found the end of the file');
  assert.equal(where('[1, 2'), '1:6 expected "," or "]", found the end of the file');
  assert.equal(where('{"a": 01}'), '1:8 expected ",", found "1"');
});

test('keys and items of a JSON file are located, and a key named __proto__ is data', () => {
  const { value, positionOf } = parseJson('{\n "__proto__": {"x": 1},\n "list": ["a",\n  "b"]\n}');
  assert.deepEqual(positionOf('list', 1), { line: 4, column: 3 });
  assert.deepEqual(positionOf('list'), { line: 3, column: 2 });
  assert.deepEqual(positionOf('nothing'), { line: 1, column: 1 });
  assert.deepEqual(Object.keys(value as object), ['__proto__', 'list']);
  assert.equal((value as { x?: unknown }).x, undefined);
});
