import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { QUESTIONS } from '../../src/contract/merchant/questions';
import type { Question, QuestionName } from '../../src/contract/merchant/questions';
import { ask } from '../../server/index';
import { PortFailure } from '../failures';
import type { Options } from '../jsapi/context';
import type { Sandbox } from '../sandbox';
import { anyBody } from '../schemas';
import { changeRoutes } from './change-routes';
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
      // What they ask is checked as the contract has it, where a violation is an answer with a code.
      ...(method ? { schema: { body: anyBody } } : {}),
      handler: (request, reply) =>
        respond(request, reply, () => {
          const parameters = (method ? request.body : request.query) as object;
          return ask(sandbox.merchant(requestedScenario(sandbox, request)), question, { ...parameters });
        }),
    });
  }
  changeRoutes(app, sandbox);
  app.get('/merchant/orders', (request, reply) => respond(request, reply, () => sandbox.shop.listOrders()));
  app.get('/merchant/catalogue', (request, reply) => respond(request, reply, () => sandbox.shop.listGoods()));
  const byShop: Readonly<Record<string, (body: Options) => unknown>> = {
    audit: (body) => sandbox.audit(body),
    'coupons/prepare': (body) => sandbox.prepare(body),
    'coupons/verify': (body) => sandbox.verify(body),
    'coupons/undo': (body) => sandbox.undo(body),
  };
  for (const [path, work] of Object.entries(byShop))
    app.post<{ Body: Options }>(`/merchant/${path}`, { schema: { body: anyBody } }, (request, reply) =>
      respond(request, reply, () => work(request.body)),
    );
};
