import assert from 'node:assert/strict';
import test from 'node:test';
import { edgeName, diagramOf } from '../../../src/machine/graph';
import { MACHINES, walkAll } from './walk';

for (const machine of MACHINES) {
  for (const { edge, wrong } of walkAll(machine)) {
    test(`${machine.id}: ${edgeName(edge)}`, () => assert.equal(wrong, undefined));
  }

  test(`${machine.id}: the diagram names every state`, () => {
    const diagram = diagramOf(machine);
    for (const state of Object.keys(machine.states)) assert.ok(diagram.includes(state), state);
  });
}
