/** Money of an order that goes on to the merchant and its parties (分账): contract open-api §3 to §5. */
import { ID_BYTES, PASS_THROUGH_BYTES } from '../limits';
import { integer, list, money, object, required, text } from '../schema/fields';
import type { Fields, ListField } from '../schema/fields';
import { ecpayCodes, settleCodes, tradeCodes } from './codes';
import { caller, common, operation as ecpay, told } from './ecpay';
import { basic, bothForms, number, orderNumbers } from './forms';
import type { Operation } from './operation';

const DESC_CHARS = 80;
const PARAMS_BYTES = 2048;
const NOTIFY_BYTES = 512;
/** Parties of one settlement beside the merchant. */
export const MOST_PARTIES = 4;
/** How long after a unit has ended, redeemed or refunded, its money can be settled (核销 D+3), ms. */
export const SETTLE_AFTER_END_MS = 3 * 24 * 60 * 60 * 1000;
/** And how long after the payment of what nobody redeems (支付 D+7), ms. */
export const SETTLE_AFTER_PAYMENT_MS = 7 * 24 * 60 * 60 * 1000;

const settleNumbers: Fields = {
  settle_id: number("Douyin's number of the settlement; counts first"),
  order_id: number("Douyin's order number; counts second"),
  out_settle_no: number("the developer's number of the settlement; counts third"),
  out_order_no: number("the developer's order number; counts last"),
};

const wish: Fields = {
  out_order_no: number("the developer's order number", { required }),
  out_settle_no: number("the developer's number of the settlement", { required }),
  settle_desc: text('what it is', { required, minChars: 1, maxChars: DESC_CHARS }),
  item_order_id: number('one unit alone; without it the whole order'),
  settle_params: text(
    'JSON text: [{"merchant_uid": text, "amount": 分}, …], at most four, who get a part of it',
    { maxBytes: PARAMS_BYTES },
  ),
  notify_url: text('would get the result: this sandbox sends none', { maxBytes: NOTIFY_BYTES }),
  cp_extra: text('passed through', { maxBytes: PASS_THROUGH_BYTES }),
};

/** Bad fields of create_settle have codes of their own. */
const fieldCodes: Operation['fieldCodes'] = {
  out_order_no: { missing: 23003 },
  out_settle_no: { missing: 23004 },
  settle_desc: { missing: 23005, long: 23010 },
  cp_extra: { long: 23006 },
  settle_params: { long: 23007 },
};

const sums: Fields = {
  settle_amount: money('分', { required }),
  rake: money("the platform's share, 分: always 0 here", { required }),
  commission: money("a promoter's share, 分: always 0 here", { required }),
  settle_detail: text('who gets what, in words', { required }),
  cp_extra: text('passed through', { required }),
};

const settlement = (more: Fields): ListField =>
  list(
    object(
      {
        order_id: text("Douyin's order number", { required }),
        out_order_no: text("the developer's order number", { required }),
        settle_id: text("Douyin's number of the settlement", { required }),
        out_settle_no: text("the developer's", { required }),
        item_order_id: text('the unit; empty for the whole order', { required }),
        settle_status: text('PROCESSING or SUCCESS', { required }),
        settle_at: integer('ms; absent until it has ended'),
        ...sums,
        ...more,
      },
      'one settlement',
    ),
    'oldest first; empty when there is none',
  );

const refusals = [
  'noSettleItem',
  'foreignItem',
  'noSettleOrder',
  'notPaid',
  'notFinished',
  'usedSettleNumber',
  'noMoney',
  'notAllowed',
  'automatic',
  'notWhole',
] as const;

const industry = bothForms((operation) => [
  operation('create_settle', 'settle', {
    summary: 'Settles an order, or one unit, that has ended three days ago',
    body: object(wish, 'what is settled'),
    answer: { settle_id: text("Douyin's number of the settlement", { required }) },
    fieldCodes,
    codes: [
      ...settleCodes([
        'system',
        'appId',
        'noOrderNumber',
        'noSettleNumber',
        'noDescription',
        'longExtra',
        'longParties',
        'noParty',
        'noShare',
        'longDescription',
        'noSettleOrder',
      ]),
      ...settleCodes(
        refusals.filter((each) => each !== 'noSettleOrder'),
        'practice',
      ),
      ...tradeCodes(['parameters'], 'practice'),
    ],
  }),
  operation('query_settle', 'settle', {
    summary: 'A settlement, or all settlements of an order',
    body: object(settleNumbers, 'one of the four numbers'),
    answer: {},
    list: settlement({}),
    codes: [...settleCodes(['system', 'noNumber']), ...tradeCodes(['parameters'], 'practice')],
  }),
]);

const general: Operation[] = [
  basic('settle_create', {
    summary: 'Settles an order, or one unit, that has ended three days ago',
    body: object({ app_id: number('app'), ...wish, ext: wish.cp_extra! }, 'what is settled'),
    answer: {
      settle_id: text("Douyin's number of the settlement", { required }),
      wallet_settle_id: text('number at the wallet', { required }),
    },
    codes: [...tradeCodes(['parameters']), ...settleCodes(['system', ...refusals])],
  }),
  basic('settle_query', {
    summary: 'A settlement, or all settlements of an order',
    body: object({ app_id: number('app'), ...settleNumbers }, 'one of the four numbers'),
    answer: {},
    list: settlement({
      wallet_settle_id: text('number at the wallet', { required }),
      platform_ticket: money('subsidy of the platform, 分: always 0 here'),
    }),
    codes: [...tradeCodes(['parameters']), ...settleCodes(['system'], 'practice')],
  }),
];

const guaranteed: Operation[] = [
  ecpay('settle', {
    summary: 'Settles a paid order seven days after its payment',
    body: object(
      {
        ...caller,
        out_settle_no: text("the developer's number; the same again is the same settlement", {
          required,
          minBytes: 1,
          maxBytes: ID_BYTES,
        }),
        out_order_no: number("the developer's order number", { required }),
        settle_desc: text('what it is', { required, minChars: 1, maxChars: DESC_CHARS }),
        settle_params: wish.settle_params!,
        ...told,
        finish: text('"true": it is the last of its order'),
      },
      'what is settled',
    ),
    answer: { settle_no: text("Douyin's number of the settlement", { required }) },
    codes: ecpayCodes([...common, 'noPayment'], 'practice'),
  }),
  ecpay('query_settle', {
    summary: 'Whether an order has been settled',
    body: object(
      { ...caller, out_settle_no: number("the developer's number", { required }) },
      'which settlement',
    ),
    answer: {
      settle_info: object(
        {
          settle_no: text("Douyin's number", { required }),
          settle_status: text('PROCESSING or SUCCESS', { required }),
          settled_at: integer('seconds; 0 until it has ended', { required }),
          msg: text('why it failed: always empty here', { required }),
          ...sums,
        },
        'the settlement',
        { required },
      ),
    },
    codes: ecpayCodes([...common, 'noSettlement'], 'practice'),
  }),
  ecpay('unsettle_amount', {
    summary: 'What of an order can still be settled',
    body: object({ ...caller, out_order_no: orderNumbers.out_order_no! }, 'which order'),
    answer: {
      out_order_no: text("the developer's order number", { required }),
      unsettle_amount: money('分', { required }),
    },
    wrapped: true,
    codes: ecpayCodes([...common, 'noPayment'], 'practice'),
  }),
];

export const SETTLEMENT_OPERATIONS: readonly Operation[] = [...industry, ...general, ...guaranteed];
