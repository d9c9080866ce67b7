import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFix } from '../../../simulator/runtime/engine-warning';

test('a property that a component does not have is named as it stands in the template, with what to do; others stay as they are', () => {
  const said = withFix('"goodId" is not a valid property');
  assert.match(said, /^"goodId" is not a valid property.*good-id/);
  assert.equal(withFix('something else'), 'something else');
});
