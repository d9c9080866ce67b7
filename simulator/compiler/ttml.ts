import path from 'node:path';
import { QuoteType, Tokenizer } from 'htmlparser2';
import type { AttributeFact, TagFact } from '../rules/facts';
import type { Diagnostics } from './diagnostics';
import { isTooDeep, type BindingRange } from './expressions';
import { mask, type InlineScript } from './mask';
import { asciiName } from './own-letters';
import { needsValue } from './tags';
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
/** A directive with a hyphen where the documents have a colon. */
const HYPHENED = /^(tt|wx)-(?=(?:if|elif|else|key|for(?:-items?|-index)?)$)/;
/** Directives of the other hosts. */
const DIRECTIVE = /^(a|s|swan|qq|ks|xhs|jd):/;
const GIVES_NAMES = /^(?:(?:tt|wx):for(?:-items)?$|slot:)/;
/** Attributes whose value is a name that bindings use. */
const NAMING = /^(?:(?:tt|wx):for-(?:item|index)$|slot:)/;
const SCRIPT_TAGS = new Set(['sjs', 'wxs']);
/** Tags whose static relative `src` is a file beside the template. */
const ASSET_TAGS = new Set(['image', 'cover-image', 'video', 'audio']);
const HAS_SCHEME = /^[a-z][a-z\d+.-]*:/i;

const isRelative = (path: string): boolean =>
  path !== '' && !path.includes('{{') && !path.startsWith('/') && !HAS_SCHEME.test(path);

/** An attribute as far as it is read; `from` is -1 while it has no value. */
interface Attribute {
  name: string;
  start: number;
  end: number;
  /** Where its value begins and ends. */
  from: number;
  to: number;
  unquoted: boolean;
}

/** What the tokenizer calls; the package does not name the type of it. */
type TokenizerCallbacks = ConstructorParameters<typeof Tokenizer>[1];

/** A TTML file while its tokenizer walks through it: each tag and attribute leaves its replacements. */
class Conversion {
  readonly rewriter: Rewriter;
  readonly references: TemplateReference[] = [];
  readonly uses: TagFact[] = [];
  readonly definitions: BindingRange[] = [];
  tooDeep: Position | undefined;
  /** Stretches that are replaced as a whole. */
  private readonly replaced: BindingRange[] = [];
  /** The tags that are open, and of each level the one that was opened last. */
  private readonly latest: (TagFact | undefined)[] = [undefined];
  private readonly openTags: OpenTag[] = [];
  /** The `<slot>`s that are open. */
  private readonly slots: OpenSlot[] = [];
  /** The `<template>`s that are open. */
  private readonly opened: { use: TagFact; start: number }[] = [];
  private tag = '';
  private depth = 0;
  private attribute: Attribute = { name: '', start: 0, end: 0, from: -1, to: -1, unquoted: false };
  /** Whether the tag that is being read ends in `/>` behind a value without quotes. */
  private endsItself = false;

  constructor(
    private readonly source: string,
    /** The source without what a tokenizer must not look into (mask.ts). */
    private readonly masked: string,
    private readonly name: string,
    private readonly directory: string,
    private readonly index: LineIndex,
    private readonly diagnostics: Diagnostics,
  ) {
    this.rewriter = new Rewriter(source);
  }

  /** What the tokenizer calls, with places in the source. */
  get callbacks(): TokenizerCallbacks {
    const ignore = (): void => undefined;
    return {
      onopentagname: (start, end) => this.openTag(start, end),
      onopentagend: (end) => {
        if (this.endsItself) return this.closeItself(end);
        const slot = this.tag === 'slot' ? this.slots.at(-1) : undefined;
        if (slot) slot.content = end + 1;
      },
      onclosetag: (start, end) => this.closeTag(start, end),
      onselfclosingtag: (end) => this.closeItself(end),
      onattribname: (start, end) => {
        const name = this.source.slice(start, end);
        this.attribute = { name, start, end, from: -1, to: -1, unquoted: false };
      },
      onattribdata: (start, end) => {
        if (this.attribute.from < 0) this.attribute.from = start;
        this.attribute.to = end;
      },
      onattribend: (quote, end) => this.closeAttribute(end, quote),
      onattribentity: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
      ontext: (start, end) => this.breakLines(start, end),
      ontextentity: ignore,
    };
  }

  isReplaced({ start, end }: BindingRange): boolean {
    return this.replaced.some((one) => one.start <= start && end <= one.end);
  }

  private openTag(start: number, end: number): void {
    const { latest } = this;
    const tag = this.source.slice(start, end);
    this.tag = tag;
    this.endsItself = false;
    this.openTags.push({ name: [start, end], givesNames: false });
    if (tag === 'sjs') this.rewriter.replace(start, end, 'wxs');
    if (tag === 'slot') this.slots.push({ start, end, name: '', content: end });
    const before = latest.at(-1);
    const within = latest.at(-2);
    const template = within?.name === 'template' ? within : within?.template;
    const at = this.index.position(start);
    const use: TagFact = {
      name: tag,
      at,
      attributes: [],
      ...(before && { before }),
      ...(within && { within }),
      ...(template && { template }),
    };
    this.uses.push(use);
    if (tag === 'template') this.opened.push({ use, start });
    latest[latest.length - 1] = use;
    latest.push(undefined);
    this.depth++;
    if (this.depth > MAX_DEPTH) this.tooDeep ??= at;
  }

  /** `<text>a\nb</text>` is two lines, as documented of no other tag. */
  private breakLines(start: number, end: number): void {
    const around = this.openTags.findLast(({ name }) => this.source.slice(...name) !== 'block');
    if (!around || this.source.slice(...around.name) !== 'text') return;
    for (const { index } of this.masked.slice(start, end).matchAll(/\\n/g))
      // As an expression: the engine leaves out a text that is nothing but space.
      this.rewriter.replace(start + index, start + index + 2, '{{"\\n"}}');
  }

  private closeTag(start: number, end: number): void {
    this.leaveTag([start - 2, end + 1]);
    const closed = this.source.slice(start, end).trim();
    if (closed === 'sjs') this.rewriter.replace(start, start + 3, 'wxs');
    if (closed === 'template') this.closeTemplate(end);
    const slot = closed === 'slot' ? this.slots.pop() : undefined;
    if (slot) fillSlot(this.rewriter, slot, this.source, start - 2, end);
  }

  private closeItself(end: number): void {
    this.leaveTag([end - 1, end + 1]);
    if (this.tag === 'slot') this.slots.pop();
    if (this.tag === 'template') this.opened.pop();
  }

  private leaveTag(close: Stretch): void {
    this.depth--;
    if (this.latest.length > 1) this.latest.pop();
    const isScoped = this.openTags.some(({ givesNames }) => givesNames);
    const { name, include } = this.openTags.pop() ?? {};
    if (name && include) include.reference.tag = { isScoped, name, src: include.src, close };
  }

  private closeTemplate(end: number): void {
    const last = this.opened.pop();
    if (last?.use.attributes.some(({ name }) => name === 'name'))
      this.definitions.push({ start: last.start, end });
  }

  private closeAttribute(last: number, quote: QuoteType): void {
    if (quote === QuoteType.Unquoted) this.readUnquoted();
    const { start, from, to, unquoted } = this.attribute;
    const end = unquoted ? to : last;
    const value = from < 0 ? '' : this.source.slice(from, to);
    const at = this.index.position(start);
    this.readHyphen(at);
    const { name } = this.attribute;
    const fact: AttributeFact = { name, at, quoted: !unquoted };
    if (quote !== QuoteType.NoValue) fact.value = value;
    this.uses.at(-1)?.attributes.push(fact);
    const own = this.openTags.at(-1);
    if (own && GIVES_NAMES.test(name)) own.givesNames = true;
    if (NAMING.test(name) || (name === 'module' && SCRIPT_TAGS.has(this.tag)))
      if (asciiName(value) !== value) this.rewriter.replace(from, to, asciiName(value));
    if (/^(?:tt|wx):/.test(name)) return this.convertDirective(value, at, end);
    if (DIRECTIVE.test(name)) {
      const directive = name.split(':')[1] ?? '';
      this.diagnostics.tell('directive-foreign', this.name, at, { name, directive });
      return this.blank(start, end);
    }
    if (name === 'xmlns' || name.startsWith('xmlns:')) return this.blank(start, end);
    if (quote === QuoteType.NoValue && needsValue(this.tag, name)) return this.blank(start, end);
    const slot = this.tag === 'slot' ? this.slots.at(-1) : undefined;
    if (slot && name === 'name') slot.name = value;
    this.addQuotes();
    const event = EVENT_PREFIX.exec(name);
    if (event) this.rewriter.replace(start + event[0].length, start + event[0].length, ':');
    if (name === 'src' && from >= 0) this.convertSource(value, [start, end]);
  }

  /** `name=value/>`: the slash closes the tag, and is none of the value. */
  private readUnquoted(): void {
    const { attribute, source } = this;
    attribute.unquoted = true;
    this.endsItself = source.startsWith('/>', attribute.to - 1);
    if (this.endsItself) attribute.to--;
  }

  /** The engine wants quotes, and takes `name = value` and `style=color:red` apart without them. */
  private addQuotes(): void {
    const { end, from, to, unquoted } = this.attribute;
    // An include may be replaced as a whole (templates.ts).
    if (!unquoted || this.tag === 'include') return;
    const quote = this.source.slice(from, to).includes('"') ? "'" : '"';
    this.rewriter.replace(end, from, `=${quote}`);
    this.rewriter.replace(to, to, quote);
  }

  /** `tt-if` is `tt:if`; `wx-if` is nothing on any platform. */
  private readHyphen(at: Position): void {
    const { name } = this.attribute;
    const [, host] = HYPHENED.exec(name) ?? [];
    if (host === 'tt') {
      this.diagnostics.once('tt-', 'directive-hyphen', this.name, at);
      this.attribute.name = name.replace('-', ':');
    } else if (host === 'wx')
      this.diagnostics.tell('directive-unknown', this.name, at, { name, near: name.replace('wx-', 'tt:') });
  }

  private convertDirective(value: string, at: Position, end: number): void {
    const { name, start, end: nameEnd } = this.attribute;
    const isOurs = name.startsWith('tt:');
    if (!isOurs) this.diagnostics.once('wx:', 'directive-wx', this.name, at);
    const directive = name.slice(3);
    if ((directive === 'key' && value.includes('{{')) || directive === 'ref') return this.blank(start, end);
    this.addQuotes();
    if (directive === 'for-items') this.rewriter.replace(start, nameEnd, 'wx:for');
    else if (isOurs) this.rewriter.replace(start, start + 3, 'wx:');
  }

  /** The `src` of a tag that names another file. */
  private convertSource(value: string, src: Stretch): void {
    const { tag, attribute } = this;
    const { from: start, to: end } = attribute;
    if (tag === 'import' || tag === 'include' || SCRIPT_TAGS.has(tag)) {
      this.replaced.push({ start, end });
      const kind = tag === 'import' || tag === 'include' ? tag : 'script';
      const reference: TemplateReference = { kind, path: value, at: this.index.position(start), start, end };
      this.references.push(reference);
      const own = this.openTags.at(-1);
      if (tag === 'include' && own) own.include = { reference, src };
    } else if (ASSET_TAGS.has(tag) && isRelative(value))
      this.rewriter.replace(start, end, path.posix.join(this.directory, value));
  }

  private blank(start: number, end: number): void {
    this.replaced.push({ start, end });
    this.rewriter.blank(start, end);
  }
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
  const index = new LineIndex(source);
  if (open !== undefined) diagnostics.tell('template-comment', name, index.position(open));
  const conversion = new Conversion(source, masked, name, directory, index, diagnostics);
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, conversion.callbacks);
  tokenizer.write(masked);
  tokenizer.end();
  const { rewriter, references, uses, definitions } = conversion;
  const deepest = bindings.find((binding) => isTooDeep(source, binding));
  const tooDeep = conversion.tooDeep ?? (deepest && index.position(deepest.start));
  return {
    rewriter,
    references,
    inlineScripts,
    bindings: bindings.filter((binding) => !conversion.isReplaced(binding)),
    uses,
    definitions,
    ...(tooDeep && { tooDeep }),
  };
}
