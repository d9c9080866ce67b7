import { problem, type Problem } from './diagnose';
import { APP_FUNCTIONS, COMPONENT_OPTIONS, LIFETIMES, PAGE_FUNCTIONS, PAGE_LIFETIMES } from './names';
import { nearestName } from './nearest';
import { slipOf } from './slips';

type DefinitionKind = 'App' | 'Page' | 'Component' | 'Behavior';

/** A name in a definition that is almost one of the platform's. */
interface NameSlip extends Problem {
  /** The name, with the part of the definition that it stands in before it. */
  path: readonly string[];
}

/** A page has functions of its own: only a name that nobody would give to another thing is a slip. */
function functionSlip(
  code: 'page-function' | 'app-function',
  name: string,
  known: ReadonlySet<string>,
): Problem | undefined {
  if (known.has(name) || !/^on/i.test(name)) return undefined;
  const near = nearestName(name, known);
  // An app has few functions of its own, and no template that calls them.
  const isLong = name.length >= (code === 'app-function' ? 7 : 12);
  const isSlip = near !== undefined && (near.toLowerCase() === name.toLowerCase() || isLong);
  return isSlip ? problem(code, { name, near }) : undefined;
}

const PARTS = {
  lifetimes: { code: 'component-lifetime', known: LIFETIMES },
  pageLifetimes: { code: 'component-page-lifetime', known: PAGE_LIFETIMES },
} as const;

/**
 * Names in what `App`, `Page` or `Component` is given that are almost names of the platform's.
 * @param names of the definition
 * @param partNames names in a part of it
 */
export function nameSlips(
  kind: DefinitionKind,
  names: readonly string[],
  partNames: (part: keyof typeof PARTS) => readonly string[],
): NameSlip[] {
  const slips: NameSlip[] = [];
  const add = (path: readonly string[], slip: Problem | undefined): void => {
    if (slip) slips.push({ ...slip, path });
  };
  for (const name of names) {
    if (kind === 'Page') add([name], functionSlip('page-function', name, PAGE_FUNCTIONS));
    else if (kind === 'App') add([name], functionSlip('app-function', name, APP_FUNCTIONS));
    // A component may be given functions of a page, and what a framework keeps in it.
    else if (!PAGE_FUNCTIONS.has(name) && !/^[_$]/.test(name))
      add([name], slipOf('component-option', { kind, name }, COMPONENT_OPTIONS));
  }
  if (kind !== 'Component' && kind !== 'Behavior') return slips;
  for (const part of ['lifetimes', 'pageLifetimes'] as const)
    for (const name of partNames(part))
      add([part, name], slipOf(PARTS[part].code, { name }, PARTS[part].known));
  return slips;
}

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

/** The same of a definition that is there. */
export const definitionSlips = (
  kind: DefinitionKind,
  definition: Readonly<Record<string, unknown>>,
): NameSlip[] => nameSlips(kind, Object.keys(definition), (part) => keysOf(definition[part]));
