import type { Instance } from '../../src/connect/connect';
import { attachRefundApply, idleView, type RefundApply } from '../../src/refund-apply/attach';
import type { PageQuery, RefundForm } from '../../src/refund-apply/effects';
import { TEXTS } from '../../src/refund-apply/texts';

interface Shell extends Instance {
  page?: RefundApply;
  /** The session that `page` was opened with. */
  asked?: string | undefined;
  open(query: PageQuery): void;
  fill(part: Partial<RefundForm>): void;
}

/** 退款申请页: a page by itself (`onLoad` has its query), or inside a page of yours that passes `session` on. */
Component({
  properties: {
    /** The query value `session` of the page's url. */
    session: { type: String, value: '' },
  },
  data: Object.assign({ texts: TEXTS }, idleView),
  observers: {
    session(this: Shell) {
      if (this.data.session) this.open(this.data);
    },
  },
  lifetimes: {
    detached(this: Shell) {
      if (this.page) this.page.stop();
    },
  },
  pageLifetimes: {
    show(this: Shell) {
      // Opened without a session it has to say so.
      if (!this.page) this.open(this.data);
    },
  },
  methods: {
    onLoad(this: Shell, query: PageQuery) {
      this.open(query);
    },
    open(this: Shell, { session }: PageQuery) {
      if (this.page && this.asked) return;
      if (this.page) this.page.stop();
      this.asked = session;
      this.page = attachRefundApply(this, { session } as PageQuery);
    },
    fill(this: Shell, part: Partial<RefundForm>) {
      if (this.page) this.page.send('FILL', part);
    },
    onQuantity(this: Shell, event: { detail: { value: number } }) {
      this.fill({ quantity: event.detail.value });
    },
    onReason(this: Shell, event: { currentTarget: { dataset: { code: number } } }) {
      const code = Number(event.currentTarget.dataset.code);
      const chosen = (this.data.reasons as { code: number; chosen: boolean }[]).filter(
        (one) => one.chosen !== (one.code === code),
      );
      this.fill({ reasons: chosen.map((one) => one.code) });
    },
    onNote(this: Shell, event: { detail: { value: string } }) {
      this.fill({ note: event.detail.value });
    },
    onSubmit(this: Shell) {
      if (this.page) this.page.send('SUBMIT');
    },
    onRetry(this: Shell) {
      if (this.page) this.page.send('RETRY');
    },
  },
} as never);
