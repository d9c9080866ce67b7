import type { Instance } from '../../src/connect/connect';
import { attachOrderConfirm, idleView, type OrderConfirm } from '../../src/order-confirm/attach';
import type { OrderForm, PageQuery } from '../../src/order-confirm/effects';
import { TEXTS } from '../../src/order-confirm/texts';

interface Shell extends Instance {
  page?: OrderConfirm;
  open(query: PageQuery): void;
  fill(part: Partial<OrderForm>): void;
}

type Input = { detail: { value: string } };

/** 提单页: a page by itself (`onLoad` has its query), or inside a page of yours that passes `session` on. */
Component({
  properties: {
    /** The query value `session` of the page's url. */
    session: { type: String, value: '' },
    /** Direct entry without a button: the goods' id. */
    goodsId: { type: String, value: '' },
    /** Direct entry without a button: the goods' type. */
    goodsType: { type: Number, value: 1 },
  },
  data: Object.assign({ texts: TEXTS }, idleView),
  observers: {
    'session, goodsId, goodsType'(this: Shell) {
      if (this.data.session || this.data.goodsId) this.open(this.data);
    },
  },
  lifetimes: {
    detached(this: Shell) {
      if (this.page) this.page.stop();
    },
  },
  methods: {
    onLoad(this: Shell, query: PageQuery) {
      this.open(query);
    },
    open(this: Shell, query: PageQuery) {
      const { session, goodsId, goodsType } = query;
      if (!this.page) this.page = attachOrderConfirm(this, { session, goodsId, goodsType } as PageQuery);
    },
    fill(this: Shell, part: Partial<OrderForm>) {
      if (this.page) this.page.send('FILL', part);
    },
    onQuantity(this: Shell, event: { detail: { value: number } }) {
      this.fill({ quantity: event.detail.value });
    },
    onPhone(this: Shell, event: Input) {
      this.fill({ phone: event.detail.value });
    },
    onContact(this: Shell, event: Input) {
      this.fill({ contact: event.detail.value });
    },
    onNote(this: Shell, event: Input) {
      this.fill({ note: event.detail.value });
    },
    onPhoneNumber(this: Shell, event: { detail: { iv?: string; encryptedData?: string } }) {
      const { iv, encryptedData } = event.detail;
      if (this.page && encryptedData) this.page.send('PHONE', { iv, encryptedData });
    },
    onSubmit(this: Shell) {
      if (this.page) this.page.send('SUBMIT');
    },
    onRetry(this: Shell) {
      if (this.page) this.page.send('RETRY');
    },
  },
} as never);
