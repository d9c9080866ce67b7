/**
 * The sheets of a page. Each is parsed once and adopted by the tree of every page that uses it; it is gone
 * with the page.
 */

export interface PageSheet {
  rules: CSSStyleSheet;
  /**
   * What acts for a whole document only, taken out of `rules`: in a page's own tree fonts are not found,
   * custom properties are not registered, and `rem` is not measured.
   */
  outer: CSSStyleSheet | undefined;
}

/** Where `:root` of a program ends up: the compiler writes `:host`. */
const ROOT = ':host';

/** The size of the root's text, which `rem` counts by. The page's tree inherits it from the document. */
function takeRootSize(rule: CSSStyleRule): string {
  const size = rule.style.getPropertyValue('font-size');
  const isRoot = rule.selectorText.split(',').some((selector) => selector.trim() === ROOT);
  if (!isRoot || size === '') return '';
  if (rule.selectorText.trim() === ROOT) rule.style.removeProperty('font-size');
  return `html { font-size: ${size} }`;
}

/** The text of the rules that act for the document, each inside of the conditions that it stood in. */
function outerRules(rules: CSSRuleList): string {
  return [...rules]
    .map((rule) => {
      if (rule instanceof CSSFontFaceRule || rule instanceof CSSPropertyRule) return rule.cssText;
      if (rule instanceof CSSStyleRule) return takeRootSize(rule);
      if (!(rule instanceof CSSGroupingRule)) return '';
      const inner = outerRules(rule.cssRules);
      // A layer or a container is of the tree; only `@media` and `@supports` mean the same outside.
      const isCondition = rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule;
      if (inner === '' || !isCondition) return inner;
      return `${rule.cssText.slice(0, rule.cssText.indexOf('{'))}{ ${inner} }`;
    })
    .join('\n')
    .trim();
}

function write(sheet: PageSheet, text: string): PageSheet {
  sheet.rules.replaceSync(text);
  const outer = outerRules(sheet.rules.cssRules);
  if (outer !== '' && !sheet.outer) sheet.outer = new CSSStyleSheet();
  sheet.outer?.replaceSync(outer);
  return sheet;
}

/** All sheets of the program by path. */
export class Sheets {
  constructor(private readonly fit: (css: string) => string = (css) => css) {}

  private readonly texts = new Map<string, string>();
  private readonly made = new Map<string, PageSheet>();
  private wanted: PageSheet[] | undefined;

  /** A sheet that is in use already changes wherever it is. */
  register(path: string, given: string): void {
    const text = this.fit(given);
    this.texts.set(path, text);
    const known = this.made.get(path);
    if (known) write(known, text);
  }

  /** The page that is being made uses this sheet. Called in the order of the cascade. */
  use(path: string): void {
    const known = this.made.get(path);
    const sheet =
      known ?? write({ rules: new CSSStyleSheet(), outer: undefined }, this.texts.get(path) ?? '');
    if (!known) this.made.set(path, sheet);
    if (this.wanted && !this.wanted.includes(sheet)) this.wanted.push(sheet);
  }

  /** What `make` makes, and the sheets that it asked for. */
  collect<T>(make: () => T): { made: T; sheets: PageSheet[] } {
    const sheets: PageSheet[] = [];
    this.wanted = sheets;
    try {
      return { made: make(), sheets };
    } finally {
      this.wanted = undefined;
    }
  }
}

/** Puts the document's share of a page's sheets on, or takes it off. */
export function showOuter(sheets: readonly PageSheet[], on: boolean): void {
  const own = sheets.flatMap(({ outer }) => outer ?? []);
  if (own.length === 0) return;
  const others = document.adoptedStyleSheets.filter((sheet) => !own.includes(sheet));
  document.adoptedStyleSheets = on ? [...others, ...own] : others;
}
