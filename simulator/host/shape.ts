/**
 * How a name of `tt` behaves, as the typings declare it (`npm run docs` writes shapes.json from them).
 * `async`: success, fail and complete, or a promise. `task`: the same, and an object at once. `listen`: takes
 * a function. `act`: gives nothing. `self`: gives the object that it is called on. The others are values.
 */
export type Shape =
  | 'async'
  | 'listen'
  | 'act'
  | 'self'
  | 'text'
  | 'number'
  | 'flag'
  | 'list'
  | 'promise'
  | 'any'
  | { task: Record<string, Shape> }
  | { gives: Shape }
  | { has: Record<string, Shape> };
