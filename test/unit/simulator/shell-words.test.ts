import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { nameOf } from '../../../simulator/shell/console/names';
import { words as consoleWords } from '../../../simulator/shell/console/strings';
import { spanText } from '../../../simulator/shell/format';
import { withAddress, withLanguage, readPreferences } from '../../../simulator/shell/preferences';
import { words as redeemWords } from '../../../simulator/shell/redeem/strings';
import { words as sandboxWords } from '../../../simulator/shell/sandbox/strings';
import { readIn, wordsHere } from '../../../simulator/shell/say';
import { strings } from '../../../simulator/shell/strings';
import { LANGUAGES } from '../../../simulator/words/language';

const ROOMS = { shell: strings, console: consoleWords, redeem: redeemWords, sandbox: sandboxWords };
const CJK = /[\u3400-\u9fff]/;

afterEach(() => readIn('zh'));

/** Every text of a table by its path; a text that takes values is given ones that no language has. */
function textsOf(table: object, path: string): [path: string, text: string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const at = `${path}.${key}`;
    if (typeof value === 'function') return [[at, (value as (...values: unknown[]) => string)(7, 7, 7)]];
    return typeof value === 'object' && value !== null ? textsOf(value, at) : [[at, String(value)]];
  });
}

test('every room of the shell says the same things in each language, and nothing in the other', () => {
  const [zh, en] = LANGUAGES.map((language) => {
    readIn(language);
    return textsOf(ROOMS, '');
  });
  assert.deepEqual(
    zh?.map(([path]) => path),
    en?.map(([path]) => path),
  );
  assert.ok((zh?.length ?? 0) > 250);
  // The switch is named in both, so that it is found in any.
  const isBoth = (path: string): boolean => path === '.shell.toolbar.language';
  for (const [path, text] of en ?? []) {
    assert.notEqual(text.trim(), '', path);
    if (!isBoth(path)) assert.doesNotMatch(text, CJK, path);
  }
  // What only names a thing of the contract, a number or a sign reads alike in every language.
  for (const [path, text] of zh ?? []) if (/[a-z]{3,} [a-z]{2,}/i.test(text)) assert.match(text, CJK, path);
});

test('a table is read at the moment it is drawn: the switch changes what was taken from it before', () => {
  const { tabs } = strings.panel;
  const taken = wordsHere({ zh: { a: { b: '甲' } }, en: { a: { b: 'first' } } }).a;
  assert.deepEqual([tabs.orders, taken.b, { ...taken }.b], ['订单', '甲', '甲']);
  readIn('en');
  assert.deepEqual([tabs.orders, taken.b, { ...taken }.b], ['Orders', 'first', 'first']);
  assert.deepEqual([nameOf('order', 'paid'), nameOf('order', 'lost')], ['paid', 'lost']);
  assert.equal(spanText(3_900_000), '1 h 5 min');
});

test('the address names a language before what was left, and the frame hears of one that the browser does not ask for', () => {
  const left = readPreferences({ getItem: () => '{"language":"zh"}' }, ['en']);
  assert.equal(left.language, 'zh');
  assert.equal(withAddress(left, '?lang=en').language, 'en');
  assert.equal(withAddress(left, '?lang=fr').language, 'zh');
  assert.equal(withLanguage('?page=%2Fa', 'en', ['en-GB']), '?page=%2Fa');
  assert.equal(withLanguage('', 'zh', ['en-GB']), '?lang=zh');
  assert.equal(withLanguage('?lang=en', 'zh', ['zh-CN']), '?lang=zh');
});
