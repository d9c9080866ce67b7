/** 行业交易系统 (trade v2) in both forms, and 通用交易系统 (trade_basic v1): contract open-api §3, §4. */
import { DENY_MESSAGE_BYTES, PASS_THROUGH_BYTES } from '../limits';
import { PARAMS_BYTES, PATH_BYTES } from '../jsapi/shared';
import { FORMATS } from '../schema/formats';
import { tradeCodes } from './codes';
import { basic, bothForms, number, orderNumbers } from './forms';
import type { Operation } from './operation';
import { flag, integer, list, money, object, required, text } from '../schema/fields';
import type { Fields } from '../schema/fields';

const NOTIFY_BYTES = 512;
/** "Fewer than 100": more item orders at once are refused with a code of their own. */
export const MOST_ITEMS = 100;
const REASONS = 10;
const REASON_CHARS = 50;
const refundNumbers: Fields = {
  refund_id: number("Douyin's refund number; counts first"),
  out_refund_no: number("the developer's refund number; counts second"),
  order_id: number("Douyin's order number: all its refunds"),
};

const items = list(
  object(
    {
      item_order_id: number('item order', { required }),
      refund_amount: integer('what goes back of it, 分', { required, min: 1 }),
    },
    'one item order',
  ),
  'what goes back, unless refund_all',
  { min: 1 },
);

const refundCreation: Fields = {
  out_refund_no: number("the developer's refund number; the same again is the same refund", { required }),
  refund_total_amount: integer('sum of what goes back, 分; without it the sum of the item orders', {
    min: 1,
  }),
  refund_all: flag('all that was paid, of an order of which nothing went back'),
  item_order_detail: items,
  refund_reason: list(
    object(
      {
        code: integer('101 不想要了, 102 商家服务原因, 103 商品质量问题, 999 其他', { required }),
        text: text('in words', { required, maxChars: REASON_CHARS }),
      },
      'one reason',
    ),
    'why',
    { min: 1, max: REASONS },
  ),
  order_entry_schema: object(
    {
      path: text('page path', { required, minBytes: 1, maxBytes: PATH_BYTES, format: FORMATS.entryPath }),
      params: text('JSON text of an object', { maxBytes: PARAMS_BYTES, format: FORMATS.jsonObject }),
    },
    'page of the refund',
  ),
  notify_url: text('gets the result in place of the configured address', { maxBytes: NOTIFY_BYTES }),
  cp_extra: text('passed through', { maxBytes: PASS_THROUGH_BYTES }),
};

const audit: Fields = {
  refund_audit_status: integer('1 agree, 2 refuse', { required, oneOf: [1, 2] }),
  deny_message: text('why it is refused; required then', { maxBytes: DENY_MESSAGE_BYTES }),
};

const refundCreated: Fields = {
  refund_id: text("Douyin's refund number", { required }),
  refund_audit_deadline: integer('ms', { required }),
};

const refundList: Fields = {
  refund_list: list(
    object(
      {
        refund_id: text("Douyin's refund number", { required }),
        out_refund_no: text("the developer's, empty until it answered pre_create_refund", { required }),
        order_id: text("Douyin's order number", { required }),
        refund_total_amount: money('分', { required }),
        refund_status: text('PROCESSING, SUCCESS or FAIL', { required }),
        refund_at: integer('ms; absent until it has ended'),
        create_at: integer('ms', { required }),
        message: text('why it failed', { required }),
        refund_source: integer('who began it (templates §5.4)', { required }),
        merchant_audit_detail: object(
          {
            need_refund_audit: integer('1 yes, 2 no', { required }),
            refund_audit_deadline: integer('ms', { required }),
            audit_status: text('INIT, TOAUDIT, AGREE, DENY or OVERTIME', { required }),
            deny_message: text('why it was refused'),
          },
          'the audit',
          { required },
        ),
        item_order_detail: list(
          object(
            {
              item_order_id: text('item order', { required }),
              refund_amount: money('分', { required }),
            },
            'one item order',
          ),
          'what it is about',
          { required },
        ),
      },
      'one refund',
    ),
    'at most 50, oldest first',
    { required },
  ),
};

const orderState: Fields = {
  order_id: text("Douyin's order number", { required }),
  out_order_no: text("the developer's order number", { required }),
  total_fee: money('paid in the end, 分', { required }),
  refund_amount: money('gone back, 分', { required }),
  settle_amount: money('settled, 分: always 0 here', { required }),
  order_status: text('PROCESS, SUCCESS, FAIL or TIMEOUT', { required }),
  pay_time: text('2021-12-12 00:00:00, Beijing; empty until it is paid', { required }),
  pay_channel: integer('1 WeChat, 2 Alipay, 10 Douyin; absent until it is paid'),
  channel_pay_id: text('number of the payment', { required }),
  seller_uid: text('receiving merchant', { required }),
  cp_extra: text('passed through', { required }),
};

const industry = bothForms((operation) => [
  operation('query_order', 'order', {
    summary: 'State of an order, also of one of 担保支付 by out_order_no',
    body: object(orderNumbers, 'one of the two numbers'),
    answer: orderState,
    codes: [...tradeCodes(['system']), ...tradeCodes(['parameters', 'noOrder'], 'practice')],
  }),
  operation('create_refund', 'refund', {
    summary: "A refund that the developer's server starts: it needs no audit",
    body: object(
      { out_order_no: number("the developer's order number", { required }), ...refundCreation },
      'what goes back',
    ),
    answer: refundCreated,
    codes: [
      ...tradeCodes([
        'parameters',
        'noOrder',
        'orderState',
        'itemState',
        'nothingLeft',
        'usedNumber',
        'auditState',
        'tooMany',
        'tooLarge',
        'verifying',
      ]),
      ...tradeCodes(['system'], 'practice'),
    ],
  }),
  operation('query_refund', 'refund', {
    summary: 'A refund, or all refunds of an order',
    body: object(refundNumbers, 'one of the three numbers'),
    answer: refundList,
    codes: [...tradeCodes(['noRefund']), ...tradeCodes(['parameters', 'system'], 'practice')],
  }),
  operation('merchant_audit_callback', 'refund', {
    summary: "The merchant's decision about a refund of the user",
    body: object(
      { out_refund_no: number("the developer's refund number", { required }), ...audit },
      'the decision',
    ),
    answer: {},
    codes: [
      ...tradeCodes(['frequent', 'noRefund', 'auditState']),
      ...tradeCodes(['parameters', 'system'], 'practice'),
    ],
  }),
]);

const general: Operation[] = [
  basic('order_query', {
    summary: 'State of an order of tt.requestOrder',
    body: object(orderNumbers, 'one of the two numbers'),
    answer: {
      order_id: text("Douyin's order number", { required }),
      out_order_no: text("the developer's order number", { required }),
      app_id: text('app', { required }),
      pay_status: text('PROCESS, SUCCESS, FAIL or TIMEOUT', { required }),
      trade_time: integer('when it was made, ms', { required }),
      pay_time: integer('ms; absent until it is paid'),
      pay_channel: integer('1 WeChat, 2 Alipay, 10 Douyin; absent until it is paid'),
      channel_pay_id: text('number of the payment'),
      total_amount: money('before discount, 分', { required }),
      discount_amount: money('分', { required }),
      merchant_uid: text('receiving merchant', { required }),
      item_order_list: list(
        object(
          {
            item_order_id: text('item order', { required }),
            sku_id: text('sku', { required }),
            item_order_amount: money('what it cost in the end, 分', { required }),
          },
          'one item order',
        ),
        'its units',
        { required },
      ),
    },
    codes: [...tradeCodes(['parameters']), ...tradeCodes(['system', 'noOrder'], 'practice')],
  }),
  basic('refund_create', {
    summary: "A refund that the developer's server starts: it needs no audit",
    body: object(
      { order_id: number("Douyin's order number", { required }), ...refundCreation },
      'what goes back',
    ),
    answer: refundCreated,
    codes: tradeCodes(
      [
        'parameters',
        'system',
        'noOrder',
        'orderState',
        'itemState',
        'nothingLeft',
        'usedNumber',
        'tooMany',
        'tooLarge',
      ],
      'practice',
    ),
  }),
  basic('refund_query', {
    summary: 'A refund, or all refunds of an order',
    body: object(refundNumbers, 'one of the three numbers'),
    answer: refundList,
    codes: tradeCodes(['parameters', 'system', 'noRefund']),
  }),
  basic('refund_audit_callback', {
    summary: "The merchant's decision about a refund of the user",
    body: object({ refund_id: number("Douyin's refund number", { required }), ...audit }, 'the decision'),
    answer: {},
    codes: tradeCodes(['parameters', 'frequent', 'system', 'noRefund', 'auditState']),
  }),
];

export const TRADE_OPERATIONS: readonly Operation[] = [...industry, ...general];
