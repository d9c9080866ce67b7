import assert from 'node:assert/strict';
import test from 'node:test';
import { scenarioHeader } from '../../../simulator/host/scenario';

test('the scenarios of the url become a header that any server can read', () => {
  const header = (search: string): unknown => scenarioHeader(search)['x-trade-scenario'];
  assert.equal(header('?page=/a&scenario=preorder.refused'), 'preorder.refused');
  assert.equal(header('?scenario=pay.failed,callback.lost;lost=1'), 'pay.failed,callback.lost;lost=1');
  assert.equal(
    header('?scenario=preorder.refused;body.err_tips=%E5%94%AE+x'),
    'preorder.refused;body.err_tips=%E5%94%AE%20x',
  );
  assert.equal(header('?scenario=a%0d%0ab'), 'a%0D%0Ab');
  for (const search of ['', '?scenario=', '?page=/a']) assert.deepEqual(scenarioHeader(search), {});
});
