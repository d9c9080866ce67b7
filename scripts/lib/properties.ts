/** Reads the properties of a component out of its source, for the tables of docs/properties.md. */
import ts from 'typescript';

export interface PropertyDoc {
  /** As written in TTML. */
  name: string;
  /** Types the framework accepts, e.g. `number` or `string or object`. */
  type: string;
  /** Its `@default`, else the value it is declared with; absent when it has none. */
  default?: string;
  /** Its JSDoc comment, in one line. */
  about: string;
}

export interface ComponentDoc {
  properties: PropertyDoc[];
  externalClasses: string[];
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function member(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((one) => one.name && ts.isIdentifier(one.name) && one.name.text === name);
  return found && ts.isPropertyAssignment(found) ? bare(found.initializer) : undefined;
}

/** Without `as …`, `satisfies …` and parentheses. */
function bare(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node) ? bare(node.expression) : node;
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
  const types = [...typeOf(type), ...(more && ts.isArrayLiteralExpression(more) ? more.elements.flatMap(typeOf) : [])];
  const comments = ts.getJSDocCommentsAndTags(one);
  const about = comments.filter(ts.isJSDoc).map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '');
  const tag = ts.getJSDocTags(one).find((each) => each.tagName.text === 'default');
  const declared = object && member(object, 'value');
  const value = (tag && ts.getTextOfJSDocComment(tag.comment)) || declared?.getText();
  return {
    name: kebab(one.name.getText().replace(/^['"]|['"]$/g, '')),
    type: types.join(' or '),
    ...(value && value !== 'undefined' ? { default: oneLine(value) } : {}),
    about: oneLine(about.join(' ')),
  };
}

/**
 * The properties and external classes of the component that a source defines: its members `properties` (an object literal) and
 * `externalClasses` (an array literal), in the order of the source.
 */
export function readComponent(source: string): ComponentDoc {
  const file = ts.createSourceFile('index.ts', source, ts.ScriptTarget.ESNext, true);
  const found: ComponentDoc = { properties: [], externalClasses: [] };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node)) {
      const value = bare(node.initializer);
      const name = node.name.getText();
      if (name === 'properties' && ts.isObjectLiteralExpression(value)) {
        found.properties.push(...value.properties.map(property).filter((one) => one !== undefined));
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
