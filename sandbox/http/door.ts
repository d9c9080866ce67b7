/**
 * The way in for devices, and for nothing else: the JSAPIs and the merchant behind a session. No console, no event stream, no program. For a listener
 * of its own, which may be reached from the network (docs/devtools.md §4); the one on 127.0.0.1 stays as it is.
 */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { answerError, objectBody, refuseDeep } from './guards';
import { merchantRoutes } from './merchant-routes';
import type { Pairing } from './pairing';
import { platformRoutes } from './platform-routes';
import { longestBody } from './plugin';

export interface DoorOptions {
  pairing: Pairing;
  /** `host:port` of the listener, which every request must name. */
  own: () => string;
}

/** The header that carries a session. */
const header = 'x-trade-session';
const pair = '/pair';

/** The origin that tt.request names as its Referer; a host that is made of a browser may name it as the Origin, too. */
const platformOrigin = 'https://tmaservice.developer.toutiao.com';

/** A name that merely resolves to this machine, a page of another site, and whoever has no session get nothing. */
const refuseStrangers =
  ({ pairing, own }: DoorOptions) =>
  (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { host = '', origin, [header]: session } = request.headers;
    if (host !== own()) done(new BadRequest(`Host ${JSON.stringify(host)} is not this sandbox`, 403));
    else if (origin !== undefined && origin !== platformOrigin && origin !== `http://${own()}`)
      done(new BadRequest(`Origin ${JSON.stringify(origin)} is no mini-program`, 403));
    else if (request.routeOptions.url !== pair && !(typeof session === 'string' && pairing.knows(session)))
      done(new BadRequest('no session: pass the token that trade-sim dev printed', 401));
    else done();
  };

export const doorPlugin =
  (sandbox: Sandbox, options: DoorOptions): FastifyPluginAsync =>
  (app) => {
    app.setErrorHandler(answerError);
    app.addHook('onRequest', refuseStrangers(options));
    app.addHook('preHandler', refuseDeep);
    app.addHook('onSend', async (_request, reply) => {
      void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    });
    app.addHook('onRoute', (route) => {
      route.bodyLimit ??= longestBody;
    });
    app.post(pair, (request) => {
      const { token } = objectBody(request);
      const session = typeof token === 'string' ? options.pairing.redeem(token) : undefined;
      if (session === undefined)
        throw new BadRequest('the token is wrong or has been used: POST /sandbox/pairing on the computer gives a new one', 403);
      sandbox.events.add('user', 'a device was paired');
      return { session };
    });
    platformRoutes(app, sandbox);
    merchantRoutes(app, sandbox);
    // Here, so that a path that does not exist asks for a session, too.
    app.all('/*', (request, reply) => reply.code(404).send({ errMsg: `no route ${request.method} ${request.url.split('?')[0]}` }));
    return Promise.resolve();
  };
