/** Components that contain themselves, over others perhaps: where their templates do so. */
import type { CompiledProgram } from '../protocol';
import type { TagFact } from '../rules/facts';
import { problem, type Place } from '../rules/diagnose';
import type { Diagnostics } from './diagnostics';
import { unitsFrom } from './graph';

/** Tags of one file that comes into a component's template. */
export interface UsedTags {
  file: string;
  tags: readonly TagFact[];
}

export function loopsOf(
  json: CompiledProgram['json'],
  tagsOf: (id: string) => readonly UsedTags[],
): CompiledProgram['loops'] {
  const loops: CompiledProgram['loops'] = {};
  // Each once: where app.json declares a library's components, every one of them may use every other.
  const reached = new Map<string, Set<string>>();
  const reachedFrom = (target: string): Set<string> => {
    const known = reached.get(target) ?? unitsFrom(json, [target]);
    reached.set(target, known);
    return known;
  };
  for (const [id, { usingComponents }] of Object.entries(json)) {
    // The kit's tags stand in every list, and its components use none of the program's.
    const targets = new Map(Object.entries(usingComponents).map(([tag, url]) => [tag, url.slice(1)]));
    const leadBack = new Set([...targets.values()].filter((target) => reachedFrom(target).has(id)));
    if (leadBack.size === 0) continue;
    for (const { file, tags } of tagsOf(id))
      for (const { name, at } of tags) {
        const target = targets.get(name);
        if (target !== undefined && leadBack.has(target)) (loops[id] ??= {})[target] ??= { file, ...at };
      }
  }
  return loops;
}

const MAY_BE_LEFT_OUT = /^(?:tt|wx):(?:if|elif|else|for|for-items)$/;

/** Whether a tag of a component's own template is there whatever the data. */
function isAlways(tag: TagFact, components: ReadonlyMap<string, string>): boolean {
  if (tag.attributes.some(({ name }) => MAY_BE_LEFT_OUT.test(name))) return false;
  const { within } = tag;
  if (!within) return true;
  // A template is shown where it is asked for, and a component may have no slot for what stands in it.
  if (['template', 'slot'].includes(within.name) || components.has(within.name)) return false;
  return isAlways(within, components);
}

/** Tells of components that contain themselves whatever the data: each circle once, where it closes. */
export function checkLoops(
  loops: CompiledProgram['loops'],
  json: CompiledProgram['json'],
  tagsOf: (id: string) => readonly UsedTags[],
  diagnostics: Diagnostics,
): void {
  const always = new Map<string, { target: string; place: Place; file: string }[]>();
  for (const id of Object.keys(loops)) {
    const targets = new Map(
      Object.entries(json[id]?.usingComponents ?? {}).map(([tag, url]) => [tag, url.slice(1)]),
    );
    const own = tagsOf(id).filter(({ file }) => file === `${id}.ttml`);
    always.set(
      id,
      own.flatMap(({ file, tags }) =>
        tags.flatMap((tag) => {
          const target = targets.get(tag.name);
          const leadsBack = target !== undefined && Object.hasOwn(loops[id] ?? {}, target);
          return leadsBack && isAlways(tag, targets) ? [{ target, place: tag.at, file }] : [];
        }),
      ),
    );
  }
  const done = new Set<string>();
  const told = new Set<string>();
  const visit = (id: string, chain: readonly string[]): void => {
    for (const { target, place, file } of always.get(id) ?? []) {
      const start = chain.indexOf(target);
      if (start >= 0) {
        const circle = [...chain.slice(start), target];
        // A template may have the tag twice.
        if (told.has(circle.join())) continue;
        told.add(circle.join());
        const found = problem('component-endless', { component: target, chain: circle.join(' > ') });
        diagnostics.tellProblem(found, file, place);
      } else if (!done.has(target)) visit(target, [...chain, target]);
    }
    done.add(id);
  };
  for (const id of always.keys()) if (!done.has(id)) visit(id, [id]);
}
