import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isLocalHost, isLocalOrigin, ownName } from 'microapp-trade-sandbox';

/** Ports of the two sides of one simulator: a document of one reads nothing of the other. */
export interface Sides {
  shell: number;
  /** The mini-program's; absent where there is none. */
  frame?: number;
}

/** The frame's origin as a page that asks by this Host should see it: of one name, the two are one site. */
export function originAt(request: FastifyRequest, port: number): string {
  return `http://${ownName(request.headers.host)}${port === 80 ? '' : `:${port}`}`;
}

/**
 * What a mini-program's document may ask for, by the route that answers: a path can be written in many ways
 * (`/%73andbox`). `/*` is the program's own pictures.
 */
const FRAME_ROUTES = new Set([
  ...[
    '/frame.html',
    '/program.js',
    '/program.js.map',
    '/program.js.origins',
    '/runtime.js',
    '/runtime.js.map',
    '/*',
  ],
  ...['/__events', '/__problems'],
  ...['/platform/user', '/platform/cashier', '/platform/:api'],
  // Its requests to mapped servers, and the rules that answer them.
  ...['/__net/request', '/__net/mocks.js', '/__net/file/*'],
  // What tests ask of the frame; there with automation only.
  ...['/__auto/commands', '/__auto/results', '/__auto/events', '/__auto/functions/:name'],
  // The demo's own page asks for an order of an earlier template, which no JSAPI makes any more.
  '/sandbox/orders/legacy',
]);

/**
 * The shop's routes for its app, whose order page also decides about a refund. What the counter and the
 * platform call is not among them.
 */
const SHOP_ROUTE = /^\/merchant\/(?!callback$|coupons\/(?:prepare|verify|undo)$)/;

const mayFrame = ({ routeOptions: { url = '' } }: FastifyRequest): boolean =>
  FRAME_ROUTES.has(url) || SHOP_ROUTE.test(url);

/** Whether a handshake of a socket comes from the mini-program's own document. No hook sees those. */
export const isFromFrame = ({ host = '', origin = '' }: IncomingHttpHeaders, frame: number): boolean =>
  isLocalHost(host, frame) && origin.startsWith('http:') && isLocalOrigin(origin, frame);

const refuse = (reply: FastifyReply, what: string): FastifyReply =>
  reply.code(403).type('text/plain; charset=utf-8').send(`refused: ${what}`);

/**
 * Refuses what does not come from a page of this server: another Host (a name that merely resolves to this
 * machine), another Origin, and what a foreign page embeds. The server runs on the developer's machine and
 * would otherwise answer any site they visit. A mini-program is such a page to the shell: whatever it does,
 * the sandbox's state, its tokens and the console are out of its reach.
 */
export function refuseForeign(server: FastifyInstance, sides: () => Sides): void {
  server.addHook('onRequest', async (request, reply) => {
    const { shell, frame } = sides();
    const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
    const isFrame = frame !== undefined && isLocalHost(host, frame);
    if (!isFrame && !isLocalHost(host, shell))
      return refuse(reply, `host ${JSON.stringify(host)} is not this simulator`);
    const own = isFrame ? frame : shell;
    if (origin !== undefined && !(origin.startsWith('http:') && isLocalOrigin(origin, own)))
      return refuse(reply, `origin ${JSON.stringify(origin)} is not this simulator`);
    const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (isForeign && mode !== 'navigate')
      return refuse(reply, 'a page of another site is not this simulator');
    const route = request.routeOptions.url;
    // Each document lives at its own side only.
    if (!isFrame && frame !== undefined && route === '/frame.html')
      return reply.redirect(originAt(request, frame) + request.url);
    if (isFrame && route === '/' && mode === 'navigate')
      return reply.redirect(originAt(request, shell) + request.url);
    if (isFrame && !mayFrame(request))
      return refuse(reply, 'this is for the console, and not for a mini-program');
    return undefined;
  });
}
