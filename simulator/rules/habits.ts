/** Rules for what looks right and does nothing: habits of other platforms, and slips that nobody reports. */
import { isRecord, own } from '../record';
import type {
  AttributeFact,
  DefinitionFact,
  ProgramFacts,
  ScriptFacts,
  TagFact,
  TemplateFacts,
  UnitFacts,
} from './facts';
import { methodsOf } from './handlers';
import { isBinding } from './markup';
import { APP_FUNCTIONS, LIFETIMES, PAGE_FUNCTIONS } from './names';
import { nearestName } from './nearest';
import { eventOf } from './slips';
import type { Tell } from './tell';

const APP = 'app.json';

function checkPages({ app, placeOf }: ProgramFacts, tell: Tell): void {
  app.pages.forEach((url, index) => {
    const path = url.replace(/^\/+/, '');
    if (path !== url) tell.tell('page-path', APP, placeOf('pages', index), { url, path });
  });
}

function checkTabItems({ app, placeOf }: ProgramFacts, tell: Tell): void {
  const { tabBar } = app as { tabBar?: unknown };
  if (!isRecord(tabBar) || !Array.isArray(tabBar.list)) return;
  tabBar.list.forEach((item: unknown, index) => {
    const fields: Record<string, unknown> = isRecord(item) ? item : {};
    for (const [key, example] of [
      ['pagePath', app.pages[index] ?? 'pages/home/home'],
      ['text', '首页'],
    ] as const)
      if (typeof fields[key] !== 'string')
        tell.tell('tab-incomplete', APP, placeOf('tabBar', 'list', index), {
          index: index + 1,
          key,
          example,
        });
  });
}

/** Directives of Vue and events of HTML, and what a mini-program has in their place. */
const FOREIGN: Readonly<Record<string, string>> = {
  'v-if': 'tt:if="{{…}}"',
  'v-else-if': 'tt:elif="{{…}}"',
  'v-else': 'tt:else',
  'v-show': 'hidden="{{…}}"',
  'v-for': 'tt:for="{{…}}"',
  'v-model': 'value="{{…}}" bindinput="…"',
  'v-html': '<rich-text nodes="{{…}}" />',
  'v-text': '{{…}}',
  onclick: 'bindtap="…"',
  ontap: 'bindtap="…"',
  oninput: 'bindinput="…"',
  onchange: 'bindchange="…"',
  onsubmit: 'bindsubmit="…"',
  bindclick: 'bindtap="…"',
  'bind:click': 'bindtap="…"',
  catchclick: 'catchtap="…"',
  'catch:click': 'catchtap="…"',
  classname: 'class="…"',
};

function foreignAttribute(name: string, isClickFired: boolean): string | undefined {
  const plain = name.toLowerCase();
  if (/^(?:bind|catch):?click$/.test(plain) && isClickFired) return undefined;
  return own(FOREIGN, plain);
}

/** `cathctap="onTap"`: almost the attribute of an event that every tag has. */
const TAPS = [
  'bindtap',
  'catchtap',
  'bind:tap',
  'catch:tap',
  'bindlongpress',
  'bindtouchstart',
  'bindtouchend',
];

function tapSlip({ name, value = '' }: AttributeFact): string | undefined {
  if (eventOf(name) !== undefined || !/^[\w$]+$/.test(value)) return undefined;
  const near = nearestName(name, TAPS);
  return near === name ? undefined : near;
}

function checkAttribute(
  tag: TagFact,
  attribute: AttributeFact,
  { file, users }: TemplateFacts,
  isBuiltIn: boolean,
  isClickFired: boolean,
  tell: Tell,
): void {
  const { name, value = '', at } = attribute;
  const instead = isBuiltIn ? foreignAttribute(name, isClickFired) : undefined;
  if (instead !== undefined) return tell.tell('attribute-foreign', file, at, { name, instead });
  const slip = isBuiltIn ? tapSlip(attribute) : undefined;
  if (slip !== undefined)
    return tell.tellProblem(
      { code: 'attribute-unknown', values: { tag: tag.name, name, near: slip } },
      file,
      at,
    );
  const field = /^(?:tt|wx):key$/.test(name) ? /^\{\{\s*([\w$.]+)\s*\}\}$/.exec(value)?.[1] : undefined;
  if (field !== undefined)
    tell.tell('key-binding', file, at, { name, value, field: field.split('.').at(-1) ?? field });
  const called = /^([\w$]+)\s*\(.*\)$/.exec(value.trim())?.[1];
  if (eventOf(name) === undefined || called === undefined) return;
  if (users.some((user) => methodsOf(user)?.has(called)))
    tell.tell('handler-call', file, at, { event: name, value, name: called });
}

/** `<template is="x">` of which there is none in the program. */
function checkTemplateName(tag: TagFact, file: string, known: ReadonlySet<string>, tell: Tell): void {
  const is = tag.name === 'template' ? tag.attributes.find(({ name }) => name === 'is') : undefined;
  if (!is?.value || isBinding(is.value) || known.has(is.value)) return;
  tell.tell('template-unknown', file, is.at, { name: is.value, near: nearestName(is.value, known) });
}

function checkTemplates({ templates, scripts }: ProgramFacts, tell: Tell): void {
  const named = new Set(
    templates.flatMap(({ tags }) =>
      tags.flatMap(({ name, attributes }) =>
        name === 'template'
          ? attributes.filter((one) => one.name === 'name').map(({ value = '' }) => value)
          : [],
      ),
    ),
  );
  const isClickFired = scripts.some(({ fired }) => fired.has('click') || fired.has(undefined));
  for (const template of templates) {
    const declared = new Set(template.users.flatMap(({ tags }) => [...tags]));
    for (const tag of template.tags) {
      checkTemplateName(tag, template.file, named, tell);
      for (const attribute of tag.attributes)
        checkAttribute(tag, attribute, template, !declared.has(tag.name), isClickFired, tell);
    }
  }
}

/** What a component has in place of a page's functions. */
const LIFETIME_OF: Readonly<Record<string, string>> = {
  onLoad: 'attached',
  onReady: 'ready',
  onUnload: 'detached',
  created: 'created',
  mounted: 'attached',
  onShow: 'pageLifetimes: { show() { } }',
  onHide: 'pageLifetimes: { hide() { } }',
};

/** Parts of a definition whose members are functions. */
const CALLED = ['methods', 'lifetimes', 'pageLifetimes', 'observers'] as const;

function checkFunctions(
  kind: DefinitionFact['kind'],
  members: DefinitionFact['members'],
  parts: DefinitionFact['parts'],
  file: string,
  tell: Tell,
): void {
  const all = [...members, ...CALLED.flatMap((part) => [...parts[part]])];
  for (const [name, { at, isArrowWithThis }] of all)
    if (isArrowWithThis) tell.tell('arrow-this', file, at, { name, kind });
  const called = kind === 'Page' ? PAGE_FUNCTIONS : kind === 'App' ? APP_FUNCTIONS : LIFETIMES;
  for (const [name, { at, isNoFunction }] of members)
    if (isNoFunction && called.has(name)) tell.tell('function-none', file, at, { name });
  for (const part of CALLED)
    for (const [name, { at, isNoFunction }] of parts[part])
      if (isNoFunction) tell.tell('function-none', file, at, { name });
}

function checkDefinitions(script: ScriptFacts, tell: Tell): void {
  for (const { kind, members, parts, textTypes } of script.definitions) {
    for (const { name, at } of textTypes) tell.tell('property-type-text', script.file, at, { name });
    checkFunctions(kind, members, parts, script.file, tell);
    const methods = members.get('methods');
    if (kind === 'Page' && methods && parts.methods.size > 0)
      tell.tell('page-methods', script.file, methods.at);
    if (kind !== 'Component') continue;
    for (const [name, { at }] of parts.lifetimes)
      if (!LIFETIMES.has(name) && Object.hasOwn(LIFETIME_OF, name))
        tell.tell('lifetime-foreign', script.file, at, { name, instead: LIFETIME_OF[name] ?? '' });
  }
}

/** A script that defines nothing, and could not through anything that it names. */
function checkUnit({ script, isPage }: UnitFacts, tell: Tell): void {
  if (!script) return;
  const { file, definitions, requires, mentions, unknown } = script;
  const isOther = ['Page', 'Component', 'App'].some((name) => mentions.has(name));
  if (
    definitions.length === 0 &&
    requires.length === 0 &&
    unknown.length === 0 &&
    !isOther &&
    mentions.size > 0
  )
    tell.tell('definition-missing', file, { line: 1, column: 1 }, { kind: isPage ? 'Page' : 'Component' });
  const [first, ...others] = definitions;
  if (!isPage && first?.kind === 'Page' && others.length === 0)
    tell.tell('definition-kind', file, { line: 1, column: 1 });
}

/** What the engine gives an instance. */
const INSTANCE = ['setData', 'triggerEvent', 'selectComponent', 'selectAllComponents', 'createSelectorQuery'];

function checkCalls(
  { file, ownCalls, optionSlips, definitions, assigned, assignsAny, setups }: ScriptFacts,
  tell: Tell,
): void {
  const own = new Set(
    definitions.flatMap(({ members, parts }) => [...members.keys(), ...parts.methods.keys()]),
  );
  const isOpen = definitions.length === 0 || assignsAny === true || definitions.some((one) => one.isOpen);
  for (const { name, at } of ownCalls) {
    if (own.has(name) || assigned.has(name) || INSTANCE.includes(name) || PAGE_FUNCTIONS.has(name)) continue;
    const near = nearestName(name, INSTANCE);
    if (near !== undefined && !isOpen) tell.tell('method-unknown', file, at, { name, near });
  }
  for (const { call, name, near, at } of optionSlips)
    tell.tell('option-unknown', file, at, { call, name, near });
  for (const { names, known } of setups.flatMap(({ options }) => options))
    for (const { name, at } of names) {
      const near = known.includes(name) ? undefined : nearestName(name, known);
      if (near !== undefined) tell.tell('setup-option', file, at, { name, near });
    }
}

export function checkHabits(facts: ProgramFacts, tell: Tell): void {
  // What a framework's build writes is nobody's habit.
  if (facts.isBuilt) return;
  checkPages(facts, tell);
  checkTabItems(facts, tell);
  checkTemplates(facts, tell);
  for (const unit of facts.units) checkUnit(unit, tell);
  for (const script of facts.scripts) {
    checkDefinitions(script, tell);
    checkCalls(script, tell);
  }
}
