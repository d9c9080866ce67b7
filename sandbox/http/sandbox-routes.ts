import type { FastifyInstance } from 'fastify';
import {
  integer,
  list,
  passThrough,
  required,
  text,
  type Infer,
  type object,
} from '../../src/contract/schema/fields';
import { schemaOfFields } from '../../src/contract/schema/json-schema';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { anyBody, bodyOf } from '../schemas';
import { told } from '../server-api/secrets';

/** So many orders are enough for a shop's counter. */
const newestOrders = 20;

const scenarioChoice = {
  name: text('of a scenario, or a choice as text; null chooses none', { nullable: true }),
  names: list(text('of a scenario'), 'several together; none chooses none'),
  set: passThrough('paths into their answers, and the values there'),
} as const;
type ScenarioChoice = Infer<ReturnType<typeof object<typeof scenarioChoice>>>;

/** @throws BadRequest when they cannot be chosen together */
const chosenScenario = (sandbox: Sandbox, given: ScenarioChoice): string | null => {
  const { name, names = typeof name === 'string' ? [name] : [], set = {} } = given;
  const [first] = names;
  if (given.name === undefined && given.names === undefined)
    throw new BadRequest('name or names must be given: null or [] chooses none');
  if (first === undefined) return null;
  const isText = names.length === 1 && /[;,]/.test(first) && Object.keys(set).length === 0;
  return isText ? first : sandbox.scenarios.compose(names, set);
};

const key = { publicKey: text('PEM', { required }) } as const;
const ofOrder = schemaOfFields({ orderId: text('a number') });
const ofCallback = schemaOfFields({ callbackId: integer('its number', { required, min: 1 }) });

/** For the shell, the console and tests. */
export const sandboxRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  app.get('/sandbox/state', () => ({
    service: 'microapp-trade-sandbox',
    now: sandbox.clock.now(),
    offset: sandbox.clock.offset,
    skewMs: sandbox.skew,
    user: { loggedIn: sandbox.users.loggedIn },
    scenario: sandbox.scenarios.active,
    scenarios: sandbox.scenarios.choices,
    held: sandbox.scenarios.held,
    orders: sandbox.ledger.counts(),
    refunds: sandbox.refunds.counts(),
    platformKey: sandbox.platformKey.export({ type: 'spki', format: 'pem' }),
  }));
  app.get('/sandbox/refunds', () =>
    sandbox.refunds.list().map((refund) => ({
      ...refund,
      outOrderNo: sandbox.ledger.get(refund.orderId)?.outOrderNo,
      callbacks: sandbox.callbacks
        .records(refund.orderId)
        .filter((record) => record.refundId === refund.refundId),
    })),
  );
  app.get<{ Querystring: { orderId?: string } }>(
    '/sandbox/coupons',
    { schema: { querystring: ofOrder } },
    ({ query: { orderId } }) => {
      if (orderId === undefined)
        return { now: sandbox.clock.now(), orders: sandbox.coupons.newest(newestOrders) };
      if (!sandbox.ledger.get(orderId)) throw new BadRequest(`no order ${JSON.stringify(orderId)}`, 404);
      return sandbox.coupons.withHistory(orderId);
    },
  );
  app.post('/sandbox/reset', () => {
    sandbox.reset();
    return { now: sandbox.clock.now() };
  });
  app.get('/sandbox/scenarios', () => sandbox.scenarios.list());
  app.post<{ Body: ScenarioChoice }>(
    '/sandbox/scenario',
    { schema: { body: bodyOf(scenarioChoice) } },
    ({ body }) => {
      sandbox.chooseScenario(chosenScenario(sandbox, body));
      return { name: sandbox.scenarios.active, scenarios: sandbox.scenarios.choices };
    },
  );
  app.get('/sandbox/keys', () => ({
    ...told(sandbox.appId, sandbox.secrets),
    platformKey: sandbox.platformKey.export({ type: 'spki', format: 'pem' }),
  }));
  app.post<{ Body: { publicKey: string } }>(
    '/sandbox/keys',
    { schema: { body: bodyOf(key) } },
    ({ body: { publicKey } }) => ({ keyVersion: sandbox.applicationKeys.upload(publicKey) }),
  );
  app.post('/sandbox/release', () => ({ released: sandbox.scenarios.release() }));
  app.get('/sandbox/faults', () => sandbox.getFaults());
  app.post<{ Body: Record<string, unknown> }>('/sandbox/faults', { schema: { body: anyBody } }, ({ body }) =>
    sandbox.setFaults(body),
  );
  app.post<{ Params: { callbackId: number } }>(
    '/sandbox/callbacks/:callbackId/resend',
    { schema: { params: ofCallback } },
    ({ params: { callbackId } }) => sandbox.resend(callbackId),
  );
};
