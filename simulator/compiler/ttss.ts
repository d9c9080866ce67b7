import path from 'node:path';
import postcss, {
  CssSyntaxError,
  type AtRule,
  type Container,
  type Declaration,
  type Node,
  type Root,
  type Rule,
} from 'postcss';
import selectorParser, { type Selector, type Tag } from 'postcss-selector-parser';
import type { FileSize } from '../rules/facts';
import { fileSlip } from '../rules/local-files';
import { unitSlip } from '../rules/units';
import { cssSlip } from './css-slips';
import type { Diagnostics } from './diagnostics';
import type { Keyframes, SheetKeyframes } from './keyframes';
import { isInstalled, type Project } from './project';
import { STYLE_LANGUAGES, StyleError, toCss } from './style-languages';
import { elementName } from './tags';
import type { Position } from './text';

/** Width of the simulated screen that media queries in rpx are worked out for, in px (750 rpx). */
const MEDIA_WIDTH = 375;

/** Strings and urls are skipped; group 1 is a number with the unit rpx. */
const RPX =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\((?:[^)"']|"[^"]*"|'[^']*')*\)|(?<![\w#.%-])([+-]?(?:\d+\.?\d*|\.\d+))rpx\b/gi;
const URL_VALUE = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)/gi;
const IMPORT = /^(?:url\(\s*)?(?:"([^"]+)"|'([^']+)'|([^)"'\s]+))\s*\)?\s*(.*)$/s;
const REMOTE = /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i;

/** `n rpx` exactly: the frame defines --rpx as 100vw / 750. */
export function rpxToCalc(value: string): string {
  return value.replace(RPX, (whole, n: string | undefined) =>
    n === undefined ? whole : `calc(${Number(n)} * var(--rpx))`,
  );
}

/** var() is not allowed in a media query, so px of a screen 375 wide. */
function rpxToPx(value: string): string {
  return value.replace(RPX, (whole, n: string | undefined) =>
    n === undefined ? whole : `${(Number(n) * MEDIA_WIDTH) / 750}px`,
  );
}

/** Whether one of its parts is a class, which no other sheet has, or the component itself. */
const isKeptIn = ({ nodes }: Selector): boolean =>
  nodes.some(({ type, value }) => type === 'class' || (type === 'pseudo' && value === ':host'));

const isWide = ({ nodes }: Selector): boolean =>
  nodes.some(({ type }) => ['tag', 'id', 'attribute', 'universal'].includes(type));

/** A class or an id that begins with a digit: browsers take no rule that names one. */
const BAD_NAME = /^-?\d.*/;

/** Its name as the sheet has it, with its escapes. */
const written = (node: { value: string; raws?: object }): string =>
  (node.raws as { value?: string } | undefined)?.value ?? node.value;

/** Pseudo-classes and elements whose brackets hold selectors alone. */
const TAKES_SELECTORS = /^::?(?:not|is|where|has|matches|(?:-\w+-)?any|host|host-context|slotted|cue)$/i;
const NTH_CHILD = /^:nth-(?:last-)?child$/i;

/** Whether a word is what `:nth-child(2n + 1)`, `:lang(zh)` and the like take, and not the name of a tag. */
function isArgument(word: Tag): boolean {
  const selector = word.parent as Selector;
  const pseudo = selector.parent;
  if (!selectorParser.isPseudo(pseudo) || TAKES_SELECTORS.test(pseudo.value)) return false;
  if (!NTH_CHILD.test(pseudo.value)) return true;
  // `:nth-child(2n + 1 of view, text)`: selectors follow the word.
  if (pseudo.index(selector) > 0) return false;
  const of = selector.nodes.findIndex(({ type, value }) => type === 'tag' && value === 'of');
  return of === -1 || selector.index(word) <= of;
}

/** `//` that is none of an address. */
const LINE_COMMENT = /(?<![:\w"'(/])\/\//;

/** Endings that an `@import` may leave out. */
const IMPORTED = ['.ttss', ...STYLE_LANGUAGES.map(({ extension }) => extension)];

const isKeyframes = (node: Container | undefined): boolean =>
  node?.type === 'atrule' && /keyframes$/i.test((node as AtRule).name);

interface CompiledSheet {
  css: string;
  keyframes: SheetKeyframes;
  /** Itself and what it imports. */
  files: ReadonlySet<string>;
}

/** TTSS -> CSS with the placeholders `@S@` and `@H@` (see `CompiledProgram.styles`). */
export class Styles {
  private keyframes = new Map<string, Keyframes>();
  private read = new Set<string>();
  private known: readonly FileSize[] | undefined;

  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
  ) {}

  /**
   * `scoped`: the sheet of a component, whose tag, id and attribute selectors reach further than on a device.
   */
  compile(file: string, scoped: boolean): CompiledSheet | undefined {
    this.keyframes = new Map();
    this.read = new Set([file]);
    const css = this.cssOf(file, scoped);
    return css === undefined ? undefined : { css, keyframes: this.keyframes, files: this.read };
  }

  private cssOf(file: string, scoped: boolean): string | undefined {
    try {
      return this.build(file, scoped);
    } catch (error) {
      // Nested deeper than the stack goes, or what nobody thought of: the other sheets are not to blame.
      this.diagnostics.tell('style-failed', this.project.nameOf(file), undefined, {
        reason: error instanceof Error ? error.message : String(error),
      });
      return '';
    }
  }

  private noteKeyframes(rule: AtRule, file: string): void {
    const { name, at } = this.origin(rule, file);
    const steps = (rule.nodes ?? []).map(String).join('').replace(/\s+/g, '');
    this.keyframes.set(rule.params.trim().replace(/^(["'])(.*)\1$/, '$2'), { steps, file: name, at });
  }

  private build(file: string, scoped: boolean): string | undefined {
    const root = this.parse(file);
    if (!root) return undefined;
    const imported = this.withImports(root, file);
    imported.walkDecls((declaration) => {
      this.checkDeclaration(declaration, file);
      if (/rpx/i.test(declaration.value)) declaration.value = rpxToCalc(declaration.value);
    });
    imported.walkAtRules((rule) => {
      if (/rpx/i.test(rule.params)) rule.params = rpxToPx(rule.params);
      if (isKeyframes(rule)) this.noteKeyframes(rule, file);
    });
    imported.walkRules((rule) => {
      // `from`, `to` and `50%` are no selectors.
      if (!isKeyframes(rule.parent as Container | undefined)) this.select(rule, file, scoped);
    });
    return imported.toString();
  }

  private checkDeclaration(declaration: Declaration, file: string): void {
    const slip = unitSlip(declaration.prop, declaration.value);
    const other = cssSlip(declaration.prop, declaration.value);
    if (!slip && !other) return;
    const { name, at } = this.origin(declaration, file);
    if (slip) this.diagnostics.tell('style-unit', name, at, slip);
    // A package's sheet is not for this program to mend.
    if (other && !isInstalled(name)) this.diagnostics.tellProblem(other, name, at);
  }

  /** A picture that a sheet names and that is not there. */
  private checkFile(target: string, path: string, declaration: Declaration, file: string): void {
    const { name, at } = this.origin(declaration, file);
    if (isInstalled(name)) return;
    const slip = fileSlip(path.replace(/^\/+/, '').replace(/[?#].*$/, ''), this.files());
    if (slip)
      this.diagnostics.tell('file-missing', name, at, { text: target, path: slip.path, near: slip.near });
  }

  private files(): readonly FileSize[] {
    this.known ??= this.project.sizes(20_000);
    return this.known;
  }

  /** The place of a node in what the developer wrote. */
  private origin(node: Node, file: string): { name: string; at: Position | undefined } {
    const { input, start } = node.source ?? {};
    if (!start) return { name: this.project.nameOf(file), at: undefined };
    const found = input?.map ? input.origin(start.line, start.column) : false;
    if (found && found.file !== undefined && this.project.contains(found.file))
      return { name: this.project.nameOf(found.file), at: { line: found.line, column: found.column + 1 } };
    const name = this.project.nameOf(input?.file ?? file);
    return { name, at: input?.map ? undefined : { line: start.line, column: start.column } };
  }

  /** Reads a sheet; one of another language is compiled by that language's compiler. */
  private parse(file: string): Root | undefined {
    const text = this.project.read(file);
    if (text === undefined) return undefined;
    const isPlain = !STYLE_LANGUAGES.some(({ extension }) => file.endsWith(extension));
    try {
      if (isPlain) return postcss.parse(text, { from: file, map: false });
      const { css, map } = toCss(this.project, file, text);
      return postcss.parse(css, { from: file, map: { prev: map, inline: false } });
    } catch (error) {
      const tell = (where: string, reason: string, at?: Position): void =>
        this.diagnostics.tell('style-syntax', this.project.nameOf(where), at, { reason });
      if (error instanceof StyleError) tell(error.file, error.message, error.at);
      else if (error instanceof CssSyntaxError) {
        const at = error.line === undefined ? undefined : { line: error.line, column: error.column ?? 1 };
        const line = text.split('\n')[(error.line ?? 0) - 1] ?? '';
        const comment = isPlain ? line.slice(0, at?.column).search(LINE_COMMENT) : -1;
        if (at && comment >= 0)
          this.diagnostics.tell('style-comment', this.project.nameOf(file), { ...at, column: comment + 1 });
        else tell(file, error.reason, isPlain ? at : undefined);
      } else tell(file, String(error));
      return postcss.root();
    }
  }

  /**
   * Replaces every `@import` of a file by its contents, and makes relative urls absolute while their file is
   * known.
   */
  private withImports(root: Root, file: string): Root {
    this.absoluteUrls(root, file);
    const rules: AtRule[] = [];
    root.walkAtRules(/^import$/i, (rule) => void rules.push(rule));
    for (const rule of rules) this.withImport(rule, file);
    return root;
  }

  private withImport(rule: AtRule, file: string): void {
    const { name, at } = this.origin(rule, file);
    const parts = IMPORT.exec(rule.params.trim());
    const target = parts?.[1] ?? parts?.[2] ?? parts?.[3];
    if (target === undefined) {
      this.diagnostics.tell('style-import-syntax', name, at, { text: rule.params });
      rule.remove();
      return;
    }
    if (REMOTE.test(target)) {
      this.diagnostics.tell('style-import-remote', name, at, { url: target });
      rule.remove();
      return;
    }
    const from = path.join(target.startsWith('/') ? this.project.root : path.dirname(file), target);
    const found = [from, ...IMPORTED.map((extension) => from + extension)].find((one) =>
      this.project.isFile(one),
    );
    if (found === undefined) {
      this.diagnostics.tell('style-import-missing', name, at, {
        url: target,
        near: this.project.nearest(from.replace(/\.ttss$/, ''), /\.ttss$/),
      });
      rule.remove();
      return;
    }
    const inner = this.read.has(found) ? undefined : this.parse(found);
    this.read.add(found);
    if (!inner) {
      rule.remove();
      return;
    }
    const { nodes } = this.withImports(inner, found);
    const media = parts?.[4];
    if (media) rule.replaceWith(postcss.atRule({ name: 'media', params: media, nodes }));
    else rule.replaceWith(nodes);
  }

  private absoluteUrls(root: Root, file: string): void {
    const directory = `/${path.posix.dirname(this.project.nameOf(file))}`;
    root.walkDecls((declaration) => {
      if (!/url\(/i.test(declaration.value)) return;
      declaration.value = declaration.value.replace(
        URL_VALUE,
        (whole, double?: string, single?: string, bare?: string) => {
          const target = double ?? single ?? bare ?? '';
          if (target === '' || REMOTE.test(target)) return whole;
          const from = target.startsWith('/') ? target : path.posix.join(directory, target);
          this.checkFile(target, from, declaration, file);
          return target.startsWith('/') ? whole : `url("${from}")`;
        },
      );
    });
  }

  private select(rule: Rule, file: string, scoped: boolean): void {
    const { name, at } = this.origin(rule, file);
    if (LINE_COMMENT.test(rule.selector)) {
      this.diagnostics.tell('style-comment', name, at);
      rule.remove();
      return;
    }
    let wide = false;
    let bad: string | undefined;
    const rename = selectorParser((selectors) => {
      // A class, or :host, keeps a selector inside of its component, whatever else it names.
      wide = selectors.some((selector) => !isKeptIn(selector) && isWide(selector));
      selectors.walk((node) => {
        if (node.type === 'class' || node.type === 'id') bad ??= BAD_NAME.exec(written(node))?.[0];
        if (node.type === 'class') node.setPropertyWithoutEscape('value', `@S@${written(node)}`);
        else if (node.type === 'tag' && !isArgument(node)) node.value = elementName(node.value);
        else if (node.type === 'pseudo' && node.value === ':root')
          // A page is a tree of its own (runtime/page.ts).
          node.value = ':host';
        else if (node.type === 'pseudo' && node.value === ':host') {
          const host = selectorParser.attribute({
            attribute: 'wx-host',
            operator: '=',
            value: '@H@',
            quoteMark: '"',
            raws: { value: '"@H@"' },
          });
          const [inner] = node.nodes;
          node.replaceWith(host, ...(inner?.nodes ?? []));
        }
      });
    });
    try {
      rule.selector = rename.processSync(rule.selector, { lossless: true });
    } catch (error) {
      this.diagnostics.tell('style-selector', name, at, {
        text: rule.selector,
        reason: (error as Error).message,
      });
      rule.remove();
      return;
    }
    if (bad !== undefined) {
      if (!isInstalled(name)) this.diagnostics.tell('style-name', name, at, { name: bad });
      rule.remove();
      return;
    }
    // What a package does is its author's to mend.
    if (wide && scoped && !isInstalled(name)) this.diagnostics.once(`wide:${name}`, 'style-wide', name, at);
  }
}
