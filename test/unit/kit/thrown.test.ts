/** Whatever an effect throws on its way, the component comes to rest where its user can go on. */
import assert from 'node:assert/strict';
import test from 'node:test';
import type { KitComponent } from '../../../src/contract/components';
import { interpret } from '../../../src/machine';
import { edgeName, edgesOf, pathsTo, type AnyMachine } from '../../../src/machine/graph';
import type { AnySchema, Edge, MachineDefinition } from '../../../src/machine/types';
import { guardsFor, MACHINES } from '../machines/walk';

/** Where nobody waits for anything: the user can tap, type or turn back. */
const AT_REST: Record<KitComponent, readonly string[]> = {
  'pay-button': [
    ...['idle', 'waiting', 'ordered', 'invalid', 'failed', 'unable', 'soon', 'ended', 'soldOut', 'ready'],
    'away',
  ],
  // A look that has begun says itself how it ends.
  'consume-card': ['idle', 'waiting', 'invalid', 'loading', 'broken', 'shown', 'away'],
  'order-confirm': ['idle', 'broken', 'editing', 'unanswered', 'paid'],
  'refund-apply': ['idle', 'broken', 'editing', 'unanswered', 'failed', 'done'],
  'refund-detail': ['idle', 'broken', 'shown'],
};

/** What is asked before an order is sent may stay unknown: then the platform decides. */
const GOES_ON: Record<string, string> = { renewing: 'submitting', pricing: 'submitting' };

/** Where the machine stands after the last step of a path, in which this effect throws. */
function after(machine: AnyMachine, path: readonly Edge[], effect: string, otherwise: boolean): string {
  let answers: Record<string, boolean> = {};
  let throwing = '';
  const named = <T>(make: (name: string) => T): Record<string, T> =>
    new Proxy({}, { get: (_, name) => make(String(name)) });
  const service = interpret<AnySchema, object>(
    machine as MachineDefinition<AnySchema>,
    {
      reducers: {},
      guards: named((name) => () => answers[name] ?? otherwise),
      effects: named((name) => () => {
        if (name !== throwing) return;
        throwing = '';
        throw new Error(name);
      }),
    },
    {},
    { changed: () => undefined, report: () => undefined },
  );
  path.forEach((edge, index) => {
    answers = guardsFor(machine, edge);
    if (index === path.length - 1) throwing = effect;
    service.send(edge.event);
  });
  return service.state;
}

for (const machine of MACHINES)
  test(`${machine.id}: an effect that throws on the way to a state in which something is waited for leads out of it`, () => {
    const rest = AT_REST[machine.id as KitComponent];
    const paths = pathsTo(machine);
    let tried = 0;
    for (const edge of edgesOf(machine)) {
      // Without a target nothing is begun that a user would wait for. What is thrown on the way of THROWN
      // leads nowhere else: it could do so for ever.
      if (!edge.target || edge.event === 'THROWN' || rest.includes(edge.to)) continue;
      for (const effect of [...edge.effects, ...(machine.states[edge.to]?.entry ?? [])])
        for (const otherwise of [true, false]) {
          const state = after(machine, paths.get(edgeName(edge))!, effect, otherwise);
          const goesOn = GOES_ON[edge.to] === state;
          assert.ok(
            goesOn || rest.includes(state),
            `${edgeName(edge)}, where ${effect} throws, ends in ${state}`,
          );
          tried++;
        }
    }
    assert.ok(tried >= 4, String(tried));
  });

test('consume-card: a look that throws says that the codes are not known', () => {
  const machine = MACHINES.find(({ id }) => id === 'consume-card')!;
  const looks = edgesOf(machine).filter(
    ({ event, target, to }) => target && to === 'loading' && event !== 'THROWN',
  );
  for (const edge of looks)
    assert.equal(
      after(machine, pathsTo(machine).get(edgeName(edge))!, 'load', false),
      'broken',
      edgeName(edge),
    );
});
