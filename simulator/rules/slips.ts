import { ATTRIBUTES, EVENTS, HTML_TAGS, LANGUAGE_TAGS, PLATFORM_TAGS, TAG_EVENTS } from './names';
import { nearestName } from './nearest';

/** Something that is almost a known name. */
export interface Slip {
  message: string;
  fix: string;
}

/** A name that is not known and almost is. `what`: as in `app.json has no key`. */
export function slipOf(what: string, name: string, known: ReadonlySet<string>): Slip | undefined {
  if (known.has(name)) return undefined;
  const near = nearestName(name, known);
  return near === undefined
    ? undefined
    : { message: `${what} "${name}" is not known`, fix: `Did you mean "${near}"?` };
}

/** A tag that nothing stands for. `declared`: the page's own components. */
export function tagSlip(tag: string, declared: ReadonlySet<string>, file: string): Slip | undefined {
  if (declared.has(tag) || LANGUAGE_TAGS.has(tag) || PLATFORM_TAGS.has(tag)) return undefined;
  const html = Object.hasOwn(HTML_TAGS, tag) ? HTML_TAGS[tag] : undefined;
  if (html !== undefined)
    return {
      message: `<${tag}> is an element of HTML, which a mini-program does not have`,
      fix: `Write <${html}>.`,
    };
  const near = nearestName(tag, [...declared, ...PLATFORM_TAGS]);
  return {
    message: `<${tag}> is neither a built-in tag nor declared in "usingComponents"; nothing is shown for it`,
    fix:
      near === undefined
        ? `Declare it in "usingComponents" of ${file}: { "${tag}": "/path/to/the/component" }.`
        : `Did you mean <${near}>?`,
  };
}

const EVENT = /^(?:capture-bind|capture-catch|mut-bind|bind|catch):?([a-z][\w-]*)$/;
const OPEN =
  /^(?:data-|aria-|mark:|generic:|model:|change:|bind|catch|capture-|mut-|class:|style:|slot:|wx:|tt:|xmlns)/;

/** An attribute or event of a built-in tag that is almost a known one. `own`: the tag's attributes. */
export function attributeSlip(tag: string, attribute: string, own: ReadonlySet<string>): Slip | undefined {
  const event = EVENT.exec(attribute)?.[1];
  if (event !== undefined)
    return slipOf(`<${tag}>: event`, event, new Set([...EVENTS, ...(TAG_EVENTS[tag] ?? [])]));
  if (OPEN.test(attribute)) return undefined;
  return slipOf(`<${tag}>: attribute`, attribute, new Set([...ATTRIBUTES, ...own]));
}
