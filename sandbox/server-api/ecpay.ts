/** 担保支付, and the token of the newer families (contract open-api §2, §5). Money in 分. */
import { GoodsType } from '../../src/contract/codes';
import type { PayChannel } from '../../src/contract/callbacks';
import { endMessage } from '../callbacks/messages';
import type { Order, OrderDraft } from '../ledger/types';
import { beijingTime, paidBy } from './trade';
import { ecpayOrderId, merchantUid } from './ecpay-messages';
import { ServerFailure } from './world';
import type { ServerCall, ServerHandler, ServerWorld } from './world';

/** What is said of an order's kind, in the ledger. */
const ECPAY = '1.0';

const NO_PAYMENT = 2000;
const CONTRADICTION = 2010;
const NO_PROVIDER = 2047;
const NO_REFUND = 3101;

const LIMITS: Readonly<Record<string, PayChannel>> = { LIMIT_WX: 1, LIMIT_ALI: 2, LIMIT_DYZF: 10 };

/** This platform knows no service providers. @throws ServerFailure */
export const noProvider = ({ body }: ServerCall): void => {
  if (body.thirdparty_id !== undefined && body.thirdparty_id !== '') throw new ServerFailure(NO_PROVIDER);
};

export const ownOrder = ({ ledger }: ServerWorld, { appId, body }: ServerCall): Order | undefined => {
  const order = ledger.getByOutOrderNo(body.out_order_no as string);
  return order?.appId === appId && order.version === ECPAY ? order : undefined;
};

const draftOf = ({ users, scenarios }: ServerWorld, { appId, body, scenario }: ServerCall): OrderDraft => {
  const amount = body.total_amount as number;
  const limits = ((body.limit_pay_way as string | undefined) ?? '').split(',');
  const unknown = limits.find((limit) => limit !== '' && !Object.hasOwn(LIMITS, limit));
  if (unknown !== undefined)
    throw new ServerFailure(
      CONTRADICTION,
      `limit_pay_way should be of ${Object.keys(LIMITS).join(', ')}, but got ${unknown}`,
    );
  return {
    api: 'ecpay',
    appId,
    openId: users.openId,
    version: ECPAY,
    list: 'goods',
    goods: {
      goodsId: body.out_order_no as string,
      goodsType: GoodsType.Own,
      goodsName: body.subject as string,
      goodsPhoto: '',
      price: amount,
      labels: [],
    },
    quantity: 1,
    totalAmount: amount,
    discountAmount: 0,
    fees: [],
    deliveryType: 0,
    businessLine: 1,
    merged: false,
    note: body.body as string,
    cpExtra: (body.cp_extra as string | undefined) ?? '',
    payNotifyUrl: (body.notify_url as string | undefined) || undefined,
    blockedChannels: limits.filter((limit) => limit !== '').map((limit) => LIMITS[limit]),
    scenario: scenarios.nameFor({ requested: scenario }),
  };
};

const tokenOf = ({ ledger }: ServerWorld, order: Order): Record<string, unknown> => {
  const [first] = ledger.payments(order.orderId);
  return { order_id: first.payOrderId, order_token: first.orderToken };
};

/** The same number is the same order, as long as everything else is the same too. */
const createOrder: ServerHandler = (world, call) => {
  noProvider(call);
  const { ledger, events } = world;
  const draft = draftOf(world, call);
  const number = call.body.out_order_no as string;
  return ledger.step(() => {
    const before = ledger.getByOutOrderNo(number);
    if (before) {
      const { totalAmount, cpExtra, goods } = before.draft;
      const same =
        before.appId === call.appId &&
        before.version === ECPAY &&
        totalAmount === draft.totalAmount &&
        cpExtra === draft.cpExtra &&
        goods.goodsName === draft.goods.goodsName;
      if (!same) throw new ServerFailure(CONTRADICTION, `out_order_no ${number} was used for another order`);
      if (before.state !== 'unpaid')
        throw new ServerFailure(
          CONTRADICTION,
          `the order ${number} is ${before.state}: take another out_order_no`,
        );
      return tokenOf(world, before);
    }
    const orderId = ledger.newOrderId();
    const { order } = ledger.create(orderId, ledger.newItemOrderIds(1), draft, {
      outOrderNo: number,
      payExpireSeconds: call.body.valid_time as number,
    });
    events.add('ledger', `order ${number} created, unpaid`, { orderId, data: order });
    return tokenOf(world, order);
  });
};

const statusOf = (world: ServerWorld, { orderId }: Order): string => {
  const { orderStatus } = world.openApi.queryOrder({ orderId })!;
  return orderStatus === 'PROCESS' ? 'PROCESSING' : orderStatus;
};

const queryOrder: ServerHandler = (world, call) => {
  noProvider(call);
  const order = ownOrder(world, call);
  if (!order) throw new ServerFailure(NO_PAYMENT);
  const payment = paidBy(world, order);
  return {
    out_order_no: order.outOrderNo,
    order_id: ecpayOrderId(world.ledger, order),
    payment_info: {
      total_fee: order.totalAmount,
      order_status: statusOf(world, order),
      pay_time: beijingTime(order.paidTime),
      way: payment?.channel ?? 0,
      channel_no: payment?.payOrderId ?? '',
      channel_gateway_no: '',
      seller_uid: merchantUid,
      item_id: '',
      cp_extra: order.draft.cpExtra,
    },
  };
};

const createRefund: ServerHandler = (world, call) => {
  noProvider(call);
  const { ledger, refunds } = world;
  const { body } = call;
  const order = ownOrder(world, call);
  if (!order) throw new ServerFailure(NO_PAYMENT);
  const outRefundNo = body.out_refund_no as string;
  const amount = body.refund_amount as number;
  return ledger.step(() => {
    const before = refunds.getByOutRefundNo(outRefundNo);
    if (before && (before.orderId !== order.orderId || before.amount !== amount))
      throw new ServerFailure(CONTRADICTION, `out_refund_no ${outRefundNo} was used for another refund`);
    if (before) return { refund_no: before.refundId };
    if (order.state !== 'paid') throw new ServerFailure(CONTRADICTION, `the order is ${order.state}`);
    const [unit] = refunds.items(order.orderId);
    if (amount > unit.refundableAmount)
      throw new ServerFailure(
        CONTRADICTION,
        `refund_amount should be at most ${unit.refundableAmount}, but got ${amount}`,
      );
    const notifyUrl = (body.notify_url as string | undefined) || undefined;
    const { refundId } = refunds.apply({
      orderId: order.orderId,
      api: 'ecpay',
      amount,
      quantity: 1,
      items: [{ itemOrderId: unit.itemOrderId, amount }],
      fees: [],
      reasons: [body.reason as string],
      note: '',
      cpExtra: (body.cp_extra as string | undefined) ?? '',
      needsAudit: false,
      scenario: order.scenario,
      source: 2,
      notifyUrl,
    });
    refunds.number(refundId, outRefundNo, notifyUrl);
    return { refund_no: refundId };
  });
};

const queryRefund: ServerHandler = (world, call) => {
  noProvider(call);
  const { ledger, refunds, openApi } = world;
  const refund = refunds.getByOutRefundNo(call.body.out_refund_no as string);
  const order = refund && ledger.get(refund.orderId);
  if (!refund || order?.appId !== call.appId || order.version !== ECPAY) throw new ServerFailure(NO_REFUND);
  return {
    refundInfo: {
      refund_no: refund.refundId,
      refund_amount: refund.amount,
      refund_status: openApi.queryRefund({ refundId: refund.refundId })!.refundStatus,
      refunded_at: refund.endTime === undefined ? 0 : Math.floor(refund.endTime / 1000),
      is_all_settled: false,
      cp_extra: refund.draft.cpExtra,
      msg: endMessage(refund),
    },
  };
};

const clientToken: ServerHandler = ({ tokens, secrets, knowsApp }, { body }) => {
  if (body.grant_type !== 'client_credential')
    throw new ServerFailure(10002, 'grant_type should be client_credential');
  if (!knowsApp(body.client_key as string)) throw new ServerFailure(10003);
  if (body.client_secret !== secrets.appSecret)
    throw new ServerFailure(10013, 'client_secret is not what trade-sim keys prints');
  const { accessToken, expiresIn } = tokens.issue(body.client_key as string);
  return { access_token: accessToken, expires_in: expiresIn };
};

export const ecpayHandlers: Record<string, ServerHandler> = {
  'token.client_token': clientToken,
  'ecpay.create_order': createOrder,
  'ecpay.query_order': queryOrder,
  'ecpay.create_refund': createRefund,
  'ecpay.query_refund': queryRefund,
};
