/**
 * Mounts the sandbox's routes (docs/architecture.md §6) on a Fastify server, which must listen on 127.0.0.1.
 */
import type { FastifyInstance, FastifyPluginAsync, onRequestHookHandler } from 'fastify';
import type { Sandbox } from '../sandbox';
import { useSchemas } from '../schemas';
import { answerError, refuseDeep, refuseForeign } from './guards';
import { consoleRoutes } from './console-routes';
import { answerCors } from './cors';
import { eventRoutes } from './event-routes';
import { handRoutes } from './hand-routes';
import { merchantRoutes } from './merchant-routes';
import type { Pairing } from './pairing';
import { platformRoutes } from './platform-routes';
import { sandboxRoutes } from './sandbox-routes';
import { auditRoute, callbackRoute } from './server-routes';
import { serverApiRoutes } from './server-api-routes';
import { stateRoutes } from './state-routes';

const everything = ['/platform', '/merchant', '/sandbox'];
/** Bytes of a request's body. */
export const longestBody = 256 * 1024;

type Routes = (app: FastifyInstance, sandbox: Sandbox) => void;

const mount =
  (
    sandbox: Sandbox,
    prefixes: readonly string[],
    routes: readonly Routes[],
    guards: readonly onRequestHookHandler[] = [],
  ): FastifyPluginAsync =>
  (app) => {
    app.setErrorHandler(answerError);
    useSchemas(app);
    app.addHook('onRequest', refuseForeign);
    guards.forEach((guard) => app.addHook('onRequest', guard));
    app.addHook('preHandler', refuseDeep);
    app.addHook('onRoute', (route) => {
      route.bodyLimit ??= longestBody;
    });
    routes.forEach((add) => add(app, sandbox));
    prefixes.forEach((prefix) =>
      app.all(`${prefix}/*`, (request, reply) =>
        reply.code(404).send({ errMsg: `no route ${request.method} ${request.url.split('?')[0]}` }),
      ),
    );
    app.addHook('preClose', (done) => {
      sandbox.release();
      done();
    });
    return Promise.resolve();
  };

/** @param pairing hands out tokens for the devices' way in, where there is one */
export const sandboxPlugin = (sandbox: Sandbox, pairing?: Pairing): FastifyPluginAsync => {
  const pairingRoute: Routes = (app) =>
    void (pairing && app.post('/sandbox/pairing', () => ({ token: pairing.newToken() })));
  return mount(sandbox, everything, [
    platformRoutes,
    auditRoute,
    merchantRoutes,
    callbackRoute,
    serverApiRoutes,
    sandboxRoutes,
    eventRoutes,
    handRoutes,
    stateRoutes,
    consoleRoutes,
    pairingRoute,
  ]);
};

/**
 * Mini-programs in simulators are on other ports. Nothing here is worth more to their pages than to any
 * program of the machine.
 */
const allowLocalPages: onRequestHookHandler = (request, reply, done) => {
  const { origin } = request.headers;
  if (origin === undefined || !answerCors(request, reply, origin, 'content-type, authorization')) done();
};

/** The reference merchant alone, as a server of its own: nothing of the platform is reachable there. */
export const merchantPlugin = (sandbox: Sandbox): FastifyPluginAsync =>
  mount(sandbox, ['/merchant'], [merchantRoutes, callbackRoute], [allowLocalPages]);
