import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { QUESTIONS } from '../../src/contract/merchant/questions';
import type { Question, QuestionName } from '../../src/contract/merchant/questions';
import { ask } from '../../server/index';
import { PortFailure } from '../failures';
import type { Sandbox } from '../sandbox';
import { objectBody } from './guards';
import { requestedAttempt, requestedScenario } from './platform-routes';

/** What the shop lists is about no purchase. */
const lists = new Set(['/merchant/orders', '/merchant/catalogue']);

/** What a mini-program and its pages ask the reference merchant, as its OpenAPI file describes it. */
export const merchantRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
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

  for (const question of Object.keys(QUESTIONS) as QuestionName[]) {
    const { path, method }: Question = QUESTIONS[question];
    app.route({
      method: method ?? 'GET',
      url: `/merchant${path}`,
      handler: (request, reply) =>
        respond(request, reply, () => {
          const parameters = method ? objectBody(request) : (request.query as object);
          return ask(sandbox.merchant(requestedScenario(sandbox, request)), question, { ...parameters });
        }),
    });
  }
  app.get('/merchant/orders', (request, reply) => respond(request, reply, () => sandbox.shop.listOrders()));
  app.get('/merchant/catalogue', (request, reply) => respond(request, reply, () => sandbox.shop.listGoods()));
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
};
