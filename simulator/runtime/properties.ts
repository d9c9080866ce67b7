/**
 * Brings `properties` as programs write them to what the engine takes. Nothing here may throw: a strange type
 * is a warning.
 */

import { problem, type Problem } from '../rules/diagnose';

type PropertyConstructor =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | ArrayConstructor
  | ObjectConstructor
  | FunctionConstructor;

export interface NormalProperty {
  type: PropertyConstructor | null;
  optionalTypes?: (PropertyConstructor | null)[];
  [field: string]: unknown;
}

const CONSTRUCTORS: readonly PropertyConstructor[] = [String, Number, Boolean, Array, Object, Function];
const BY_NAME = new Map(CONSTRUCTORS.map((type) => [type.name.toLowerCase(), type]));

type Warn = (found: Problem) => void;

/** `undefined` when the type is none that a device knows. */
function knownType(type: unknown): PropertyConstructor | null | undefined {
  if (type === null || type === undefined) return null;
  if (CONSTRUCTORS.includes(type as PropertyConstructor)) return type as PropertyConstructor;
  return typeof type === 'string' ? BY_NAME.get(type.trim().toLowerCase()) : undefined;
}

function describe(type: unknown): string {
  return typeof type === 'function'
    ? type.name || 'a function'
    : Object.prototype.toString.call(type).slice(8, -1);
}

function normalizeType(
  name: string,
  type: unknown,
  warn: Warn,
): Pick<NormalProperty, 'type' | 'optionalTypes'> {
  if (Array.isArray(type)) {
    const [first = null, ...rest] = type.map((item) => normalizeType(name, item, warn).type);
    return rest.length === 0 ? { type: first } : { type: first, optionalTypes: rest };
  }
  const known = knownType(type);
  if (known !== undefined) return { type: known };
  warn(problem('property-kind', { property: name, type: describe(type) }));
  return { type: null };
}

const isOptions = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function normalizeProperties(properties: unknown, warn: Warn): Record<string, NormalProperty> {
  const normal: Record<string, NormalProperty> = {};
  if (!isOptions(properties)) return normal;
  for (const [name, declared] of Object.entries(properties)) {
    if (isOptions(declared) && declared !== (JSON as unknown)) {
      const { type, optionalTypes, ...rest } = declared;
      const main = normalizeType(name, type, warn);
      const more = Array.isArray(optionalTypes)
        ? optionalTypes.map((item) => normalizeType(name, item, warn).type)
        : [];
      const all = [...(main.optionalTypes ?? []), ...more];
      normal[name] = { ...rest, type: main.type, ...(all.length > 0 ? { optionalTypes: all } : {}) };
    } else normal[name] = normalizeType(name, declared, warn);
  }
  return normal;
}
