import type { AnyNode } from 'acorn';
import type { Place } from '../rules/diagnose';
import type { NameUse } from '../rules/facts';

/** Each name once, at its first place. */
export function firstUses(
  uses: readonly { name: string; node: AnyNode }[],
  place: (node: AnyNode) => Place,
  isMild: (node: AnyNode) => boolean = () => false,
): NameUse[] {
  const first = new Map<string, AnyNode>();
  for (const { name, node } of uses) {
    const known = first.get(name);
    if (!known || (isMild(known) && !isMild(node))) first.set(name, node);
  }
  return [...first].map(([name, node]) => ({
    name,
    at: place(node),
    ...(isMild(node) && { isMild: true as const }),
  }));
}
