import path from 'node:path';
import postcss, { CssSyntaxError, type AtRule, type Container, type Root, type Rule } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import type { Diagnostics } from './diagnostics';
import type { Project } from './project';
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
export function rpxToPx(value: string): string {
  return value.replace(RPX, (whole, n: string | undefined) =>
    n === undefined ? whole : `${(Number(n) * MEDIA_WIDTH) / 750}px`,
  );
}

const isKeyframes = (node: Container | undefined): boolean =>
  node?.type === 'atrule' && /keyframes$/i.test((node as AtRule).name);

/** TTSS -> CSS with the placeholders `@S@` and `@H@` (see `CompiledProgram.styles`). */
export class Styles {
  constructor(
    private readonly project: Project,
    private readonly diagnostics: Diagnostics,
  ) {}

  /**
   * `scoped`: the sheet of a component, whose tag, id and attribute selectors reach further than on a device.
   */
  compile(file: string, scoped: boolean): string | undefined {
    const root = this.parse(file);
    if (!root) return undefined;
    const imported = this.withImports(root, file, new Set([file]));
    imported.walkDecls((declaration) => {
      if (/rpx/i.test(declaration.value)) declaration.value = rpxToCalc(declaration.value);
    });
    imported.walkAtRules((rule) => {
      if (/rpx/i.test(rule.params)) rule.params = rpxToPx(rule.params);
    });
    imported.walkRules((rule) => {
      // `from`, `to` and `50%` are no selectors.
      if (!isKeyframes(rule.parent as Container | undefined)) this.select(rule, file, scoped);
    });
    return imported.toString();
  }

  private at(node: { source?: { start?: Position } } | undefined): Position | undefined {
    const start = node?.source?.start;
    return start && { line: start.line, column: start.column };
  }

  private parse(file: string): Root | undefined {
    const text = this.project.read(file);
    if (text === undefined) return undefined;
    try {
      return postcss.parse(text, { from: file, map: false });
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error;
      const at = error.line === undefined ? undefined : { line: error.line, column: error.column ?? 1 };
      this.diagnostics.error(
        this.project.nameOf(file),
        error.reason,
        at,
        'This sheet is left out until it parses.',
      );
      return postcss.root();
    }
  }

  /**
   * Replaces every `@import` of a file by its contents, and makes relative urls absolute while their file is
   * known.
   */
  private withImports(root: Root, file: string, seen: Set<string>): Root {
    this.absoluteUrls(root, file);
    root.walkAtRules(/^import$/i, (rule) => {
      const parts = IMPORT.exec(rule.params.trim());
      const target = parts?.[1] ?? parts?.[2] ?? parts?.[3];
      const name = this.project.nameOf(file);
      if (target === undefined) {
        this.diagnostics.error(
          name,
          `cannot read @import ${rule.params}`,
          this.at(rule),
          'Write @import "./file.ttss";',
        );
        rule.remove();
        return;
      }
      if (REMOTE.test(target)) {
        this.diagnostics.warn(
          name,
          `@import "${target}" is remote and is left out`,
          this.at(rule),
          'Copy the sheet into the mini-program.',
        );
        rule.remove();
        return;
      }
      const from = path.join(target.startsWith('/') ? this.project.root : path.dirname(file), target);
      const found = [from, `${from}.ttss`].find((one) => this.project.isFile(one));
      if (found === undefined) {
        this.diagnostics.error(
          name,
          `cannot find @import "${target}"`,
          this.at(rule),
          'Correct the path, or remove the import.',
        );
        rule.remove();
        return;
      }
      const inner = seen.has(found) ? undefined : this.parse(found);
      seen.add(found);
      if (!inner) {
        rule.remove();
        return;
      }
      const { nodes } = this.withImports(inner, found, seen);
      const media = parts?.[4];
      if (media) rule.replaceWith(postcss.atRule({ name: 'media', params: media, nodes }));
      else rule.replaceWith(nodes);
    });
    return root;
  }

  private absoluteUrls(root: Root, file: string): void {
    const directory = `/${path.posix.dirname(this.project.nameOf(file))}`;
    root.walkDecls((declaration) => {
      if (!/url\(/i.test(declaration.value)) return;
      declaration.value = declaration.value.replace(
        URL_VALUE,
        (whole, double?: string, single?: string, bare?: string) => {
          const target = double ?? single ?? bare ?? '';
          if (target === '' || target.startsWith('/') || REMOTE.test(target)) return whole;
          return `url("${path.posix.join(directory, target)}")`;
        },
      );
    });
  }

  private select(rule: Rule, file: string, scoped: boolean): void {
    const name = this.project.nameOf(rule.source?.input.file ?? file);
    const at = this.at(rule);
    let wide = false;
    const rename = selectorParser((selectors) => {
      selectors.walk((node) => {
        if (node.type === 'class')
          node.setPropertyWithoutEscape(
            'value',
            `@S@${(node as { raws?: { value?: string } }).raws?.value ?? node.value}`,
          );
        else if (node.type === 'tag') {
          wide = true;
          node.value = elementName(node.value);
        } else if (node.type === 'pseudo' && node.value === ':root')
          // A page is a tree of its own (runtime/page.ts).
          node.value = ':host';
        else if (node.type === 'id' || node.type === 'attribute' || node.type === 'universal') wide = true;
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
      this.diagnostics.error(
        name,
        `cannot read selector "${rule.selector}": ${(error as Error).message}`,
        at,
        'This rule is left out.',
      );
      rule.remove();
      return;
    }
    if (wide && scoped) {
      this.diagnostics.warnOnce(
        `wide:${name}`,
        name,
        'tag, id and attribute selectors in a component reach elements outside of it',
        at,
        'Use class selectors in components.',
      );
    }
  }
}
