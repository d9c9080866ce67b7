import type { Parts } from '../connect/component';
import { refundDetailImplementation } from './effects';
import { refundDetail } from './machine';
import type { RefundDetailContext, RefundDetailSchema } from './schema';
import { EMPTY, refundDetailView } from './view';

/** 退款详情页 without its template. */
export const refundDetailParts: Parts<RefundDetailSchema, RefundDetailContext> = {
  machine: refundDetail,
  implementation: refundDetailImplementation,
  context: () => ({ query: {}, subject: '' }),
  view: refundDetailView,
  idle: EMPTY,
  props: ['refundId', 'session'],
};
