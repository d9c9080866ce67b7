import { CASHIER_ROWS, rows } from './error-rows';
import type { Problem } from '../schema/walk';
import type { ApiContract, ErrorRow } from './contract';
import { flag, integer, object, required, text, type Infer } from '../schema/fields';
import { ORDER_NUMBERS } from './shared';

/** tt.getOrderPayment: the cashier of the general trade system (contract jsapi §3.1). */
export const getOrderPayment: ApiContract = {
  name: 'getOrderPayment',
  since: '2.74.0.0',
  sdk: true,
  ref: 'jsapi.md §3.1',
  options: object(
    {
      orderId: text("Douyin's order number, from requestOrder", { required, minBytes: 1 }),
      imId: text('customer-service id to pay with on iOS'),
      immediate: flag('pay at once'),
    },
    'options of tt.getOrderPayment',
  ),
  success: {},
  errors: rows([
    ...CASHIER_ROWS,
    ...[
      'parameters',
      'broken',
      'unauthorised',
      'risk',
      'system',
      'noOrder',
      'notCreated',
      'merchant',
      'noLoginState',
      'unpayable',
    ],
    ...['banned', 'noChannel', 'product'],
  ]),
};

/** tt.pay: opens the cashier for an order and its token (contract jsapi §3.2). */
export const pay: ApiContract = {
  name: 'pay',
  since: '1.19.4',
  ref: 'jsapi.md §3.2',
  options: object(
    {
      orderInfo: object(
        {
          order_id: text('order to pay', { required, minBytes: 1 }),
          order_token: text('its token', { required, minBytes: 1 }),
        },
        'what to pay',
        { required },
      ),
      service: integer('fixed', { required, oneOf: [5] }),
      _debug: integer('for debugging only', { oneOf: [0, 1] }),
    },
    'options of tt.pay',
  ),
  success: { code: integer('0 paid, 1 timed out, 2 failed, 3 closed, 4 cancelled, 9 unknown', { required }) },
  errors: rows(['parameters', 'broken', 'noOrder', 'unpayable'], true),
};

const CONTINUE_OPTIONS = object(
  { orderId: text("Douyin's order number"), outOrderNo: text("the developer's order number") },
  'options of tt.continueToPay; one of the two numbers',
);

/** Douyin's number or the developer's: one of the two (contract jsapi §4). */
function oneNumber(options: Infer<typeof CONTINUE_OPTIONS>): Problem | undefined {
  return options.orderId || options.outOrderNo
    ? undefined
    : { path: 'orderId', wanted: 'given, or outOrderNo', got: 'neither' };
}

/** @param notLoggedIn the line of 21550 */
const continueErrors = (notLoggedIn: ErrorRow[]): ErrorRow[] => [
  ...rows(['parameters', 'broken', 'unauthorised', 'risk', 'system', 'noOrder'], true),
  ...notLoggedIn,
  ...rows(['unpayable', ...CASHIER_ROWS], true),
];

/** tt.continueToPay: the cashier again, for an unpaid order (contract jsapi §4). */
export const continueToPay: ApiContract = {
  name: 'continueToPay',
  since: '2.51.0.0',
  ref: 'jsapi.md §4',
  options: CONTINUE_OPTIONS,
  success: ORDER_NUMBERS,
  rules: { oneNumber },
  errors: continueErrors(rows(['noLoginState'], true)),
};

/**
 * tt.continueToPayLife: the same for an order of the merged life-service chain, by Douyin's number alone
 * (contract jsapi §4).
 */
export const continueToPayLife: ApiContract = {
  name: 'continueToPayLife',
  ref: 'jsapi.md §4',
  options: object(
    { orderId: text("Douyin's order number", { required, minBytes: 1 }) },
    'options of tt.continueToPayLife',
  ),
  success: ORDER_NUMBERS,
  errors: continueErrors(rows(['noLoginState'])),
};
