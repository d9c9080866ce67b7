/** Variables of a syntax tree: where they stand, and what a pattern declares. */
import type { AnyNode } from 'acorn';
import { childrenOf } from './walk';

/** Nodes below which an identifier is a name of something else, not a variable. */
export function variablesIn(node: AnyNode): AnyNode[] {
  switch (node.type) {
    case 'MemberExpression':
      return node.computed ? [node.object, node.property] : [node.object];
    case 'Property':
      return node.computed ? [node.key, node.value] : [node.value];
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return [...(node.computed ? [node.key] : []), ...(node.value ? [node.value] : [])];
    case 'LabeledStatement':
      return [node.body];
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return [];
    default:
      return childrenOf(node);
  }
}

/** The names that a pattern declares. */
export function* namesOf(pattern: AnyNode | null): Generator<string> {
  if (!pattern) return;
  if (pattern.type === 'Identifier') yield pattern.name;
  else if (pattern.type === 'MemberExpression') return;
  else if (pattern.type === 'AssignmentPattern') yield* namesOf(pattern.left);
  else for (const child of variablesIn(pattern)) yield* namesOf(child);
}
