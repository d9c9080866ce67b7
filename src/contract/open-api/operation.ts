/**
 * What a developer's server calls at the platform (contract open-api): families, operations and their codes.
 * The OpenAPI file, the sandbox's routes, its checks of requests and the tables of the docs are made of this.
 */
import type { Fields, ListField, ObjectField } from '../schema/fields';

/** How a family knows who calls, and how it answers. */
export type FamilyName = 'token' | 'login' | 'tradeSigned' | 'trade' | 'tradeBasic' | 'ecpay';

/** `documented`: a page lists it for this operation; `practice`: for a sibling; `decided`: here. */
export type Evidence = 'documented' | 'practice' | 'decided';

export interface CodeRow {
  code: number;
  message: string;
  meaning: string;
  evidence: Evidence;
}

export interface Operation {
  /** `<family>.<name>`. */
  id: string;
  family: FamilyName;
  path: string;
  summary: string;
  body: ObjectField;
  /** What a success carries, inside the family's envelope. */
  answer: Fields;
  /** It carries this list in place of an object. */
  list?: ListField;
  /** Of 担保支付: whether the answer lies in `data`, and not beside err_no. */
  wrapped?: true;
  /** Codes of a field that is missing or empty, or too long, where the operation has some of its own. */
  fieldCodes?: Readonly<Record<string, { missing?: number; long?: number }>>;
  codes: readonly CodeRow[];
  /** Section of the contract. */
  ref: string;
}

export interface Family {
  name: FamilyName;
  title: string;
  /** Where the platform has it. */
  host: string;
  /** What its paths begin with: whatever else is there, is answered in its form. */
  prefixes: readonly string[];
  authorization: 'none' | 'byteAuthorization' | 'accessToken' | 'sign';
  /** The code of a request whose authorization does not count, and of one that cannot be read. */
  unauthorised: number;
  parameters: number;
  /** The code of an operation that this sandbox does not have. */
  unknown: number;
}

export const row = (
  code: number,
  message: string,
  meaning: string,
  evidence: Evidence = 'documented',
): CodeRow => ({ code, message, meaning, evidence });
