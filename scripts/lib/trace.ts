import ts from 'typescript';

/** One rule of docs/contract/rules. */
export interface Rule {
  id: string;
  rule: string;
  status?: string;
  where?: string[];
}

/** Ids that a test file proves. */
export interface Proof {
  id: string;
  file: string;
  /** From 1. */
  line: number;
}

export const RULE_ID = /\b[A-Z]{2}(?:-[A-Z]+)+-\d\d\b/g;
const TESTERS = new Set(['test', 'it', 'describe', 'suite']);
/** Columns of a table of cases whose ids go into the titles made of it. */
const COLUMNS = new Set(['rule', 'rules']);

/** What stands in square brackets, with `${}` for what is filled in at run time. */
function bracketed(title: string): string {
  return (title.match(/\[[^\]]*\]/g) ?? []).join(' ');
}

/** The text of a title: literals as they are, each expression as `${}`. */
function titleText(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map((span) => `\${}${span.literal.text}`).join('');
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return (titleText(node.left) ?? '${}') + (titleText(node.right) ?? '${}');
  }
  return undefined;
}

/** Whether this is `test(…)`, `it.each(table)(…)`, `t.test(…)` and the like. */
function isTester(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return TESTERS.has(callee.text);
  if (ts.isPropertyAccessExpression(callee)) return TESTERS.has(callee.name.text) || isTester(callee.expression);
  if (ts.isCallExpression(callee)) return isTester(callee.expression);
  return false;
}

function literals(node: ts.Node): ts.StringLiteralLike[] {
  if (ts.isStringLiteralLike(node)) return [node];
  const found: ts.StringLiteralLike[] = [];
  node.forEachChild((child) => void found.push(...literals(child)));
  return found;
}

/**
 * The rule ids that a test file proves: those in square brackets in its titles, and those in a column `rule` or `rules` of a table
 * when titles are made of it (a file without any test is taken to be such a table).
 */
export function proofs(file: string, source: string): Proof[] {
  const root = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const inTitles: Proof[] = [];
  const inColumns: Proof[] = [];
  let tests = 0;
  let generated = false;
  const at = (node: ts.Node): number => root.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTester(node.expression) && node.arguments.length) {
      const text = titleText(node.arguments[0]);
      tests++;
      const inside = bracketed(text ?? '${}');
      if (text === undefined || inside.includes('${}')) generated = true;
      for (const [id] of inside.matchAll(RULE_ID)) inTitles.push({ id, file, line: at(node) });
    }
    if (ts.isPropertyAssignment(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) && COLUMNS.has(node.name.text)) {
      for (const literal of literals(node.initializer)) {
        for (const [id] of literal.text.matchAll(RULE_ID)) inColumns.push({ id, file, line: at(literal) });
      }
    }
    node.forEachChild(visit);
  };
  visit(root);
  return generated || !tests ? [...inTitles, ...inColumns] : inTitles;
}

/** `PB-TAP-03` -> `PB-TAP`. */
export function topic(id: string): string {
  return id.replace(/-\d\d$/, '');
}

/** Covered rules per area. */
export type Floor = Record<string, number>;

export interface Trace {
  /** Area (a file of rules, or a topic) -> its rules and how many of them a test proves. */
  areas: Map<string, { covered: number; total: number }>;
  missing: Rule[];
  unknown: Proof[];
  /** Areas whose coverage is below the floor. */
  fallen: { area: string; covered: number; floor: number }[];
}

/**
 * @param rules file name without extension -> its rules
 * @param floor an area's floor counts as far as it still has that many rules
 */
export function trace(rules: ReadonlyMap<string, readonly Rule[]>, found: readonly Proof[], floor: Floor): Trace {
  const proven = new Set(found.map(({ id }) => id));
  const areas: Trace['areas'] = new Map();
  const missing: Rule[] = [];
  const known = new Set<string>();
  for (const [file, list] of rules) {
    areas.set(file, { covered: 0, total: 0 });
    for (const rule of list) {
      if (known.has(rule.id)) throw new Error(`rule ${rule.id} is there twice`);
      known.add(rule.id);
      const covered = proven.has(rule.id);
      if (!covered) missing.push(rule);
      for (const area of [file, topic(rule.id)]) {
        const counts = areas.get(area) ?? { covered: 0, total: 0 };
        areas.set(area, { covered: counts.covered + (covered ? 1 : 0), total: counts.total + 1 });
      }
    }
  }
  const fallen = Object.entries(floor).flatMap(([area, least]) => {
    const { covered, total } = areas.get(area) ?? { covered: 0, total: 0 };
    return covered < Math.min(least, total) ? [{ area, covered, floor: least }] : [];
  });
  return { areas, missing, unknown: found.filter(({ id }) => !known.has(id)), fallen };
}

/** The floor after a good run: never lower than before. */
export function raised(floor: Floor, { areas }: Trace): Floor {
  const next: Floor = {};
  for (const [area, { covered }] of areas) if (covered || floor[area]) next[area] = Math.max(covered, floor[area] ?? 0);
  return next;
}
