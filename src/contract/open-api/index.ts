export type { Family, FamilyName, Operation } from './operation';
export { FAMILIES, OLD_TOKEN_MS, TOKEN_MS } from './families';
export { MOST_PARTIES, SETTLE_AFTER_END_MS, SETTLE_AFTER_PAYMENT_MS } from './settlement';
export { MOST_ITEMS } from './trade';
export { hasLogId, isFlat, openApiDocument, schemaOfBody } from './document';
import { ECPAY_OPERATIONS } from './ecpay';
import { FULFILMENT_OPERATIONS } from './fulfilment';
import { LOGIN_OPERATIONS } from './login';
import type { CodeRow, FamilyName, Operation } from './operation';
import { SETTLEMENT_OPERATIONS } from './settlement';
import { TRADE_OPERATIONS } from './trade';

/** Every operation of the platform's server interfaces that the sandbox has. */
export const OPERATIONS: readonly Operation[] = [
  ...LOGIN_OPERATIONS,
  ...ECPAY_OPERATIONS,
  ...TRADE_OPERATIONS,
  ...FULFILMENT_OPERATIONS,
  ...SETTLEMENT_OPERATIONS,
];

export function operation(id: string): Operation | undefined {
  return OPERATIONS.find((each) => each.id === id);
}

/** The line of a code, of this operation or of any of its family. */
export function codeRow(family: FamilyName, code: number, id?: string): CodeRow | undefined {
  const own = OPERATIONS.filter((each) => each.family === family);
  const rows = [...own.filter((each) => each.id === id), ...own].map(({ codes }) => codes);
  return ([] as CodeRow[]).concat(...rows).find((each) => each.code === code);
}
