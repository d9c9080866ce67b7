/** Rules for what templates call: the methods of their pages and components. */
import type { AttributeFact, MemberFact, ProgramFacts, TemplateFacts, UnitFacts } from './facts';
import { ANSWERS } from './kit';
import { isBinding } from './markup';
import { nearestName } from './nearest';
import { eventOf } from './slips';
import type { Tell } from './tell';
import { own } from '../record';

/** What the template of a page or component can call; undefined where nobody can say. */
export function methodsOf({ isPage, script }: UnitFacts): ReadonlyMap<string, MemberFact> | undefined {
  if (!script) return new Map();
  const { definitions, assigned, assignsAny } = script;
  const own = definitions.filter(({ kind }) => kind !== 'App');
  // A framework makes the page, or a function of the program's own does.
  if (own.length === 0 || assignsAny || own.some(({ isOpen }) => isOpen)) return undefined;
  const methods = new Map<string, MemberFact>();
  const add = (members: ReadonlyMap<string, MemberFact>): void =>
    members.forEach((member, name) => methods.set(name, member));
  for (const { kind, members, parts } of own) {
    if (kind !== 'Page') add(parts.methods);
    if (kind === 'Page' || isPage) add(members);
  }
  for (const name of assigned) if (!methods.has(name)) methods.set(name, { at: { line: 1, column: 1 } });
  return methods;
}

const scriptOf = ({ script, id }: UnitFacts): string => script?.file ?? `${id}.js`;

/** A method that gives nothing back, where the kit asks for an answer. */
function checkAnswer(event: string, name: string, user: UnitFacts, method: MemberFact, tell: Tell): void {
  const code = own(ANSWERS, event);
  if (code !== undefined && method.isSilent && user.script)
    tell.tell('handler-silent', user.script.file, method.at, { name, event, code });
}

function checkHandler(
  tag: string,
  { name: attribute, value = '', at }: AttributeFact,
  { file, users }: TemplateFacts,
  tell: Tell,
): void {
  const event = eventOf(attribute);
  if (event === undefined) return;
  const isCatch = /^(?:capture-)?catch/.test(attribute);
  const name = value.trim();
  if (name === '') {
    // catchtap="" stops an event, and needs no method.
    if (!isCatch) tell.tell('handler-empty', file, at, { event: attribute });
    return;
  }
  // `bindtap="{{m.onTap}}"` is a function of an .sjs, or a name that is worked out; `onTap(1)` a framework's.
  if (isBinding(name) || !/^[\w$]+$/.test(name)) return;
  const known = users.map((user) => ({ user, methods: methodsOf(user) }));
  if (known.length === 0 || known.some(({ methods }) => methods === undefined)) return;
  const having = known.find(({ methods }) => methods?.has(name));
  if (having) {
    const method = having.methods?.get(name);
    if (method && having.user.kit.has(tag)) checkAnswer(event, name, having.user, method, tell);
    return;
  }
  // true and false are no methods, but stop an event as catchtap="" does.
  if (isCatch && /^(?:true|false|noop)$/.test(name)) return;
  const [first] = known;
  if (!first) return;
  tell.tell('handler-missing', file, at, {
    event: attribute,
    name,
    script: scriptOf(first.user),
    near: nearestName(name, first.methods?.keys() ?? []),
  });
}

export function checkHandlers({ templates }: ProgramFacts, tell: Tell): void {
  for (const template of templates)
    for (const tag of template.tags)
      for (const attribute of tag.attributes) checkHandler(tag.name, attribute, template, tell);
}
