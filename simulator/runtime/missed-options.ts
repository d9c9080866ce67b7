/** Names that are read of any object, or that frameworks have for themselves: no options of a page. */
const NO_OPTIONS = /^(?:toJSON|then|\$\$typeof|nodeType|__.*)$/;

/**
 * The options of a page, which remember what was asked of them and is not there. They stay an object with
 * the same fields of its own: only its prototype listens.
 */
export function noticing(options: Record<string, string>, missed: Set<string>): Record<string, string> {
  const note = (name: string | symbol): void => {
    if (typeof name === 'string' && !(name in Object.prototype) && !NO_OPTIONS.test(name)) missed.add(name);
  };
  const listening = new Proxy(Object.prototype, {
    get(target, name) {
      note(name);
      return Reflect.get(target, name) as unknown;
    },
    has(target, name) {
      note(name);
      return Reflect.has(target, name);
    },
  });
  return Object.create(listening, Object.getOwnPropertyDescriptors(options)) as Record<string, string>;
}
