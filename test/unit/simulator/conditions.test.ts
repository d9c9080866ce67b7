import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  changedCount,
  CONDITION_NAMES,
  conditionsIn,
  STANDARD,
  startOf,
  withConditions,
} from '../../../simulator/conditions';
import { fitSheet } from '../../../simulator/runtime/safe-area';
import {
  checkStartPage,
  CONDITION_OPTIONS,
  conditionArguments,
} from '../../../simulator/server/condition-options';
import { addressWith, conditionsAtStart } from '../../../simulator/shell/conditions-address';

const CHOSEN = {
  page: 'pages/goods/index',
  query: 'id=1&from=分享',
  scene: '1001',
  referrer: 'tt0123456789',
  extra: '{"a":"?&=#"}',
  device: 'se',
  orientation: 'landscape',
  font: '20',
  theme: 'dark',
  'safe-area': 'off',
  keyboard: 'on',
  network: 'slow',
  delivery: 'json',
  profile: '2.43',
  login: 'out',
};

describe('the address', () => {
  test('carries every condition there and back', () => {
    assert.deepEqual(Object.keys(CHOSEN), CONDITION_NAMES);
    const search = withConditions('?scenario=pay.failed', CHOSEN);
    assert.deepEqual(conditionsIn(search), CHOSEN);
    assert.equal(new URLSearchParams(search).get('scenario'), 'pay.failed');
    assert.equal(withConditions(search, STANDARD), '?scenario=pay.failed');
    assert.equal(changedCount(CHOSEN), CONDITION_NAMES.length);
  });

  test('stays as it is while it says the same', () => {
    for (const search of ['', '?page=%2Fpages%2Fb%2Fb&scenario=x', '?profile=3.56'])
      assert.equal(withConditions(search, { ...STANDARD, ...conditionsIn(search) }), search);
  });

  test('a value that there is not is as if nothing was said', () => {
    const search =
      '?device=nokia&network=5g&font=17&theme=pink&scene=1e3&extra=[1]&page=%3Cscript%3E&login=maybe&profile=9&delivery=post';
    assert.deepEqual(conditionsIn(search), {});
  });

  test('a query stands with its page, or alone', () => {
    const only = { ...STANDARD, query: 'a=1&b=2' };
    assert.deepEqual(conditionsIn(withConditions('', only)), { query: 'a=1&b=2' });
    const both = { ...only, page: 'pages/a/a' };
    assert.equal(new URLSearchParams(withConditions('', both)).get('page'), '/pages/a/a?a=1&b=2');
  });
});

describe('what comes first', () => {
  const told = { program: 'tt1', conditions: { network: 'slow', device: 'se' } };
  const kept = { program: 'tt1', conditions: { network: '4g', font: '20', page: 'pages/b/b' } };

  test('the address before the command, the command before what was left', () => {
    const at = conditionsAtStart(kept, told, '?device=tablet');
    assert.deepEqual([at.device, at.network, at.font, at.page], ['tablet', 'slow', '20', 'pages/b/b']);
  });

  test('a page of another program is no page of this one', () => {
    assert.equal(conditionsAtStart({ ...kept, program: 'tt2' }, told, '').page, '');
  });

  test('the address names what the command does not, and the usual where the command says otherwise', () => {
    const usual = { ...STANDARD, device: 'se' };
    assert.equal(addressWith('', usual, told), '?network=wifi');
    assert.equal(conditionsAtStart(kept, told, '?network=wifi').network, 'wifi');
    assert.equal(addressWith('?network=wifi', { ...usual, network: 'slow' }, told), '');
  });
});

test('only what a running program cannot take starts it anew', () => {
  const live = ['device', 'orientation', 'safe-area', 'keyboard', 'network', 'login'];
  for (const name of CONDITION_NAMES)
    assert.equal(
      startOf({ ...STANDARD, [name]: CHOSEN[name] }) === startOf(STANDARD),
      live.includes(name),
      name,
    );
});

describe('options of the command', () => {
  test('each says a condition', () => {
    const { theme: _theme, profile, ...rest } = CHOSEN;
    const found = conditionArguments({ ...rest, dark: true, 'base-library': profile });
    assert.deepEqual(found, CHOSEN);
    assert.deepEqual(Object.keys(CONDITION_OPTIONS).length, CONDITION_NAMES.length);
  });

  test('a page may carry its query, and a base library be a full version', () => {
    assert.deepEqual(conditionArguments({ page: '/pages/a/a?id=1' }), { page: 'pages/a/a', query: 'id=1' });
    assert.deepEqual(conditionArguments({ page: '/pages/抽号/页2' }), { page: 'pages/抽号/页2' });
    assert.deepEqual(conditionArguments({ 'base-library': '2.74.0' }), { profile: '2.74-sdk' });
  });

  for (const [values, message] of [
    [{ device: 'nokia' }, /^--device nokia: one of se, iphone-8/],
    [{ network: '5g' }, /^--network 5g: one of wifi, 4g, slow, offline/],
    [{ login: '' }, /^--login : one of in, out/],
    [{ font: '17' }, /^--font 17: one of 12/],
    [{ 'base-library': '9.9.9' }, /^--base-library 9\.9\.9: one of 2\.43/],
    [{ scene: 'home' }, /^--scene home: a scene is a number/],
    [{ extra: '[1]' }, /^--extra \[1\]: a JSON object/],
    [{ query: '?a=1' }, /^--query \?a=1: a query without/],
    [{ page: 'a b' }, /^--page a b: the path of a page/],
    [{ page: 'pages/a/a?x#y' }, /^--query x#y: a query without/],
    [{ referrer: 'a b' }, /^--referrer a b: an appId/],
  ] as const)
    test(`${JSON.stringify(values)} is refused with one line`, () => {
      assert.throws(() => conditionArguments(values), { message });
    });

  test('a page that the program has not is named with the nearest one', () => {
    const pages = ['pages/goods/index', 'pages/home/index'];
    assert.doesNotThrow(() => checkStartPage({ page: 'pages/goods/index' }, pages));
    assert.throws(
      () => checkStartPage({ page: 'pages/good/index' }, pages),
      /Did you mean pages\/goods\/index/,
    );
    assert.throws(
      () => checkStartPage({ page: 'x' }, pages),
      /It has pages\/goods\/index, pages\/home\/index/,
    );
  });
});

describe('sheets', () => {
  test('ask for the insets that the frame says', () => {
    assert.equal(
      fitSheet('a{padding:max(env( safe-area-inset-bottom , 2px),env(safe-area-inset-top))}'),
      'a{padding:max(var(--sim-inset-bottom , 2px),var(--sim-inset-top))}',
    );
  });

  test('are dark or light as the phone is, and as the browser where nobody chose', () => {
    const css = '@media ( prefers-color-scheme:dark ) {a{}} @media (prefers-color-scheme: light) {b{}}';
    assert.equal(fitSheet(css), css);
    assert.equal(fitSheet(css, 'dark'), '@media (min-width: 0px) {a{}} @media (max-width: -1px) {b{}}');
    assert.equal(fitSheet(css, 'light'), '@media (max-width: -1px) {a{}} @media (min-width: 0px) {b{}}');
  });
});
