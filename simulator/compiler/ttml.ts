import path from 'node:path';
import { QuoteType, Tokenizer } from 'htmlparser2';
import type { AttributeFact, TagFact } from '../rules/facts';
import type { Diagnostics } from './diagnostics';
import { isTooDeep, type BindingRange } from './expressions';
import { LineIndex, Rewriter, type Position } from './text';

/** What a template asks of other files. */
export interface TemplateReference {
  kind: 'import' | 'include' | 'script';
  /** As written. */
  path: string;
  at: Position;
  /** Where the path stands in the source, to be replaced by an id. */
  start: number;
  end: number;
  /** Of an include. */
  tag?: IncludeTag;
}

type Stretch = readonly [start: number, end: number];

/** The parts of an include that may become a block with the other file's text in it. */
interface IncludeTag {
  /** Tags around it give names: items of a list, what a slot hands out. */
  isScoped: boolean;
  name: Stretch;
  src: Stretch;
  /** `/>`, or `</include>`. */
  close: Stretch;
}

/** A tag that is open. */
interface OpenTag {
  name: Stretch;
  /** What is inside of it sees names that the page has not. */
  givesNames: boolean;
  include?: { reference: TemplateReference; src: Stretch };
}

/** An `<sjs>` with a body. */
interface InlineScript {
  start: number;
  end: number;
}

/** A `<slot>` whose end has not come. */
interface OpenSlot {
  /** Where `slot` stands. */
  start: number;
  end: number;
  /** The value of its `name`. */
  name: string;
  /** Where its content begins. */
  content: number;
}

/**
 * What stands in a `<slot>` shows when nobody gives anything; the engine's slots have no content, so that a
 * tag of ours stands around both.
 */
function fillSlot(rewriter: Rewriter, slot: OpenSlot, source: string, from: number, to: number): void {
  const content = source.slice(slot.content, from).replace(/<!--.*?-->/gs, '');
  if (content.trim() === '') return rewriter.blank(slot.content, from);
  const name = slot.name === '' ? '' : ` name="${slot.name.replaceAll('"', '&quot;')}"`;
  rewriter.replace(slot.start, slot.end, 'slot-default');
  rewriter.replace(slot.content, slot.content, `<slot${name}/><slot-rest>`);
  rewriter.replace(from, to, '</slot-rest></slot-default');
}

/** A TTML file on its way to the engine's dialect. */
interface ConvertedTemplate {
  rewriter: Rewriter;
  references: TemplateReference[];
  inlineScripts: InlineScript[];
  /** Every `{{ }}` that stays in the template. */
  bindings: BindingRange[];
  /** Every tag, in order. */
  uses: TagFact[];
  /** `<template name>`: what is given to one is its data. */
  definitions: BindingRange[];
  /** Where the template is nested too deeply for the engine. */
  tooDeep?: Position;
}

/** Tags within one another; the engine's compiler dies of some 170. */
const MAX_DEPTH = 120;

const EVENT_PREFIX = /^(capture-bind|capture-catch|mut-bind|bind|catch)(?=[a-z])/;
const DIRECTIVE = /^(wx|a|s|swan|qq|ks|xhs|jd):/;
const GIVES_NAMES = /^(?:(?:tt|wx):for(?:-items)?$|slot:)/;
const SCRIPT_TAGS = new Set(['sjs', 'wxs']);
/** Tags whose static relative `src` is a file beside the template. */
const ASSET_TAGS = new Set(['image', 'cover-image', 'video', 'audio']);
const HAS_SCHEME = /^[a-z][a-z\d+.-]*:/i;

const BODY_TAG = /<(sjs|wxs)\b(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/y;

/** The end of a `{{ }}` that starts at `start`, just behind the closing braces. */
function bindingEnd(source: string, start: number): number {
  let quote = '';
  let depth = 0;
  for (let i = start + 2; i < source.length; i++) {
    const char = source[i];
    if (quote !== '') {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '{') depth++;
    else if (char === '}') {
      if (depth > 0) depth--;
      else if (source[i + 1] === '}') return i + 2;
    }
  }
  // A stray quote swallowed the closing braces: the engine ends the binding at the first ones.
  const close = source.indexOf('}}', start);
  return close < 0 ? source.length : close + 2;
}

/**
 * Fills what a markup tokenizer must not look into (bindings, comments, script bodies), keeping every offset.
 */
function mask(source: string): {
  masked: string;
  inlineScripts: InlineScript[];
  bindings: BindingRange[];
  /** Where a comment begins that does not end. */
  open?: number;
} {
  let open: number | undefined;
  const inlineScripts: InlineScript[] = [];
  const bindings: BindingRange[] = [];
  let masked = '';
  let copied = 0;
  const fill = (start: number, end: number): number => {
    masked += source.slice(copied, start) + source.slice(start, end).replace(/[^\n]/g, 'x');
    copied = end;
    return end;
  };
  for (let i = 0; i < source.length;) {
    if (source.startsWith('<!--', i)) {
      const end = source.indexOf('-->', i + 4);
      if (end < 0) open = i;
      i = fill(i, end < 0 ? source.length : end + 3);
    } else if (source.startsWith('{{', i)) {
      bindings.push({ start: i, end: bindingEnd(source, i) });
      i = fill(i, bindingEnd(source, i));
    } else if (source[i] === '<') {
      BODY_TAG.lastIndex = i;
      const tag = BODY_TAG.exec(source);
      if (!tag) i++;
      else {
        i += tag[0].length;
        if (tag[2] === '/') continue;
        const close = source.indexOf(`</${tag[1]}`, i);
        const end = close < 0 ? source.length : close;
        if (source.slice(i, end).trim() !== '') inlineScripts.push({ start: i, end });
        i = fill(i, end);
      }
    } else i++;
  }
  return {
    masked: masked + source.slice(copied),
    inlineScripts,
    bindings,
    ...(open !== undefined && { open }),
  };
}

/**
 * TTML -> the dialect of the engine's template compiler, by small replacements in the text: `tt:` to `wx:`,
 * `sjs` to `wxs`, `bindtap` to `bind:tap`. Directives keep their length, and the rewriter leads every place
 * of the result back to the source.
 * @param directory the template's folder as a url, with a '/' at both ends, for relative picture paths
 */
export function convertTtml(
  source: string,
  name: string,
  directory: string,
  diagnostics: Diagnostics,
): ConvertedTemplate {
  const { masked, inlineScripts, bindings, open } = mask(source);
  /** Stretches that are replaced as a whole. */
  const replaced: BindingRange[] = [];
  const blank = (start: number, end: number): void => {
    replaced.push({ start, end });
    rewriter.blank(start, end);
  };
  const rewriter = new Rewriter(source);
  const references: TemplateReference[] = [];
  const uses: TagFact[] = [];
  /** The tags that are open, and of each level the one that was opened last. */
  const latest: (TagFact | undefined)[] = [undefined];
  const index = new LineIndex(source);
  if (open !== undefined) diagnostics.tell('template-comment', name, index.position(open));
  let tag = '';
  let depth = 0;
  let tooDeep: Position | undefined;
  let attribute = { name: '', start: 0, end: 0, from: -1, to: -1 };
  /** The <slot>s that are open. */
  const slots: OpenSlot[] = [];
  /** The <template>s that are open. */
  const opened: { use: TagFact; start: number }[] = [];
  const definitions: BindingRange[] = [];
  const closeTemplate = (end: number): void => {
    const last = opened.pop();
    if (last?.use.attributes.some(({ name: attributeName }) => attributeName === 'name'))
      definitions.push({ start: last.start, end });
  };
  const openTags: OpenTag[] = [];
  const closeTag = (close: Stretch): void => {
    const isScoped = openTags.some(({ givesNames }) => givesNames);
    const { name, include } = openTags.pop() ?? {};
    if (name && include) include.reference.tag = { isScoped, name, src: include.src, close };
  };

  const onAttribute = (end: number, quote: QuoteType): void => {
    const { start, from, to } = attribute;
    const value = from < 0 ? '' : source.slice(from, to);
    const at = index.position(start);
    const fact: AttributeFact = { name: attribute.name, at, quoted: quote !== QuoteType.Unquoted };
    if (quote !== QuoteType.NoValue) fact.value = value;
    uses.at(-1)?.attributes.push(fact);
    const own = openTags.at(-1);
    if (own && GIVES_NAMES.test(attribute.name)) own.givesNames = true;
    if (DIRECTIVE.test(attribute.name) && !attribute.name.startsWith('wx:')) {
      diagnostics.tell('directive-foreign', name, at, {
        name: attribute.name,
        directive: attribute.name.split(':')[1] ?? '',
      });
      blank(start, end);
      return;
    }
    if (/^(?:tt|wx):/.test(attribute.name)) {
      if (attribute.name.startsWith('wx:')) {
        diagnostics.once('wx:', 'directive-wx', name, at);
      }
      const directive = attribute.name.slice(3);
      if ((directive === 'key' && value.includes('{{')) || directive === 'ref') blank(start, end);
      else if (directive === 'for-items') rewriter.replace(start, attribute.end, 'wx:for');
      else if (attribute.name.startsWith('tt:')) rewriter.replace(start, start + 2, 'wx');
      return;
    }
    if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) {
      blank(start, end);
      return;
    }
    const slot = tag === 'slot' ? slots.at(-1) : undefined;
    if (slot && attribute.name === 'name') slot.name = value;
    const event = EVENT_PREFIX.exec(attribute.name);
    if (event) rewriter.replace(start + event[0].length, start + event[0].length, ':');
    if (attribute.name !== 'src' || from < 0) return;
    if (tag === 'import' || tag === 'include' || SCRIPT_TAGS.has(tag)) {
      replaced.push({ start: from, end: to });
      const reference: TemplateReference = {
        kind: tag === 'import' || tag === 'include' ? tag : 'script',
        path: value,
        at: index.position(from),
        start: from,
        end: to,
      };
      references.push(reference);
      if (tag === 'include' && own) own.include = { reference, src: [start, end] };
    } else if (
      ASSET_TAGS.has(tag) &&
      !value.includes('{{') &&
      value !== '' &&
      !value.startsWith('/') &&
      !HAS_SCHEME.test(value)
    ) {
      rewriter.replace(from, to, path.posix.join(directory, value));
    }
  };

  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onopentagname(start, end) {
        tag = source.slice(start, end);
        openTags.push({ name: [start, end], givesNames: false });
        if (tag === 'sjs') rewriter.replace(start, end, 'wxs');
        if (tag === 'slot') slots.push({ start, end, name: '', content: end });
        const before = latest.at(-1);
        const within = latest.at(-2);
        const template = within?.name === 'template' ? within : within?.template;
        const use: TagFact = {
          name: tag,
          at: index.position(start),
          attributes: [],
          ...(before && { before }),
          ...(within && { within }),
          ...(template && { template }),
        };
        uses.push(use);
        if (tag === 'template') opened.push({ use, start });
        latest[latest.length - 1] = use;
        latest.push(undefined);
        depth++;
        if (depth > MAX_DEPTH) tooDeep ??= index.position(start);
      },
      onclosetag(start, end) {
        depth--;
        if (latest.length > 1) latest.pop();
        closeTag([start - 2, end + 1]);
        const closed = source.slice(start, end).trim();
        if (closed === 'sjs') rewriter.replace(start, start + 3, 'wxs');
        if (closed === 'template') closeTemplate(end);
        const slot = closed === 'slot' ? slots.pop() : undefined;
        if (slot) fillSlot(rewriter, slot, source, start - 2, end);
      },
      onattribname(start, end) {
        attribute = { name: source.slice(start, end), start, end, from: -1, to: -1 };
      },
      onattribdata(start, end) {
        if (attribute.from < 0) attribute.from = start;
        attribute.to = end;
      },
      onattribend(quote, end) {
        onAttribute(end, quote);
      },
      onattribentity: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend(end) {
        const slot = tag === 'slot' ? slots.at(-1) : undefined;
        if (slot) slot.content = end + 1;
      },
      onprocessinginstruction: ignore,
      onselfclosingtag(end) {
        depth--;
        closeTag([end - 1, end + 1]);
        if (latest.length > 1) latest.pop();
        if (tag === 'slot') slots.pop();
        if (tag === 'template') opened.pop();
      },
      ontext: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(masked);
  tokenizer.end();
  const kept = bindings.filter(
    (binding) => !replaced.some(({ start, end }) => start <= binding.start && binding.end <= end),
  );
  const deepest = bindings.find((binding) => isTooDeep(source, binding));
  tooDeep ??= deepest && index.position(deepest.start);
  return {
    rewriter,
    references,
    inlineScripts,
    bindings: kept,
    uses,
    definitions,
    ...(tooDeep ? { tooDeep } : {}),
  };
}
