import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Settler } from '../../../simulator/server/settle';

test('changes soon after one another are one; a file that is gone is waited for', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const seen: string[][] = [];
    const settler = new Settler((files) => seen.push(files));
    settler.note('a', false);
    mock.timers.tick(10);
    settler.note('b', false);
    mock.timers.tick(40);
    assert.deepEqual(seen, []);
    mock.timers.tick(10);
    assert.deepEqual(seen.splice(0), [['a', 'b']]);

    // A person saves one file, which an editor writes in two steps, and waits.
    settler.note('a', false);
    mock.timers.tick(5);
    settler.note('a', false);
    mock.timers.tick(14);
    assert.deepEqual(seen, []);
    mock.timers.tick(1);
    assert.deepEqual(seen, [['a']]);

    // A checkout: gone, and there again after a moment.
    settler.note('app.json', true);
    settler.note('page.js', true);
    mock.timers.tick(300);
    settler.note('app.json', false);
    mock.timers.tick(100);
    assert.equal(seen.length, 1);
    settler.note('page.js', false);
    mock.timers.tick(50);
    assert.deepEqual(seen[1], ['app.json', 'page.js']);

    // Gone for good.
    settler.note('old.js', true);
    mock.timers.tick(499);
    assert.equal(seen.length, 2);
    mock.timers.tick(1);
    assert.deepEqual(seen[2], ['old.js']);

    // A build of a framework: everything is gone for a while.
    const builds: string[][] = [];
    const patient = new Settler(
      (files) => builds.push(files),
      (file) => file === 'app.json',
    );
    for (const file of ['app.json', 'page.js']) patient.note(file, true);
    mock.timers.tick(9_000);
    patient.note('page.js', false);
    mock.timers.tick(9_000);
    assert.deepEqual(builds, []);
    patient.note('app.json', false);
    mock.timers.tick(50);
    assert.deepEqual(builds, [['app.json', 'page.js']]);
    patient.note('app.json', true);
    mock.timers.tick(10_000);
    assert.deepEqual(builds[1], ['app.json']);

    settler.note('a', false);
    settler.stop();
    mock.timers.tick(1000);
    assert.equal(seen.length, 3);
  } finally {
    mock.timers.reset();
  }
});
