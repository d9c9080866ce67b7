/**
 * What the console can say about a code: the contract's catalogue of `bind:error`, and the error tables of
 * the JSAPIs.
 */
import { ERRORS } from '../../src/contract/errors';
import type { ErrorEntry } from '../../src/contract/errors';
import type { AdviceZh } from '../../src/contract/errors-zh';
import { APIS } from '../../src/contract/jsapi';
import type { ApiContract, ErrorRow } from '../../src/contract/jsapi/contract';
import { documentedApis } from '../scenarios/answer';
import type { Scenario, Scenarios } from '../scenarios/scenarios';

/** Names of the scenarios that provoke it. */
interface Provoked {
  scenarios: string[];
}

export interface ErrorBook {
  /** Of `bind:error`, ascending. */
  components: (ErrorEntry & AdviceZh & Provoked)[];
  /** By JSAPI: the rows of its table and the section of the contract that has it. */
  apis: Record<string, { section: string; rows: (ErrorRow & Provoked)[] }>;
}

/**
 * Whether a scenario makes the JSAPI fail with that line of its table: the one of its text, by default the
 * first of its code.
 */
const provokes = ({ errors }: ApiContract, row: ErrorRow, { answer }: Scenario): boolean =>
  row ===
  errors.find(
    ({ errNo, message }) => errNo === answer?.errNo && (answer.text === undefined || answer.text === message),
  );

/** Scenarios for one line of a JSAPI's table; of a payment that was not made they are the cashier's. */
export const scenariosOf = (list: readonly Scenario[], api: ApiContract, row: ErrorRow): string[] =>
  list
    .filter((scenario) =>
      row.fault === 'payment'
        ? scenario.hop === 'cashier' && scenario.code === row.errNo
        : scenario.hop === 'jsapi' &&
          documentedApis(scenario).some((name) => name === api.name) &&
          provokes(api, row, scenario),
    )
    .map(({ name }) => name);

export const errorBook = (scenarios: Scenarios): ErrorBook => {
  const list = scenarios.list();
  return {
    components: ERRORS.map((entry) => ({
      ...entry,
      scenarios: list
        .filter(
          ({ errNo, also = [] }) =>
            errNo === entry.errNo || also.some((other) => other.errNo === entry.errNo),
        )
        .map(({ name }) => name),
    })),
    apis: Object.fromEntries(
      Object.entries(APIS).map(([name, api]) => [
        name,
        {
          section: api.ref,
          rows: api.errors.map((row) => ({ ...row, scenarios: scenariosOf(list, api, row) })),
        },
      ]),
    ),
  };
};
