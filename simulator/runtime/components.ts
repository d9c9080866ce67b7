import type { CodeSpace, AssociatedBackend, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { registerFormField } from '../tags/form-fields';
import type { CompiledProgram, PageJson } from '../protocol';
import type { DataWatch } from './crossing';
import { domOf, engineBehaviorOf, methodOf, type Instance } from './engine-internals';
import { located, problem } from '../rules/diagnose';
import { definitionSlips } from '../rules/definitions';
import type { Problems } from './problems';
import { readDefinition } from './definition';
import { normalizeProperties, type NormalProperty } from './properties';
import { isRecord } from '../record';

type Definition = Record<string, unknown>;
type Constructor = (definition: Definition) => unknown;

const FORM_FIELD = /:\/\/form-field(-button)?$/;
const NO_OP_BEHAVIOR = /:\/\/(component-export|form-field-group)$/;

export const scopeName = (id: string): string => id.replace(/[^\w-]/g, '_');

/** Registers pages, components and behaviors on the engine. */
export class Components {
  private readonly defined = new Set<string>();
  /** What stands before the classes of each sheet. */
  private readonly prefixes = new Map<string, string>();
  private readonly formField: unknown;

  constructor(
    env: MiniProgramEnv,
    private readonly space: CodeSpace,
    private readonly backend: AssociatedBackend,
    private readonly program: CompiledProgram,
    private readonly problems: Problems,
    private readonly watch: DataWatch,
  ) {
    this.formField = env
      .getGlobalCodeSpace()
      .behavior()
      .definition({
        properties: { name: { type: String, value: '' }, value: { type: null, value: '' } },
        lifetimes: {
          attached(this: unknown) {
            const instance = this as Instance;
            const host = domOf(instance);
            const initial = instance.data.value;
            if (!host) return;
            registerFormField(host, {
              name: () => String(instance.data.name),
              value: () => instance.data.value,
              reset: () => instance.setData({ value: initial }),
            });
          },
        },
      })
      .register();
  }

  isDefined(id: string): boolean {
    return this.defined.has(id);
  }

  /** `Page(...)` or `Component(...)` of the module `id`. */
  define(id: string, kind: 'Page' | 'Component', definition: unknown): void {
    if (typeof definition !== 'object' || definition === null)
      throw new TypeError(`${kind}() needs an object`);
    for (const slip of definitionSlips(kind, definition as Definition)) this.problems.add(located(slip, id));
    const own = this.prepare(id, definition as Definition, kind === 'Page');
    if (kind === 'Component' || 'properties' in own) own.properties = this.propertiesOf(id, own.properties);
    if (isRecord(own.data)) own.data = this.watch.initial(id, own.data);
    this.applyStyle(id, own.options as Record<string, unknown> | undefined);
    this.space.componentEnv(id, (constructors) => (constructors[kind] as unknown as Constructor)(own));
    this.defined.add(id);
  }

  /**
   * Stands in for a page or component whose script failed, is missing or defines nothing: its template is
   * shown without logic.
   */
  defineEmpty(id: string): void {
    this.define(
      id,
      this.program.pages.includes(id) && !this.program.json[id]?.component ? 'Page' : 'Component',
      {},
    );
  }

  behavior(id: string, definition: unknown): unknown {
    if (typeof definition !== 'object' || definition === null)
      throw new TypeError('Behavior() needs an object');
    const own = this.prepare(id, definition as Definition, false);
    if ('properties' in own) own.properties = this.propertiesOf(id, own.properties);
    return this.space.componentEnv(id, (constructors) =>
      (constructors.Behavior as unknown as Constructor)(own),
    );
  }

  /**
   * A copy, so that a definition object shared by two components stays as it is. A part that has not the form
   * it needs is left out, so that it cannot take the whole with it.
   */
  private prepare(id: string, definition: Definition, isPage: boolean): Definition {
    const own = readDefinition(definition, isPage, (found) => this.problems.note(found, id));
    if (isRecord(own.observers)) own.observers = this.withNamed(id, own.observers);
    if (Array.isArray(own.behaviors))
      own.behaviors = own.behaviors.flatMap((behavior: unknown) => this.toBehavior(id, behavior));
    if (isRecord(own.relations))
      own.relations = Object.fromEntries(
        Object.entries(own.relations).map(([key, relation]) => [
          key,
          isRecord(relation) ? { ...relation, target: engineBehaviorOf(relation.target) } : relation,
        ]),
      );
    return own;
  }

  /** Observers that are given as the name of a method: it is looked up when there is something to observe. */
  private withNamed(id: string, observers: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(observers).map(([fields, observer]) => [fields, this.observer(id, fields, observer)]),
    );
  }

  private observer(id: string, fields: string, observer: unknown): unknown {
    if (typeof observer !== 'string') return observer;
    const { problems } = this;
    return function (this: Instance, ...args: unknown[]): unknown {
      const method = methodOf(this, observer);
      if (method) return method.apply(this, args);
      problems.note(problem('observer-method', { fields, method: observer }), id);
      return undefined;
    };
  }

  private propertiesOf(id: string, declared: unknown): Record<string, NormalProperty> {
    const properties = normalizeProperties(declared, (found) => this.problems.note(found, id));
    for (const [name, property] of Object.entries(properties))
      if ('observer' in property) property.observer = this.observer(id, name, property.observer);
    return properties;
  }

  private toBehavior(id: string, behavior: unknown): unknown[] {
    if (typeof behavior === 'string') {
      if (FORM_FIELD.test(behavior)) return [this.formField];
      if (!NO_OP_BEHAVIOR.test(behavior))
        this.problems.note(problem('behavior-unknown', { name: behavior }), id);
      return [];
    }
    return typeof behavior === 'object' && behavior !== null ? [behavior] : [];
  }

  /**
   * The JSON decides on style isolation before the options in the script; the engine reads it from the JSON
   * only.
   */
  private applyStyle(id: string, options: Record<string, unknown> | undefined): void {
    const json: PageJson = this.program.json[id] ?? { usingComponents: {} };
    const global = json.addGlobalClass ?? options?.addGlobalClass;
    const whenUnset = json.component ? (global === true ? 'apply-shared' : 'isolated') : 'shared';
    const [isolation = whenUnset] = [json.styleIsolation, options?.styleIsolation].filter(
      (value) => typeof value === 'string',
    );
    this.space.addComponentStaticConfig(id, { ...staticConfig(json), styleIsolation: isolation } as never);
    const isShared = isolation === 'shared' || isolation === 'page-shared';
    this.prefixes.set(id, isShared ? '' : `${scopeName(id)}--`);
    const css = this.program.styles[id];
    if (css !== undefined) this.restyle(id, css);
  }

  /** Gives a page, a component or the app another sheet; wherever it is in use it changes at once. */
  restyle(id: string, css: string): void {
    const prefix = this.prefixes.get(id) ?? '';
    this.backend.registerStyleSheetContent(
      id,
      css.replaceAll('@S@', prefix).replaceAll('@H@', scopeName(id)),
    );
  }
}

/** What the engine may read of a page's or component's JSON: component ids are made absolute. */
export function staticConfig(json: PageJson): Record<string, unknown> {
  const usingComponents: Record<string, string> = {};
  for (const [name, id] of Object.entries(json.usingComponents ?? {}))
    usingComponents[name] = id.startsWith('/') ? id : `/${id}`;
  return { ...json, component: json.component === true ? true : undefined, usingComponents };
}
