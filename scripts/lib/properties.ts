/** Reads the properties of a component out of its source, for the tables of docs/properties.md. */
import ts from 'typescript';

export interface PropertyDoc {
  /** As written in TTML. */
  name: string;
  /** Types the framework accepts, e.g. `number` or `string or object`. */
  type: string;
  /**
   * Its `@default`, else the value it is declared with, unless that is an empty one; absent when it has none.
   */
  default?: string;
  /** Its JSDoc comment, in one line. */
  about: string;
}

interface ComponentDoc {
  properties: PropertyDoc[];
  externalClasses: string[];
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
/** Declared values that stand for "not given". */
const EMPTY = /^(''|""|0|null|undefined|\[\]|\{\})$/;
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function member(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find(
    (one) => one.name && ts.isIdentifier(one.name) && one.name.text === name,
  );
  return found && ts.isPropertyAssignment(found) ? bare(found.initializer) : undefined;
}

/** Without `as …`, `satisfies …` and parentheses. */
function bare(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? bare(node.expression)
    : node;
}

function typeOf(node: ts.Expression): string[] {
  if (node.kind === ts.SyntaxKind.NullKeyword) return ['any'];
  return [ts.isIdentifier(node) ? node.text.toLowerCase() : node.getText()];
}

function property(one: ts.ObjectLiteralElementLike): PropertyDoc | undefined {
  if (!ts.isPropertyAssignment(one)) return undefined;
  const given = bare(one.initializer);
  const object = ts.isObjectLiteralExpression(given) ? given : undefined;
  const type = object ? member(object, 'type') : given;
  if (!type) return undefined;
  const more = object && member(object, 'optionalTypes');
  const types = [
    ...typeOf(type),
    ...(more && ts.isArrayLiteralExpression(more) ? more.elements.flatMap(typeOf) : []),
  ];
  const comments = ts.getJSDocCommentsAndTags(one);
  const about = comments.filter(ts.isJSDoc).map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '');
  const tag = ts.getJSDocTags(one).find((each) => each.tagName.text === 'default');
  const declared = (object && member(object, 'value'))?.getText() ?? '';
  const value = (tag && ts.getTextOfJSDocComment(tag.comment)) || (EMPTY.test(declared) ? '' : declared);
  return {
    name: kebab(one.name.getText().replace(/^['"]|['"]$/g, '')),
    type: types.join(' or '),
    ...(value ? { default: oneLine(value) } : {}),
    about: oneLine(about.join(' ')),
  };
}

/** Where the constants that a source imports come from: constant -> module, for its named imports. */
function importsOf(file: ts.SourceFile): Map<string, string> {
  const found = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const named = statement.importClause?.namedBindings;
    if (!named || !ts.isNamedImports(named)) continue;
    for (const { name } of named.elements) found.set(name.text, statement.moduleSpecifier.text);
  }
  return found;
}

function constant(file: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((one) => one.name.getText() === name);
    if (found?.initializer) return bare(found.initializer);
  }
  return undefined;
}

/**
 * The members of an object literal, of constants of this or an imported module, and of `Object.assign` or
 * spreads of such.
 */
function members(
  node: ts.Expression,
  file: ts.SourceFile,
  open: (specifier: string) => string,
): PropertyDoc[] {
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((one) =>
      ts.isSpreadAssignment(one) ? members(bare(one.expression), file, open) : (property(one) ?? []),
    );
  }
  if (ts.isCallExpression(node)) return node.arguments.flatMap((one) => members(bare(one), file, open));
  if (!ts.isIdentifier(node)) return [];
  const here = constant(file, node.text);
  if (here) return members(here, file, open);
  const specifier = importsOf(file).get(node.text);
  if (specifier === undefined) return [];
  const module = parse(open(specifier));
  const there = constant(module, node.text);
  return there ? members(there, module, open) : [];
}

const parse = (source: string): ts.SourceFile =>
  ts.createSourceFile('component.ts', source, ts.ScriptTarget.ESNext, true);

/**
 * The properties and external classes of the component that a source defines, from its members `properties`
 * and `externalClasses`, in the order of the source. `open` gives the source of a module that it imports.
 */
export function readComponent(source: string, open: (specifier: string) => string): ComponentDoc {
  const file = parse(source);
  const found: ComponentDoc = { properties: [], externalClasses: [] };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      const value = bare(node.initializer);
      const name = node.name.getText();
      if (name === 'properties') {
        found.properties.push(...members(value, file, open));
        return;
      }
      if (name === 'externalClasses' && ts.isArrayLiteralExpression(value)) {
        found.externalClasses.push(...value.elements.filter(ts.isStringLiteral).map(({ text }) => text));
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
