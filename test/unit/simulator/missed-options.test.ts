import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticing } from '../../../simulator/runtime/missed-options';

test('options that a page asks for are noticed, those that it has and names of frameworks are not', () => {
  const missed = new Set<string>();
  const options = noticing({ id: '7' }, missed);
  assert.equal(options.id, '7');
  assert.equal(options.from, undefined);
  assert.equal('scene' in options, false);
  void options.__id__;
  void (options as { then?: unknown }).then;
  assert.equal(JSON.stringify(options), '{"id":"7"}');
  assert.deepEqual([...missed], ['from', 'scene']);
});
