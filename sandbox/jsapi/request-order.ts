/**
 * tt.requestOrder and tt.getOrderPayment: the general trade system (jsapi §2, §3.1). There is no pre-order
 * callback: the data is signed.
 */
import { GoodsType } from '../../src/contract/codes';
import { validateOrderData } from '../../src/contract/jsapi';
import { DEFAULT_PAY_SECONDS } from '../../src/contract/jsapi/shared';
import { violated } from '../failures';
import type { PayChannel } from '../../src/contract/callbacks';
import type { OrderDraft } from '../ledger/types';
import { verifyAuthorization } from './authorization';
import { payableTicket } from './cashier';
import type { Caller, Handler, PlatformContext } from './context';
import { checkSize, requireLogin, writeOrder } from './place-order';

interface OrderData {
  skuList: { skuId: string; price: number; quantity: number; title: string; imageList: string[] }[];
  outOrderNo: string;
  totalAmount: number;
  payExpireSeconds?: number;
  payNotifyUrl?: string;
  limitPayWayList?: PayChannel[];
}

const draftOf = (context: PlatformContext, data: OrderData, caller: Caller): OrderDraft => {
  const [sku] = data.skuList;
  const expected = sku.price * sku.quantity;
  return {
    api: 'requestOrder',
    appId: caller.appId,
    openId: context.users.openId,
    version: '3.0',
    list: 'sku',
    goods: {
      goodsId: sku.skuId,
      goodsType: GoodsType.Own,
      goodsName: sku.title,
      goodsPhoto: sku.imageList[0],
      price: sku.price,
      labels: [],
      skuId: sku.skuId,
      skuType: GoodsType.Own,
    },
    quantity: sku.quantity,
    // The signed total is what is to be paid; what it lacks to the sum of the goods was taken off by the
    // developer.
    totalAmount: expected,
    discountAmount: expected - data.totalAmount,
    fees: [],
    deliveryType: 0,
    businessLine: 1,
    merged: false,
    cpExtra: '',
    payNotifyUrl: data.payNotifyUrl,
    blockedChannels: data.limitPayWayList,
    scenario: context.scenarios.nameFor({ goodsId: sku.skuId, requested: caller.scenario }),
  };
};

export const requestOrder: Handler = (context, options, caller) => {
  const { data, byteAuthorization } = options as { data: string; byteAuthorization: string };
  const now = context.clock.now();
  const { keys, applicationKeys } = context;
  verifyAuthorization(byteAuthorization, data, {
    appId: caller.appId,
    keys: applicationKeys.all(),
    platformKey: keys.platform.publicKey,
  });
  const violation = validateOrderData(data, { now });
  if (violation) throw violated(violation);
  requireLogin(context);
  const order = JSON.parse(data) as OrderData;
  const draft = draftOf(context, order, caller);
  checkSize(draft);
  const orderId = context.ledger.newOrderId();
  const itemOrderIds = context.ledger.newItemOrderIds(draft.quantity);
  const made = writeOrder(context, orderId, itemOrderIds, draft, {
    outOrderNo: order.outOrderNo,
    payExpireSeconds: order.payExpireSeconds || DEFAULT_PAY_SECONDS,
  });
  context.events.add('ledger', `order ${made.order.outOrderNo} created, unpaid`, { orderId, data: made });
  return {
    orderId,
    itemOrderList: context.ledger.items(orderId).map((item, index) => ({
      itemOrderId: item.itemOrderId,
      skuId: item.skuId,
      itemOrderAmount: context.ledger.shares(made.order)[index],
    })),
  };
};

/** Opens the cashier of an order of requestOrder. */
export const getOrderPayment: Handler = (context, options, caller) => {
  requireLogin(context);
  return payableTicket(context, (options as { orderId: string }).orderId, 'getOrderPayment', caller);
};
