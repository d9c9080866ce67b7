/** Rules for what templates call: the methods of their pages and components. */
import type { AttributeFact, MemberFact, ProgramFacts, TemplateFacts, UnitFacts } from './facts';
import { ANSWERS } from './kit';
import { dataOf, expressionOf } from './bound-data';
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

/** A text that an expression may come to: not what is compared, added to, or a key. */
const RESULT = /(?:^|[?:|&(])\s*(?:'([\w$]+)'|"([\w$]+)")\s*(?=$|[:|&)])/g;

/** Methods that a binding names: `{{open ? 'onBuy' : 'onWait'}}`, `{{handler}}` of the data. */
function namesOf(binding: string, template: TemplateFacts): string[] {
  const inner = expressionOf(binding);
  if (inner === undefined) return [];
  const held = dataOf(template, inner)?.member.literal?.value;
  if (typeof held === 'string') return /^[\w$]+$/.test(held) ? [held] : [];
  return [...inner.matchAll(RESULT)].map(([, single, double]) => single ?? double ?? '');
}

function checkHandler(tag: string, attribute: AttributeFact, template: TemplateFacts, tell: Tell): void {
  const event = eventOf(attribute.name);
  if (event === undefined) return;
  const name = (attribute.value ?? '').trim();
  if (name === '') {
    // catchtap="" stops an event, and needs no method.
    if (!isCatch(attribute))
      tell.tell('handler-empty', template.file, attribute.at, { event: attribute.name });
    return;
  }
  // `bindtap="{{m.onTap}}"` is a function of an .sjs; `onTap(1)` a framework's.
  const names = isBinding(name) ? namesOf(name, template) : /^[\w$]+$/.test(name) ? [name] : [];
  for (const one of names) checkName(tag, { attribute, event, name: one }, template, tell);
}

const isCatch = ({ name }: AttributeFact): boolean => /^(?:capture-)?catch/.test(name);

interface Called {
  attribute: AttributeFact;
  event: string;
  name: string;
}

function checkName(
  tag: string,
  { attribute, event, name }: Called,
  { file, users }: TemplateFacts,
  tell: Tell,
): void {
  const known = users.map((user) => ({ user, methods: methodsOf(user) }));
  if (known.length === 0 || known.some(({ methods }) => methods === undefined)) return;
  const having = known.find(({ methods }) => methods?.has(name));
  if (having) {
    const method = having.methods?.get(name);
    if (method && having.user.kit.has(tag)) checkAnswer(event, name, having.user, method, tell);
    return;
  }
  // true and false are no methods, but stop an event as catchtap="" does.
  if (isCatch(attribute) && /^(?:true|false|noop)$/.test(name)) return;
  const [first] = known;
  if (!first) return;
  tell.tell('handler-missing', file, attribute.at, {
    event: attribute.name,
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
