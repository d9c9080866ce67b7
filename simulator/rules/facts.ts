/** What the compiler knows of a program's files, for the rules: plain data, no text of whole files. */
import type { AppJson } from '../protocol';
import type { Place } from './diagnose';

export interface AttributeFact {
  name: string;
  at: Place;
  /** As written; undefined for an attribute without a value. */
  value?: string;
  quoted: boolean;
}

/** One tag as it stands in a template. */
export interface TagFact {
  name: string;
  at: Place;
  attributes: AttributeFact[];
  /** The tag right before it, under the same parent. */
  before?: TagFact;
  /** The tag that it stands in. */
  within?: TagFact;
  /** The `<template>` that it stands in. */
  template?: TagFact;
}

/** What a property of a component takes. */
export type PropertyType = 'String' | 'Number' | 'Boolean' | 'Array' | 'Object' | 'any';

/** What is known of a component by its script, or of a tag of the kit. */
export interface ComponentFacts {
  /** In the form of the script: `goodsId`. */
  properties: ReadonlyMap<string, PropertyType>;
  events: ReadonlySet<string>;
  /** `externalClasses`: attributes that take classes. */
  classes?: readonly string[];
  /** Placeholders that whoever uses it must give a component for. */
  generics?: readonly string[];
  /** There may be more than these: a behavior, a spread, an event whose name is worked out. */
  isOpen: boolean;
}

/** A member of a definition. */
export interface MemberFact {
  at: Place;
  /** The value, where it is a number or text that stands there. */
  literal?: { value: number | string | boolean; text: string };
  /** A function that gives nothing back. */
  isSilent?: boolean;
  /** An arrow function that uses `this`, which is not the page in it. */
  isArrowWithThis?: boolean;
  /** Nothing that can be called. */
  isNoFunction?: boolean;
  /** What it holds itself, where it is an object that stands there. */
  inner?: ReadonlyMap<string, MemberFact>;
}

/** The argument of `App`, `Page` or `Component`. */
export interface DefinitionFact {
  kind: 'App' | 'Page' | 'Component' | 'Behavior';
  members: ReadonlyMap<string, MemberFact>;
  /** Members of `methods`, `lifetimes`, `pageLifetimes`, `observers` and `data`. */
  parts: Readonly<Record<DefinitionPart, ReadonlyMap<string, MemberFact>>>;
  properties: ReadonlyMap<string, PropertyType>;
  /** Types of properties that are given as text. */
  textTypes: readonly NameUse[];
  externalClasses: readonly string[];
  /** There may be more functions than these. */
  isOpen: boolean;
  /** There may be more data than that. */
  isDataOpen: boolean;
}

export type DefinitionPart = 'methods' | 'lifetimes' | 'pageLifetimes' | 'observers' | 'data';

/** A name that a script uses, and where. */
export interface NameUse {
  name: string;
  at: Place;
  /** The place may never be come to, or catches what fails there. */
  isMild?: true;
}

/** What `setup()` is given, where it stands there. */
export interface SetupFact {
  at: Place;
  baseUrl?: NameUse;
  pages: ReadonlyMap<string, NameUse>;
  /** Names in its options, and in `pages`, with those that there are. */
  options: readonly { names: readonly NameUse[]; known: readonly string[] }[];
  /** There may be more pages than these. */
  isOpen: boolean;
}

/** One script of the program. */
export interface ScriptFacts {
  file: string;
  definitions: readonly DefinitionFact[];
  /** What `Behavior` is given. */
  behaviors: readonly DefinitionFact[];
  /** Behaviors that definitions name by text. */
  behaviorNames: readonly NameUse[];
  /** Names that anything is given: `this.onGoods = …`. */
  assigned: ReadonlySet<string>;
  /** It adds members to instances under names that nobody can read in it. */
  assignsAny?: true;
  /** Events that it fires; `undefined` among them stands for one whose name is worked out. */
  fired: ReadonlySet<string | undefined>;
  /** `tt.x` that is called, and asked for by nothing. */
  apis: readonly NameUse[];
  /** It adds members to `tt` whose names are worked out. */
  addsApis?: true;
  /** Names of other platforms' objects, with the member that is used. */
  foreign: readonly (NameUse & { member: string })[];
  /** Names that a browser has. */
  web: readonly NameUse[];
  /** Names that nobody has declared. */
  unknown: readonly NameUse[];
  /** Names that the script declares, for the nearest one. */
  declared: ReadonlySet<string>;
  /** Numbers with more digits than a number keeps. */
  largeNumbers: readonly { text: string; value: number; at: Place }[];
  /** `tt.navigateTo({ url })` and the like, where the path stands there. */
  opens: readonly { call: string; url: string; at: Place }[];
  setups: readonly SetupFact[];
  /** `this.x()` */
  ownCalls: readonly NameUse[];
  /** What it gives to the templates' data beside its definitions. */
  data: DataFacts;
  /** Text that is to be run as code. */
  codeTexts: readonly NameUse[];
  /** Options of a call of tt that are almost those of every call. */
  optionSlips: readonly (NameUse & { call: string; near: string })[];
  /** Every name that it uses, those of members included. */
  mentions: ReadonlySet<string>;
  /** Every word of its text. */
  words: ReadonlySet<string>;
  /** What it requires, as written. */
  requires: readonly NameUse[];
}

/** What a script sets, by `setData` or in `this.data`. */
export interface DataFacts {
  names: ReadonlySet<string>;
  /** Paths that a number is set at; `text` where it stands there. */
  numbers: readonly (NameUse & { text?: string })[];
  /** It sets names that are worked out. */
  isOpen: boolean;
  /** It hands the page or component to somebody, who may set anything. */
  isHandedOut: boolean;
}

/** A name that a template reads, or a member of one of its modules. */
export interface NameRead {
  name: string;
  member?: string;
  at: Place;
  /** It stands in a `<template name>`. */
  isGiven?: true;
}

/** A page or component with what its template can call. */
export interface UnitFacts {
  id: string;
  isPage: boolean;
  /** Its JSON, for messages. */
  json: string;
  /** Its script; undefined when there is none. */
  script?: ScriptFacts;
  /** Tags that its JSON and app.json declare. */
  declared: ReadonlySet<string>;
  /** Tags that it may use. */
  tags: ReadonlySet<string>;
  /** What its tags stand for, where that is known. */
  components: ReadonlyMap<string, ComponentFacts>;
  /** Tags that stand for one of the kit's components -> its name. */
  kit: ReadonlyMap<string, string>;
  /** Those among them that are declared, or not declared, as the official components are. */
  official: ReadonlySet<string>;
}

export interface TemplateFacts {
  file: string;
  tags: readonly TagFact[];
  /** Pages and components in which it is shown. */
  users: readonly UnitFacts[];
  reads: readonly NameRead[];
  /** Names that loops, slots and modules make, here or where it is included. */
  made: ReadonlySet<string>;
  /** What its SJS modules export; those of which nobody can say are not here. */
  modules: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A file of the program that goes into a package. */
export interface FileSize {
  file: string;
  bytes: number;
}

/** Where something of a JSON file stands. */
export type PlaceOf = (...path: (string | number)[]) => Place;

/** A tag that a JSON file declares. */
export interface DeclaredTag {
  tag: string;
  url: string;
  file: string;
  at: Place;
}

export interface ProgramFacts {
  app: AppJson;
  /** Places in app.json. */
  placeOf: PlaceOf;
  /** Ids of the pages, and whether each is in a sub-package. */
  pages: readonly string[];
  /** Folders of the sub-packages, each with a '/' at the end. */
  subPackages: readonly string[];
  units: readonly UnitFacts[];
  templates: readonly TemplateFacts[];
  scripts: readonly ScriptFacts[];
  /** Names of functions of tt. */
  apis: ReadonlySet<string>;
  /** The platform's own tags: what they take and fire. */
  builtIn: ReadonlyMap<string, ComponentFacts>;
  /** Tags that JSON files declare. */
  declared: readonly DeclaredTag[];
  /** package.json, where there is one. */
  packageJson: Readonly<Record<string, unknown>>;
  /** Files that are uploaded. */
  files: readonly FileSize[];
  /** The least base library that the program asks for. */
  baseLibrary?: string;
  /** The framework that built the program: its adapter is another. */
  framework?: 'taro';
  /** A framework's build made the files: what their sources import is not to be seen. */
  isBuilt: boolean;
  /** The kit's package. */
  kit: string;
}
