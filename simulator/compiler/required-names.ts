/** Names that one script takes from the modules that it requires. */
import type { AnyNode } from 'acorn';
import type { Place } from '../rules/diagnose';
import { keyOf } from './read-definition';
import { requiredBy } from './read-exports';

/** A name that a module is asked for. */
export interface RequiredName {
  /** The module, as written. */
  spec: string;
  name: string;
  at: Place;
}

/** How esbuild calls the module behind a list of imported names. */
const IMPORTED = /^import_/;

export class RequiredNames {
  readonly list: { spec: string; name: string; node: AnyNode }[] = [];
  private readonly modules = new Map<string, string | undefined>();
  /** The list of exports of the script itself: types are given on in it, which no module has. */
  private exported: AnyNode | undefined;

  /** In the first round: variables that are modules. */
  declare(node: AnyNode): void {
    if (node.type !== 'VariableDeclarator') return;
    const spec = requiredBy(node.init);
    if (node.id.type === 'Identifier')
      // A name that is declared twice may be somebody else's.
      this.modules.set(node.id.name, this.modules.has(node.id.name) ? undefined : spec);
    else if (spec !== undefined && node.id.type === 'ObjectPattern')
      for (const property of node.id.properties) {
        const isTaken = property.type === 'Property' && property.value.type !== 'AssignmentPattern';
        const name = isTaken ? keyOf(property) : undefined;
        if (name !== undefined) this.list.push({ spec, name, node: property });
      }
  }

  visit(node: AnyNode): void {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier')
      if (node.callee.name === '__export') this.exported = node;
    const callee = node.type === 'CallExpression' || node.type === 'NewExpression' ? node.callee : node;
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.computed) return;
    const { object, property } = callee;
    const spec = this.modules.get(object.name);
    if (spec === undefined || property.type !== 'Identifier') return;
    // What is only looked at may be asked for; what is called, or imported by its name, is meant to be there.
    const isCalled =
      callee !== node && !callee.optional && !(node.type === 'CallExpression' && node.optional);
    if (!isCalled && !IMPORTED.test(object.name)) return;
    const { exported } = this;
    if (exported && exported.start <= node.start && node.end <= exported.end) return;
    this.list.push({ spec, name: property.name, node: callee });
  }
}
