import { createRequire } from 'node:module';
import { withOwnNames } from './own-letters';
import { ENGINE_HOOKS } from './template-support';

/** A finding of the engine's template compiler; lines and columns count from 0. */
export interface EngineFinding {
  level: 'Note' | 'Warn' | 'Error' | 'Fatal';
  message: string;
  startLine: number;
  startColumn: number;
}

type Engine = typeof import('glass-easel-template-compiler');
type Group = InstanceType<Engine['TmplGroup']>;

/** Name of the engine's compiler, and of its WebAssembly. */
const ENGINE = 'glass-easel-template-compiler';

const load = createRequire(import.meta.url);
let engine: Engine | undefined;

/** The engine's compiler: hold it no longer than one call, as a trap puts another in its place. */
export const currentEngine = (): Engine => (engine ??= load(ENGINE) as Engine);

/** A WebAssembly instance that trapped is of no further use: the next call gets a new one. */
function dropEngine(): void {
  engine = undefined;
  Reflect.deleteProperty(load.cache, load.resolve(ENGINE));
}

/** One source for the engine: its id and its text. */
export type Source = readonly [id: string, text: string];

export interface CompiledGroup {
  code: string;
  findings: [string, EngineFinding][];
}

/** Takes a group out of the finaliser's hands: it would call into memory that a trap has left in disorder. */
const abandon = (group: Group): void =>
  void (group as unknown as { __destroy_into_raw(): number }).__destroy_into_raw();

/**
 * Compiles templates in one group.
 * @throws what the engine's compiler threw; the engine is a new one then
 */
function compileGroup(templates: readonly Source[], scripts: readonly Source[]): CompiledGroup {
  const group = currentEngine().TmplGroup.newDev();
  try {
    const findings: [string, EngineFinding][] = [];
    group.setExtraRuntimeScript(ENGINE_HOOKS);
    for (const [id, code] of templates)
      for (const finding of group.addTmpl(id, code) as Iterable<EngineFinding>) findings.push([id, finding]);
    for (const [id, code] of scripts) group.addScript(id, code);
    const code = withOwnNames(withoutInherited(group.getTmplGenObjectGroups()));
    group.free();
    return { code, findings };
  } catch (error) {
    abandon(group);
    dropEngine();
    throw error;
  }
}

/** Tables of `<template name>`: one called as a member of every object is there only if it was written. */
const withoutInherited = (code: string): string =>
  code
    .replaceAll('=(()=>{var H={};var S;', '=(()=>{var H=Object.create(null);var S;')
    .replaceAll('if(!S)S=Object.assign({},', 'if(!S)S=Object.assign(Object.create(null),');

/** What stands for a template that is not there. */
export const EMPTY = '<view></view>';

/**
 * Compiles templates, whatever they are: one that the engine's compiler dies of becomes an empty one, and is
 * named among `dead`.
 */
export function compileTemplates(
  templates: readonly Source[],
  scripts: readonly Source[],
): CompiledGroup & { dead: string[] } {
  try {
    return { ...compileGroup(templates, scripts), dead: [] };
  } catch {
    const dead = templates.filter((template) => kills(template, scripts)).map(([id]) => id);
    const living = templates.map(([id, text]): Source => [id, dead.includes(id) ? EMPTY : text]);
    return { ...compileGroup(living, scripts), dead };
  }
}

function kills(template: Source, scripts: readonly Source[]): boolean {
  try {
    compileGroup([template], scripts);
    return false;
  } catch {
    return true;
  }
}
