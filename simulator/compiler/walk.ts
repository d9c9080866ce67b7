import type { AnyNode } from 'acorn';

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** A syntax node's children in the order of the source. Called for every node of every script. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  let isOrdered = true;
  const add = (value: unknown): void => {
    if (!isNode(value)) return;
    const last = children.at(-1);
    if (last && last.start === value.start && last.type === value.type) {
      // A shorthand property names one node twice.
      children.pop();
    } else if (last && last.start > value.start) isOrdered = false;
    children.push(value);
  };
  for (const value of Object.values(node as unknown as Record<string, unknown>))
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  return isOrdered ? children : children.sort((a, b) => a.start - b.start);
}

/** Visits a node and all below it, parents first. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visit(next);
    waiting.push(...childrenOf(next).reverse());
  }
}
