import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../../sandbox';
import { findScenarios, titleIn } from '../../../simulator/shell/scenarios/find';
import { words } from '../../../simulator/shell/scenarios/words';
import { readPreferences } from '../../../simulator/shell/preferences';

const sandbox = createSandbox({ store: ':memory:' });
const all = sandbox.scenarios.list();
const names = (query: string): string[] => findScenarios(all, query).map(({ name }) => name);

for (const [query, wanted] of [
  ['支付失败', 'pay.failed'],
  ['付款没成功', 'pay.failed'],
  ['支付宝花呗', ''],
  ['回调 丢', 'callback.lost'],
  ['回调收不到', 'callback.lost'],
  ['callback lost', 'callback.lost'],
  ['payment fails', 'pay.failed'],
  ['the callback arrives twice', ''],
  ['callback twice', 'callback.duplicate'],
  ['21507', 'ability.server'],
  ['pay.paid', 'pay.paid'],
  ['CALLBACK.LOST', 'callback.lost'],
] as const)
  test(`"${query}" finds ${wanted === '' ? 'nothing, as a word of it is nowhere' : wanted}`, () => {
    const found = names(query);
    if (wanted === '') assert.deepEqual(found, []);
    else assert.ok(found.slice(0, 5).includes(wanted), `${query}: ${found.slice(0, 8).join(', ')}`);
  });

test('nothing asked finds nothing; every scenario is found by its own name and by its title in both languages', () => {
  assert.deepEqual(names('  '), []);
  for (const scenario of all) {
    assert.equal(names(scenario.name)[0], scenario.name);
    for (const language of ['zh', 'en'] as const)
      assert.ok(names(titleIn(language, scenario)).includes(scenario.name), titleIn(language, scenario));
  }
});

test('every group of scenarios has a name in both languages', () => {
  for (const { name } of all) assert.ok(Object.hasOwn(words, `group-${name.split('.')[0]}`), name);
});

test('favourites are kept as names, and nothing else of what storage may hold', () => {
  const kept = (favourites: unknown): string[] =>
    readPreferences({ getItem: () => JSON.stringify({ favourites }) }).favourites;
  assert.deepEqual(kept(['pay.failed', 7, '', 'x'.repeat(101)]), ['pay.failed']);
  assert.deepEqual(kept('pay.failed'), []);
  assert.equal(kept(Array.from({ length: 99 }, (_, index) => `a${index}`)).length, 50);
});

test.after(() => sandbox.close());
