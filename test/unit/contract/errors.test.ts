import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codesOf, errorEntry, ERRORS, NEVER_EMITTED } from '../../../src/contract/errors';

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const DOCUMENTED = [
  10000,
  10001,
  10002,
  ...range(21500, 21518),
  ...range(21521, 21524),
  ...range(21526, 21537),
  21540,
  21546,
  21547,
];

test('the catalogue has exactly the documented codes, in order', () =>
  assert.deepEqual(
    ERRORS.map((entry) => entry.errNo),
    DOCUMENTED,
  ));
test('the catalogue and the enum of codes name the same numbers', () => {
  const source = readFileSync(new URL('../../../src/contract/codes.ts', import.meta.url), 'utf8');
  const body = /const enum ErrNo \{([^}]*)\}/.exec(source)?.[1] ?? '';
  const numbers = (body.match(/= (\d+)/g) ?? []).map((match) => Number(match.slice(2)));
  assert.deepEqual(
    numbers.sort((a, b) => a - b),
    DOCUMENTED,
  );
});
test('[PB-ERROR-04] the blank and missing numbers are in no entry', () => {
  assert.deepEqual(NEVER_EMITTED, [21519, 21520, 21525, 21538, 21539, 21541, 21542, 21543, 21544, 21545]);
  for (const errNo of NEVER_EMITTED) assert.equal(errorEntry(errNo), undefined);
});
test('[PB-ERROR-03] the pay-button never raises 21540', () =>
  assert.ok(!codesOf('pay-button').includes(21540)));
test('[CC-ERROR-02] the consume-card raises 21522, 21528 to 21535, 21537 and 21540 only', () =>
  assert.deepEqual(codesOf('consume-card'), [21522, ...range(21528, 21535), 21537, 21540]));
test('mode 1 raises none of the codes of buying', () => {
  const codes = ERRORS.filter((entry) => entry.modes.includes(1)).map((entry) => entry.errNo);
  assert.deepEqual(
    codes.filter((errNo) => errNo > 21500 && errNo < 21519),
    [],
  );
});
for (const entry of ERRORS) {
  test(`${entry.errNo} tells cause and fix in Chinese, in whole sentences`, () => {
    for (const text of [entry.causeZh, entry.fixZh]) {
      assert.match(text, /\p{Script=Han}/u);
      assert.ok(text.endsWith('。'), text);
    }
  });
  test(`${entry.errNo} tells meaning, cause, fix and section in whole sentences`, () => {
    assert.match(entry.meaningZh, /\p{Script=Han}/u);
    assert.ok(entry.meaning.length > 5 && entry.cause.endsWith('.') && entry.fix.endsWith('.'));
    assert.match(entry.section, /§/);
    assert.ok(entry.components.length > 0);
    assert.equal(entry.modes.length > 0, entry.components.includes('pay-button'));
  });
}
