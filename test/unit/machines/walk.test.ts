import assert from 'node:assert/strict';
import test from 'node:test';
import { edgeName, edgesOf, diagramOf } from '../../../src/machine/graph';
import { SUBJECTS } from './payloads';
import { walkReal } from './real-walk';
import { MACHINES, walkAll } from './walk';

for (const machine of MACHINES) {
  for (const { edge, wrong } of walkAll(machine)) {
    test(`${machine.id}: ${edgeName(edge)}`, () => assert.equal(wrong, undefined));
  }

  test(`${machine.id}: no transition hides another one`, () => {
    const edges = edgesOf(machine);
    for (const { from, event } of edges) {
      const guards = edges
        .filter((one) => one.from === from && one.event === event)
        .map(({ guard }) => guard);
      assert.equal(new Set(guards).size, guards.length, `${from} ${event} asks a guard twice`);
      assert.ok(!guards.slice(0, -1).includes(undefined), `${from} ${event} goes on after one without`);
    }
  });

  test(`${machine.id}: the diagram names every state`, () => {
    const diagram = diagramOf(machine);
    for (const state of Object.keys(machine.states)) assert.ok(diagram.includes(state), state);
  });
}

for (const subject of SUBJECTS) {
  const { id } = subject.parts.machine as { id: string };
  test(`${id}: whatever may come next, no guard or reducer throws, and each step is the table's`, (t) => {
    const seed = Date.now() & 0x7fffffff;
    t.diagnostic(`seed ${seed}`);
    assert.deepEqual(walkReal(subject, seed, 400).wrong, []);
  });
}
