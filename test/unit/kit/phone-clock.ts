import type { TestContext } from 'node:test';
import { alarmAt, clockOf } from '../../../src/ticker';
import { settled } from './world';

/**
 * The two clocks of a phone, apart from each other: timers, which nobody can set, and the device clock, which
 * anybody can. Delays overflow as those of a real host do.
 */
export interface PhoneClock {
  /** Time passes in small steps, and everything that is due runs, with its promises. */
  pass(ms: number): Promise<void>;
  /** Somebody sets the device clock: no timer runs for it. */
  set(byMs: number): void;
  /** The phone sleeps: the device clock goes on, timers stand still. */
  sleep(ms: number): void;
  /** What time it is where nobody sets clocks, ms. */
  server(): number;
  /** How many timers run. */
  readonly timers: number;
}

const HOUR = 3600e3;

/** Every way in which the device clock leaves the timers behind, ms. */
export const JUMPS = [-365 * 24 * HOUR, -2 * HOUR, -20_000, -5000, 5000, 20_000, 2 * HOUR, 365 * 24 * HOUR];

interface Timer {
  at: number;
  run(): void;
}

/** A phone's clocks, and what stands for them in place of the host's functions. */
export interface Phone extends PhoneClock {
  setTimeout(run: () => void, ms?: number): Timer;
  clearTimeout(timer?: Timer): void;
  now(): number;
  /** The app is killed: whatever waits is forgotten. */
  drop(): void;
}

export function phone(start: number): Phone {
  let awake = 0;
  let wall = start;
  let wrong = 0;
  let timers: Timer[] = [];
  return {
    setTimeout(run, ms = 0) {
      // Hosts keep the delay in a signed 32-bit number; what is beyond runs at once.
      const timer = { at: awake + (ms > 0x7fffffff ? 1 : Math.max(ms, 0)), run };
      timers.push(timer);
      return timer;
    },
    clearTimeout: (timer) => void (timers = timers.filter((one) => one !== timer)),
    now: () => wall,
    drop: () => void (timers = []),
    async pass(ms) {
      const end = awake + ms;
      await settled();
      for (;;) {
        const next = timers.reduce((least, { at }) => Math.min(least, at), Infinity);
        const to = Math.min(Math.max(next, awake), end);
        wall += to - awake;
        awake = to;
        const due = timers.find(({ at }) => at <= awake);
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        due.run();
        await settled();
      }
    },
    set(byMs) {
      wall += byMs;
      wrong += byMs;
    },
    sleep: (ms) => void (wall += ms),
    server: () => wall - wrong,
    get timers() {
      return timers.length;
    },
  };
}

/**
 * What the kit has learnt of the clock of another test is forgotten: three hours pass in which nothing jumps.
 */
export async function calmed(clock: Phone): Promise<void> {
  let end = (): void => undefined;
  const watch = (): void => void (end = alarmAt(clockOf(), Infinity, watch));
  watch();
  await clock.pass(3 * HOUR);
  end();
}

/** Replaces timers and the device clock until the test has ended. */
export async function phoneClock(t: TestContext, start = 1_700_000_000_000): Promise<PhoneClock> {
  const clock = phone(start);
  t.mock.method(globalThis, 'setTimeout', clock.setTimeout as never);
  t.mock.method(globalThis, 'clearTimeout', clock.clearTimeout as never);
  t.mock.method(Date, 'now', clock.now);
  await calmed(clock);
  return clock;
}
