/**
 * The one vocabulary for whatever crosses a wall: options of JSAPIs, answers of the developer's server,
 * callbacks, files. A shape is data; checks, types (`Infer`), `tt.canIUse`, tables of the docs and the
 * OpenAPI file are made from it. Every number is an integer, money an integer of 分, a time ms since 1970.
 */
import type { Format, Tolerance } from './formats';

interface Common {
  /** One line for tables and editors. Empty in shapes that ship in the kit: theirs lie in a table beside. */
  doc: string;
  /** `true`, or the name of the condition under which the field must be there. */
  required?: true | string;
  /** Also `null`. */
  nullable?: true;
  /** Base library from which on it exists, where that is later than its parent's. */
  since?: string;
  /** Exists only with the industry SDK permission. */
  sdk?: true;
  /** Values outside the contract that official examples use: accepted with a warning. */
  tolerates?: Tolerance;
}

export interface TextField extends Common {
  kind: 'string';
  /** UTF-8 bytes. */
  minBytes?: number;
  maxBytes?: number;
  /** Code points. */
  minChars?: number;
  maxChars?: number;
  oneOf?: readonly string[];
  format?: Format;
  /** May hold half a character: what is made of it says so itself. */
  halves?: true;
}

export interface IntegerField extends Common {
  kind: 'integer';
  min?: number;
  max?: number;
  oneOf?: readonly number[];
  /** 分, or ms since 1970. */
  unit?: 'fen' | 'ms';
}

interface BooleanField extends Common {
  kind: 'boolean';
}

export interface ListField extends Common {
  kind: 'array';
  of: Field;
  min?: number;
  max?: number;
  /** The field in which no two entries may agree; `''` for the entries themselves. */
  unique?: string;
}

export interface ObjectField extends Common {
  kind: 'object';
  /** Absent: any object, passed through. */
  fields?: Fields;
  /** Bytes of its JSON text. */
  maxJsonBytes?: number;
  /** Number -> the one beside it that it may not exceed. */
  atMost?: Readonly<Record<string, string>>;
}

/** Something that no document gives a type: it only has to be there. */
interface AnyField extends Common {
  kind: 'any';
}

export type Field = TextField | IntegerField | BooleanField | ListField | ObjectField | AnyField;
export type Fields = Readonly<Record<string, Field>>;

type More<F extends Field> = Partial<Omit<F, 'kind' | 'doc' | 'of' | 'fields'>>;
type Made<K extends Field['kind'], M> = { readonly kind: K; readonly doc: string } & Readonly<M>;
/** No more than kind and doc. */
type Plain = Record<never, never>;

const make = <K extends Field['kind'], M>(kind: K, doc: string, more?: M): Made<K, M> =>
  Object.assign({ kind, doc }, more) as Made<K, M>;

export const text = <const M extends More<TextField> = Plain>(
  doc: string,
  more?: M,
): Made<'string', NoInfer<M>> => make('string', doc, more);
export const integer = <const M extends More<IntegerField> = Plain>(
  doc: string,
  more?: M,
): Made<'integer', NoInfer<M>> => make('integer', doc, more);
export const flag = <const M extends More<BooleanField> = Plain>(
  doc: string,
  more?: M,
): Made<'boolean', NoInfer<M>> => make('boolean', doc, more);
export const list = <const F extends Field, const M extends More<ListField> = Plain>(
  of: F,
  doc: string,
  more?: M,
): Made<'array', NoInfer<M & { of: F }>> => make('array', doc, Object.assign({ of }, more) as M & { of: F });
export const object = <const S extends Fields, const M extends More<ObjectField> = Plain>(
  fields: S,
  doc: string,
  more?: M,
): Made<'object', NoInfer<M & { fields: S }>> =>
  make('object', doc, Object.assign({ fields }, more) as M & { fields: S });
/** An object that is passed through: any fields. */
export const passThrough = <const M extends More<ObjectField> = Plain>(
  doc: string,
  more?: M,
): Made<'object', NoInfer<M>> => make('object', doc, more);
export const anything = <const M extends More<AnyField> = Plain>(
  doc: string,
  more?: M,
): Made<'any', NoInfer<M>> => make('any', doc, more);
/** Money in 分. */
export const money = <const M extends More<IntegerField> = Plain>(
  doc: string,
  more?: M,
): Made<'integer', NoInfer<M>> => make('integer', doc, Object.assign({ min: 0, unit: 'fen' }, more) as M);

export const required = true as const;

type Simple<T> = { -readonly [K in keyof T]: T[K] };
type Shape<S> = Simple<
  { [K in keyof S as S[K] extends { required: true } ? K : never]: Infer<S[K]> } & {
    [K in keyof S as S[K] extends { required: true } ? never : K]?: Infer<S[K]>;
  }
>;

/**
 * The type of what a field allows. A field that a condition requires is optional to the compiler, which
 * cannot know the condition.
 */
export type Infer<F> = F extends { nullable: true } ? Bare<F> | null : Bare<F>;
type Bare<F> = F extends { kind: 'string' }
  ? F extends { oneOf: readonly (infer V)[] }
    ? V
    : string
  : F extends { kind: 'integer' }
    ? F extends { oneOf: readonly (infer V)[] }
      ? V
      : number
    : F extends { kind: 'boolean' }
      ? boolean
      : F extends { kind: 'array'; of: infer E }
        ? Infer<E>[]
        : F extends { kind: 'object'; fields: infer S }
          ? Shape<S>
          : F extends { kind: 'object' }
            ? Record<string, unknown>
            : unknown;
