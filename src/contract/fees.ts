import { check } from './check';
import type { FeeDetails } from './goods-types';

/** Names of fees by `feeType` (contract pay-button §2). */
export const FEE_NAMES: Record<number, string> = {
  1: '配送费',
  2: '包装费',
  18: '基建费',
  19: '燃油费',
  20: '税费',
};

/** feeType of what a refund has to name: 配送费 and 包装费 (contract jsapi §5.2). */
export const REFUNDABLE_FEES = [1, 2] as const;

/** Whether a `fee-details-list` entry can be shown and added up: amounts are integers of 分 from 0. */
export function isFee(value: unknown): value is FeeDetails {
  const fee = value as FeeDetails;
  return !(
    check('', fee, 'object') ||
    check('', fee.feeType, 'number', 0) ||
    check('', fee.feeAmount, 'number', 0) ||
    check('', fee.feeDiscountAmount, 'number?', 0) ||
    check('', fee.feeDesc, 'string?')
  );
}
