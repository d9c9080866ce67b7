import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { readShift, shiftClock } from '../../../simulator/runtime/device-clock';

const DAY = 86_400_000;

/** A window of its own, whose `Date` may be replaced. */
const host = (): { Date: DateConstructor; run(code: string): unknown } => {
  const context = createContext({});
  return Object.assign(runInContext('globalThis', context) as { Date: DateConstructor }, {
    run: (code: string) => runInContext(code, context),
  });
};

test('a shifted clock is what every way of asking for the present tells, and nothing else changes', () => {
  const frame = host();
  shiftClock(frame, DAY);
  const before = Date.now() + DAY;
  const seen = frame.run('[Date.now(), +new Date(), new Date().constructor.now()]') as number[];
  for (const time of seen) assert.ok(time >= before && time <= Date.now() + DAY);
  assert.ok(Math.abs(Date.parse(frame.run('Date()') as string) - before) < 60_000);
  assert.equal(frame.run('new Date(2026, 0, 2, 3).getHours()'), 3);
  assert.equal(frame.run('new Date("2026-01-02T00:00:00Z").getTime()'), Date.UTC(2026, 0, 2));
  assert.equal(frame.run('new Date(undefined).getTime() === new Date(undefined).getTime()'), false);
  assert.equal(frame.run('Date.UTC(1970, 0, 1) + Date.parse("1970-01-01T00:00:00Z")'), 0);
  assert.equal(frame.run('new Date() instanceof Date && (class extends Date {}).name === ""'), true);
  assert.equal(
    frame.run('class Day extends Date { twice() { return this.getTime() * 2; } }; new Day(4).twice()'),
    8,
  );
});

test('without a shift the clock is left alone, and an attribute that is no number is none', () => {
  const frame = host();
  const { Date: real } = frame;
  shiftClock(frame, 0);
  assert.equal(frame.Date, real);
  assert.equal(readShift({ dataset: {} }), 0);
  assert.equal(readShift({ dataset: { clockShift: '-5000' } }), -5000);
  assert.equal(readShift({ dataset: { clockShift: 'x' } }), 0);
});
