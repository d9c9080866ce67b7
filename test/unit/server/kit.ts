/** A platform that signs, and a shop on the server kit that believes it. */
import { generateKeyPairSync } from 'node:crypto';
import type { TestContext } from 'node:test';
import { envelope, signHeaders } from '../../../sandbox/callbacks/envelope';
import { createShop } from '../../../server/index';
import type { Shop, ShopStore } from '../../../server/index';
import type { ShopOptions } from '../../../server/options';
import { openSqlite } from '../../../server/store/sqlite';
import type { CallbackEnvelope } from '../../../src/contract/callbacks';

export const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const application = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const start = Date.UTC(2026, 10, 22, 4);
export const cake = { goodsId: 'own-cake', goodsType: 2, price: 8800 } as const;
export const sku = { type: 401, tagGroupId: 'tag_group_7272625659888041996' };

export interface TestShop {
  shop: Shop;
  store: ShopStore;
  /** What somebody should look at. */
  told: string[];
  /** Moves the shop's clock, ms. */
  wait(ms: number): void;
  /** One callback, signed now. */
  send(type: CallbackEnvelope['type'], msg: unknown): Promise<{ status: number; answer: Answer }>;
}

export interface Answer {
  err_no: number;
  err_tips: string;
  data?: { out_order_no?: string; out_refund_no?: string };
}

export const shopFor = async (
  t: TestContext,
  options: Partial<ShopOptions> = {},
  database = ':memory:',
): Promise<TestShop> => {
  const store = options.store ?? (await openSqlite(database));
  t.after(() => store.close());
  let now = start;
  const told: string[] = [];
  const shop = createShop({
    appId: 'tt0123456789abcdef01',
    subject: '示例',
    goods: (goodsId) => (goodsId === cake.goodsId ? { price: cake.price } : undefined),
    platformKeys: [platform.publicKey],
    signing: { privateKey: application.privateKey, sku },
    now: () => now,
    tell: (problem) => told.push(problem),
    ...options,
    store,
  });
  return {
    shop,
    store,
    told,
    wait: (ms) => void (now += ms),
    async send(type, msg) {
      const body = envelope('2.0', type, msg);
      const reply = await shop.receive(signHeaders(body, now, platform.privateKey), body);
      return { status: reply.status, answer: JSON.parse(reply.body) as Answer };
    },
  };
};

/** An order of `quantity` cakes, as pre_create_order tells it. */
export const orderMsg = (orderId: string, quantity = 2, change: Record<string, unknown> = {}) => ({
  app_id: 'tt0123456789abcdef01',
  open_id: '_000buyer',
  order_id: orderId,
  goods: [
    {
      goods_id: cake.goodsId,
      goods_id_type: 2,
      title: '蛋糕',
      img_url: 'https://example.com/a.png',
      price: cake.price,
      quantity,
    },
  ],
  total_amount: cake.price * quantity,
  discount: 0,
  cp_extra: '',
  create_order_time: start,
  item_order_info_list: Array.from({ length: quantity }, (_, index) => ({
    item_order_id: `${orderId}-${index}`,
    goods_id: cake.goodsId,
    price: cake.price,
  })),
  ...change,
});

export const paymentMsg = (
  orderId: string,
  outOrderNo: string,
  status: 'SUCCESS' | 'CANCEL',
  change: Record<string, unknown> = {},
) => ({
  order_id: orderId,
  out_order_no: outOrderNo,
  status,
  event_time: start + 1000,
  ...change,
});

/** A refund of the first unit. */
export const refundMsg = (orderId: string, outOrderNo: string, refundId: string, change: object = {}) => ({
  refund_id: refundId,
  order_id: orderId,
  out_order_no: outOrderNo,
  refund_total_amount: cake.price,
  need_refund_audit: 1,
  create_refund_time: start + 2000,
  refund_reason: ['不想要了'],
  refund_description: '',
  refund_item_detail: {
    item_order_quantity: 1,
    item_order_detail: [{ item_order_id: `${orderId}-0`, refund_amount: cake.price }],
  },
  ...change,
});

export const refundEnd = (
  outOrderNo: string,
  outRefundNo: string,
  status: 'SUCCESS' | 'FAIL',
  change: object = {},
) => ({
  out_order_no: outOrderNo,
  out_refund_no: outRefundNo,
  status,
  message: '',
  event_time: start + 3000,
  ...change,
});
