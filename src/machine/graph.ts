import { listOf } from './interpret';
import type { AnySchema, Edge, StateNode, Transition } from './types';

type AnyTransition = Transition<AnySchema>;
type On = Readonly<Record<string, AnyTransition | readonly AnyTransition[]>> | undefined;

/** Any definition, by its names alone. */
export interface AnyMachine {
  id: string;
  initial: string;
  states: Record<string, Omit<StateNode<AnySchema>, 'on'> & { on?: On }>;
  on?: On;
  everyStep?: readonly string[];
  lasting?: readonly string[];
}

/**
 * Every edge of a definition: one for each transition, those of the whole machine once for each state they
 * apply in.
 */
export function edgesOf(definition: AnyMachine): Edge[] {
  const edges: Edge[] = [];
  const add = (from: string, on: On, except: object): void => {
    for (const event of Object.keys(on ?? {})) {
      if (event in except) continue;
      for (const { target, guard, effects } of listOf<AnyTransition>(on?.[event])) {
        const edge: Edge = { from, event, to: target ?? from, target: !!target, effects: effects ?? [] };
        edges.push(guard ? { ...edge, guard } : edge);
      }
    }
  };
  for (const [state, { on }] of Object.entries(definition.states)) {
    add(state, on, {});
    add(state, definition.on, on ?? {});
  }
  return edges;
}

/** A name for an edge that is the same in reports, tests and diagrams. */
export function edgeName(edge: Edge): string {
  return `${edge.from} --${edge.event}${edge.guard ? `[${edge.guard}]` : ''}--> ${edge.to}`;
}

/**
 * The shortest way to each edge from the initial state: a list of edges that ends with it. Edges nothing
 * leads to are left out.
 */
export function pathsTo(definition: AnyMachine): Map<string, Edge[]> {
  const edges = edgesOf(definition);
  const reached = new Map<string, Edge[]>([[definition.initial, []]]);
  const paths = new Map<string, Edge[]>();
  const waiting: string[] = [definition.initial];
  for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
    for (const edge of edges) {
      if (edge.from !== state) continue;
      const path = [...(reached.get(state) ?? []), edge];
      paths.set(edgeName(edge), path);
      if (!reached.has(edge.to)) {
        reached.set(edge.to, path);
        waiting.push(edge.to);
      }
    }
  }
  return paths;
}

/** The definition as a Mermaid state diagram, for the docs. */
export function diagramOf(definition: AnyMachine): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${definition.initial}`];
  for (const [state, { on }] of Object.entries(definition.states)) {
    for (const [event, found] of Object.entries(on ?? {})) {
      for (const one of listOf<AnyTransition>(found)) {
        const guard = one.guard ? ` [${one.guard}]` : '';
        const effects = one.effects?.length ? ` / ${one.effects.join(', ')}` : '';
        lines.push(`  ${state} --> ${one.target ?? state}: ${event}${guard}${effects}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
