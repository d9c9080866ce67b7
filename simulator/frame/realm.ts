/**
 * The world that a program's scripts see: the language, the mini-program's names and what the program made
 * itself. The browser's names are not there; the compiler has put others in their place (`web-names.ts`).
 */
import { problem } from '../rules/diagnose';
import type { ProblemContext, Problems } from '../runtime/problems';
import {
  GLOBAL,
  INSTEAD,
  LANGUAGE_NAMES,
  LOGIC_NAMES,
  LOGIC_THIS,
  READ,
  RETURN_THIS,
  SJS_THIS,
  TYPE_TEST,
  WEB_NAMES,
} from '../web-names';
import { own } from '../record';

/** What the build says of it, too, where it has seen it. */
function findingOf(name: string): ProblemContext {
  const instead = own(INSTEAD, name);
  if (instead !== undefined) return { finding: problem('web-global', { name, instead }) };
  if (WEB_NAMES.includes(name)) return { finding: problem('web-name', { name }) };
  const code = LOGIC_NAMES.includes(name) ? 'device-name-sjs' : 'device-name';
  return { finding: (error) => problem(code, { of: name, error }) };
}

/** A name that the program makes itself is there from then on, for both ways to look at it. */
function provide(target: object, name: string, value: unknown): void {
  for (const prefix of [READ, TYPE_TEST])
    Object.defineProperty(target, prefix + name, { value, writable: true, configurable: true });
}

/** Reading one of the browser's names fails as on a device, and is reported at its place. */
function refuseNames(target: object, problems: Problems): void {
  for (const name of new Set([...WEB_NAMES, ...LOGIC_NAMES, 'globalThis'])) {
    Object.defineProperty(target, READ + name, {
      configurable: true,
      get() {
        const error = new ReferenceError(`${name} is not defined`);
        // What catches it goes on, as on a device: it is an error where nothing does.
        problems.report(error, { ...findingOf(name), isCaught: true });
        throw error;
      },
      set: (value: unknown) => provide(target, name, value),
    });
  }
}

/** Every name that the window had before the program ran. */
function namesOf(target: object): Set<PropertyKey> {
  const names = new Set<PropertyKey>();
  for (let at: object | null = target; at; at = Object.getPrototypeOf(at) as object | null)
    for (const name of Reflect.ownKeys(at)) names.add(name);
  return names;
}

/** What `global` and `globalThis` are. `names`: the mini-program's own, such as `tt`. */
function globalObject(target: object, names: readonly string[]): object {
  const frame = target as Record<PropertyKey, unknown>;
  const fixed = new Set<PropertyKey>([...LANGUAGE_NAMES, ...names]);
  // Reading it is reported (`globals.ts`): whoever lists names must not read it by that.
  const unlisted = 'wx';
  const absent = new Set<PropertyKey>(WEB_NAMES);
  const atStart = namesOf(target);
  const isOwn = (key: PropertyKey): boolean =>
    Object.hasOwn(target, key) && !atStart.has(key) && !String(key).startsWith('__sim');
  const isThere = (key: PropertyKey): boolean =>
    key === unlisted || (fixed.has(key) && key in target) || isOwn(key);
  const isSelf = (key: PropertyKey): boolean => key === 'global' || key === 'globalThis';
  const view: object = new Proxy<Record<PropertyKey, unknown>>(
    {},
    {
      get(store, key) {
        if (isSelf(key)) return view;
        if (Object.hasOwn(store, key)) return store[key];
        return isThere(key) ? frame[key] : Reflect.get(store, key);
      },
      has: (store, key) => isSelf(key) || key in store || isThere(key),
      set(store, key, value) {
        if (absent.has(key)) {
          store[key] = value;
          provide(target, String(key), value);
        } else if (fixed.has(key) || !atStart.has(key)) frame[key] = value;
        else store[key] = value;
        return true;
      },
      deleteProperty(store, key) {
        Reflect.deleteProperty(store, key);
        return fixed.has(key) || !isOwn(key) || Reflect.deleteProperty(target, key);
      },
      ownKeys: (store) => [
        ...new Set<string | symbol>([
          ...Reflect.ownKeys(store),
          ...([...fixed] as string[]).filter((key) => key in target),
          ...Reflect.ownKeys(target).filter((key) => key !== unlisted && isOwn(key)),
        ]),
      ],
      getOwnPropertyDescriptor(store, key) {
        if (Object.hasOwn(store, key)) return Reflect.getOwnPropertyDescriptor(store, key);
        if (key === unlisted || !isThere(key)) return undefined;
        const enumerable = !LANGUAGE_NAMES.includes(String(key));
        return { value: frame[key], writable: true, configurable: true, enumerable };
      },
      defineProperty(store, key, descriptor) {
        if ('value' in descriptor && !atStart.has(key) && !absent.has(key))
          return Reflect.defineProperty(target, key, { ...descriptor, configurable: true });
        if (absent.has(key) && 'value' in descriptor) provide(target, String(key), descriptor.value);
        return Reflect.defineProperty(store, key, { ...descriptor, configurable: true });
      },
    },
  );
  return view;
}

/** Old libraries find the global object by `Function('return this')()`: they get it, and it is reported. */
function answerReturnThis(target: object, global: object, problems: Problems): void {
  // No arrow function: it is called with `new`, too.
  const value = function returnThis(): () => object {
    problems.report(new EvalError("code made from text: Function('return this')"), {
      finding: (error) => problem('return-this', { error }),
    });
    return () => global;
  };
  Object.defineProperty(target, RETURN_THIS, { value });
}

/** A function that is called with nothing before the dot has the window in `this`, unless it is strict. */
function answerThis(target: object, global: object): void {
  const guards = { [LOGIC_THIS]: global, [SJS_THIS]: undefined };
  for (const [name, instead] of Object.entries(guards))
    Object.defineProperty(target, name, { value: (own: unknown) => (own === target ? instead : own) });
}

/** The document's policy refuses code from text. A program may catch that; the developer hears it. */
function tellRefusedCode(document: Document, problems: Problems): void {
  document.addEventListener('securitypolicyviolation', (violation) => {
    if (violation.blockedURI !== 'eval') return;
    const { sourceFile, lineNumber, columnNumber } = violation;
    const error = new EvalError('code made from text (eval, Function, a timer with a string)');
    error.stack = `EvalError: ${error.message}\n    at ${sourceFile}:${lineNumber}:${columnNumber}`;
    problems.report(error, { finding: (said) => problem('code-from-text', { error: said }) });
  });
}

/** `names`: what the mini-program's world has put on `target`, the frame's window. */
export function installRealm(target: Window, names: readonly string[], problems: Problems): void {
  const global = globalObject(target, names);
  for (const name of ['global', GLOBAL])
    Object.defineProperty(target, name, { value: global, writable: true, configurable: true });
  answerReturnThis(target, global, problems);
  answerThis(target, global);
  refuseNames(target, problems);
  tellRefusedCode(target.document, problems);
}
