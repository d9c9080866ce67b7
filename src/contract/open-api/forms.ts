/** How the trade systems are asked: 行业交易系统 in two forms, 通用交易系统 in one (contract open-api §3, §4). */
import { ID_BYTES } from '../limits';
import { text } from '../schema/fields';
import type { Fields } from '../schema/fields';
import { tradeCodes } from './codes';
import type { CodeRow, FamilyName, Operation } from './operation';

export type Rest = Omit<Operation, 'id' | 'family' | 'path' | 'ref'>;
/** @param group of the newer form's paths */
type Make = (name: string, group: string, rest: Rest) => Operation;

interface Form {
  family: FamilyName;
  base: (group: string) => string;
  guard: readonly CodeRow[];
}

const FORMS: readonly Form[] = [
  {
    family: 'tradeSigned',
    base: () => '/api/apps/trade/v2/',
    guard: tradeCodes(['signature', 'unknownUri'], 'decided'),
  },
  {
    family: 'trade',
    base: (group) => `/api/apps/trade/v2/${group}/`,
    guard: tradeCodes(['token', 'tokenExpired', 'unknownUri']),
  },
];

/** Both forms of trade v2 have the same operations at other paths, and other envelopes. */
export const bothForms = (build: (make: Make) => readonly Operation[]): Operation[] =>
  ([] as Operation[]).concat(
    ...FORMS.map(({ family, base, guard }) =>
      build((name, group, rest) => ({
        id: `${family}.${name}`,
        family,
        path: `${base(group)}${name}`,
        ref: 'open-api.md §3',
        ...rest,
        codes: [...rest.codes, ...guard],
      })),
    ),
  );

export const basic = (name: string, rest: Rest): Operation => ({
  id: `tradeBasic.${name}`,
  family: 'tradeBasic',
  path: `/api/trade_basic/v1/developer/${name}/`,
  ref: 'open-api.md §4',
  ...rest,
  codes: [...rest.codes, ...tradeCodes(['token', 'tokenExpired', 'unknownUri'], 'practice')],
});

/** A number of an order, item order, refund or settlement. */
export const number = <const M extends { required?: true }>(doc: string, more?: M) =>
  text(
    doc,
    Object.assign({ minBytes: 1, maxBytes: ID_BYTES }, more) as M & {
      minBytes: number;
      maxBytes: number;
    },
  );

export const orderNumbers: Fields = {
  order_id: number("Douyin's order number"),
  out_order_no: number("the developer's order number; one of the two"),
};
