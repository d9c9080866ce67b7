import { ID_BYTES, REFUND_NOTE_CHARS } from '../limits';
import { REFUND_ERRORS, REFUND_NUMBERS } from './apply-refund';
import { reasons } from './apply-refund-options';
import type { NamedProducts } from './apply-refund-rules';
import { productsOfOrder, quantityWithin, totalWithinOrder } from './apply-refund-rules';
import { rows } from './error-rows';
import type { Problem } from '../schema/walk';
import type { ApiContract, Context } from './contract';
import { integer, list, money, object, required, text, type Infer } from '../schema/fields';
import { LIBRARY_OR_OWN, outOrderNo } from './shared';

const REFUND_ORDER_OPTIONS = object(
  {
    appId: text('mini-program', { required }),
    reason: reasons(required),
    type: integer('no document gives the values', { required }),
    outOrderNo,
    description: text('note of the user', { required, maxChars: REFUND_NOTE_CHARS }),
    extra: text('passed to the own server as cp_extra'),
    refundGoods: list(
      object(
        {
          goods_id: text('goods', { required, minBytes: 1, maxBytes: ID_BYTES }),
          goods_id_type: integer('1 library, 2 non-library', { required, oneOf: LIBRARY_OR_OWN }),
          refund_quantity: integer('quantity to refund', { required, min: 1 }),
        },
        'one goods',
      ),
      'refund by quantity; empty for an amount',
      { required },
    ),
    refundTotalAmount: integer('分; legacy (1.0) orders only', { min: 1 }),
  },
  'options of tt.createRefundOrder',
);
/** Money in 分. */
export type RefundOrderOptions = Infer<typeof REFUND_ORDER_OPTIONS>;
type Options = RefundOrderOptions;

/** It has no reason codes and no fees, which refunds of such orders need (contract jsapi §5.4 A6, A9). */
function plainOrder(options: Options, { order }: Context): Problem | undefined {
  return order?.takeaway || order?.hasFees
    ? {
        path: 'outOrderNo',
        wanted: 'of an order whose refund needs no reason code and no fees',
        got: options.outOrderNo,
      }
    : undefined;
}

/** As for tt.applyRefund: something to refund, and an amount alone for legacy orders only. */
function hasTarget({ refundGoods, refundTotalAmount }: Options, { order }: Context): Problem | undefined {
  if (refundGoods.length > 0) return undefined;
  if (refundTotalAmount === undefined)
    return { path: 'refundGoods', wanted: 'at least one of the goods, or refundTotalAmount', got: 'none' };
  return order?.legacy === false
    ? {
        path: 'refundTotalAmount',
        wanted: 'beside goods for an order that is not legacy',
        got: 'nothing else',
      }
    : undefined;
}

function productsOf({ refundGoods }: Options, ordered: NamedProducts['ordered']): NamedProducts {
  const entries = refundGoods.map(({ goods_id: id, refund_quantity: quantity }, index) => {
    return {
      path: `refundGoods[${index}]`,
      idField: 'goods_id',
      id,
      quantityField: 'refund_quantity',
      quantity,
    };
  });
  return { entries, ordered };
}

function refundProducts(options: Options, { order }: Context): Problem | undefined {
  return order && productsOfOrder(productsOf(options, order.goods));
}

function refundQuantity(options: Options, { order }: Context): Problem | undefined {
  return order && quantityWithin(productsOf(options, order.goods));
}

function refundTotal(options: Options, context: Context): Problem | undefined {
  return options.refundGoods.length > 0 ? undefined : totalWithinOrder(options, context);
}

/** tt.createRefundOrder: how the template pages apply for a refund (contract jsapi §6). */
export const createRefundOrder: ApiContract = {
  name: 'createRefundOrder',
  ref: 'jsapi.md §6',
  options: REFUND_ORDER_OPTIONS,
  success: REFUND_NUMBERS,
  rules: { hasTarget, plainOrder, refundProducts, refundQuantity, refundTotal },
  errors: REFUND_ERRORS,
};

const REFUND_QUERY_OPTIONS = object(
  {
    refundId: text("Douyin's refund number", { minBytes: 1 }),
    outRefundNo: text("the developer's refund number", { minBytes: 1 }),
  },
  'options of tt.getRefundOrder; one of the two numbers, or both of one refund',
);
export type RefundQueryOptions = Infer<typeof REFUND_QUERY_OPTIONS>;

/** One number is enough (contract jsapi §6). */
function oneRefundNumber({ refundId, outRefundNo }: RefundQueryOptions): Problem | undefined {
  return refundId === undefined && outRefundNo === undefined
    ? { path: 'refundId', wanted: 'given, or outRefundNo', got: 'neither' }
    : undefined;
}

/** tt.getRefundOrder: how the template pages look at a refund (contract jsapi §6). */
export const getRefundOrder: ApiContract = {
  name: 'getRefundOrder',
  ref: 'jsapi.md §6',
  options: REFUND_QUERY_OPTIONS,
  success: {
    ...REFUND_NUMBERS,
    refundStatus: integer('1 refunding, 98 refunded, 99 failed', { required, oneOf: [1, 98, 99] }),
    refundAmount: money('what goes back', { required }),
    refundQuantity: integer('units that go back', { required }),
    refundWay: text('where the money goes', { required }),
    refundReason: text('why', { required }),
    refundTips: text('what the user is told', { required }),
    refundSteps: list(
      integer('0 to be processed, 1 processing, 2 done, 3 failed', { oneOf: [0, 1, 2, 3] }),
      'steps',
      { required },
    ),
    itemOrderList: list(
      object(
        {
          itemOrderId: text('item order', { required }),
          refundAmount: money('what goes back of it', { required }),
          userReservations: list(
            object(
              { userReserveIds: list(text('one reservation'), 'reservations', { required }) },
              'reservations of the item',
            ),
            'reservations',
            { required },
          ),
        },
        'one item order',
      ),
      'item orders of the refund',
      { required },
    ),
    secretKey: text('no document says what', { required }),
  },
  rules: { oneRefundNumber },
  errors: rows(['parameters', 'broken', 'unauthorised', 'risk', 'system', 'noRefund', 'noLoginState'], true),
};
