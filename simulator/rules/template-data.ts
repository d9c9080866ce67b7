/** Rules for what templates read: names of the data, and members of their SJS modules. */
import type { DefinitionFact, NameRead, ProgramFacts, ScriptFacts, TemplateFacts, UnitFacts } from './facts';
import { nearestName } from './nearest';
import type { Tell } from './tell';

/** What is known of the data of a page or component. */
interface Data {
  names: ReadonlySet<string>;
  /** Nobody can say what else there may be. */
  isUnknown: boolean;
  /** A behavior, or whoever is handed the page, may add names, which then stand in some script. */
  isOpen: boolean;
  /** Its script gives some data. Where none does, it comes in a way that nobody sees. */
  hasOwn: boolean;
  script: ScriptFacts;
}

const ofDefinition = ({ parts, properties }: DefinitionFact): string[] => [
  ...parts.data.keys(),
  ...properties.keys(),
];

/** Names that `setData` is given in any script: one may set another's data. */
const setAnywhere = (scripts: readonly ScriptFacts[]): Set<string> =>
  new Set(scripts.flatMap(({ data }) => [...data.names]));

function dataOf({ script, isPage }: UnitFacts, set: ReadonlySet<string>): Data | undefined {
  const own = script?.definitions.filter(({ kind }) => kind !== 'App') ?? [];
  if (!script || own.length === 0 || (isPage && own.length > 1)) return undefined;
  const given = own.flatMap(ofDefinition);
  return {
    names: new Set([...given, ...set]),
    hasOwn: given.length > 0 || script.data.names.size > 0,
    isUnknown: script.data.isOpen,
    isOpen: script.data.isHandedOut || own.some(({ isDataOpen }) => isDataOpen),
    script,
  };
}

class Checker {
  private readonly set: ReadonlySet<string>;
  private readonly words: ReadonlySet<string>;

  constructor(
    { scripts, isBuilt }: ProgramFacts,
    private readonly tell: Tell,
  ) {
    this.set = setAnywhere(scripts);
    this.words = new Set(scripts.flatMap(({ words }) => [...words]));
    this.isBuilt = isBuilt;
  }

  private readonly isBuilt: boolean;

  /** The name that was meant; undefined where the one that stands there may be right. */
  private slip(name: string, known: readonly Data[]): { near?: string; script: string } | undefined {
    if (known.some((data) => data.names.has(name) || data.isUnknown)) return undefined;
    const near = known.map(({ names }) => nearestName(name, names)).find((one) => one !== undefined);
    const isOpen = known.some((data) => data.isOpen || !data.hasOwn);
    if (isOpen && (near === undefined || near.length < 4 || this.words.has(name))) return undefined;
    const [first] = known;
    return first && { ...(near !== undefined && { near }), script: first.script.file };
  }

  private read(
    { name, member, at, isGiven }: NameRead,
    known: readonly Data[],
    template: TemplateFacts,
  ): void {
    if (member !== undefined) {
      const exported = template.modules.get(name);
      if (exported && !exported.has(member))
        this.tell.tell('sjs-member', template.file, at, {
          name: `${name}.${member}`,
          near: nearestName(member, exported),
        });
    } else if (!isGiven && !template.made.has(name)) {
      const slip = this.slip(name, known);
      if (slip) this.tell.tell('data-unknown', template.file, at, { name, ...slip });
    }
  }

  template(template: TemplateFacts): void {
    const known = template.users.map((user) => dataOf(user, this.set));
    const told = new Set<string>();
    for (const read of template.reads) {
      const key = `${read.name}.${read.member}`;
      if (told.has(key)) continue;
      told.add(key);
      const isKnown = known.length > 0 && !known.includes(undefined) && !this.isBuilt;
      if (isKnown || read.member !== undefined) this.read(read, known as readonly Data[], template);
    }
  }

  /** `observers` of names that are no data. */
  observers({ script }: UnitFacts, data: Data | undefined): void {
    if (!script || !data || this.isBuilt) return;
    for (const { parts } of script.definitions)
      for (const [key, { at }] of parts.observers)
        for (const path of key.split(',')) {
          const name = /^[\w$]+/.exec(path.trim())?.[0];
          const slip = name === undefined ? undefined : this.slip(name, [data]);
          if (name !== undefined && slip)
            this.tell.tell('observer-unknown', script.file, at, { name, near: slip.near });
        }
  }

  unit(unit: UnitFacts): void {
    this.observers(unit, dataOf(unit, this.set));
  }
}

export function checkTemplateData(facts: ProgramFacts, tell: Tell): void {
  const checker = new Checker(facts, tell);
  for (const template of facts.templates) checker.template(template);
  for (const unit of facts.units) checker.unit(unit);
}
