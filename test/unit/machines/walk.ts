import { consumeCard } from '../../../src/consume-card/machine';
import { KIT_COMPONENTS, type KitComponent } from '../../../src/contract/components';
import { interpret } from '../../../src/machine';
import { edgeName, edgesOf, pathsTo } from '../../../src/machine/graph';
import type { AnyMachine } from '../../../src/machine/graph';
import type { AnySchema, Edge, MachineDefinition } from '../../../src/machine/types';
import { orderConfirm } from '../../../src/order-confirm/machine';
import { payButton } from '../../../src/pay-button/machine';
import { refundApply } from '../../../src/refund-apply/machine';
import { refundDetail } from '../../../src/refund-detail/machine';

/** A component without a machine here does not compile. */
const OF: Record<KitComponent, unknown> = {
  'pay-button': payButton,
  'consume-card': consumeCard,
  'order-confirm': orderConfirm,
  'refund-apply': refundApply,
  'refund-detail': refundDetail,
};

/** Every machine of the kit. */
export const MACHINES = KIT_COMPONENTS.map((name) => OF[name] as AnyMachine);

export interface Walk {
  edge: Edge;
  /** Why the edge could not be walked, or nothing. */
  wrong?: string;
}

/**
 * The guards of a state's event that must be false for this edge to be the one taken: those before it in the
 * table.
 */
export function guardsFor(machine: AnyMachine, edge: Edge): Record<string, boolean> {
  const answers: Record<string, boolean> = {};
  for (const other of edgesOf(machine)) {
    if (other.from !== edge.from || other.event !== edge.event) continue;
    if (edgeName(other) === edgeName(edge)) break;
    if (other.guard) answers[other.guard] = false;
  }
  if (edge.guard) answers[edge.guard] = true;
  return answers;
}

/**
 * Walks the shortest path to each edge through the real interpreter, with guards that answer as the path
 * needs.
 */
export function walkAll(machine: AnyMachine): Walk[] {
  const paths = pathsTo(machine);
  return edgesOf(machine).map((edge) => {
    const path = paths.get(edgeName(edge));
    return path ? { edge, ...walk(machine, path) } : { edge, wrong: 'no path leads here' };
  });
}

function walk(machine: AnyMachine, path: Edge[]): { wrong?: string } {
  let answers: Record<string, boolean> = {};
  let ran: string[] = [];
  const named = <T>(make: (name: string) => T): Record<string, T> =>
    new Proxy({}, { get: (_, name) => make(String(name)) });
  const service = interpret<AnySchema, object>(
    machine as MachineDefinition<AnySchema>,
    {
      reducers: {},
      guards: named((name) => () => {
        if (!(name in answers)) throw new Error(`guard ${name} was asked unexpectedly`);
        return answers[name] as boolean;
      }),
      effects: named((name) => () => void ran.push(name)),
    },
    {},
    {
      changed: () => undefined,
      report({ part }) {
        ran.push(`${part} threw`);
      },
    },
  );
  for (const edge of path) {
    answers = guardsFor(machine, edge);
    ran = [];
    service.send(edge.event);
    const entered = edge.target ? (machine.states[edge.to]?.entry ?? []) : [];
    const expected = [...edge.effects, ...entered, ...(machine.everyStep ?? [])];
    if (service.state !== edge.to) return { wrong: `${edgeName(edge)} led to ${service.state}` };
    if (ran.join() !== expected.join())
      return {
        wrong: `${edgeName(edge)} ran ${ran.join() || 'nothing'} instead of ${expected.join() || 'nothing'}`,
      };
  }
  return {};
}
