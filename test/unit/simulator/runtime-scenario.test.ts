import assert from 'node:assert/strict';
import test from 'node:test';
import { scenarioHeader } from '../../../simulator/host/scenario';

test('the scenario of the url becomes a header, and nothing that is no scenario name does', () => {
  assert.deepEqual(scenarioHeader('?page=/a&scenario=preorder.refused'), { 'x-trade-scenario': 'preorder.refused' });
  for (const search of ['', '?scenario=', '?scenario=a%0d%0ab', '?scenario=%E6%94%AF']) assert.deepEqual(scenarioHeader(search), {});
});
