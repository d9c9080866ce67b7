/** What a person, or a test without a phone, does in the user's place (by-hand.ts). */
import type { FastifyInstance } from 'fastify';
import { check, mismatch } from '../../src/contract/check';
import type { Kind } from '../../src/contract/check';
import { PAY_CHANNELS } from '../../src/contract/callbacks';
import type { Purchase, RefundWish } from '../by-hand';
import { BadRequest, PortFailure, TradeFailure } from '../failures';
import { CASHIER_OUTCOMES } from '../jsapi/cashier';
import { LedgerError } from '../ledger/types';
import type { Sandbox } from '../sandbox';
import { objectBody } from './guards';

type Body = Record<string, unknown>;
type Shape = Record<string, Kind | readonly unknown[]>;

/** @throws BadRequest for a field that the shape does not have, and for a value that does not fit */
const shaped = <T>(body: Body, shape: Shape): T => {
  for (const [name, value] of Object.entries(body)) {
    const wanted = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (wanted === undefined)
      throw new BadRequest(mismatch('the body', `made of ${Object.keys(shape).join(', ')}`, name));
    const problem =
      typeof wanted === 'string'
        ? check(name, value, wanted)
        : wanted.includes(value)
          ? undefined
          : mismatch(name, `one of ${wanted.join(', ')}`, JSON.stringify(value));
    if (problem) throw new BadRequest(problem);
  }
  return body as T;
};

const purchase: Shape = {
  goodsId: 'string',
  quantity: 'number',
  outcome: [...CASHIER_OUTCOMES, 'open'],
  discountAmount: 'number',
  payChannel: PAY_CHANNELS,
  legacy: 'boolean',
  merged: 'boolean',
  scenario: 'string',
};
const payment: Shape = { outcome: CASHIER_OUTCOMES, payChannel: PAY_CHANNELS };
const wish: Shape = {
  quantity: 'number',
  amount: 'number',
  reason: 'string',
  audit: ['agree', 'refuse'],
  denyMessage: 'string',
};

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
  type Numbered = { Params: { orderId: string } };

  app.post('/sandbox/purchases', (request) =>
    refusals(() => byHand.buy(shaped<Purchase>(objectBody(request), purchase))),
  );
  app.post<Numbered>('/sandbox/orders/:orderId/pay', (request) =>
    refusals(() => {
      const { outcome, payChannel } = shaped<Purchase>(objectBody(request), payment);
      return byHand.pay(request.params.orderId, outcome === 'open' ? undefined : outcome, payChannel);
    }),
  );
  app.post<Numbered>('/sandbox/orders/:orderId/refunds', (request) =>
    refusals(() => byHand.refund(request.params.orderId, shaped<RefundWish>(objectBody(request), wish))),
  );
  app.post<Numbered>('/sandbox/orders/:orderId/redemptions', (request) =>
    refusals(() => {
      const { count } = shaped<{ count?: number }>(objectBody(request), { count: 'number' });
      const problem = count === undefined ? undefined : check('count', count, 'number', 1);
      if (problem) throw new BadRequest(problem);
      return byHand.redeem(request.params.orderId, count);
    }),
  );
  app.post('/sandbox/orders/legacy', (request) =>
    refusals(() => {
      const { goodsId, quantity } = objectBody(request);
      const problem = check('goodsId', goodsId, 'string?') ?? check('quantity', quantity, 'number?');
      if (problem) throw new BadRequest(problem);
      return sandbox.makeLegacyOrder(goodsId as string | undefined, quantity as number | undefined);
    }),
  );
  app.post<Numbered>('/sandbox/orders/:orderId/close', (request) =>
    refusals(() => sandbox.closeOrder(byHand.order(request.params.orderId).orderId)),
  );
};
