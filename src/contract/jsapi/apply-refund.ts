import { APPLY_REFUND_OPTIONS } from './apply-refund-options';
import { APPLY_REFUND_CONDITIONS, APPLY_REFUND_RULES } from './apply-refund-rules';
import { rows } from './error-rows';
import type { ApiContract } from './contract';
import { required, text } from '../schema/fields';

/** The three numbers that every refund is known by. */
export const REFUND_NUMBERS = {
  orderId: text("Douyin's order number", { required }),
  outRefundNo: text("the developer's refund number", { required }),
  refundId: text("Douyin's refund number", { required }),
};

export const REFUND_ERRORS = rows(
  [
    'parameters',
    'broken',
    'unauthorised',
    'risk',
    'system',
    'noOrder',
    'orderState',
    'foreignItem',
    'illegalItem',
    'noLoginState',
  ],
  true,
);

/** tt.applyRefund (contract jsapi §5). */
export const applyRefund: ApiContract = {
  name: 'applyRefund',
  since: '2.51.0.0',
  ref: 'jsapi.md §5',
  options: APPLY_REFUND_OPTIONS,
  success: REFUND_NUMBERS,
  conditions: APPLY_REFUND_CONDITIONS,
  rules: APPLY_REFUND_RULES,
  errors: REFUND_ERRORS,
};
