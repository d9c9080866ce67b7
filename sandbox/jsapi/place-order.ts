/**
 * Pre-order: login, shelf, pre_create_order, then the order in one transaction (jsapi §1, templates §5.1).
 */
import { check } from '../../src/contract/check';
import { MAX_QUANTITY } from '../../src/contract/limits';
import { readTerms, termsOf } from '../callbacks/answers';
import type { Deliver, HttpReply } from '../callbacks/types';
import { preCreateOrderMsg } from '../callbacks/messages';
import { replacement } from '../callbacks/replacement';
import { fromShelf } from '../catalogue/from-shelf';
import { TradeFailure } from '../failures';
import { paidAmount } from '../ledger/ledger';
import type { Order, OrderDraft, OrderTerms, Payment } from '../ledger/types';
import { StoreError } from '../store/errors';
import type { PlatformContext } from './context';

export const requireLogin = (context: PlatformContext): void => {
  if (!context.users.loggedIn) throw new TradeFailure(11001);
};

const checkShelf = (context: PlatformContext, draft: OrderDraft): void => {
  for (const [goodsId, quantity] of fromShelf(draft)) {
    const problem = context.catalogue.checkOnSale(goodsId, quantity);
    if (problem) throw new TradeFailure(21012, { details: problem });
  }
};

/**
 * Each unit is an item order of its own, and money is counted in whole 分: an order that is too large for
 * either is refused before it has numbers.
 */
export const checkSize = ({ quantity, totalAmount }: Pick<OrderDraft, 'quantity' | 'totalAmount'>): void => {
  const wrong =
    check('quantity', quantity, 'number', 1, MAX_QUANTITY) ??
    check('totalAmount', totalAmount, 'number', 0, Number.MAX_SAFE_INTEGER);
  if (wrong) throw new TradeFailure(10000, { details: wrong });
};

/** The server that the order names itself. One that may not be reached does not answer. */
const ownServer = ({ reach }: PlatformContext, { callbackUrl }: OrderDraft): Deliver | undefined =>
  callbackUrl === undefined ? undefined : async (headers, body) => reach(callbackUrl)(headers, body);

const askDeveloper = async (
  context: PlatformContext,
  orderId: string,
  itemOrderIds: string[],
  draft: OrderDraft,
): Promise<HttpReply> => {
  const answer = context.scenarios.at('preorder', { order: draft.scenario, api: draft.api });
  const held = answer?.hold;
  if (held) await context.scenarios.hold();
  const msg = preCreateOrderMsg(orderId, itemOrderIds, draft, context.clock.now());
  try {
    return await context.callbacks.ask('pre_create_order', draft.version, orderId, msg, {
      instead: held || !answer ? ownServer(context, draft) : replacement(answer),
      read: readTerms(draft),
    });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new TradeFailure(13000, { details: '开发者服务端无响应' });
  }
};

/** The order as one step: number unused, goods still there, then order, units, cashier and stock together. */
export const writeOrder = (
  context: PlatformContext,
  orderId: string,
  itemOrderIds: string[],
  draft: OrderDraft,
  terms: OrderTerms,
): { order: Order; payment: Payment } => {
  const { ledger, catalogue } = context;
  return ledger.step(() => {
    if (ledger.getByOutOrderNo(terms.outOrderNo))
      throw new TradeFailure(21016, { details: terms.outOrderNo });
    checkShelf(context, draft);
    fromShelf(draft).forEach((quantity, goodsId) => catalogue.take(goodsId, quantity));
    return ledger.create(orderId, itemOrderIds, draft, terms);
  });
};

/** Everything up to the open cashier. Nothing is written when it fails. */
export const placeOrder = async (
  context: PlatformContext,
  draft: OrderDraft,
): Promise<Record<string, unknown>> => {
  const { ledger, events } = context;
  checkSize(draft);
  checkShelf(context, draft);
  const { orderId, itemOrderIds } = ledger.step(() => ({
    orderId: ledger.newOrderId(),
    itemOrderIds: ledger.newItemOrderIds(draft.quantity),
  }));
  context.about?.(orderId);
  const reply = await askDeveloper(context, orderId, itemOrderIds, draft);
  // A reset meanwhile has emptied the books: an order of before does not belong into the new ones.
  if (context.callbacks.records(orderId).length === 0)
    throw new TradeFailure(13000, { details: '沙箱已重置' });
  const { order, payment } = writeOrder(context, orderId, itemOrderIds, draft, termsOf(reply, draft));
  events.add('ledger', `order ${order.outOrderNo} created, unpaid`, {
    orderId,
    data: { order, itemOrderIds },
  });
  return cashierTicket(order, payment);
};

/** What the host needs to open the cashier; the numbers are what the JSAPI itself answers. */
export const cashierTicket = (order: Order, payment: Payment): Record<string, unknown> => ({
  orderId: order.orderId,
  outOrderNo: order.outOrderNo,
  payOrderId: payment.payOrderId,
  orderToken: payment.orderToken,
  payAmount: paidAmount(order),
  payExpireTime: order.payExpireTime,
  goodsName: order.draft.goods.goodsName,
  ...(order.draft.blockedChannels?.length ? { blockedChannels: order.draft.blockedChannels } : {}),
});
