import { problem, type Problem } from '../rules/diagnose';

/** What a program hands to `Page()`, `Component()` and `Behavior()`. Nothing here may throw. */

type Form = 'function' | 'object' | 'list' | 'object-or-function' | 'object-or-list';

const isFunction = (value: unknown): boolean => typeof value === 'function';
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const FITS: Record<Form, (value: unknown) => boolean> = {
  function: isFunction,
  object: isObject,
  list: Array.isArray,
  'object-or-function': (value) => isObject(value) || isFunction(value),
  'object-or-list': (value) => isObject(value) || Array.isArray(value),
};

/** Parts that the engine reads, and the form it reads them in. */
const FORMS: Record<string, Form> = {
  created: 'function',
  attached: 'function',
  ready: 'function',
  moved: 'function',
  detached: 'function',
  export: 'function',
  behaviors: 'list',
  externalClasses: 'list',
  data: 'object-or-function',
  properties: 'object',
  methods: 'object',
  lifetimes: 'object',
  pageLifetimes: 'object',
  observers: 'object-or-list',
  relations: 'object',
  options: 'object',
};

/** Nothing is lost by it: Taro gives `{}` for a list that its component has not. */
const isNothing = (form: Form, value: unknown): boolean =>
  value === undefined || (form === 'list' && isObject(value) && Object.keys(value as object).length === 0);

/** Parts whose members are functions. */
const OF_FUNCTIONS = ['methods', 'lifetimes', 'pageLifetimes'];

/** The name under which an instance keeps what it is made of. */
const ENGINE_FIELD = '_$';

function functionsOf(part: string, members: object, warn: (found: Problem) => void): object {
  const kept = Object.entries(members).filter(([name, member]) => {
    if (isFunction(member)) return true;
    if (member !== undefined) warn(problem('definition-function', { part: `${part}.${name}` }));
    return false;
  });
  return Object.fromEntries(kept);
}

/** Parts that a page has as a component has them. What else it is given is its own, whatever its name. */
const OF_PAGES = ['data', 'behaviors', 'observers'];

/** Puts fields on a page when it is made: the engine would read them as parts of a component. */
function withFields(own: Record<string, unknown>, fields: Record<string, unknown>): void {
  const lifetimes = (own.lifetimes ?? {}) as { created?: (this: object) => void };
  own.lifetimes = {
    ...lifetimes,
    created(this: object) {
      Object.assign(this, fields);
      lifetimes.created?.call(this);
    },
  };
}

/**
 * A copy with the parts that can be read. A page keeps the others as its own fields; `warn` hears of those of
 * a component, which are left out.
 */
export function readDefinition(
  definition: Record<string, unknown>,
  isPage: boolean,
  warn: (found: Problem) => void,
): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(definition)) {
    const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    if (name === ENGINE_FIELD) warn(problem('definition-reserved', { part: name }));
    else if (form && !FITS[form](value)) {
      if (isPage && !OF_PAGES.includes(name)) fields[name] = value;
      else if (!isNothing(form, value)) warn(problem(`definition-${form}`, { part: name }));
    } else
      Object.defineProperty(own, name, {
        value: OF_FUNCTIONS.includes(name) ? functionsOf(name, value as object, warn) : value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  if (Object.keys(fields).length > 0) withFields(own, fields);
  return own;
}
