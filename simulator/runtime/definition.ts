/** What a program hands to `Page()`, `Component()` and `Behavior()`. Nothing here may throw. */

type Form = 'a function' | 'an object' | 'a list' | 'an object or a function' | 'an object or a list';

const isFunction = (value: unknown): boolean => typeof value === 'function';
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const FITS: Record<Form, (value: unknown) => boolean> = {
  'a function': isFunction,
  'an object': isObject,
  'a list': Array.isArray,
  'an object or a function': (value) => isObject(value) || isFunction(value),
  'an object or a list': (value) => isObject(value) || Array.isArray(value),
};

/** Parts that the engine reads, and the form it reads them in. */
const FORMS: Record<string, Form> = {
  created: 'a function',
  attached: 'a function',
  ready: 'a function',
  moved: 'a function',
  detached: 'a function',
  export: 'a function',
  behaviors: 'a list',
  externalClasses: 'a list',
  data: 'an object or a function',
  properties: 'an object',
  methods: 'an object',
  lifetimes: 'an object',
  pageLifetimes: 'an object',
  observers: 'an object or a list',
  relations: 'an object',
  options: 'an object',
};

/** Parts whose members are functions. */
const OF_FUNCTIONS = ['methods', 'lifetimes', 'pageLifetimes'];

/** The name under which an instance keeps what it is made of. */
const ENGINE_FIELD = '_$';

function functionsOf(part: string, members: object, warn: (message: string) => void): object {
  const kept = Object.entries(members).filter(([name, member]) => {
    if (isFunction(member)) return true;
    if (member !== undefined) warn(`\`${part}.${name}\` needs to be a function, and is left out`);
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
  warn: (message: string) => void,
): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(definition)) {
    const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    if (name === ENGINE_FIELD) warn(`the simulator keeps \`${name}\` for itself: the field is left out`);
    else if (form && !FITS[form](value)) {
      if (isPage && !OF_PAGES.includes(name)) fields[name] = value;
      else if (value !== undefined) warn(`\`${name}\` needs to be ${form}, and is left out`);
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
