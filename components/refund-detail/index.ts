import type { Instance } from '../../src/connect/connect';
import { attachRefundDetail, idleView, type RefundDetail } from '../../src/refund-detail/attach';
import type { PageQuery } from '../../src/refund-detail/effects';
import { TEXTS } from '../../src/refund-detail/texts';

interface Shell extends Instance {
  page?: RefundDetail;
  /** The number that `page` was opened with. */
  asked?: string | undefined;
  open(query: PageQuery): void;
  onRefresh(): void;
}

/**
 * 退款详情页: a page by itself (`onLoad` has its query), or inside a page of yours that passes `refund-id` and
 * `session` on.
 */
Component({
  properties: {
    /** The developer's refund number (outRefundNo): enough by itself. */
    refundId: { type: String, value: '' },
    /** The query value `session` of the page's url: the button that opened the page is told of errors. */
    session: { type: String, value: '' },
  },
  data: Object.assign({ texts: TEXTS }, idleView),
  observers: {
    'refundId, session'(this: Shell) {
      if (this.data.refundId) this.open(this.data);
    },
  },
  lifetimes: {
    detached(this: Shell) {
      if (this.page) this.page.stop();
    },
  },
  pageLifetimes: {
    show(this: Shell) {
      // Opened without a number it has to say so.
      if (this.page) this.onRefresh();
      else this.open(this.data);
    },
  },
  methods: {
    onLoad(this: Shell, query: PageQuery) {
      this.open(query);
    },
    open(this: Shell, { refundId, session }: PageQuery) {
      if (this.page && this.asked) return;
      if (this.page) this.page.stop();
      this.asked = refundId;
      this.page = attachRefundDetail(this, { refundId, session } as PageQuery);
    },
    onRefresh(this: Shell) {
      if (this.page) this.page.send('REFRESH');
    },
  },
} as never);
