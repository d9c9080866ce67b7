/** One call of each JSAPI that succeeds, for tests that make it fail. */
import type { ApiName } from '../../../src/contract/jsapi/index';
import type { Sandbox } from '../../../sandbox/index';
import type { ApiAnswer } from '../../../sandbox/jsapi/platform';
import { cake, create, hotpot, orderOf } from './kit';
import { apply, buy, byQuantity, refundOf } from './refund-kit';

const sku = {
  goodsId: 'sku-1',
  goodsType: 2,
  goodsName: '话费充值',
  goodsPhoto: '/a.svg',
  price: 1000,
  quantity: 2,
  totalAmount: 2000,
};

const merchantOrder = {
  goodsList: [
    {
      quantity: 1,
      price: cake.price,
      goodsId: cake.goodsId,
      goodsIdType: 2,
      discountAmount: 0,
      goodsPage: {},
    },
  ],
  totalDiscountAmount: 0,
  totalAmount: cake.price,
  appType: 1,
  scene: '0',
  launchFrom: '',
  location: '',
};

/** `data` and `byteAuthorization`, signed by the reference merchant. */
export const signed = async (sandbox: Sandbox): Promise<Record<string, unknown>> => {
  const { data, byteAuthorization } = await sandbox.shop.sign(sku);
  return { data, byteAuthorization };
};

const requested = async (sandbox: Sandbox): Promise<string> => {
  const answer = await sandbox.call('requestOrder', await signed(sandbox));
  if (!answer.ok) throw new Error(answer.errMsg);
  return answer.orderId as string;
};

/** Options that the API accepts, and what has to be there for it. */
export const OPTIONS: Record<ApiName, (sandbox: Sandbox) => Promise<Record<string, unknown>>> = {
  createOrder: () => Promise.resolve(orderOf(hotpot)),
  createMerchantOrder: () => Promise.resolve(merchantOrder),
  requestOrder: signed,
  getOrderPayment: async (sandbox) => ({ orderId: await requested(sandbox) }),
  pay: async (sandbox) => {
    const { payOrderId, orderToken } = await create(sandbox);
    return { orderInfo: { order_id: payOrderId, order_token: orderToken }, service: 5 };
  },
  continueToPay: async (sandbox) => ({ orderId: (await create(sandbox)).orderId }),
  continueToPayLife: async (sandbox) => ({
    orderId: (await create(sandbox, hotpot, 1, { tradeOption: { life_trade_flag: 1 } })).orderId,
  }),
  applyRefund: async (sandbox) => refundOf(await buy(sandbox), byQuantity(1)),
  createRefundOrder: async (sandbox) => ({
    appId: 'tt0123456789abcdef01',
    reason: ['不想要了'],
    type: 1,
    outOrderNo: (await buy(sandbox)).outOrderNo,
    description: '',
    refundGoods: [{ goods_id: hotpot.goodsId, goods_id_type: 1, refund_quantity: 1 }],
  }),
  getRefundOrder: async (sandbox) => ({ refundId: (await apply(sandbox, await buy(sandbox))).refundId }),
  login: () => Promise.resolve({}),
  checkSession: async (sandbox) => {
    await sandbox.call('login', {});
    return {};
  },
};

/** Everything that a failed call must leave as it was. */
export const books = (sandbox: Sandbox): unknown => ({
  orders: sandbox.ledger
    .list()
    .map(({ orderId, state }) => [orderId, state, sandbox.ledger.payments(orderId).length]),
  refunds: sandbox.refunds.list().length,
});

export const callAs = (
  sandbox: Sandbox,
  api: string,
  options: object,
  scenario?: string,
): Promise<ApiAnswer> => sandbox.call(api, options, { appId: 'tt0123456789abcdef01', scenario });
