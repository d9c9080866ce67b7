import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createClock } from '../../../sandbox/index';
import { start } from './kit';

test('a clock for tests stands still, and moves by what it is told', async () => {
  const clock = createClock({ start });
  assert.equal(clock.now(), start);
  assert.equal(await clock.advance(1500), start + 1500);
  assert.equal(clock.now(), start + 1500);
});

test('the clock moves forward only, by whole milliseconds', async () => {
  const clock = createClock({ start });
  for (const ms of [-1, 0.5, NaN, Infinity]) await assert.rejects(clock.advance(ms), RangeError);
  assert.equal(clock.now(), start);
});

test('timers run in the order of their times, at their times, and wait for each other', async () => {
  const clock = createClock({ start });
  const seen: [string, number][] = [];
  const note = (name: string) => async (): Promise<void> => {
    await Promise.resolve();
    seen.push([name, clock.now() - start]);
  };
  clock.at(start + 300, note('late'));
  clock.at(start + 100, async () => {
    await note('early')();
    clock.at(clock.now() + 50, note('follows'));
  });
  const cancel = clock.at(start + 200, note('cancelled'));
  cancel();
  await clock.advance(250);
  assert.deepEqual(seen, [
    ['early', 100],
    ['follows', 150],
  ]);
  await clock.advance(50);
  assert.deepEqual(seen.at(-1), ['late', 300]);
});

test('what throws when it is due keeps nothing after it from being run, and the clock from no time', async () => {
  const clock = createClock({ start });
  let ran = false;
  clock.at(start + 10, () => {
    throw new Error('broke');
  });
  clock.at(start + 20, () => void (ran = true));
  await assert.rejects(clock.advance(30), /broke/);
  assert.equal(ran, true);
  assert.equal(clock.now(), start + 30);
});

test('two moves at once run one after the other', async () => {
  const clock = createClock({ start });
  let runs = 0;
  clock.at(start + 10, () => void (runs += 1));
  await Promise.all([clock.advance(10), clock.advance(10)]);
  assert.equal(runs, 1);
  assert.equal(clock.now(), start + 20);
});

test('real time drives timers too, shifted by what the clock was moved', async () => {
  const clock = createClock();
  await clock.advance(3_600_000);
  assert.ok(clock.now() >= Date.now() + 3_600_000 - 1);
  await new Promise<void>((resolve) => {
    // Timers of the clock do not keep the process alive; this one does until they have run.
    const alive = setInterval(() => undefined, 1000);
    clock.at(clock.now() + 5, () => {
      clearInterval(alive);
      resolve();
    });
  });
});

test('a machine whose clock is set back stops no deadline: the clock goes on as fast as before', (t) => {
  const machine = Date.now();
  const wall = t.mock.method(Date, 'now', () => machine);
  const clock = createClock();
  const before = clock.now();
  const steady = t.mock.method(performance, 'now');
  const from = performance.now();
  steady.mock.mockImplementation(() => from + 7_000);
  wall.mock.mockImplementation(() => machine - 3_600_000);
  assert.ok(clock.now() >= before + 6_900);
  steady.mock.mockImplementation(() => from + 9_000);
  wall.mock.mockImplementation(() => machine - 3_600_000 + 2_000);
  assert.ok(clock.now() >= before + 8_900);
});

/** The clock's own timers keep no process alive. */
const stayAwake = (t: TestContext): void => {
  const awake = setInterval(() => undefined, 1_000);
  t.after(() => clearInterval(awake));
};

test('what is due now is run however often more is put on the clock: a wait that has begun is not begun anew', async (t) => {
  stayAwake(t);
  const begun = t.mock.method(globalThis, 'setTimeout');
  const clock = createClock();
  t.after(() => clock.stop());
  const ran: number[] = [];
  await new Promise<void>((resolve) => {
    for (let index = 0; index < 5; index += 1)
      clock.at(clock.now(), () => {
        ran.push(index);
        if (index === 4) resolve();
      });
    assert.equal(begun.mock.callCount(), 1);
  });
  assert.deepEqual(ran, [0, 1, 2, 3, 4]);
});

test('a deadline that comes nearer is waited for anew, one that goes farther is not missed', async (t) => {
  stayAwake(t);
  const clock = createClock();
  t.after(() => clock.stop());
  const later = clock.at(clock.now() + 3_600_000, () => assert.fail('an hour early'));
  await new Promise<void>((resolve) => void clock.at(clock.now() + 5, () => resolve()));
  const sooner = clock.at(clock.now() + 5, () => assert.fail('taken back'));
  sooner();
  later();
  await new Promise<void>((resolve) => void clock.at(clock.now() + 20, () => resolve()));
});
