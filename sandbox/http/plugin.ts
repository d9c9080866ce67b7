/** Mounts the sandbox's routes (docs/architecture.md §6) on a Fastify server, which must listen on 127.0.0.1. */
import type { FastifyPluginAsync } from 'fastify';
import type { Sandbox } from '../sandbox';
import { answerError, refuseDeep, refuseForeign } from './guards';
import { consoleRoutes } from './console-routes';
import { merchantRoutes } from './merchant-routes';
import { platformRoutes } from './platform-routes';
import { sandboxRoutes } from './sandbox-routes';

const prefixes = ['/platform', '/merchant', '/sandbox'];
const longestBody = 256 * 1024;

export const sandboxPlugin =
  (sandbox: Sandbox): FastifyPluginAsync =>
  (app) => {
    app.setErrorHandler(answerError);
    app.addHook('onRequest', refuseForeign);
    app.addHook('preHandler', refuseDeep);
    app.addHook('onRoute', (route) => {
      route.bodyLimit ??= longestBody;
    });
    platformRoutes(app, sandbox);
    merchantRoutes(app, sandbox);
    sandboxRoutes(app, sandbox);
    consoleRoutes(app, sandbox);
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
