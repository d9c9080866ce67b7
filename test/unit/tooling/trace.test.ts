import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { proofs, raised, trace, unseen, type Rule } from '../../../scripts/lib/trace';

const ids = (source: string, file = 'a.test.ts'): string[] => proofs(file, source).map(({ id }) => id);
// Written apart, so that the trace of this repository does not take them for its own.
const ID = (topic: string): string => `PB-${topic}`;
const A = ID('TAP-03');
const B = ID('PLACE-ONE-11');

describe('proofs', () => {
  test('ids in the brackets that a title begins with count', () =>
    assert.deepEqual(ids(`test('[${A}, ${B}] a tap', () => {});`), [A, B]));
  test('ids in several brackets count', () =>
    assert.deepEqual(ids(`test('[${A}] [${B}] a tap', () => {});`), [A, B]));
  test('ids elsewhere in a title do not', () =>
    assert.deepEqual(ids(`test('see [${A}] and ${B}', () => {});`), []));
  test('ids in comments do not', () => assert.deepEqual(ids(`// '[${A}]'`), []));
  test('template titles count', () => assert.deepEqual(ids(`it(\`[${A}] with \${name}\`, () => {});`), [A]));
  test('titles in parts count', () => assert.deepEqual(ids(`it('[${A}] ' + name, () => {});`), [A]));
  test('titles handed to a helper count', () => assert.deepEqual(ids(`refuses('[${A}] x', 1);`), [A]));
  test('a column counts when titles are made of it', () => {
    const source = `for (const [rule] of [['${A}'], ['${A}, ${B}']]) test(\`[\${rule}] x\`, () => {});`;
    assert.deepEqual(ids(source), [A, A, B]);
  });
  test('a column that reaches no title does not', () =>
    assert.deepEqual(ids(`const c = ['${A}']; test('[${B}] x', () => {});`), [B]));
  test('a file of cases counts by its columns', () =>
    assert.deepEqual(ids(`export const C = [{ rule: '${A}' }];`, 'cases.ts'), [A]));
  test('tells the line', () =>
    assert.equal(proofs('a.test.ts', `\n\ntest('[${A}] x', () => {});`)[0].line, 3));
  test('a claim without a passed test is unseen', () => {
    const claims = [A, B].map((id) => ({ id, file: 'a', line: 1 }));
    assert.deepEqual(unseen(claims, [`suite > [${A}] a tap`]), [claims[1]]);
  });
});

describe('trace', () => {
  const rules = new Map<string, Rule[]>([
    ['pay-button', [A, ID('TAP-04'), B].map((id) => ({ id, rule: 'r' }))],
  ]);
  const found = [{ id: A, file: 'a', line: 1 }];

  test('counts files and topics', () => {
    const { areas, missing } = trace(rules, found, {});
    assert.deepEqual(Object.fromEntries(areas), {
      'pay-button': { covered: 1, total: 3 },
      [ID('TAP')]: { covered: 1, total: 2 },
      [ID('PLACE-ONE')]: { covered: 0, total: 1 },
    });
    assert.deepEqual(
      missing.map(({ id }) => id),
      [ID('TAP-04'), B],
    );
  });
  test('an id that no rule has is an error', () => {
    const stray = { id: ID('TAP-99'), file: 'a', line: 7 };
    assert.deepEqual(trace(rules, [...found, stray], {}).unknown, [stray]);
  });
  test('coverage below the floor is an error', () => {
    assert.deepEqual(trace(rules, found, { 'pay-button': 2 }).fallen, [
      { area: 'pay-button', covered: 1, floor: 2 },
    ]);
  });
  test('a floor above what is left of an area counts as all of it', () => {
    assert.deepEqual(trace(rules, [{ id: B, file: 'a', line: 1 }], { [ID('PLACE-ONE')]: 4 }).fallen, []);
  });
  test('the floor rises and never falls', () => {
    assert.deepEqual(raised({ [ID('PLACE-ONE')]: 1 }, trace(rules, found, {})), {
      'pay-button': 1,
      [ID('TAP')]: 1,
      [ID('PLACE-ONE')]: 1,
    });
  });
  test('a rule that is there twice is refused', () => {
    assert.throws(
      () => trace(new Map([['a', [...rules.values()].flat().concat({ id: A, rule: 'r' })]]), [], {}),
      /twice/,
    );
  });
});
