/** Rules for templates: tags, attributes, conditions, lists. */
import type { AttributeFact, ComponentFacts, ProgramFacts, TagFact, TemplateFacts } from './facts';
import { camel, KIT_COMPONENTS } from './kit';
import { ATTRIBUTES, EVENTS, LANGUAGE_TAGS } from './names';
import { attributeSlip, eventOf, OPEN, slipOf, tagSlip } from './slips';
import type { Tell } from './tell';
import { hyphenated } from '../letter-case';

const DIRECTIVES = 'if elif else for for-item for-index for-items key ref'.split(' ');

export const isBinding = (value: string): boolean => value.includes('{{');

/** The directive that an attribute is, in whichever dialect; undefined for any other. */
const directiveOf = ({ name }: AttributeFact): string | undefined => /^(?:tt|wx):(.*)$/.exec(name)?.[1];

const hasDirective = (tag: TagFact | undefined, ...wanted: string[]): boolean =>
  tag?.attributes.some((attribute) => wanted.includes(directiveOf(attribute) ?? '')) === true;

/** What is known of a tag: as a component of the program, of the kit, or of the platform. */
function factsOfTag(
  tag: TagFact,
  { users }: TemplateFacts,
  builtIn: ReadonlyMap<string, ComponentFacts>,
): ComponentFacts | undefined {
  for (const user of users) {
    const kit = user.kit.get(tag.name);
    if (kit !== undefined) return KIT_COMPONENTS.get(kit);
    if (user.components.has(tag.name)) return user.components.get(tag.name);
  }
  return users.some((user) => user.tags.has(tag.name)) ? undefined : builtIn.get(tag.name);
}

function checkDirectives(tag: TagFact, file: string, tell: Tell): void {
  for (const attribute of tag.attributes) {
    const directive = directiveOf(attribute);
    if (directive === undefined) continue;
    const { name, at, value } = attribute;
    if (name.startsWith('tt:')) {
      const known = DIRECTIVES.map((one) => `tt:${one}`);
      const slip = slipOf('directive-unknown', { name }, known);
      if (slip) tell.tellProblem(slip, file, at);
    }
    const isText = value !== undefined && value.trim() !== '' && !isBinding(value);
    if (isText && (directive === 'if' || directive === 'elif'))
      tell.tell('condition-text', file, at, { name, value });
    if (isText && (directive === 'for' || directive === 'for-items'))
      tell.tell('for-text', file, at, { name, value });
    if (directive !== 'elif' && directive !== 'else') continue;
    if (hasDirective(tag, 'for', 'for-items')) tell.tell('for-else', file, at, { name });
    else if (!hasDirective(tag.before, 'if', 'elif')) tell.tell('else-alone', file, at, { name });
  }
}

/** The platform's tags that take an attribute. */
type Takers = ReadonlyMap<string, readonly string[]>;

function takersOf(builtIn: ReadonlyMap<string, ComponentFacts>): Takers {
  const takers = new Map<string, string[]>();
  for (const [tag, { properties }] of builtIn)
    for (const name of properties.keys()) takers.set(name, [...(takers.get(name) ?? []), tag]);
  return takers;
}

/** How templates of other kinds listen: `@pay`, `v-on:pay`, `on:pay`, `onPay`, `bind-pay`. */
const FRAMEWORK_EVENT = /^(?:@|v-on:|on[:-]?|bind-|catch-)([A-Za-z]+)$/;

/** Tags that are told: an attribute of more than these is one of many. */
const MOST_TAKERS = 3;
/** Tags whose attributes are known to the last one. */
const PLAIN = new Set(['view', 'text']);

/** A name that is none of this tag's, though it is no slip: the attribute or event of another one. */
function checkForeign(
  { name: tag }: TagFact,
  { name, at }: AttributeFact,
  known: ComponentFacts,
  takers: Takers | undefined,
  file: string,
  tell: Tell,
): void {
  const event = eventOf(name);
  const property = camel(name);
  const has = (one: string): boolean => known.properties.has(one) || known.classes?.includes(one) === true;
  if (event === undefined && (has(property) || has(name))) return;
  if (event === undefined && !FRAMEWORK_EVENT.test(name) && (OPEN.test(name) || ATTRIBUTES.has(name))) return;
  const others = takers?.get(property) ?? [];
  if (takers && PLAIN.has(tag) && event === undefined && others.length > 0 && others.length <= MOST_TAKERS)
    tell.tell('attribute-elsewhere', file, at, {
      tag,
      name,
      others: others.map((one) => `<${one}>`).join(', '),
    });
  if (takers) return;
  const meant = FRAMEWORK_EVENT.exec(name)?.[1]?.toLowerCase() ?? '';
  if (known.events.has(meant))
    tell.tell('attribute-foreign', file, at, { name, instead: `bind:${meant}="…"` });
  else if (event === undefined)
    tell.tell('attribute-none', file, at, {
      tag,
      name,
      known: [...known.properties.keys()].map(hyphenated).join(', '),
    });
  else if (!EVENTS.has(event) && !known.events.has(event))
    tell.tell('event-none', file, at, { tag, name: event, known: [...known.events].join(', ') });
}

interface Around {
  file: string;
  isBuiltIn: boolean;
  /** One of the kit's own components, all of whose names are known. */
  isKit: boolean;
  /** Absent in what a framework has built: its templates write everything everywhere. */
  takers: Takers | undefined;
  fired: ReadonlySet<string | undefined>;
}

/** A value as a template should have it. */
const inQuotes = (value: string): string =>
  !value.includes('"')
    ? `"${value}"`
    : !value.includes("'")
      ? `'${value}'`
      : `"${value.replace(/"/g, '&quot;')}"`;

function checkAttributes(
  tag: TagFact,
  known: ComponentFacts | undefined,
  { file, isBuiltIn, isKit, takers, fired }: Around,
  tell: Tell,
): void {
  for (const attribute of tag.attributes) {
    const { name, at, value, quoted } = attribute;
    if (!quoted && value !== undefined)
      tell.tell('attribute-unquoted', file, at, { name, value: inQuotes(value) });
    const property = camel(name);
    const isFlag = known?.properties.get(property) === 'Boolean' || name === 'hidden';
    if (isFlag && value === 'false') tell.tell('boolean-text', file, at, { name, value });
    if (!known || (known.isOpen && !isBuiltIn)) continue;
    const event = eventOf(name);
    // An event of a component bubbles to any tag around it.
    if (event !== undefined && fired.has(event)) continue;
    const own = [...known.properties.keys()].flatMap((one) => [one, hyphenated(one)]);
    const slip = attributeSlip(tag.name, name, [...own, ...(known.classes ?? [])], known.events);
    if (slip) tell.tellProblem(slip, file, at);
    else if (takers && (isKit || isBuiltIn))
      checkForeign(tag, attribute, known, isKit ? undefined : takers, file, tell);
  }
}

/** `generic:row` of a component whose placeholder `row` has nothing of its own. */
function checkGenerics(tag: TagFact, known: ComponentFacts | undefined, file: string, tell: Tell): void {
  for (const name of known?.generics ?? [])
    if (!tag.attributes.some((attribute) => attribute.name === `generic:${name}`))
      tell.tell('generic-missing', file, tag.at, { tag: tag.name, name });
}

export function checkMarkup({ templates, builtIn, scripts, isBuilt }: ProgramFacts, tell: Tell): void {
  const takers = isBuilt ? undefined : takersOf(builtIn);
  const fired = new Set(scripts.flatMap((script) => [...script.fired]));
  for (const template of templates) {
    const { file, tags, users } = template;
    const names = new Set(users.flatMap((user) => [...user.tags]));
    const told = new Set<string>();
    for (const tag of tags) {
      const slip = told.has(tag.name) ? undefined : tagSlip(tag.name, names, users[0]?.json ?? '');
      told.add(tag.name);
      if (slip) tell.tellProblem(slip, file, tag.at);
      checkDirectives(tag, file, tell);
      if (LANGUAGE_TAGS.has(tag.name)) continue;
      const isBuiltIn = !names.has(tag.name);
      const known = factsOfTag(tag, template, builtIn);
      const isKit = users.some(({ kit, official }) => kit.has(tag.name) && !official.has(tag.name));
      checkAttributes(tag, known, { file, isBuiltIn, isKit, takers, fired }, tell);
      checkGenerics(tag, known, file, tell);
    }
  }
}
