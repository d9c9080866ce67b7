import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ORDER_DRAFT } from '../../src/contract/merchant/queries';
import type { Merchant } from '../../src/ports/merchant';
import { PortFailure } from '../failures';
import { mustBe } from '../merchant/check';
import type { Sandbox } from '../sandbox';
import { objectBody } from './guards';
import { requestedAttempt, requestedScenario } from './platform-routes';

type Query = Record<string, unknown>;

/** A parameter given twice comes as a list; the merchant refuses it by its type. */
const text = (query: Query, name: string): string => query[name] as string;

const number = (query: Query, name: string, otherwise?: number): number => {
  const value = query[name];
  if (value === undefined && otherwise !== undefined) return otherwise;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : NaN;
};

/** What the shop lists is about no purchase. */
const lists = new Set(['/merchant/orders', '/merchant/catalogue']);

/** What a mini-program and its pages ask the reference merchant, as its OpenAPI file describes it. */
export const merchantRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  const get = (path: string, answer: (merchant: Merchant, query: Query) => unknown): void => {
    app.get(path, (request, reply) =>
      respond(request, reply, () =>
        answer(sandbox.merchant(requestedScenario(sandbox, request)), request.query as Query),
      ),
    );
  };
  /** Keeps what a phone asked for the timeline of its purchase. */
  const keep = (request: FastifyRequest, time: number, answer: Record<string, unknown>): void => {
    const attempt = requestedAttempt(request);
    const api = request.url.split('?')[0]!;
    if (attempt === undefined || lists.has(api)) return;
    sandbox.journal.addQuestion({
      time,
      api,
      attempt,
      options: request.method === 'GET' ? request.query : request.body,
      answer,
    });
  };
  const respond = async (
    request: FastifyRequest,
    reply: FastifyReply,
    answer: () => unknown,
  ): Promise<unknown> => {
    const time = sandbox.clock.now();
    try {
      const body = await answer();
      keep(request, time, { ok: true, body });
      sandbox.events.add('merchant', `${request.url.split('?')[0]} answered`, {
        data: { query: request.query, body },
      });
      return body;
    } catch (error) {
      if (!(error instanceof PortFailure)) throw error;
      sandbox.events.add('merchant', `${request.url.split('?')[0]} failed: ${error.errMsg}`, {
        data: { query: request.query, error },
      });
      const { kind, errMsg, errLogId, resultCode } = error;
      keep(request, time, { ok: false, error: { errMsg, errLogId, resultCode } });
      return reply.code(kind === 'server' ? 500 : 400).send({ errMsg, errLogId, resultCode });
    }
  };

  get('/merchant/goods', (merchant, query) =>
    merchant.getGoods({
      goodsId: text(query, 'goodsId'),
      goodsType: number(query, 'goodsType', 1),
      bizLine: number(query, 'bizLine', 1),
    }),
  );
  get('/merchant/ability', (merchant, query) =>
    merchant.getAbility({ goodsId: text(query, 'goodsId'), goodsType: number(query, 'goodsType') }),
  );
  get('/merchant/order', (merchant, query) => merchant.getOrder({ outOrderNo: text(query, 'outOrderNo') }));
  get('/merchant/order/latest', (merchant, query) =>
    merchant.findOrder({ goodsId: text(query, 'goodsId'), since: number(query, 'since') }),
  );
  get('/merchant/refund', (merchant, query) =>
    merchant.getRefund({ outRefundNo: text(query, 'outRefundNo') }),
  );
  get('/merchant/coupons', (merchant, query) =>
    merchant.getCoupons({ outOrderNo: text(query, 'outOrderNo') }),
  );
  get('/merchant/subject', (merchant) => merchant.getSubject());
  get('/merchant/marketing', (merchant, query) =>
    merchant.getMarketing({
      goodsId: text(query, 'goodsId'),
      quantity: number(query, 'quantity'),
      totalAmount: number(query, 'totalAmount'),
    }),
  );
  get('/merchant/orders', () => sandbox.shop.listOrders());
  get('/merchant/catalogue', () => sandbox.shop.listGoods());
  app.post('/merchant/audit', (request, reply) =>
    respond(request, reply, () => sandbox.audit(objectBody(request))),
  );
  app.post('/merchant/coupons/prepare', (request, reply) =>
    respond(request, reply, () => sandbox.prepare(objectBody(request))),
  );
  app.post('/merchant/coupons/verify', (request, reply) =>
    respond(request, reply, () => sandbox.verify(objectBody(request))),
  );
  app.post('/merchant/coupons/undo', (request, reply) =>
    respond(request, reply, () => sandbox.undo(objectBody(request))),
  );
  app.post('/merchant/sign', (request, reply) =>
    respond(request, reply, () =>
      sandbox
        .merchant(requestedScenario(sandbox, request))
        .sign(mustBe(ORDER_DRAFT, objectBody(request), 'the draft')),
    ),
  );
};
