import { config as chosenConfig, type TradeConfig } from '../../../src/config';
import { anchor } from '../../../src/handlers/anchor';
import { report } from '../../../src/handlers/report';
import type { ConfirmGoods, LibraryGoods } from '../../../src/contract/goods-types';
import type { PayDetail } from '../../../src/contract/events';
import type {
  Coupon,
  Merchant,
  OrderCoupons,
  OrderInfo,
  PaymentAbility,
  PortError,
  RefundInfo,
} from '../../../src/ports/merchant';
import type {
  AppHooks,
  ApplyRefundOptions,
  CreateOrderOptions,
  PayOutcome,
  Platform,
} from '../../../src/ports/platform';
import { guarded } from '../../../src/ports/guarded';
import { guardedPlatform } from '../../../src/ports/guarded-platform';
import { sessions } from '../../../src/session/hand-over';

/** What is waited for longer than a test takes keeps no process alive. */
const start = globalThis.setTimeout;
globalThis.setTimeout = Object.assign((run: () => void, ms = 0) => {
  const timer: unknown = start(run, ms);
  // A browser's timer is a number.
  if (timer instanceof Object && ms >= 60_000) (timer as NodeJS.Timeout).unref();
  return timer;
}, start) as unknown as typeof start;

/** A promise that the test settles. */
export class Deferred<T> {
  promise: Promise<T>;
  resolve!: (value: T) => void;
  reject!: (reason: unknown) => void;
  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/** Lets everything that is already settled run to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

export const GOODS_ID = '7215500112345678901';

export function libraryGoods(part: Partial<LibraryGoods> = {}): LibraryGoods {
  const now = Date.now();
  return {
    goodsId: GOODS_ID,
    goodsName: '双人下午茶套餐',
    goodsPhoto: '/assets/goods/tea.svg',
    currentPrice: 9900,
    goodsLabels: [{ type: 'REFUND_ANYTIME' }],
    stock: 20,
    saleStart: now - 3600e3,
    saleEnd: now + 3600e3,
    now,
    ...part,
  };
}

export const ownGoodsInfo = {
  currentPrice: 12800,
  goodsName: '手工皮具体验课',
  goodsPhoto: '/assets/goods/craft.svg',
  goodsLabels: [{ type: 'REFUNDABLE_DAYS', value: 2 }],
};

export function order(part: Partial<OrderInfo> = {}): OrderInfo {
  return {
    orderId: 'dy-1',
    outOrderNo: 'out-1',
    state: 'unpaid',
    createTime: 0,
    payExpireTime: 0,
    totalAmount: 9900,
    discountAmount: 0,
    quantity: 1,
    refundableQuantity: 0,
    legacy: false,
    itemOrders: [],
    refunds: [],
    ...part,
  };
}

/** What a shop says of the newest order of goods that nobody had bought before this world. */
export const afterSending = <T>({ orders }: World, found: T): Promise<T | null> =>
  Promise.resolve(orders.length ? found : null);

/**
 * A paid order that can be refunded: two units of library goods, 8000 分 paid for the first and 8001 for the
 * second.
 */
export function refundable(part: Partial<OrderInfo> = {}): OrderInfo {
  return order({
    state: 'paid',
    totalAmount: 19800,
    discountAmount: 3799,
    quantity: 2,
    refundableQuantity: 2,
    goods: {
      goodsId: GOODS_ID,
      goodsType: 1,
      goodsName: '双人下午茶套餐',
      goodsPhoto: '/assets/goods/tea.svg',
      price: 9900,
    },
    itemOrders: [
      { itemOrderId: 'item-1', goodsId: GOODS_ID, paidAmount: 8000, refundableAmount: 8000 },
      { itemOrderId: 'item-2', goodsId: GOODS_ID, paidAmount: 8001, refundableAmount: 8001 },
    ],
    ...part,
  });
}

export function refund(part: Partial<RefundInfo> = {}): RefundInfo {
  return {
    refundId: 'dy-r-1',
    outRefundNo: 'refund-1',
    orderId: 'dy-1',
    refundStatus: 1,
    refundAmount: 8000,
    refundQuantity: 1,
    refundWay: '原路退回',
    refundReason: '不想要了',
    refundTips: '预计 1-3 个工作日到账',
    refundSteps: [
      { title: '提交申请', state: 2, time: Date.UTC(2026, 10, 22, 1, 5) },
      { title: '商家审核', state: 1 },
      { title: '退款到账', state: 0 },
    ],
    itemOrderList: [{ itemOrderId: 'item-1', refundAmount: 8000 }],
    ...part,
  };
}

const HOUR = 3600e3;

/** A code that can be redeemed, of the item `item-<number>`. */
export function coupon(number = 1, part: Partial<Coupon> = {}): Coupon {
  const now = Date.now();
  return {
    itemOrderId: `item-${number}`,
    code: String(104678687451377 + number),
    qrPayload: `https://v.douyin.com/eHHc${number}ft/`,
    state: 'usable',
    validFrom: Math.max(0, now - HOUR),
    validTo: now + HOUR,
    ...part,
  };
}

/** The codes of a paid order. */
export function orderCoupons(
  coupons: Coupon[] = [coupon(1), coupon(2)],
  part: Partial<OrderCoupons> = {},
): OrderCoupons {
  return {
    outOrderNo: 'out-1',
    title: '双人下午茶套餐',
    paid: true,
    coupons,
    refundableQuantity: coupons.length,
    now: Date.now(),
    ...part,
  };
}

export const serverError: PortError = { kind: 'server', errMsg: 'internal error' };
export const rejection: PortError = { kind: 'rejected', errMsg: 'bad parameter' };

/** What lies outside the kit, with everything that was asked of it. */
export interface World {
  calls: string[];
  opened: string[];
  toasts: string[];
  /** What was put into the clipboard. */
  copied: string[];
  /** How bright the screen was made, in order. */
  brightness: number[];
  orders: CreateOrderOptions[];
  applications: ApplyRefundOptions[];
  store: Map<string, string>;
  app: AppHooks;
  merchant: { [K in keyof Merchant]?: Merchant[K] };
  /** Answers of the next payments, first in first out; `paid` when empty. */
  outcomes: (PayOutcome | Promise<PayOutcome>)[];
  navigate?: Promise<void>;
  /** The answer to the next refund applications; success when absent. */
  applied?: ReturnType<Platform['applyRefund']>;
  platform: Platform;
  /** A new life of the app: memory is gone, the store is not. */
  restart(): void;
}

export const paid: PayOutcome = { kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' };

/** What the answers above are about, where a test does not say otherwise: whatever was asked for. */
const ANYTHING: Record<string, unknown> = {
  goodsId: GOODS_ID,
  outOrderNo: 'out-1',
  outRefundNo: 'refund-1',
  createTime: 0,
  payExpireTime: 0,
};

function about(query: unknown, answer: unknown): unknown {
  if (answer instanceof Promise) return answer.then((value) => about(query, value));
  if (!answer || typeof answer !== 'object' || Object.getPrototypeOf(answer) !== Object.prototype)
    return answer;
  const { since, ...asked } = Object(query) as Record<string, unknown>;
  const wanted: Record<string, unknown> =
    since === undefined ? asked : { createTime: since, payExpireTime: since };
  const given = Object.getOwnPropertyDescriptors(answer);
  const copy = Object.defineProperties({}, given) as Record<string, unknown>;
  for (const [name, value] of Object.entries(wanted))
    if (name in ANYTHING && given[name]?.value === ANYTHING[name]) copy[name] = value;
  return copy;
}

/** Sets the kit up against a fresh world. */
export function world(part: { merchant?: Partial<Merchant>; trade?: TradeConfig['trade'] } = {}): World {
  const made: World = {
    calls: [],
    opened: [],
    toasts: [],
    copied: [],
    brightness: [],
    orders: [],
    applications: [],
    store: new Map(),
    app: {},
    outcomes: [],
    merchant: {
      getGoods: () => Promise.resolve(libraryGoods()),
      getAbility: (): Promise<PaymentAbility> => Promise.resolve({ able: true }),
      getOrder: () => Promise.resolve(order({ state: 'paid' })),
      findOrder: () => Promise.resolve(null),
      getRefund: () => Promise.resolve(refund()),
      getCoupons: () => Promise.resolve(orderCoupons()),
      getSubject: () => Promise.resolve({ name: '上海示例餐饮有限公司' }),
      sign: () => Promise.resolve({ data: '{}', byteAuthorization: 'SHA256-RSA2048 x', outOrderNo: 'out-1' }),
      ...part.merchant,
    },
    platform: undefined as unknown as Platform,
    restart: () => choose(),
  };
  const pay = (name: string): Promise<PayOutcome> => {
    made.calls.push(name);
    return Promise.resolve(made.outcomes.shift() ?? paid);
  };
  const go = (url: string): Promise<void> => {
    made.calls.push('navigate');
    made.opened.push(url);
    return made.navigate ?? Promise.resolve();
  };
  made.platform = {
    createOrder(options) {
      made.orders.push(options);
      return pay('createOrder');
    },
    requestOrder: () => pay('requestOrder'),
    continueToPay: () => pay('continueToPay'),
    applyRefund(options) {
      made.applications.push(options);
      made.calls.push('applyRefund');
      return (
        made.applied ?? Promise.resolve({ refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' })
      );
    },
    navigateTo: go,
    redirectTo(url) {
      made.calls.push('redirect');
      return go(url);
    },
    navigateBack() {
      made.calls.push('back');
      return Promise.resolve();
    },
    load: (key) => JSON.parse(made.store.get(key) ?? 'null') ?? undefined,
    save: (key, value) => void made.store.set(key, JSON.stringify(value)),
    toast: (text) => void made.toasts.push(text),
    app: () => made.app,
    now: () => Date.now(),
    copy(text) {
      made.copied.push(text);
      return Promise.resolve();
    },
    getBrightness: () => Promise.resolve(made.brightness[made.brightness.length - 1] ?? 0.4),
    setBrightness(value) {
      made.brightness.push(value);
      return Promise.resolve();
    },
  };
  const counted: Record<string, unknown> = {};
  for (const name of Object.keys(made.merchant) as (keyof Merchant)[]) {
    counted[name] = (query: never) => {
      made.calls.push(name);
      return about(query, (made.merchant[name] as (q: never) => unknown)(query));
    };
  }
  const choose = (): void => {
    const slot = anchor();
    delete slot.sessions;
    slot.config = {
      merchant: guarded(counted as Partial<Merchant>),
      platform: guardedPlatform(made.platform, report),
      trade: part.trade ?? 'createOrder',
      pages: { orderConfirm: '/confirm', refundApply: '/apply', refundDetail: '/detail' },
      sessions,
    } satisfies TradeConfig;
  };
  choose();
  return made;
}

export const config = chosenConfig;

export function confirmGoods(part: Partial<ConfirmGoods> = {}): ConfirmGoods {
  return {
    goodsId: GOODS_ID,
    goodsType: 1,
    bizLine: 1,
    goodsName: '双人下午茶套餐',
    goodsPhoto: '/assets/goods/tea.svg',
    currentPrice: 9900,
    goodsLabels: [],
    dateRule: '周一至周日可用',
    minLimits: 1,
    maxLimits: 99999,
    stock: 20,
    phoneRequired: false,
    marketingReady: false,
    ...part,
  };
}

export type { PayDetail };
