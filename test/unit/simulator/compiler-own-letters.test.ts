import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asciiName, withOwnNames } from '../../../simulator/compiler/own-letters';
import { compileFiles, lines, onePage } from './compiler-helpers';

test('a name comes back as it was, of whatever letters it is', () => {
  for (const name of ['数量', 'ж1', 'é', 'a', '$x_1', '𠮷野']) {
    assert.match(asciiName(name), /^[\w$]+$/);
    assert.equal(withOwnNames(`D.${asciiName(name)}`), `D.${name}`);
  }
});

test('a text that spells an ASCII letter out stays a text', async (t) => {
  const text = asciiName('数').replace(/[\da-f]{4}$/, '0022');
  assert.equal(withOwnNames(text), text);
  const { program, bundle } = await compileFiles(
    t,
    onePage({ 'pages/a/a.ttml': `<view id="${text}+evil()+${text}">${text}+evil()+${text}</view>` }),
  );
  assert.deepEqual(lines(program.diagnostics), []);
  assert.ok(bundle.includes(`"${text}+evil()+${text}"`));
});
