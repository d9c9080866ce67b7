/**
 * The vocabulary in which the options of the JSAPIs are written down: data that the sandbox validates with,
 * `tt.canIUse` answers from and the tables of the docs are made of. Every number is an integer, money an
 * integer of 分.
 */

interface Common {
  /** One line for tables and editors. */
  doc: string;
  /** `true`, or the name of the condition (`ApiContract.conditions`) under which the field must be there. */
  required?: true | string;
  /** Base library from which on it exists, where that is later than its parent's. */
  since?: string;
  /** Exists only with the industry SDK permission. */
  sdk?: true;
  /** Values outside the contract that official examples use: accepted with a warning. */
  tolerates?: ToleranceName;
}

export interface TextField extends Common {
  kind: 'string';
  /** UTF-8 bytes. */
  minBytes?: number;
  maxBytes?: number;
  /** Code points. */
  minChars?: number;
  maxChars?: number;
  format?: FormatName;
}

export interface IntegerField extends Common {
  kind: 'integer';
  min?: number;
  max?: number;
  oneOf?: readonly number[];
}

export interface BooleanField extends Common {
  kind: 'boolean';
}

export interface ListField extends Common {
  kind: 'array';
  of: Field;
  min?: number;
  max?: number;
}

export interface ObjectField extends Common {
  kind: 'object';
  /** Absent: any object, passed through. */
  fields?: Fields;
  /** Bytes of its JSON text. */
  maxJsonBytes?: number;
}

/** Something that no document gives a type: it only has to be there. */
export interface AnyField extends Common {
  kind: 'any';
}

export type Field = TextField | IntegerField | BooleanField | ListField | ObjectField | AnyField;
export type Fields = Readonly<Record<string, Field>>;

export type FormatName = 'date' | 'pagePath' | 'entryPath' | 'jsonObject' | 'json' | 'https';
export type ToleranceName = 'empty' | 'object' | 'seconds';

type More<T extends Field> = Partial<Omit<T, 'kind' | 'doc' | 'of' | 'fields'>>;

export const text = (doc: string, more?: More<TextField>): TextField => ({ kind: 'string', doc, ...more });
export const integer = (doc: string, more?: More<IntegerField>): IntegerField => ({
  kind: 'integer',
  doc,
  ...more,
});
export const flag = (doc: string, more?: More<BooleanField>): BooleanField => ({
  kind: 'boolean',
  doc,
  ...more,
});
export const list = (of: Field, doc: string, more?: More<ListField>): ListField => ({
  kind: 'array',
  of,
  doc,
  ...more,
});
export const object = (fields: Fields, doc: string, more?: More<ObjectField>): ObjectField => ({
  kind: 'object',
  fields,
  doc,
  ...more,
});
/** An object that is passed through: any fields. */
export const passThrough = (doc: string, more?: More<ObjectField>): ObjectField => ({
  kind: 'object',
  doc,
  ...more,
});
export const anything = (doc: string, more?: More<AnyField>): AnyField => ({ kind: 'any', doc, ...more });
/** Money in 分. */
export const money = (doc: string, more?: More<IntegerField>): IntegerField =>
  integer(doc, { min: 0, ...more });

/** What went wrong with one field. */
export interface Problem {
  path: string;
  wanted: string;
  got: string | number;
  /** @default 10000 */
  errNo?: number;
  /** A part of the text that tells the line of a code with several. */
  line?: string;
}

/** Something accepted that the contract does not allow. */
export interface Warning {
  path: string;
  text: string;
}

/** What a check may know beside the options. Times in ms. */
export interface Context {
  now: number;
  /** Base library of the host. @default the newest */
  baseLibrary?: string;
  /** Accept several skus in one order (README Q5). @default false */
  severalSkus?: boolean;
  /** The app's orders are fully merged (全融合) into life service. @default false */
  fullyMerged?: boolean;
  /** Whether goods (by goodsId) need a reservation; `undefined` when nobody knows. */
  needsReservation?: (goodsId: string) => boolean | undefined;
  /** Whether a sku (by skuId) is a ticket outside the POI library. */
  isOutsideTicket?: (skuId: string) => boolean;
  /** Price of library goods (by goodsId) in 分; `undefined` for goods that the library does not have. */
  libraryPrice?: (goodsId: string) => number | undefined;
  /** Redeeming: the order is of library goods. */
  ofLibrary?: boolean;
  /** applyRefund, createRefundOrder: the order, where it is known already. */
  order?: RefundableOrder;
  /** Receives what was tolerated. */
  warnings?: Warning[];
}

/** The part of an order that a refund is checked against. Money in 分. */
export interface RefundableOrder {
  legacy: boolean;
  takeaway: boolean;
  /** A takeaway order for a later time (deliveryInfo.bookType 2). */
  scheduled: boolean;
  /** Carries a delivery or packing fee. */
  hasFees: boolean;
  /** How many units of each of its goods, by goodsId, can still go back. */
  goods: Readonly<Record<string, number>>;
  /** The same by skuId; empty for an order without skus. */
  skus: Readonly<Record<string, number>>;
  /**
   * What is left of the order as a whole, and of each fee by feeType; absent while it is not paid, as then
   * its state is what is wrong.
   */
  left?: { amount: number; fees: Readonly<Record<number, number>> };
  itemOrders: readonly { itemOrderId: string; refundableAmount: number }[];
}

/**
 * Where a condition is asked: the whole options, the object that holds the field, and the object that holds
 * that one. Unchecked.
 */
export interface Place {
  root: Record<string, unknown>;
  parent: Record<string, unknown>;
  owner: Record<string, unknown>;
}

export type Condition = (place: Place, context: Context) => boolean;
export type Rule = (options: never, context: Context) => Problem | undefined;

/**
 * Who is to blame: the data sent, the caller (login, rights), the service, or what happened in the cashier.
 */
export type Fault = 'data' | 'caller' | 'service' | 'payment';

/** One line of an API's error table. A code may have several lines, one for each text. */
export interface ErrorRow {
  errNo: number;
  /** Text after `<api>:fail `. */
  message: string;
  meaning: string;
  fault: Fault;
  /** No document lists it for this API (README Q18). */
  inferred?: true;
}

export interface ApiContract {
  name: string;
  since?: string;
  sdk?: true;
  options: ObjectField;
  /** Payload of `success`. */
  success: Fields;
  conditions?: Readonly<Record<string, Condition>>;
  rules?: Readonly<Record<string, Rule>>;
  errors: readonly ErrorRow[];
  /** Section of the contract. */
  ref: string;
}

export const required = true as const;
