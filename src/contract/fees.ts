import { integer, list, money, object, required, text } from './schema/fields';

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

/** What `fee-details-list` may be: no fee is less than nothing (contract pay-button §2). */
export const FEES = list(
  object(
    {
      feeType: integer('', { required, min: 0 }),
      feeAmount: money('', { required }),
      feeDiscountAmount: money(''),
      feeDesc: text(''),
    },
    '',
    { atMost: { feeDiscountAmount: 'feeAmount' } },
  ),
  '',
);
