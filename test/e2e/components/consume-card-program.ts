/**
 * A mini-program with cards, and a merchant of the test's own behind them: the test says what each order is.
 */
import type { Locator, Page } from 'playwright-core';
import type { Coupon, OrderCoupons } from '../../../src/ports/merchant';
import { APPLY, DETAIL, REFUND_PAGES } from './refund-program';

export const CARDS = 'pages/cards/index';

export const CODE = '104678687451378';

const HOUR = 3600e3;

export function coupon(number: number, part: Partial<Coupon> = {}): Coupon {
  const code = String(Number(CODE) + number);
  return {
    itemOrderId: `item-${number}`,
    code,
    qrPayload: `https://v.douyin.com/e${code.slice(-7)}/`,
    state: 'usable',
    validFrom: Date.now() - HOUR,
    validTo: Date.now() + 30 * 24 * HOUR,
    ...part,
  };
}

export const coupons = (count: number, part: Partial<Coupon> = {}): Coupon[] =>
  Array.from({ length: count }, (_, index) => coupon(index, part));

/** `many` codes like the first, which an address could not carry. */
export type Plan = Partial<OrderCoupons> & {
  coupons: Coupon[];
  many?: number;
  down?: boolean;
  slow?: boolean;
  noOrder?: boolean;
};

/** Orders by the number that a card is given. */
export type Plans = Record<string, Plan>;

export const FILES: Record<string, string> = {
  'app.json': JSON.stringify({
    pages: [CARDS, APPLY, DETAIL],
    usingComponents: {
      'consume-card-sdk': 'microapp-trade-kit/consume-card/index',
      'refund-apply': 'microapp-trade-kit/refund-apply/index',
      'refund-detail': 'microapp-trade-kit/refund-detail/index',
    },
  }),
  'app.js': `import 'microapp-trade-kit/auto';
import { setup } from 'microapp-trade-kit';
const world = { plans: {}, asked: [], bright: [] };
const goods = { goodsId: 'own-1', goodsType: 2, goodsName: '双人下午茶套餐', goodsPhoto: '/a.svg', price: 9900 };
const more = (one, count) => Array.from({ length: count }, (_, at) => ({ ...one, itemOrderId: 'item-' + at, code: String(Number(one.code) + at) }));
const plan = (no) => {
  const { many, ...found } = world.plans[no] || { coupons: [] };
  return many ? { ...found, coupons: more(found.coupons[0], many) } : found;
};
setup({
  pages: { refundApply: '/${APPLY}', refundDetail: '/${DETAIL}' },
  merchant: {
    getCoupons: ({ outOrderNo }) => {
      world.asked.push(outOrderNo);
      const { coupons, down, slow, ...rest } = plan(outOrderNo);
      if (slow) return new Promise(() => {});
      if (down) return Promise.reject({ kind: 'server', errMsg: 'down', errLogId: 'log-1' });
      return Promise.resolve(Object.assign({ outOrderNo, title: '双人下午茶套餐', paid: true, coupons, refundableQuantity: coupons.length, now: Date.now() }, rest));
    },
    getOrder: ({ outOrderNo }) => {
      const { coupons, noOrder, refundableQuantity } = plan(outOrderNo);
      if (noOrder) return Promise.reject({ kind: 'rejected', errMsg: 'no such order' });
      return Promise.resolve({
        orderId: 'dy-1', outOrderNo, state: 'paid', createTime: 0, payExpireTime: 0, totalAmount: 9900 * coupons.length, discountAmount: 0,
        quantity: coupons.length, refundableQuantity: refundableQuantity === undefined ? coupons.length : refundableQuantity, legacy: false, goods, refunds: [],
        itemOrders: coupons.map(({ itemOrderId }) => ({ itemOrderId, goodsId: 'own-1', paidAmount: 9900, refundableAmount: 9900 })),
      });
    },
    getRefund: ({ outRefundNo }) => Promise.resolve({
      refundId: 'dy-r-1', outRefundNo, orderId: 'dy-1', refundStatus: 1, refundAmount: 9900, refundQuantity: 1, refundWay: '原路退回',
      refundReason: '不想要了', refundTips: '预计 1-3 个工作日到账', refundSteps: [], itemOrderList: [],
    }),
    getSubject: () => Promise.resolve({ name: '上海示例餐饮有限公司' }),
  },
});
tt.applyRefund = ({ success }) => success({ refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' });
App({ world });
`,
  [`${CARDS}.json`]: '{}',
  [`${CARDS}.ttml`]: `<view tt:for="{{orders}}" tt:key="*this" id="{{item}}" style="margin: 12px">
  <consume-card-sdk order-id="{{item}}" bind:consume="onEvent" bind:refund="onEvent" bind:error="onEvent" bind:applyrefund="onApply" />
</view>`,
  [`${CARDS}.js`]: `Page({
  data: { orders: [], events: [] },
  onLoad({ plans }) {
    getApp().world.plans = JSON.parse(plans);
    this.setData({ orders: Object.keys(getApp().world.plans) });
  },
  onApply() {
    return Promise.resolve({ from: 'card' });
  },
  onEvent({ type, detail }) {
    this.setData({ events: this.data.events.concat({ type, detail }) });
  },
});
`,
  ...REFUND_PAGES,
};

export const pageOf = (plans: Plans): Record<string, string> => ({
  page: `/${CARDS}?plans=${encodeURIComponent(JSON.stringify(plans))}`,
});

/** The card of an order. */
export const cardOf = (page: Page, order: string): Locator => page.locator(`#${order} consume-card-sdk`);
