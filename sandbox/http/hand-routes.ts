/** What a person, or a test without a phone, does in the user's place (by-hand.ts). */
import type { FastifyInstance } from 'fastify';
import { PAY_CHANNELS } from '../../src/contract/callbacks';
import type { PayChannel } from '../../src/contract/callbacks';
import { flag, integer, text } from '../../src/contract/schema/fields';
import { CASHIER_OUTCOMES, type CashierOutcome } from '../../src/contract/scenario-answers';
import type { Purchase, RefundWish } from '../by-hand';
import { BadRequest, PortFailure, TradeFailure } from '../failures';
import { LedgerError } from '../ledger/types';
import type { Sandbox } from '../sandbox';
import { bodyOf } from '../schemas';

interface Payment {
  outcome?: CashierOutcome;
  payChannel?: PayChannel;
}

const channel = integer('1 WeChat, 2 Alipay, 10 Douyin', { oneOf: PAY_CHANNELS });
const goodsId = text('of the goods');
const quantity = integer('units');

const purchase = bodyOf({
  goodsId,
  quantity,
  outcome: text('how the cashier ends', { oneOf: [...CASHIER_OUTCOMES, 'open'] }),
  discountAmount: integer('分'),
  payChannel: channel,
  legacy: flag('of trade template 1.0'),
  merged: flag('of the chain that is merged into life service'),
  scenario: text('a choice of scenarios'),
});
const payment = bodyOf({
  outcome: text('how the cashier ends', { oneOf: CASHIER_OUTCOMES }),
  payChannel: channel,
});
const wish = bodyOf({
  quantity,
  amount: integer('分'),
  reason: text('why'),
  audit: text("the merchant's decision", { oneOf: ['agree', 'refuse'] }),
  denyMessage: text('why it is refused'),
});
const redemption = bodyOf({ count: integer('codes', { min: 1 }) });
const legacyOrder = bodyOf({ goodsId, quantity });

/** What the ledger, the shop or a JSAPI refuses is a refusal of this request. */
const refusals = async <T>(work: () => T | Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LedgerError) throw new BadRequest(error.message, 409);
    if (error instanceof TradeFailure) throw new BadRequest(error.message, 409, error.errNo);
    if (error instanceof PortFailure) throw new BadRequest(error.errMsg, 409, error.resultCode);
    throw error;
  }
};

export const handRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  const { byHand } = sandbox;
  type Numbered<Body> = { Params: { orderId: string }; Body: Body };

  app.post<{ Body: Purchase }>('/sandbox/purchases', { schema: { body: purchase } }, ({ body }) =>
    refusals(() => byHand.buy(body)),
  );
  app.post<Numbered<Payment>>(
    '/sandbox/orders/:orderId/pay',
    { schema: { body: payment } },
    ({ params, body: { outcome, payChannel } }) =>
      refusals(() => byHand.pay(params.orderId, outcome, payChannel)),
  );
  app.post<Numbered<RefundWish>>(
    '/sandbox/orders/:orderId/refunds',
    { schema: { body: wish } },
    ({ params, body }) => refusals(() => byHand.refund(params.orderId, body)),
  );
  app.post<Numbered<{ count?: number }>>(
    '/sandbox/orders/:orderId/redemptions',
    { schema: { body: redemption } },
    ({ params, body }) => refusals(() => byHand.redeem(params.orderId, body.count)),
  );
  app.post<{ Body: Pick<Purchase, 'goodsId' | 'quantity'> }>(
    '/sandbox/orders/legacy',
    { schema: { body: legacyOrder } },
    ({ body }) => refusals(() => sandbox.makeLegacyOrder(body.goodsId, body.quantity)),
  );
  app.post<Numbered<unknown>>('/sandbox/orders/:orderId/close', ({ params }) =>
    refusals(() => sandbox.closeOrder(byHand.order(params.orderId).orderId)),
  );
};
