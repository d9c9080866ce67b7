import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import fc from 'fast-check';
import { alarmAt as watch, clockOf, timeOf, wait } from '../../../src/ticker';
import { JUMPS, phoneClock } from './phone-clock';

const HOUR = 3600e3;
const DAY = 24 * HOUR;

const ends: (() => void)[] = [];

// An alarm that is left belongs to the timers of a test that is over.
afterEach(() => ends.splice(0).forEach((end) => end()));

function alarmAt(...alarm: Parameters<typeof watch>): () => void {
  const end = watch(...alarm);
  ends.push(end);
  return end;
}

test('a wait ends when its time has passed, however the device clock is set meanwhile', async (t) => {
  const phone = await phoneClock(t);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 120_000 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(...JUMPS)), { maxLength: 4 }),
      async (ms, jumps) => {
        let ended = false;
        let passed = 0;
        wait(ms, () => (ended = true));
        for (const [before, by] of jumps) {
          await phone.pass(before);
          passed += before;
          phone.set(by);
          assert.equal(ended, passed >= ms);
        }
        await phone.pass(Math.max(ms - passed - 1, 0));
        assert.equal(ended, passed >= ms || ms === 0);
        await phone.pass(1);
        assert.equal(ended, true);
      },
    ),
    { numRuns: 200 },
  );
  assert.equal(phone.timers, 0);
});

for (const days of [24.8, 24.9, 60, 400])
  test(`a wait of ${days} days, on both sides of what a host's timer can count, ends then and no sooner`, async (t) => {
    const phone = await phoneClock(t);
    let ended = 0;
    wait(days * DAY, () => ended++);
    await phone.pass(days * DAY - 1);
    assert.equal(ended, 0);
    await phone.pass(1);
    assert.equal(ended, 1);
  });

test('a wait without end never ends, and one that is cancelled in any of its steps does not', async (t) => {
  const phone = await phoneClock(t);
  let ended = 0;
  const cancel = wait(Infinity, () => ended++);
  const other = wait(60 * DAY, () => ended++);
  await phone.pass(30 * DAY);
  other();
  await phone.pass(200 * DAY);
  assert.deepEqual([ended, phone.timers], [0, 1]);
  cancel();
  assert.equal(phone.timers, 0);
});

test('an alarm in 60 days rings in 60 days: not at once, though a host would, and only once', async (t) => {
  const phone = await phoneClock(t);
  const rings: boolean[] = [];
  const clock = clockOf(5_000_000);
  alarmAt(clock, 5_000_000 + 60 * DAY, (jumped) => rings.push(jumped));
  await phone.pass(60 * DAY - 1);
  assert.deepEqual(rings, []);
  await phone.pass(1);
  assert.deepEqual([rings, phone.timers], [[false], 0]);
});

test('alarms share one timer, and none is left when all are cancelled', async (t) => {
  const phone = await phoneClock(t);
  const clock = clockOf(0);
  const all = [3000, 1000, 90_000, Infinity].map((at) => alarmAt(clock, timeOf(clock) + at, () => undefined));
  assert.equal(phone.timers, 1);
  await phone.pass(2000);
  assert.equal(phone.timers, 1);
  all.forEach((end) => end());
  assert.equal(phone.timers, 0);
});

for (const by of JUMPS.filter((jump) => Math.abs(jump) >= 20_000)) {
  test(`a device clock set by ${by} ms is said within a minute to everybody who waits, once, and the alarm waits no longer for it`, async (t) => {
    const phone = await phoneClock(t);
    const clock = clockOf(phone.server());
    const heard: string[] = [];
    const again = (name: string, at: number) => (jumped: boolean) => {
      heard.push(`${name} ${jumped}`);
      if (jumped) alarmAt(clockOf(phone.server()), at, again(name, at));
    };
    const soon = phone.server() + 5 * 60_000;
    alarmAt(clock, soon, again('soon', soon));
    alarmAt(clock, soon + DAY, again('late', soon + DAY));
    await phone.pass(10_000);
    phone.set(by);
    await phone.pass(60_000);
    assert.deepEqual(heard, ['soon true', 'late true']);
    await phone.pass(4 * 60_000 - 10_000 - 1);
    assert.equal(heard.length, 2);
    await phone.pass(1);
    assert.deepEqual(heard.slice(2), ['soon false']);
  });
}

test('a clock that was read before a jump is said to be stale when it is used after it', async (t) => {
  const phone = await phoneClock(t);
  const clock = clockOf(phone.server());
  phone.set(-2 * HOUR);
  let heard: boolean | undefined;
  alarmAt(clock, phone.server() + HOUR, (jumped) => (heard = jumped));
  await phone.pass(1);
  assert.equal(heard, true);
});

test('time goes on and never back, whatever the device clock does', async (t) => {
  const phone = await phoneClock(t);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(100_000), fc.constantFrom(...JUMPS)), { maxLength: 8 }),
      async (jumps) => {
        const clock = clockOf();
        const end = alarmAt(clock, Infinity, () => undefined);
        let last = timeOf(clock);
        for (const [ms, by] of jumps) {
          await phone.pass(ms);
          phone.set(by);
          assert.ok(timeOf(clock) >= last);
          last = timeOf(clock);
        }
        end();
      },
    ),
  );
});

test('a phone whose timers are always late is not told of a jump again and again', async (t) => {
  const phone = await phoneClock(t);
  let jumps = 0;
  const again = (): void =>
    void alarmAt(clockOf(phone.server()), Infinity, () => {
      jumps++;
      again();
    });
  again();
  // Twelve hours, in which the phone sleeps half a minute out of each.
  for (let minute = 0; minute < 12 * 60; minute++) {
    await phone.pass(30_000);
    phone.sleep(30_000);
  }
  assert.ok(jumps > 0 && jumps < 12, `${jumps} times`);
});

test('alarms of one server whose answers took some ms more or less ring in one wake', async (t) => {
  const phone = await phoneClock(t);
  const rung: number[] = [];
  const at = phone.server() + 60_000;
  for (const delay of [0, 3, 11, 2, 7]) {
    const now = phone.server();
    await phone.pass(delay);
    alarmAt(clockOf(now), at, () => void rung.push(phone.server()));
  }
  await phone.pass(70_000);
  assert.equal(rung.length, 5);
  assert.equal(new Set(rung).size, 1);
});

test('readings of a server that are further apart than that are two clocks', async (t) => {
  const phone = await phoneClock(t);
  const now = phone.server();
  const [first, second] = [clockOf(now), clockOf(now + 60)];
  assert.equal(timeOf(second) - timeOf(first), 60);
});
