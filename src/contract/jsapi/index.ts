import { kindOf, mismatch } from '../check';
import { applyRefund } from './apply-refund';
import { createOrder } from './create-order';
import { parseJson } from '../schema/formats';
import { checkSession, login } from './login';
import { createMerchantOrder } from './merchant-order';
import { continueToPay, continueToPayLife, getOrderPayment, pay } from './payment';
import { createRefundOrder, getRefundOrder } from './refund-order';
import { ORDER_DATA, requestOrder } from './request-order';
import type { Problem } from '../schema/walk';
import type { ApiContract, Context, ErrorRow } from './contract';
import { firstProblem } from '../schema/walk';

/** Every JSAPI of the contract, by name. */
export const APIS = {
  createOrder,
  createMerchantOrder,
  requestOrder,
  getOrderPayment,
  pay,
  continueToPay,
  continueToPayLife,
  applyRefund,
  createRefundOrder,
  getRefundOrder,
  login,
  checkSession,
};
export type ApiName = keyof typeof APIS;

/**
 * Options that an API refuses: what `fail` gets, what is wrong, where it is, and the name of the rule, where
 * it was no field by itself.
 */
export interface Violation {
  errNo: number;
  /** Word for word as the table has it. */
  errMsg: string;
  /** What is wrong, for the developer: no document has it, so it stands beside `errMsg`. */
  detail: string;
  path: string;
  rule?: string;
}

/**
 * The line of an API's error table for a code; a code may have several, told apart by a part of their text.
 */
function errorRow(api: ApiName, errNo: number, part = ''): ErrorRow | undefined {
  return APIS[api].errors.find((row) => row.errNo === errNo && row.message.includes(part));
}

/** `errMsg` of a failed call, word for word: `createOrder:fail 访问未授权`. */
export function failText(api: ApiName, errNo: number, part?: string): string {
  return `${api}:fail ${errorRow(api, errNo, part)?.message ?? `error ${errNo}`}`;
}

const PARAMETERS = 10000;

function violation(api: ApiName, problem: Problem, prefix: string, rule?: string): Violation {
  const errNo = problem.errNo ?? PARAMETERS;
  const path = prefix + problem.path;
  const errMsg = failText(api, errNo, problem.line);
  const detail = mismatch(path, problem.wanted, problem.got);
  return Object.assign({ errNo, errMsg, detail, path }, rule ? { rule } : undefined);
}

function check(
  api: ApiName,
  contract: ApiContract,
  options: Record<string, unknown>,
  context: Context,
  prefix: string,
): Violation | undefined {
  const found = firstProblem(contract, options, context);
  return found && violation(api, found.problem, prefix, found.rule);
}

/**
 * Checks the options of a JSAPI: every field, then the rules that span fields. `undefined` means that they
 * are in order; what was only tolerated is in `context.warnings`. Unknown fields are ignored.
 */
export function validate(api: ApiName, options: unknown, context: Context): Violation | undefined {
  if (kindOf(options) !== 'object') {
    return violation(
      api,
      { path: 'options', wanted: 'object', got: kindOf(options), errNo: errorRow(api, 10002) && 10002 },
      '',
    );
  }
  return check(api, APIS[api], options as Record<string, unknown>, context, '');
}

/** Checks `data` of tt.requestOrder, once its signature has been verified (contract jsapi §2.2). */
export function validateOrderData(data: string, context: Context): Violation | undefined {
  const value = parseJson(data);
  if (kindOf(value) !== 'object')
    return violation(
      'requestOrder',
      { path: 'data', wanted: 'the JSON text of an object', got: kindOf(value) },
      '',
    );
  return check('requestOrder', ORDER_DATA, value as Record<string, unknown>, context, 'data.');
}
