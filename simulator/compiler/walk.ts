import type { AnyNode } from 'acorn';

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** A syntax node's children in the order of the source. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children = Object.values(node as unknown as Record<string, unknown>)
    .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isNode);
  // A shorthand property names one node twice.
  return [...new Map(children.map((child) => [`${child.start}:${child.type}`, child])).values()].sort(
    (a, b) => a.start - b.start,
  );
}

/** Visits a node and all below it, parents first. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visit(next);
    waiting.push(...childrenOf(next).reverse());
  }
}
