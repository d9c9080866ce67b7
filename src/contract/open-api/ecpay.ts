/** 担保支付 (ecpay v1), and the token of the newer families: contract open-api §2, §5. */
import { ID_BYTES, PASS_THROUGH_BYTES } from '../limits';
import { ecpayCodes, tokenCodes } from './codes';
import type { Rest } from './forms';
import type { Operation } from './operation';
import { integer, money, object, required, text } from '../schema/fields';
import type { Fields } from '../schema/fields';

const SUBJECT_BYTES = 128;
const REASON_BYTES = 100;
const URL_BYTES = 256;
const SIGN_BYTES = 344;
/** 分. */
const MOST = 10_000_000_000;
const LEAST_SECONDS = 300;
const MOST_SECONDS = 172_800;

const number = (doc: string) => text(doc, { required, minBytes: 1, maxBytes: ID_BYTES });

export const caller: Fields = {
  app_id: number('app'),
  sign: text('MD5 over the values and the SALT', { required, minBytes: 1, maxBytes: SIGN_BYTES }),
  thirdparty_id: text('service provider, who acts for the app', { maxBytes: ID_BYTES }),
};

export const told: Fields = {
  cp_extra: text('passed through', { maxBytes: PASS_THROUGH_BYTES }),
  notify_url: text('gets the callback in place of the configured address', { maxBytes: URL_BYTES }),
  disable_msg: integer('1: no message to the user', { oneOf: [0, 1] }),
  msg_page: text('page of that message'),
};

export const operation = (name: string, rest: Rest): Operation => ({
  id: `ecpay.${name}`,
  family: 'ecpay',
  path: `/api/apps/ecpay/v1/${name}`,
  ref: 'open-api.md §5',
  ...rest,
});

export const common = [
  'internal',
  'busy',
  'sign',
  'parameters',
  'appId',
  'thirdparty',
  'authorised',
] as const;

export const ECPAY_OPERATIONS: readonly Operation[] = [
  {
    id: 'token.client_token',
    family: 'token',
    path: '/oauth/client_token/',
    summary: 'The token that the newer families want as access-token',
    body: object(
      {
        client_key: text('app id', { required, minBytes: 1 }),
        client_secret: text('app secret', { required, minBytes: 1 }),
        grant_type: text('client_credential', { required, minBytes: 1 }),
      },
      'who asks',
    ),
    answer: {
      access_token: text('clt.…', { required }),
      expires_in: integer('seconds', { required }),
    },
    codes: tokenCodes(['parameters', 'client', 'secret', 'frequent']),
    ref: 'open-api.md §2',
  },
  operation('create_order', {
    summary: 'An order, whose order_id and order_token tt.pay takes',
    body: object(
      {
        ...caller,
        out_order_no: number("the developer's order number; the same again is the same order"),
        total_amount: integer('分', { required, min: 1, max: MOST }),
        subject: text('what it is about', { required, minBytes: 1, maxBytes: SUBJECT_BYTES }),
        body: text('more of it', { required, minBytes: 1, maxBytes: SUBJECT_BYTES }),
        valid_time: integer('seconds that it can be paid for', {
          required,
          min: LEAST_SECONDS,
          max: MOST_SECONDS,
        }),
        ...told,
        store_uid: text('store of the merchant'),
        limit_pay_way: text('LIMIT_WX, LIMIT_ALI, LIMIT_DYZF with commas between: not offered'),
      },
      'the order',
    ),
    answer: {
      order_id: text('for tt.pay', { required }),
      order_token: text('for tt.pay', { required }),
    },
    wrapped: true,
    codes: ecpayCodes(common, 'practice'),
  }),
  operation('query_order', {
    summary: 'Whether an order was paid',
    body: object({ ...caller, out_order_no: number("the developer's order number") }, 'which order'),
    answer: {
      out_order_no: text("the developer's order number", { required }),
      order_id: text("Douyin's", { required }),
      payment_info: object(
        {
          total_fee: money('分', { required }),
          order_status: text('PROCESSING, SUCCESS, FAIL or TIMEOUT', { required }),
          pay_time: text('2021-12-12 00:00:00, Beijing; empty until it is paid', { required }),
          way: integer('1 WeChat, 2 Alipay, 10 Douyin', { required }),
          channel_no: text('number of the payment', { required }),
          channel_gateway_no: text('always empty here', { required }),
          seller_uid: text('receiving merchant', { required }),
          item_id: text('video that led there: always empty here', { required }),
          cp_extra: text('passed through', { required }),
        },
        'the payment',
        { required },
      ),
    },
    codes: ecpayCodes([...common, 'noPayment']),
  }),
  operation('create_refund', {
    summary: 'Gives money of a paid order back, in one or several parts',
    body: object(
      {
        ...caller,
        out_order_no: number("the developer's order number"),
        out_refund_no: number("the developer's refund number; the same again is the same refund"),
        reason: text('why', { required, minBytes: 1, maxBytes: REASON_BYTES }),
        refund_amount: integer('分', { required, min: 1, max: MOST }),
        ...told,
        all_settle: integer('1: the order is settled as a whole', { oneOf: [0, 1] }),
      },
      'what goes back',
    ),
    answer: { refund_no: text("Douyin's refund number", { required }) },
    codes: ecpayCodes([...common, 'noPayment'], 'practice'),
  }),
  operation('query_refund', {
    summary: 'Whether money went back',
    body: object({ ...caller, out_refund_no: number("the developer's refund number") }, 'which refund'),
    answer: {
      refundInfo: object(
        {
          refund_no: text("Douyin's", { required }),
          refund_amount: money('分', { required }),
          refund_status: text('PROCESSING, SUCCESS or FAIL', { required }),
          refunded_at: integer('seconds; 0 until it has ended', { required }),
          is_all_settled: { kind: 'boolean', doc: 'settled as a whole', required },
          cp_extra: text('passed through', { required }),
          msg: text('why it failed', { required }),
        },
        'the refund',
        { required },
      ),
    },
    codes: ecpayCodes([...common, 'noRefund']),
  }),
];
