/** Components that contain themselves, over others perhaps: where their templates do so. */
import type { CompiledProgram } from '../protocol';
import type { TagFact } from '../rules/facts';
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
  for (const [id, { usingComponents }] of Object.entries(json)) {
    // The kit's tags stand in every list, and its components use none of the program's.
    const targets = new Map(Object.entries(usingComponents).map(([tag, url]) => [tag, url.slice(1)]));
    const leadBack = new Set([...targets.values()].filter((target) => unitsFrom(json, [target]).has(id)));
    if (leadBack.size === 0) continue;
    for (const { file, tags } of tagsOf(id))
      for (const { name, at } of tags) {
        const target = targets.get(name);
        if (target !== undefined && leadBack.has(target)) (loops[id] ??= {})[target] ??= { file, ...at };
      }
  }
  return loops;
}
