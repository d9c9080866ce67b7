import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyOfUpdate } from '../../../simulator/rules/data';
import { SetDataMeter } from '../../../simulator/runtime/set-data-meter';

const sizeOf = (update: object): number => copyOfUpdate(update, { json: false, instances: 'flatten' }).bytes;

test('calls and bytes are counted for each page and component, by the second', () => {
  let now = 0;
  const meter = new SetDataMeter(() => now);
  for (now of [0, 300, 600, 1300]) meter.note('pages/a/a', sizeOf({ a: '抖' }));
  meter.note('box', sizeOf({ list: 'x'.repeat(100) }));
  const [box, page] = meter.figures;
  assert.deepEqual(box, { is: 'box', perSecond: 1, calls: 1, peak: 1, bytes: 111, largest: 111 });
  // {"a":"抖"} has 11 bytes; the call at 300 is a second old.
  assert.deepEqual(page, { is: 'pages/a/a', perSecond: 2, calls: 4, peak: 3, bytes: 44, largest: 11 });
  now = 5000;
  assert.deepEqual(
    meter.figures.map(({ perSecond }) => perSecond),
    [0, 0],
  );
});
