import { CREATE_ORDER_OPTIONS } from './create-order-options';
import { CREATE_ORDER_CONDITIONS, CREATE_ORDER_RULES } from './create-order-rules';
import { CASHIER_ROWS, rows } from './error-rows';
import type { ApiContract } from './contract';
import { ORDER_NUMBERS } from './shared';

/** How an order fails to be made, with or without a cashier behind it. */
export const ORDER_ERRORS = rows(
  [
    ...[
      'parameters',
      'unparsed',
      'broken',
      'unauthorised',
      'session',
      'notLoggedIn',
      'frequent',
      'risk',
      'system',
      'noGoods',
      'noPoi',
    ],
    ...[
      'greyList',
      'marketing',
      'notCreated',
      'usedNumber',
      'merchant',
      'noLoginState',
      'banned',
      'noRight',
      'noChannel',
      'product',
    ],
  ],
  true,
);

/** tt.createOrder: pre-order and payment in one call (contract jsapi §1). */
export const createOrder: ApiContract = {
  name: 'createOrder',
  since: '2.51.0.0',
  ref: 'jsapi.md §1',
  options: CREATE_ORDER_OPTIONS,
  success: ORDER_NUMBERS,
  conditions: CREATE_ORDER_CONDITIONS,
  rules: CREATE_ORDER_RULES,
  errors: [...ORDER_ERRORS, ...rows(CASHIER_ROWS, true)],
};
