import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../../sandbox/index';
import type { Due } from '../../../sandbox/scheduler';
import { Scheduler } from '../../../sandbox/scheduler';
import { start } from './kit';

/** Due every ten ms, so many times. */
const every10ms = (times: number, work: () => void): Due => {
  let next = start;
  return {
    nextDue: () => (next < start + times * 10 ? next : undefined),
    runDue() {
      work();
      next += 10;
    },
  };
};

test('a source that breaks is told, keeps no other from what is due, and is tried again when somebody pokes', async () => {
  const clock = createClock({ start });
  const told: string[] = [];
  let runs = 0;
  let tries = 0;
  const broken: Due = {
    nextDue: () => start,
    runDue() {
      tries += 1;
      throw new Error('broke');
    },
  };
  const sources = [broken, every10ms(5, () => (runs += 1))];
  const scheduler = new Scheduler(clock, sources, (error) => told.push((error as Error).message));
  scheduler.poke();
  await assert.rejects(clock.advance(100), /broke/);
  assert.equal(runs, 5);
  assert.equal(told.length, tries);
  const before = tries;
  await clock.advance(100);
  assert.equal(tries, before);
  scheduler.poke();
  await assert.rejects(clock.advance(0), /broke/);
  assert.equal(tries, before + 1);
});
