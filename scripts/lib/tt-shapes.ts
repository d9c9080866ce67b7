/**
 * What the official typings declare of `tt`, as a small table: the simulated `tt` answers every name in the
 * shape that stands there, so that nothing is guessed from a name.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Shape } from '../../simulator/host/shape';
import { ROOT } from './paths';

const TYPINGS = join(ROOT, 'node_modules/@douyin-microapp/typings');
/** How deep objects in objects are followed. */
const DEPTH = 4;

const isOurs = (symbol: ts.Symbol): boolean =>
  symbol.declarations?.some((declaration) => declaration.getSourceFile().fileName.startsWith(TYPINGS)) ===
  true;

class Reader {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly at: ts.Node,
  ) {}

  /** `owners`: the objects around it; a method that gives one of them is chained. */
  shape(type: ts.Type, owners: readonly ts.Type[] = []): Shape {
    const plain = this.checker.getNonNullableType(type);
    const signature = plain.getCallSignatures()[0];
    if (signature) return this.callable(signature, owners);
    return this.isFunction(plain) ? 'act' : this.value(plain, owners);
  }

  private callable(signature: ts.Signature, owners: readonly ts.Type[]): Shape {
    const option = this.firstParameter(signature);
    const gives = signature.getReturnType();
    if (owners.includes(gives)) return 'self';
    const isVoid = (gives.flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) !== 0;
    if (option && this.takesCallbacks(option))
      return isVoid ? 'async' : { task: this.members(gives, owners) };
    if (!isVoid) return { gives: this.shape(gives, owners) };
    return option && this.isFunction(option) ? 'listen' : 'act';
  }

  /** `SyncAPI<[callback]>` is written with a rest parameter. */
  private firstParameter(signature: ts.Signature): ts.Type | undefined {
    const [first] = signature.getParameters();
    const type = first && this.checker.getNonNullableType(this.typeOf(first));
    const isTuple = type && this.checker.isTupleType(type);
    return isTuple ? this.checker.getTypeArguments(type as ts.TypeReference)[0] : type;
  }

  private value(type: ts.Type, owners: readonly ts.Type[]): Shape {
    const { flags } = type.isUnion() ? (type.types[0] ?? type) : type;
    if (flags & ts.TypeFlags.StringLike) return 'text';
    if (flags & ts.TypeFlags.NumberLike) return 'number';
    if (flags & ts.TypeFlags.BooleanLike) return 'flag';
    if (this.checker.isArrayType(type)) return 'list';
    if (type.symbol?.name === 'Promise') return 'promise';
    if (flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) return 'act';
    return flags & ts.TypeFlags.Object ? { has: this.members(type, owners) } : 'any';
  }

  private members(type: ts.Type, owners: readonly ts.Type[]): Record<string, Shape> {
    const found: Record<string, Shape> = {};
    if (owners.length >= DEPTH) return found;
    for (const member of type.getProperties())
      if (isOurs(member)) found[member.name] = this.shape(this.typeOf(member), [...owners, type]);
    return found;
  }

  private typeOf(symbol: ts.Symbol): ts.Type {
    return this.checker.getTypeOfSymbolAtLocation(symbol, this.at);
  }

  private takesCallbacks(type: ts.Type): boolean {
    return ['success', 'fail', 'complete'].some((name) => type.getProperty(name) !== undefined);
  }

  private isFunction(type: ts.Type): boolean {
    return type.getCallSignatures().length > 0 || FUNCTIONS.has(type.symbol?.name ?? '');
  }
}

const FUNCTIONS = new Set(['Function', 'CallableFunction', 'VoidFunction']);

/** Exports of this file are helpers of the typings themselves. */
const HELPERS = 'types.d.ts';
const API_NAME = /^[a-z]\w+$/;
/** Methods of an object that a file exports as if they were names of `tt`. */
const METHODS = new Set(['inferSync', 'load', 'onError', 'onLoad', 'paintToTexture']);

/** Reads the typings: names of `tt`, and those that a file declares but the index forgot. */
export function readShapes(): Record<string, Shape> {
  const folders = ['api', 'api/live'].map((folder) => join(TYPINGS, folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.d.ts') && name !== HELPERS)
      .map((name) => join(folder, name)),
  );
  const program = ts.createProgram([join(TYPINGS, 'index.d.ts'), ...files], {
    lib: ['lib.es2020.d.ts'],
    types: [],
    strict: true,
  });
  const checker = program.getTypeChecker();
  const shapes: Record<string, Shape> = {};
  const add = (symbol: ts.Symbol, at: ts.Node, isIndex: boolean): void => {
    if (!isIndex && METHODS.has(symbol.name)) return;
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    if (!(target.flags & ts.SymbolFlags.Variable) || !API_NAME.test(symbol.name)) return;
    shapes[symbol.name] ??= new Reader(checker, at).shape(checker.getTypeOfSymbolAtLocation(target, at));
  };
  const index = program.getSourceFile(join(TYPINGS, 'types/api.d.ts'));
  for (const source of [index, ...files.map((file) => program.getSourceFile(file))]) {
    const module = source && checker.getSymbolAtLocation(source);
    if (source && module)
      for (const symbol of checker.getExportsOfModule(module)) add(symbol, source, source === index);
  }
  return Object.fromEntries(Object.entries(shapes).sort(([one], [other]) => one.localeCompare(other, 'en')));
}

let shapes: Record<string, Shape> | undefined;
/** Read once: the typings take a second. */
const known = (): Record<string, Shape> => (shapes ??= readShapes());

/** The names alone, for the rules. */
export const ttNamesText = (): string => `${JSON.stringify(Object.keys(known()), null, 2)}\n`;

/** The table's text, one name a line. */
export const shapesText = (): string =>
  `{\n${Object.entries(known())
    .map(([name, shape]) => `  ${JSON.stringify(name)}: ${JSON.stringify(shape)}`)
    .join(',\n')}\n}\n`;
