import type { Coupon, Merchant, OrderCoupons, OrderInfo, RefundInfo } from 'microapp-trade-kit';

const HOUR = 3600e3;
const DAY = 24 * HOUR;

/** One way a card can look. */
export interface Case {
  id: string;
  title: string;
  about: string;
  /** Property `order-id`; the sample's own number but where a wrong one is the case. */
  orderId: string;
  style?: string;
}

/** The codes of a sample order, or how its query ends. */
type Sample = Partial<OrderCoupons> | 'fails' | 'hangs';

function code(number: number, part: Partial<Coupon> = {}): Coupon {
  const now = Date.now();
  const text = String(104678687451378 + 7919 * number);
  return Object.assign(
    {
      itemOrderId: `sample-item-${number}`,
      code: text,
      qrPayload: `https://v.douyin.com/s${text.slice(-8)}/`,
      state: 'usable' as const,
      validFrom: now - DAY,
      validTo: now + 90 * DAY,
    },
    part,
  );
}

const codes = (count: number, part: Partial<Coupon> = {}): Coupon[] =>
  Array.from({ length: count }, (_, index) => code(index, part));

const refund = { outRefundNo: 'sample-refund' };

const SAMPLES: Record<string, () => Sample> = {
  several: () => ({ coupons: codes(3) }),
  single: () => ({ coupons: codes(1) }),
  'refund-failed': () => ({ coupons: codes(1, Object.assign({ state: 'refundFailed' as const }, refund)) }),
  mixed: () => ({
    coupons: [
      code(0, { state: 'redeemed' }),
      code(1),
      code(2, Object.assign({ state: 'refunding' as const }, refund)),
    ],
    refundableQuantity: 1,
  }),
  hundred: () => ({ coupons: codes(100) }),
  times: () => ({ coupons: codes(1, { usableTimes: 3, totalTimes: 5 }) }),
  failing: () => 'fails',
  loading: () => 'hangs',
  redeemed: () => ({ coupons: codes(2, { state: 'redeemed' }), refundableQuantity: 0 }),
  refunding: () => ({
    coupons: codes(1, Object.assign({ state: 'refunding' as const }, refund)),
    refundableQuantity: 0,
  }),
  refunded: () => ({
    coupons: codes(1, Object.assign({ state: 'refunded' as const }, refund)),
    refundableQuantity: 0,
  }),
  expired: () => ({
    coupons: codes(1, { state: 'expired', validTo: Date.now() - HOUR }),
    refundableQuantity: 1,
  }),
  'not-started': () => ({ coupons: codes(1, { state: 'notStarted', validFrom: Date.now() + 3 * DAY }) }),
  unpaid: () => ({ coupons: [], paid: false, refundableQuantity: 0 }),
  none: () => ({ coupons: [], refundableQuantity: 0 }),
  variables: () => ({ coupons: codes(2) }),
};

const one = (id: string, title: string, about: string, part: Partial<Case> = {}): Case =>
  Object.assign({ id, title, about, orderId: id }, part);

export const CASES: Case[] = [
  one('several', '多份可用', '收起的卡片：份数、第一张券码、查看券码、申请退款'),
  one('single', '单份可用', '直接出示二维码与券码；点二维码放大并调亮屏幕'),
  one('refund-failed', '退款失败，还可以核销', '标签进入退款详情；仍可再次申请退款'),
  one('mixed', '已核销、可用、退款中各一份', '唯一可用的一份直接出示'),
  one('hundred', '一百份', '弹窗最高到窗口的八成，列表滚动'),
  one('times', '次卡', '一张券码可用多次'),
  one('failing', '系统错误', 'bind:error 21540，可刷新'),
  one('loading', '加载中', '查询还没有返回'),
  one('redeemed', '全部已核销', '没有可用的券码，也没有申请退款'),
  one('refunding', '退款中', '置灰，点按进入退款详情'),
  one('refunded', '已退款', '没有可用的券码，也没有申请退款'),
  one('expired', '已过期', '不再出示二维码'),
  one('not-started', '未到使用时间', '到时间自动变为可用'),
  one('unpaid', '订单未支付', '没有券码'),
  one('none', '没有平台券码', '商家自己发码的订单'),
  one('invalid', '没有 order-id', 'bind:error 21522', { orderId: '' }),
  one('variables', '自定义外观', 'CSS 变量与 custom-style', {
    style: '--trade-bg:#1b4fa8;--trade-radius:22px;--trade-code-font:serif;border:1px solid #1b4fa8',
  }),
];

const failure = { kind: 'server' as const, errMsg: '券码服务不可用（样例）', errLogId: 'sample-log-1' };

function couponsOf(outOrderNo: string): Promise<OrderCoupons> {
  const sample = SAMPLES[outOrderNo] ? SAMPLES[outOrderNo]() : 'fails';
  if (sample === 'hangs') return new Promise(() => undefined);
  if (sample === 'fails') return Promise.reject(failure as unknown as Error);
  const coupons = sample.coupons || [];
  return Promise.resolve(
    Object.assign(
      {
        outOrderNo,
        title: '【渝味】双人火锅套餐',
        paid: true,
        coupons,
        refundableQuantity: coupons.length,
        now: Date.now(),
      },
      sample,
    ),
  );
}

function orderOf(outOrderNo: string): Promise<OrderInfo> {
  return couponsOf(outOrderNo).then(({ coupons, refundableQuantity }) => ({
    orderId: `DY-${outOrderNo}`,
    outOrderNo,
    state: 'paid' as const,
    createTime: Date.now() - DAY,
    payExpireTime: 0,
    totalAmount: 19800 * coupons.length,
    discountAmount: 0,
    quantity: coupons.length,
    refundableQuantity,
    legacy: false,
    goods: {
      goodsId: 'sample',
      goodsType: 1,
      goodsName: '【渝味】双人火锅套餐',
      goodsPhoto: '/assets/goods/g-hotpot.svg',
      price: 19800,
    },
    itemOrders: coupons.map(({ itemOrderId }) => ({
      itemOrderId,
      goodsId: 'sample',
      paidAmount: 19800,
      refundableAmount: 19800,
    })),
    refunds: [],
  }));
}

const sampleRefund: RefundInfo = {
  refundId: 'DY-sample-refund',
  outRefundNo: 'sample-refund',
  orderId: 'DY-sample',
  refundStatus: 1,
  refundAmount: 19800,
  refundQuantity: 1,
  refundWay: '原路退回',
  refundReason: '不想要了',
  refundTips: '样例退款，不会到账',
  refundSteps: [
    { title: '提交申请', state: 2, time: Date.now() - HOUR },
    { title: '商家审核', state: 1 },
    { title: '退款到账', state: 0 },
  ],
  itemOrderList: [],
};

/** Stands in for the shop's server while the page is open: these orders exist nowhere. */
export const sampleMerchant: Partial<Merchant> = {
  getCoupons: ({ outOrderNo }) => couponsOf(outOrderNo),
  getOrder: ({ outOrderNo }) => orderOf(outOrderNo),
  getRefund: () => Promise.resolve(sampleRefund),
  getSubject: () => Promise.resolve({ name: '渝味餐饮（样例）' }),
};
