/** Puts together what the rules want to know of a program. */
import path from 'node:path';
import { TAG_EVENTS } from '../rules/names';
import { KIT_COMPONENTS } from '../rules/kit';
import type {
  ComponentFacts,
  ProgramFacts,
  PropertyType,
  ScriptFacts,
  TemplateFacts,
  UnitFacts,
} from '../rules/facts';
import apiNames from '../rules/tt-names.json';
import { APIS } from '../../src/contract/jsapi/index';
import { tags } from '../tags';
import type { PageJson } from '../protocol';
import { isRecord } from '../record';
import type { ProgramGraph, Unit } from './graph';
import { KIT } from './kit';
import { isInstalled, type Project } from './project';
import type { Resolver } from './resolve';
import { NOTHING } from './stand-in';

const TEXT_ATTRIBUTES = ['selectable', 'userSelect', 'space', 'decode', 'catchMove'];

/** Tags without properties of their own are left alone, but for the two that nearly every template has. */
function builtInTags(): Map<string, ComponentFacts> {
  const plain = new Map<string, PropertyType>(TEXT_ATTRIBUTES.map((name) => [name, 'any']));
  const facts = new Map<string, ComponentFacts>();
  const add = (tag: string, properties: ReadonlyMap<string, PropertyType>): void =>
    void facts.set(tag, { properties, events: new Set(TAG_EVENTS[tag] ?? []), isOpen: false });
  add('view', plain);
  add('text', plain);
  for (const [tag, { properties }] of Object.entries(tags)) {
    if (!properties) continue;
    const types = Object.entries(properties).map(
      ([name, { type }]) => [name, (type?.name ?? 'any') as PropertyType] as const,
    );
    add(tag, new Map(types));
  }
  return facts;
}

const BUILT_IN = builtInTags();
const API_NAMES: ReadonlySet<string> = new Set([...apiNames, ...Object.keys(APIS)]);

const NAMES = [...KIT_COMPONENTS.keys()].join('|');
/** A component of the kit by its id: of its sources, or of a copy that is built into the program. */
const KIT_ID = new RegExp(
  `(?:^npm:|(?:^|/)(?:miniprogram_npm|node_modules)/)${KIT}/(?:components/)?(${NAMES})/index$`,
);

/** What a component's script says of it. */
function componentOf(script: ScriptFacts | undefined): ComponentFacts | undefined {
  const own = script?.definitions.filter(({ kind }) => kind === 'Component') ?? [];
  if (!script || own.length === 0) return undefined;
  const events = [...script.fired].filter((name) => name !== undefined);
  return {
    properties: new Map(own.flatMap(({ properties }) => [...properties])),
    events: new Set(events),
    classes: own.flatMap(({ externalClasses }) => externalClasses),
    isOpen: own.some(({ isOpen }) => isOpen) || script.fired.has(undefined),
  };
}

/** Placeholders of a component that have no component of their own. */
const neededBy = (json: PageJson | undefined): string[] =>
  Object.entries(Object(json?.componentGenerics) as Record<string, unknown>).flatMap(([name, generic]) =>
    isRecord(generic) && generic.default === `/${NOTHING}` ? [name] : [],
  );

/** A component that is declared, or not declared at all, as the platform's own are. */
const isOfficial = (url: string | undefined): boolean =>
  url === undefined || (url.includes('://') && !url.includes(KIT));

function unitFacts(
  { id, base, isPage, urls }: Unit,
  { json }: ProgramGraph,
  project: Project,
  resolver: Resolver,
  scripts: ReadonlyMap<string, ScriptFacts>,
): UnitFacts {
  const scriptFile = resolver.scriptOf(base);
  const script = scriptFile === undefined ? undefined : scripts.get(project.nameOf(scriptFile));
  const { usingComponents = {}, componentGenerics } = json[id] ?? {};
  const components = new Map<string, ComponentFacts>();
  const kit = new Map<string, string>();
  for (const [tag, url] of Object.entries(usingComponents)) {
    const target = url.slice(1);
    const name = KIT_ID.exec(target)?.[1];
    if (name !== undefined) kit.set(tag, name);
    const inner = resolver.scriptOf(path.join(project.root, target));
    const facts = inner === undefined ? undefined : componentOf(scripts.get(project.nameOf(inner)));
    if (facts) components.set(tag, { ...facts, generics: neededBy(json[target]) });
  }
  return {
    id,
    isPage,
    json: `${id}.json`,
    // A script that is there and could not be read may have any method.
    ...(script ? { script } : scriptFile !== undefined && { script: unread(project.nameOf(scriptFile)) }),
    declared: new Set(urls.keys()),
    tags: new Set([
      ...urls.keys(),
      ...Object.keys(usingComponents),
      ...Object.keys(Object(componentGenerics) as object),
    ]),
    components,
    kit,
    official: new Set([...kit.keys()].filter((tag) => isOfficial(urls.get(tag)))),
  };
}

/** Stands for a script that does not parse, or that a bundler made. */
const unread = (file: string): ScriptFacts => ({
  file,
  definitions: [],
  assigned: new Set(),
  fired: new Set(),
  apis: [],
  foreign: [],
  behaviors: [],
  behaviorNames: [],
  web: [],
  unknown: [],
  declared: new Set(),
  largeNumbers: [],
  opens: [],
  setups: [],
  ownCalls: [],
  optionSlips: [],
  data: { names: new Set(), numbers: [], isOpen: true, isHandedOut: true },
  codeTexts: [],
  words: new Set(),
  mentions: new Set(),
  requires: [],
});

/** Files that a framework's build leaves in the root of what it makes. */
const BUILT = ['taro.js', 'vendors.js', 'common/vendor.js', 'common/runtime.js', 'bundle.js'];

/** What the IDE does not upload. */
const NOT_UPLOADED =
  /(?:^|\/)(?:project\.(?:private\.)?config\.json|package(?:-lock)?\.json|[jt]sconfig\.json|[^/]*\.(?:d\.ts|md|map))$/;

interface Inputs {
  project: Project;
  resolver: Resolver;
  graph: ProgramGraph;
  scripts: readonly ScriptFacts[];
  subPackages: readonly string[];
  packageJson: Readonly<Record<string, unknown>>;
  baseLibrary: string | undefined;
}

/** `templates`: returns the templates, given who shows them. */
export function gatherFacts(
  { project, resolver, graph, scripts, subPackages, packageJson, baseLibrary }: Inputs,
  templates: (units: ReadonlyMap<string, UnitFacts>) => TemplateFacts[],
): ProgramFacts {
  const byName = new Map(scripts.map((script) => [script.file, script]));
  const units = new Map(
    graph.units.map((unit) => [unit.id, unitFacts(unit, graph, project, resolver, byName)]),
  );
  const isTaro =
    project.isFile(path.join(project.root, 'taro.js')) ||
    scripts.some(({ requires }) => requires.some(({ name }) => name.startsWith('@tarojs/')));
  return {
    app: graph.app,
    placeOf: graph.placeOf,
    pages: graph.pages,
    subPackages,
    units: [...units.values()],
    templates: templates(units),
    scripts,
    apis: API_NAMES,
    builtIn: BUILT_IN,
    declared: graph.declared.filter(({ file }) => !isInstalled(file)),
    packageJson,
    files: project.sizes(20_000).filter(({ file }) => !NOT_UPLOADED.test(file)),
    ...(baseLibrary !== undefined && { baseLibrary }),
    ...(isTaro && { framework: 'taro' as const }),
    isBuilt: BUILT.some((file) => project.isFile(path.join(project.root, file))),
    kit: KIT,
  };
}
