/** The options of tt.applyRefund (contract jsapi §5): their shape, and the type that it has. */
import { REFUNDABLE_FEES } from '../fees';
import { TAKEAWAY_REASONS } from '../refund-reasons';
import { MAX_REASONS, REASON_CHARS, REFUND_NOTE_CHARS } from '../limits';
import { integer, list, money, object, passThrough, required, text, type Infer } from '../schema/fields';
import { LIBRARY_OR_OWN } from './shared';

/** Reason codes of a takeaway refund (contract jsapi §5.2). */
export const REASON_CODES = TAKEAWAY_REASONS.reduce<Record<number, string>>(
  (texts, { code, text: words }) => ({ ...texts, [code]: words }),
  {},
);

const quantity = integer('quantity to refund', { required, min: 1 });

/** @param when the condition under which there must be some */
export const reasons = <const R extends true | 'notTakeaway'>(when: R) =>
  list(text('one reason', { minChars: 1, maxChars: REASON_CHARS }), 'reasons', {
    required: when,
    min: 1,
    max: MAX_REASONS,
  });

const REFUND_INFO = {
  reason: reasons('notTakeaway'),
  reasonCode: list(integer('code', { oneOf: TAKEAWAY_REASONS.map(({ code }) => code) }), 'exactly one code', {
    required: 'takeaway',
    min: 1,
    max: 1,
    sdk: true,
  }),
  note: text('description; needed by reason code 999', {
    required: 'otherReason',
    maxChars: REFUND_NOTE_CHARS,
  }),
  feeDetailsList: list(
    object(
      {
        feeType: integer('1 配送费, 2 包装费', { required, oneOf: REFUNDABLE_FEES }),
        refundAmount: money('refunded of this fee', { required }),
      },
      'one fee',
    ),
    'fees to refund',
    { required: 'withFees', sdk: true },
  ),
};

export const APPLY_REFUND_OPTIONS = object(
  {
    outOrderNo: text("the developer's order number", { required, minBytes: 1 }),
    refundInfo: object(REFUND_INFO, 'why', { required }),
    itemOrderList: list(
      object(
        {
          itemOrderId: text('item order to refund', { required }),
          refundAmount: integer('分; absent: the most that is refundable', { min: 1 }),
        },
        'one item order',
      ),
      'refund by item order; wins over the three below',
      { min: 1, since: '2.59.0.3' },
    ),
    skuList: list(
      object(
        {
          skuId: text('sku', { required }),
          skuType: integer('1 library, 2 non-library', { required, oneOf: LIBRARY_OR_OWN }),
          quantity,
        },
        'one sku',
      ),
      'refund by sku and quantity',
      { since: '2.77.0.0' },
    ),
    goodsList: list(
      object(
        {
          goodsId: text('goods', { required }),
          goodsType: integer('1 library, 2 non-library', { required, oneOf: LIBRARY_OR_OWN }),
          quantity,
        },
        'one goods',
      ),
      'refund by goods and quantity',
    ),
    refundTotalAmount: integer('分; legacy (1.0) orders only', { min: 1 }),
    callbackData: passThrough('passed to the own server as cp_extra'),
  },
  'options of tt.applyRefund',
);
/** Money in 分. What a condition requires is optional here. */
export type ApplyRefundOptions = Infer<typeof APPLY_REFUND_OPTIONS>;
