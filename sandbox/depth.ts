/** JSON too deep for the functions that walk it. */
export const deepest = 64;

const inside = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

export const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) level = level.flatMap(inside);
  return level.length > 0;
};
