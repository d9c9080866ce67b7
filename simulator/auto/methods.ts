/** What is answered without the frame: the tool itself, and the sandbox behind it. */
import type { FastifyInstance, InjectOptions } from 'fastify';
import { jsonOrText } from '../../src/contract/schema/formats';

export type Params = Readonly<Record<string, unknown>>;
export type Answer = (params: Params) => unknown;

/** Names of the client that have no meaning here, with the reason. */
const REFUSED: Record<string, string> = {
  'Tool.enableRemoteDebug':
    'there is no phone to debug on: every window of the simulator can be driven as it is',
  'Tool.getTestAccounts': 'there are no accounts here: the sandbox has one user (Trade.login)',
  'Tool.getTicket': 'there are no accounts here, and so no tickets',
  'Tool.setTicket': 'there are no accounts here, and so no tickets',
  'Tool.refreshTicket': 'there are no accounts here, and so no tickets',
  'Tool.stopAudits':
    'the simulator audits nothing: `trade-sim check` reads the program, `trade-sim crawl` visits it',
};

interface Route {
  method: 'GET' | 'POST';
  /** Parts in braces come from the parameters. */
  url: string;
}

/** The sandbox's verbs: the routes of docs/architecture.md §6, by the names of the commands. */
const TRADE: Record<string, Route> = {
  'Trade.orders': { method: 'GET', url: '/sandbox/orders' },
  'Trade.order': { method: 'GET', url: '/sandbox/orders/{order}' },
  'Trade.buy': { method: 'POST', url: '/sandbox/purchases' },
  'Trade.payOrder': { method: 'POST', url: '/sandbox/orders/{order}/pay' },
  'Trade.refund': { method: 'POST', url: '/sandbox/orders/{order}/refunds' },
  'Trade.redeem': { method: 'POST', url: '/sandbox/orders/{order}/redemptions' },
  'Trade.coupons': { method: 'GET', url: '/sandbox/coupons' },
  'Trade.scenarios': { method: 'GET', url: '/sandbox/scenarios' },
  'Trade.scenario': { method: 'POST', url: '/sandbox/scenario' },
  'Trade.release': { method: 'POST', url: '/sandbox/release' },
  'Trade.faults': { method: 'POST', url: '/sandbox/faults' },
  'Trade.resend': { method: 'POST', url: '/sandbox/callbacks/{callback}/resend' },
  'Trade.clock': { method: 'POST', url: '/sandbox/clock' },
  'Trade.login': { method: 'POST', url: '/platform/user' },
  'Trade.reset': { method: 'POST', url: '/sandbox/reset' },
};

/** One call of the sandbox's routes. @throws its errMsg when it refuses */
async function callSandbox(
  server: FastifyInstance,
  host: string,
  route: Route,
  params: Params,
): Promise<unknown> {
  const rest: Record<string, unknown> = { ...params };
  const url = route.url.replace(/\{(\w+)\}/g, (_braces, name: string) => {
    const value = rest[name];
    delete rest[name];
    if (typeof value !== 'string' || value === '') throw new Error(`${name} is missing`);
    return encodeURIComponent(value);
  });
  const asked: InjectOptions = { method: route.method, url, headers: { host } };
  if (route.method === 'POST') asked.payload = rest;
  else asked.query = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  const { statusCode, body } = await server.inject(asked);
  const answer = jsonOrText(body);
  if (statusCode < 300) return answer;
  const { errMsg } = (typeof answer === 'object' && answer !== null ? answer : {}) as { errMsg?: unknown };
  throw new Error(
    typeof errMsg === 'string' ? errMsg : `the sandbox answers ${statusCode}: ${body.slice(0, 200)}`,
  );
}

interface OwnMethods {
  server: FastifyInstance;
  /** `127.0.0.1:<port>` of the shell's side. */
  host: () => string;
  /** A picture as base64 of PNG; without it there is none. */
  picture?: () => Promise<string>;
  /** Ends what the test has started; without it the simulator stays. */
  stop?: () => void;
}

/** By name of the protocol. */
export function ownMethods({ server, host, picture, stop }: OwnMethods): Record<string, Answer> {
  const refuse = (why: string): Answer => {
    return () => {
      throw new Error(why);
    };
  };
  return {
    // The client asks for 2.7.3 at least; "dev" is what a tool without a base library of its own says.
    'Tool.getInfo': () => ({ SDKVersion: 'dev' }),
    'Tool.close': () => {
      stop?.();
      return {};
    },
    'App.captureScreenshot':
      picture === undefined
        ? refuse('an open window cannot be photographed from inside: start with `trade-sim auto <dir>`')
        : async () => ({ data: await picture() }),
    ...Object.fromEntries(Object.entries(REFUSED).map(([name, why]) => [name, refuse(why)])),
    ...Object.fromEntries(
      Object.entries(TRADE).map(([name, route]) => [
        name,
        (params: Params) => callSandbox(server, host(), route, params),
      ]),
    ),
  };
}
