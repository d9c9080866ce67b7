/** Finds sentences in the simulator's sources that a reader of Chinese would get in English. */
import path from 'node:path';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Three words of letters in a row. */
const SENTENCE = /[A-Za-z][a-z']+,? [a-z']{2,},? [a-z']{2,}/;

/** Whoever calls these speaks to a program, or to whoever maintains this one. */
const NO_READER = new Set(['ApiError', 'TypeError', 'EvalError', 'NavigationError']);

const nameOf = (node: ts.PropertyName | ts.BindingName | undefined): string =>
  node && (ts.isIdentifier(node) || ts.isStringLiteral(node)) ? node.text : '';

/** The English half of a pair: `{ en: '…', zh: '…' }`, or the room's table `const en`. */
function isHalf(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isPropertyAssignment(at) && nameOf(at.name) === 'en') return true;
    if (ts.isVariableDeclaration(at) && /^(?:en|EN|english)$/.test(nameOf(at.name))) return true;
  }
  return false;
}

function hasNoReader(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent)
    if (ts.isNewExpression(at) && ts.isIdentifier(at.expression) && NO_READER.has(at.expression.text))
      return true;
  return false;
}

const textOf = (node: ts.Node): string | undefined => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node))
    return node.text;
  return ts.isTemplateExpression(node)
    ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…')
    : undefined;
};

/** `file: text` of each sentence of a file that has no Chinese half. */
export function englishOnly(root: string, file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && SENTENCE.test(text) && !isHalf(node) && !hasNoReader(node))
      found.push(`${file}: ${text.replace(/\s+/g, ' ').trim()}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
