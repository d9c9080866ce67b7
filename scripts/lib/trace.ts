import ts from 'typescript';

/** One rule of docs/contract/rules. */
export interface Rule {
  id: string;
  rule: string;
  status?: string;
  where?: string[];
}

/** Ids that a test file proves. */
interface Proof {
  id: string;
  file: string;
  /** From 1. */
  line: number;
}

const ID = '[A-Z]{2}(?:-[A-Z]+)+-\\d\\d';
const RULE_ID = new RegExp(`\\b${ID}\\b`, 'g');
/** A title begins with its ids in brackets; a table of cases has them in a column of their own. */
const TITLE = /^\s*((?:\[[^\]]*\][\s,]*)+)/;
const COLUMN = new RegExp(`^${ID}(?:[\\]\\[,; ]+${ID})*$`);

/** The rule ids in the brackets that a title begins with. */
function titleIds(title: string): string[] {
  return (TITLE.exec(title)?.[1] ?? '').match(RULE_ID) ?? [];
}

/** The text of a template, with `${}` for what is filled in at run time. */
function templateText(node: ts.TemplateExpression): string {
  return node.head.text + node.templateSpans.map((span) => `\${}${span.literal.text}`).join('');
}

/**
 * The rule ids that a test file proves: those in the brackets that a title begins with, and, when titles are
 * made of a table (`[${rule}] …`), those in a column of it. A file without such titles is read for its own
 * titles only; a file of cases, which has no title at all, for its columns. Whether a title really came out
 * of a table is seen when the tests run: `unseen`.
 */
export function proofs(file: string, source: string): Proof[] {
  const root = ts.createSourceFile(
    file,
    source,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const inTitles: Proof[] = [];
  const inColumns: Proof[] = [];
  let generated = false;
  const visit = (node: ts.Node): void => {
    const text = ts.isStringLiteralLike(node)
      ? node.text
      : ts.isTemplateExpression(node)
        ? templateText(node)
        : undefined;
    if (text !== undefined) {
      const line = root.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      for (const id of titleIds(text)) inTitles.push({ id, file, line });
      if (TITLE.exec(text)?.[1].includes('${}')) generated = true;
      if (COLUMN.test(text)) for (const [id] of text.matchAll(RULE_ID)) inColumns.push({ id, file, line });
    }
    node.forEachChild(visit);
  };
  visit(root);
  return generated || !/\.test\.tsx?$/.test(file) ? [...inTitles, ...inColumns] : inTitles;
}

/** Claims that no passed test's title bears out. */
export function unseen(found: readonly Proof[], passedTitles: readonly string[]): Proof[] {
  const ran = new Set(passedTitles.flatMap((title) => title.match(RULE_ID) ?? []));
  return found.filter(({ id }) => !ran.has(id));
}

/** `PB-TAP-03` -> `PB-TAP`. */
export function topic(id: string): string {
  return id.replace(/-\d\d$/, '');
}

/** Covered rules per area. */
export type Floor = Record<string, number>;

interface Trace {
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
export function trace(
  rules: ReadonlyMap<string, readonly Rule[]>,
  found: readonly Proof[],
  floor: Floor,
): Trace {
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
  for (const [area, { covered }] of areas)
    if (covered || floor[area]) next[area] = Math.max(covered, floor[area] ?? 0);
  return next;
}
