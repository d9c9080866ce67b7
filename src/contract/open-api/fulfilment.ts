/** What is redeemed, and by whom: contract open-api §3, §4. */
import { MAX_QUERIED_ITEMS } from '../coupon';
import { FORMATS } from '../schema/formats';
import { flag, integer, list, money, object, required, text } from '../schema/fields';
import { tradeCodes } from './codes';
import { basic, bothForms, number } from './forms';
import type { Operation } from './operation';

const VERIFY_ITEMS = 100;
const PUSHED_ITEMS = 100;
const POI_BYTES = 1024;

const poiInfo = text('JSON text of the shop; library goods need it', {
  maxBytes: POI_BYTES,
  format: FORMATS.jsonObject,
});

const itemStates = list(
  object(
    {
      item_order_id: text('item order', { required }),
      item_order_status: integer('1 unpaid, 2 usable, 3 redeemed, 4 closed or refunded', {
        required,
      }),
      valid_start_time: integer('ms; 0 without a code of the platform', { required }),
      valid_end_time: integer('ms; 0 without a code of the platform', { required }),
      delivery_time: integer('when it was redeemed, ms; absent until then'),
      times_card_info: object(
        {
          total_times: integer('uses in all', { required }),
          usable_times: integer('uses that are left', { required }),
          refund_times: integer('uses that were refunded', { required }),
          actual_amount_once: money('what the first use cost, 分', { required }),
        },
        'of a unit of several uses (次卡) alone',
      ),
    },
    'one item order',
  ),
  'in the order of the item orders',
  { required },
);

const redeemed = list(
  object(
    {
      result_code: integer('0: redeemed', { required }),
      result_msg: text('in words', { required }),
      item_order_id: text('item order', { required }),
      certificate_id: text('certificate', { required }),
      verify_id: text('for taking it back'),
      verify_time: integer('ms'),
    },
    'one code',
  ),
  'each by itself',
  { required },
);

const industry = bothForms((operation) => [
  operation('query_item_order_info', 'order', {
    summary: 'State of the units of an order',
    body: object(
      {
        order_id: number("Douyin's order number", { required }),
        item_order_id_list: list(number('item order'), 'all of the order when it is left out', {
          min: 1,
          max: MAX_QUERIED_ITEMS,
        }),
      },
      'which units',
    ),
    answer: { item_list: itemStates },
    codes: [...tradeCodes(['parameters', 'system', 'noItem']), ...tradeCodes(['noOrder'], 'practice')],
  }),
  operation('delivery_prepare', 'fulfillment', {
    summary: 'The shop scans a Douyin code',
    body: object(
      {
        code: text('digits under the code'),
        encrypted_data: text('from the link in the QR code; counts first'),
      },
      'one of the two',
    ),
    answer: {
      verify_token: text('for delivery_verify', { required }),
      order_id: text("Douyin's order number", { required }),
      out_order_no: text("the developer's order number", { required }),
      certificates: list(
        object(
          {
            encrypted_code: text('for delivery_verify', { required }),
            certificate_id: text('certificate', { required }),
            item_order_id: text('item order', { required }),
          },
          'one code',
        ),
        'what can be redeemed',
        { required },
      ),
    },
    codes: tradeCodes(['parameters', 'system']),
  }),
  operation('delivery_verify', 'fulfillment', {
    summary: 'The shop redeems what it prepared',
    body: object(
      {
        verify_token: text('from delivery_prepare', { required, minBytes: 1 }),
        order_id: number("Douyin's order number, from delivery_prepare", { required }),
        certificates: list(
          object(
            {
              encrypted_code: text('from delivery_prepare', { required, minBytes: 1 }),
              certificate_id: text('certificate', { required, minBytes: 1 }),
            },
            'one code',
          ),
          'what is redeemed; twice named is used twice',
          { required, min: 1, max: VERIFY_ITEMS },
        ),
        poi_info: poiInfo,
      },
      'what is redeemed',
    ),
    answer: { verify_results: redeemed },
    codes: tradeCodes(['parameters', 'system']),
  }),
  operation('push_delivery', 'fulfillment', {
    summary: "Units of an order without Douyin codes were redeemed with the developer's own",
    body: object(
      {
        out_order_no: number("the developer's order number", { required }),
        item_order_list: list(
          object({ item_order_id: number('item order', { required }) }, 'one unit'),
          'what was redeemed, unless use_all',
          { min: 1, max: PUSHED_ITEMS },
        ),
        use_all: flag('the whole order, all of whose units are usable'),
        token: number('names the request: the same again does nothing more'),
        poi_info: poiInfo,
      },
      'what was redeemed',
    ),
    answer: { delivery_id: text('number of this redemption', { required }) },
    codes: [
      ...tradeCodes(['parameters', 'system']),
      ...tradeCodes(['noOrder', 'noItem', 'codeState', 'closedLoop'], 'practice'),
    ],
  }),
]);

const cancel: Operation = {
  id: 'trade.verify_cancel',
  family: 'trade',
  path: '/api/trade/v2/fulfillment/verify_cancel',
  summary: 'Takes a redemption back, within the hour',
  body: object(
    {
      verify_id: number('from delivery_verify', { required }),
      certificate_id: number('certificate', { required }),
      order_id: number("Douyin's order number"),
    },
    'which redemption',
  ),
  answer: {},
  codes: tradeCodes(['parameters', 'system', 'token', 'tokenExpired', 'unknownUri']),
  ref: 'open-api.md §3',
};

const general = basic('fulfill_push_status', {
  summary: 'Units of an order of tt.requestOrder have been fulfilled',
  body: object(
    {
      order_id: number("Douyin's order number", { required }),
      item_order_id_list: list(number('item order'), 'which units', {
        required,
        min: 1,
        max: PUSHED_ITEMS,
      }),
      to_status: text('what has become of them', { required, minBytes: 1 }),
    },
    'what has been fulfilled',
  ),
  answer: {},
  codes: tradeCodes(['parameters', 'system', 'noOrder', 'noItem', 'codeState'], 'practice'),
});

export const FULFILMENT_OPERATIONS: readonly Operation[] = [...industry, cancel, general];
