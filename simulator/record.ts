/** An object with fields, as JSON has them; no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A member of a table by a name that somebody else has written. Names such as `constructor` stand for
 * nothing: every object has them, and no table means them.
 */
export const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
