import { tradeComponent } from '../../src/connect/component';
import { refundDetailParts } from '../../src/refund-detail/component';
import { TEXTS } from '../../src/refund-detail/texts';

/**
 * 退款详情页: a page by itself (`onLoad` has its query), or inside a page of yours that passes `refund-id` and
 * `session` on.
 */
tradeComponent(refundDetailParts, {
  page: true,
  properties: {
    /** The developer's refund number (outRefundNo): enough by itself. */
    refundId: { type: String, value: '' },
    /** The query value `session` of the page's url: errors go to the button that opened the page. */
    session: { type: String, value: '' },
  },
  texts: TEXTS,
  touches: {
    onRefresh: () => ['REFRESH'],
  },
});
