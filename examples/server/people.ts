/** What people do at this server: a buyer logs in, a shop assistant decides about a refund. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RefundDecision, Shop } from 'microapp-trade-server';
import { PortFailure } from 'microapp-trade-server';
import { issueSession } from './session';
import type { Settings } from './settings';

const WEEK = 7 * 24 * 60 * 60 * 1000;
const bearer = /^Bearer (\S+)$/;

export const tokenOf = (authorization: string | null | undefined): string | undefined =>
  bearer.exec(authorization ?? '')?.[1];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** The open_id behind a code of tt.login, asked of the platform (code2session); `undefined`: a wrong code. */
const openIdOf = async (
  { loginUrl, appId, appSecret }: Settings,
  code: string,
): Promise<string | undefined> => {
  const reply = await fetch(loginUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ appid: appId, secret: appSecret, code }),
    signal: AbortSignal.timeout(5000),
  });
  const { err_no: errNo, data } = (await reply.json()) as { err_no?: number; data?: { openid?: string } };
  return errNo === 0 ? data?.openid : undefined;
};

const code = { type: 'object', required: ['code'], properties: { code: { type: 'string', minLength: 1 } } };

/** `POST /login` `{code}`: a session, which pages send as `authorization: Bearer …` (setup's `headers`). */
const loginRoute = (app: FastifyInstance, settings: Settings, secret: string): void => {
  app.post<{ Body: { code: string } }>('/login', { schema: { body: code } }, async (request, reply) => {
    const openId = await openIdOf(settings, request.body.code);
    if (openId === undefined) return reply.code(401).send({ errMsg: 'the code of tt.login does not hold' });
    const until = Date.now() + WEEK;
    return { session: issueSession(secret, openId, until), until };
  });
};

/** `POST /staff/audit` `{outRefundNo, decision, denyMessage?}`, for whoever has the staff's token. */
const auditRoute = (app: FastifyInstance, shop: Shop, staffToken: string): void => {
  const isStaff = ({ headers }: FastifyRequest): boolean =>
    isSame(tokenOf(headers.authorization) ?? '', staffToken);
  app.post<{ Body: RefundDecision }>('/staff/audit', async (request, reply) => {
    if (!isStaff(request)) return reply.code(401).send({ errMsg: 'for the staff only' });
    try {
      return await shop.audit(request.body);
    } catch (error) {
      if (!(error instanceof PortFailure)) throw error;
      return reply.code(error.kind === 'rejected' ? 400 : 502).send({ errMsg: error.errMsg });
    }
  });
};

/** Each route is there when what it needs is set. */
export const peopleRoutes = (app: FastifyInstance, shop: Shop, settings: Settings): void => {
  const { sessionSecret, appSecret, staffToken } = settings;
  if (sessionSecret && appSecret) loginRoute(app, settings, sessionSecret);
  if (staffToken) auditRoute(app, shop, staffToken);
};
