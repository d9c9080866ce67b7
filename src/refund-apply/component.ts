import type { Parts } from '../connect/component';
import { refundApplyImplementation } from './effects';
import { refundApply } from './machine';
import type { RefundApplyContext, RefundApplySchema } from './schema';
import { EMPTY, refundApplyView } from './view';

/** 退款申请页 without its template. */
export const refundApplyParts: Parts<RefundApplySchema, RefundApplyContext> = {
  machine: refundApply,
  implementation: refundApplyImplementation,
  context: () => ({
    query: {},
    form: { quantity: 1, reasons: [], note: '' },
    shown: {},
    made: false,
    subject: '',
  }),
  view: refundApplyView,
  idle: EMPTY,
  props: ['session'],
};
