import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createPickerModel,
  wordOf,
  type PickerModel,
  type PickerOptions,
} from '../../../simulator/tags/picker-columns';

const NOW = new Date(2026, 10, 22, 9, 5);
const model = (options: Partial<PickerOptions>): PickerModel =>
  createPickerModel(
    {
      mode: 'selector',
      range: [],
      rangeKey: '',
      value: '',
      start: '',
      end: '',
      fields: 'day',
      customItem: '',
      ...options,
    },
    NOW,
  );
const words = (one: PickerModel): string[][] => one.columns().map((column) => column.words);

test('range-key names the field that is shown', () => {
  assert.equal(wordOf({ name: '苹果' }, 'name'), '苹果');
  assert.equal(wordOf('苹果', 'name'), '苹果');
  assert.equal(wordOf({ name: '苹果' }, 'none'), '');
});

for (const [value, index] of [
  ['1', 1],
  [9, 2],
  [-1, 0],
  [undefined, 0],
  ['x', 0],
] as const) {
  test(`a selector given ${String(value)} of three starts at ${index}`, () =>
    assert.equal(model({ range: ['a', 'b', 'c'], value }).value(), index));
}

test('a selector without a range has one empty column', () => assert.deepEqual(words(model({})), [[]]));

test('multiSelector keeps a position for each column and survives a range that is none', () => {
  const one = model({ mode: 'multiSelector', range: [['a', 'b'], ['c']], value: [1] });
  assert.deepEqual(one.value(), [1, 0]);
  one.turn(0, 0);
  assert.deepEqual(one.value(), [0, 0]);
  assert.deepEqual(words(model({ mode: 'multiSelector', range: [1, null] })), [[], []]);
});

test('the days of a date follow its month, leap years included', () => {
  const one = model({ mode: 'date', value: '2028-01-31' });
  one.turn(1, 1);
  assert.equal(one.value(), '2028-02-29');
  assert.equal(words(one)[2]!.length, 29);
});

test('start and end bound a date, in every unit', () => {
  const one = model({ mode: 'date', value: '2020-01-01', start: '2026-03-15', end: '2027-02-10' });
  assert.equal(one.value(), '2026-03-15');
  assert.deepEqual(words(one)[0], ['2026年', '2027年']);
  assert.equal(words(one)[1]![0], '3月');
  one.turn(0, 1);
  assert.deepEqual(words(one)[1], ['1月', '2月']);
  one.turn(1, 1);
  assert.equal(words(one)[2]!.at(-1), '10日');
  assert.equal(one.value(), '2027-02-10');
});

for (const [fields, value] of [
  ['year', '2026'],
  ['month', '2026-11'],
  ['day', '2026-11-22'],
] as const) {
  test(`fields="${fields}" of today tells ${value}`, () =>
    assert.equal(model({ mode: 'date', fields }).value(), value));
}

test('a time is bounded too, and without a value it is now', () => {
  assert.equal(model({ mode: 'time' }).value(), '09:05');
  const one = model({ mode: 'time', value: '08:00', start: '08:30', end: '10:15' });
  assert.equal(one.value(), '08:30');
  one.turn(0, 2);
  assert.equal(one.value(), '10:15');
});

test('a region tells names and codes, and its later columns follow', () => {
  const one = model({ mode: 'region', value: ['广东省', '深圳市', '南山区'] });
  assert.deepEqual(one.value(), ['广东省', '深圳市', '南山区']);
  assert.deepEqual(one.detail(), { code: ['440000', '440300', '440305'], postcode: '440305' });
  one.turn(0, 0);
  assert.deepEqual(one.value(), ['北京市', '北京市', '东城区']);
});

test('custom-item heads every column of a region', () => {
  const one = model({ mode: 'region', customItem: '全部' });
  assert.deepEqual(one.value(), ['全部', '全部', '全部']);
  assert.deepEqual(one.detail(), { code: [], postcode: '' });
});
