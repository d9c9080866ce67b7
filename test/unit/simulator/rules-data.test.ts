import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { copyOf, copyOfUpdate, lossOf, type Loss } from '../../../simulator/rules/data';
import { SET_DATA_KB } from '../../../simulator/rules/limits';
import { wordsIn } from '../../../simulator/rules/diagnose';

function lossesOf(value: object, json = false): string[] {
  const losses: Loss[] = [];
  copyOfUpdate(value, { json, instances: 'flatten', lost: (loss) => losses.push(loss) });
  return losses.map(({ kind, path }) => `${kind} ${path}`);
}

class Money {
  constructor(readonly fen: number) {}
  yuan(): number {
    return this.fen / 100;
  }
}

describe('a copy of data', () => {
  test('of anything that JSON knows is what JSON makes of it, and nothing is told', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        // The outermost keys are paths, and not every one is good.
        const data = { value };
        const json: unknown = JSON.parse(JSON.stringify(data));
        for (const rules of [true, false])
          assert.equal(
            JSON.stringify(copyOfUpdate(data, { json: rules, instances: 'flatten' }).copy),
            JSON.stringify(json),
          );
        // A negative zero is told by no JSON.
        assert.deepEqual(lossesOf(data), []);
      }),
    );
  });

  test('shares nothing with what was given', () => {
    const given = { list: [{ n: 1 }], deep: { er: { still: [2] } } };
    const { copy } = copyOfUpdate(given, { json: false, instances: 'flatten' });
    given.list[0]!.n = 9;
    given.list.push({ n: 3 });
    given.deep.er.still.push(3);
    assert.deepEqual(copy, { list: [{ n: 1 }], deep: { er: { still: [2] } } });
  });

  test('tells at its path of each thing that does not arrive as it was given', () => {
    const ring: Record<string, unknown> = { name: 'ring' };
    ring.self = { back: [ring] };
    assert.deepEqual(
      lossesOf({
        tap: () => undefined,
        'list[0].at': new Date(0),
        gone: undefined,
        price: new Money(5),
        ring,
        big: 10n,
        rest: [1, Number.NaN, { 'a-b': Infinity }],
        mark: Symbol('m'),
        map: new Map(),
      }),
      [
        'function tap',
        'date list[0].at',
        'undefined gone',
        'instance price',
        'cycle ring.self.back[0]',
        'bigint big',
        'number rest[1]',
        'number rest[2]["a-b"]',
        'symbol mark',
        'instance map',
      ],
    );
  });

  test('two fields that hold one object are no cycle', () => {
    const shared = { n: 1 };
    assert.deepEqual(lossesOf({ a: shared, b: shared, c: [shared, shared] }), []);
  });

  test('as JSON has no functions, no undefined and no NaN, and keeps the places of a list', () => {
    const given = { f: () => 1, u: undefined, n: Number.NaN, l: [undefined, () => 1, 2], d: new Date(0) };
    const { copy } = copyOfUpdate(given, { json: true, instances: 'flatten' });
    assert.deepEqual(copy, JSON.parse(JSON.stringify(given)));
  });

  test('by reference keeps functions, for properties that take them', () => {
    const tap = (): void => undefined;
    assert.equal(
      copyOfUpdate({ on: { tap } }, { json: false, instances: 'flatten' }).copy.on !== undefined,
      true,
    );
    assert.deepEqual(copyOf({ on: { tap } }, { json: false, instances: 'flatten' }), { on: { tap } });
  });

  test('a field named __proto__ stays a field', () => {
    const given = JSON.parse('{"a":{"__proto__":{"polluted":1}}}') as object;
    const { copy } = copyOfUpdate(given, { json: false, instances: 'flatten' });
    assert.equal(JSON.stringify(copy), '{"a":{"__proto__":{"polluted":1}}}');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.equal((copy.a as Record<string, unknown>).polluted, undefined);
  });

  test('leaves out paths that lead to what every object has, and names them', () => {
    const own = { toString: 1, 'a.toString': 2, constructors: 3, 'l[0].proto': 4 };
    const out = {
      'constructor.prototype.polluted': 1,
      'a.__proto__.polluted': 1,
      'a[__proto__]': 1,
      'toString.polluted': 1,
      'l[0].constructor.polluted': 1,
    };
    const given = { ...own, ...out, ...(JSON.parse('{"__proto__":{"polluted":1}}') as object) };
    Object.defineProperty(given, '__proto__', { value: {}, enumerable: true });
    assert.deepEqual(
      lossesOf(given),
      [...Object.keys(out), '__proto__'].map((path) => `path ${path}`),
    );
    const { copy } = copyOfUpdate(given, { json: false, instances: 'flatten' });
    assert.deepEqual(copy, own);
  });

  test('of something without an end of levels is cut, and told', () => {
    let deep: object = {};
    for (let level = 0; level < 20_000; level++) deep = { deep };
    assert.deepEqual(
      lossesOf({ deep }).map((loss) => loss.split(' ')[0]),
      ['depth'],
    );
  });

  test('of more than a device takes names its size, and of less does not', () => {
    const sizeOf = (text: string): number | undefined =>
      copyOfUpdate({ text }, { json: false, instances: 'flatten' }).tooLarge;
    assert.equal(sizeOf('x'.repeat(SET_DATA_KB * 1024)), SET_DATA_KB + 1);
    assert.equal(sizeOf('x'.repeat(SET_DATA_KB * 1024 - 100)), undefined);
    // Three bytes each.
    assert.equal(sizeOf('抖'.repeat((SET_DATA_KB * 1024) / 2)), SET_DATA_KB * 1.5 + 1);
  });

  test('says in both languages what it is, and names the class', () => {
    const finding = lossOf({ path: 'a.b', kind: 'instance', of: 'Money' }, 'setData', 'pages/a/a');
    assert.equal(
      wordsIn('en', finding).message,
      'setData of pages/a/a: `a.b` is an instance of Money, which arrives as its fields without its methods',
    );
    assert.equal(
      wordsIn('zh', finding).message,
      'pages/a/a 的 setData：`a.b` 是 Money 的实例，到达时只剩字段，没有方法',
    );
  });
});
