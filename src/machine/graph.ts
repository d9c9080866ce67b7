import { listOf } from './interpret';
import type { Edge, MachineDefinition, Transition } from './types';

/**
 * Every edge of a definition: one for each transition, those of the whole machine once for each state they
 * apply in.
 */
export function edgesOf<S extends string, E extends string, G extends string, F extends string>(
  definition: MachineDefinition<S, E, G, F>,
): Edge<S, E>[] {
  const edges: Edge<S, E>[] = [];
  const add = (
    from: S,
    on: Partial<Record<E, Transition<S, G, F> | readonly Transition<S, G, F>[]>> | undefined,
    except: object,
  ): void => {
    for (const event of Object.keys(on ?? {}) as E[]) {
      if (event in except) continue;
      for (const transition of listOf<Transition<S, G, F>>(on?.[event])) {
        const edge: Edge<S, E> = {
          from,
          event,
          to: transition.target ?? from,
          target: !!transition.target,
          effects: transition.effects ?? [],
        };
        edges.push(transition.guard ? { ...edge, guard: transition.guard } : edge);
      }
    }
  };
  for (const state of Object.keys(definition.states) as S[]) {
    const own = definition.states[state].on ?? {};
    add(state, definition.states[state].on, {});
    add(state, definition.on, own);
  }
  return edges;
}

/** A name for an edge that is the same in reports, tests and diagrams. */
export function edgeName(edge: Edge<string, string>): string {
  return `${edge.from} --${edge.event}${edge.guard ? `[${edge.guard}]` : ''}--> ${edge.to}`;
}

/**
 * The shortest way to each edge from the initial state: a list of edges that ends with it. Edges nothing
 * leads to are left out.
 */
export function pathsTo<S extends string, E extends string, G extends string, F extends string>(
  definition: MachineDefinition<S, E, G, F>,
): Map<string, Edge<S, E>[]> {
  const edges = edgesOf(definition);
  const reached = new Map<S, Edge<S, E>[]>([[definition.initial, []]]);
  const paths = new Map<string, Edge<S, E>[]>();
  const waiting: S[] = [definition.initial];
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
export function diagramOf<S extends string, E extends string, G extends string, F extends string>(
  definition: MachineDefinition<S, E, G, F>,
): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${definition.initial}`];
  for (const state of Object.keys(definition.states) as S[]) {
    for (const [event, found] of Object.entries(definition.states[state].on ?? {})) {
      for (const one of listOf(found as Transition<S, G, F>)) {
        const guard = one.guard ? ` [${one.guard}]` : '';
        const effects = one.effects?.length ? ` / ${one.effects.join(', ')}` : '';
        lines.push(`  ${state} --> ${one.target ?? state}: ${event}${guard}${effects}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
