import { tradeComponent, typedIn } from '../../src/connect/component';
import { refundApplyParts } from '../../src/refund-apply/component';
import { TEXTS } from '../../src/refund-apply/texts';

/** 退款申请页: a page by itself (`onLoad` has its query), or inside a page of yours that passes `session` on. */
tradeComponent(refundApplyParts, {
  page: true,
  properties: {
    /** The query value `session` of the page's url. */
    session: { type: String, value: '' },
  },
  texts: TEXTS,
  touches: {
    onQuantity: ({ detail }: { detail: { value: number; cut?: boolean } }) => [
      detail.cut ? 'CUT' : 'FILL',
      // Not (yet) a quantity: what was chosen before stays, and cannot be sent.
      detail.value > 0 ? { quantity: detail.value } : { typed: 0 },
    ],
    onReason: ({ currentTarget }: { currentTarget: { dataset: { code: number } } }) => [
      'REASON',
      Number(currentTarget.dataset.code),
    ],
    onFee: ({ currentTarget }: { currentTarget: { dataset: { type: number } } }) => [
      'FEE',
      Number(currentTarget.dataset.type),
    ],
    onNote: ({ detail }: { detail: unknown }) => typedIn(detail, (note) => ['FILL', { note }]),
    onSubmit: () => ['SUBMIT'],
    onRetry: () => ['RETRY'],
  },
});
