/** What a template reads: names of data, and members of its SJS modules. */
import type { AnyNode } from 'acorn';
import type { NameRead, TagFact } from '../rules/facts';
import { NOT_IN_TEMPLATES, parseBinding, type BindingRange } from './expressions';
import { namesOf, variablesIn } from './names-in';
import type { LineIndex } from './text';

/** Every name that the bindings read, but for those of a `<template name>`, whose data is given to it. */
export function namesRead(
  source: string,
  index: LineIndex,
  bindings: readonly BindingRange[],
  definitions: readonly BindingRange[],
): NameRead[] {
  const reads: NameRead[] = [];
  for (const range of bindings) {
    const isGiven = definitions.some(({ start, end }) => start < range.start && range.end <= end);
    const binding = parseBinding(source, range);
    if (!binding) continue;
    const { node, shift } = binding;
    const given = new Set<string>();
    const waiting: AnyNode[] = [node];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.type === 'ArrowFunctionExpression')
        for (const param of next.params) for (const name of namesOf(param)) given.add(name);
      // What JavaScript has and a template has not is told of already.
      if (next.type === 'Identifier' && !given.has(next.name) && !NOT_IN_TEMPLATES.has(next.name))
        reads.push({ name: next.name, at: index.position(shift + next.start), ...(isGiven && { isGiven }) });
      if (next.type === 'MemberExpression' && next.object.type === 'Identifier' && !next.computed)
        if (next.property.type === 'Identifier')
          reads.push({
            name: next.object.name,
            member: next.property.name,
            at: index.position(shift + next.object.start),
          });
      waiting.push(...variablesIn(next).reverse());
    }
  }
  return reads;
}

const LOCAL = /^(?:tt|wx|a|s):for-(?:item|index)$/;

/** Names that a template has beside the data: of loops, slots and modules, and what a tag writes back. */
export function namesMade(uses: readonly TagFact[]): Set<string> {
  const names = new Set(['undefined', 'item', 'index']);
  for (const { name: tag, attributes } of uses)
    for (const { name, value = '' } of attributes) {
      if (LOCAL.test(name) || (name === 'module' && (tag === 'sjs' || tag === 'wxs'))) names.add(value);
      // A slot's values: `slot:row`, or `slot:row="line"`.
      if (name.startsWith('slot:')) names.add(value === '' ? name.slice('slot:'.length) : value);
      const written = name.startsWith('model:')
        ? /^\{\{\s*([\p{ID_Continue}$]+)/u.exec(value)?.[1]
        : undefined;
      if (written !== undefined) names.add(written);
    }
  return names;
}
