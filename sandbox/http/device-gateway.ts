/**
 * The way in for devices, and for nothing else: the JSAPIs and the merchant behind a session. No console, no
 * event stream, no program, nothing that servers call. For a listener of its own, which may be reached from
 * the network (docs/devtools.md §4); the one on 127.0.0.1 stays as it is.
 */
import type { FastifyPluginAsync, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { required, text } from '../../src/contract/schema/fields';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { bodyOf, useSchemas } from '../schemas';
import { answerError, refuseDeep } from './guards';
import { answerCors } from './cors';
import { merchantRoutes } from './merchant-routes';
import type { Pairing } from './pairing';
import { platformRoutes } from './platform-routes';
import { isLocalOrigin } from './own-names';
import { longestBody } from './plugin';

interface DeviceGatewayOptions {
  pairing: Pairing;
  /** `host:port` of the listener, which every request must name. */
  own: () => string;
  /**
   * Origins of the simulator that this sandbox belongs to. Its pages need no way in, and must not spend what
   * is meant for a device.
   */
  home?: () => readonly string[];
}

/** The header that carries a session. */
const header = 'x-trade-session';
const pair = '/pair';
const pairing = bodyOf({ token: text('that trade-sim dev printed', { required }) });
/** Bytes. Nobody has shown a session yet who asks for one. */
const longestPairing = 1024;

/**
 * The origin that tt.request names as its Referer; a host that is made of a browser may name it as the
 * Origin, too.
 */
const platformOrigin = 'https://tmaservice.developer.toutiao.com';

/** What a mini-program's requests carry. */
const headers = `content-type, ${header}`;

/** Case does not matter in a Host header, and port 80 need not be named. */
const sameHost = (host: string, own: string): boolean =>
  host.toLowerCase().replace(/:80$/, '') === own.replace(/:80$/, '');

/**
 * A name that merely resolves to this machine, a page of another site, and whoever has no session get
 * nothing. Pages of the machine that a browser runs on, as those of a simulator are, may ask and read: what
 * lets them in is the session, which no browser adds by itself.
 */
const refuseStrangers =
  ({ pairing, own, home = () => [] }: DeviceGatewayOptions) =>
  (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const { host = '', origin, [header]: session } = request.headers;
    if (!sameHost(host, own()))
      return done(new BadRequest(`Host ${JSON.stringify(host)} is not this sandbox`, 403));
    if (origin !== undefined) {
      if (origin !== platformOrigin && origin !== `http://${own()}` && !isLocalOrigin(origin))
        return done(new BadRequest(`Origin ${JSON.stringify(origin)} is no mini-program`, 403));
      if (answerCors(request, reply, origin, headers)) return;
      if (home().includes(origin.replace('//localhost:', '//127.0.0.1:')))
        return done(
          new BadRequest(
            'this simulator has the sandbox itself: take microapp-trade-kit/sandbox out of setup() here',
            403,
          ),
        );
    }
    if (request.routeOptions.url !== pair && !(typeof session === 'string' && pairing.knows(session)))
      return done(new BadRequest('no session: pass the token that trade-sim dev printed', 401));
    done();
  };

export const deviceGatewayPlugin =
  (sandbox: Sandbox, options: DeviceGatewayOptions): FastifyPluginAsync =>
  (app) => {
    app.setErrorHandler(answerError);
    useSchemas(app);
    app.addHook('onRequest', refuseStrangers(options));
    app.addHook('preHandler', refuseDeep);
    app.addHook('onSend', async (_request, reply) => {
      void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    });
    app.addHook('onRoute', (route) => {
      route.bodyLimit ??= longestBody;
    });
    app.post<{ Body: { token: string } }>(
      pair,
      { bodyLimit: longestPairing, schema: { body: pairing } },
      (request) => {
        const session = options.pairing.redeem(request.body.token);
        if (session === undefined)
          throw new BadRequest(
            'the token is wrong or has been used: POST /sandbox/pairing on the computer gives a new one',
            403,
          );
        sandbox.events.add('user', 'a device was paired');
        return { session };
      },
    );
    platformRoutes(app, sandbox, true);
    merchantRoutes(app, sandbox);
    // Here, so that what does not exist asks for a session, too.
    app.setNotFoundHandler((request, reply) =>
      reply.code(404).send({ errMsg: `no route ${request.method} ${request.url.split('?')[0]}` }),
    );
    return Promise.resolve();
  };
