import { COMPONENT_OPTIONS, LIFETIMES, PAGE_FUNCTIONS, PAGE_LIFETIMES } from './names';
import { nearestName } from './nearest';
import { slipOf, type Slip } from './slips';

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

/** A page has functions of its own: only a name that nobody would give to another thing is a slip. */
function pageSlip(name: string): Slip | undefined {
  if (PAGE_FUNCTIONS.has(name) || !/^on/i.test(name)) return undefined;
  const near = nearestName(name, PAGE_FUNCTIONS);
  if (near === undefined) return undefined;
  const isSlip = near.toLowerCase() === name.toLowerCase() || name.length >= 12;
  return isSlip
    ? { message: `Page(): the platform calls no function "${name}"`, fix: `Did you mean "${near}"?` }
    : undefined;
}

/** Names in what `Page` or `Component` is given that are almost names of the platform's. */
export function definitionSlips(kind: 'Page' | 'Component', definition: Record<string, unknown>): Slip[] {
  const names = Object.keys(definition);
  if (kind === 'Page') return names.map(pageSlip).filter((slip) => slip !== undefined);
  return [
    // A component may be given functions of a page, and what a framework keeps in it.
    ...names
      .filter((name) => !PAGE_FUNCTIONS.has(name) && !/^[_$]/.test(name))
      .map((name) => slipOf('Component(): option', name, COMPONENT_OPTIONS)),
    ...keysOf(definition.lifetimes).map((name) => slipOf('lifetimes: name', name, LIFETIMES)),
    ...keysOf(definition.pageLifetimes).map((name) => slipOf('pageLifetimes: name', name, PAGE_LIFETIMES)),
  ].filter((slip) => slip !== undefined);
}
