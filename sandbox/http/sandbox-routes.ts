import type { FastifyInstance } from 'fastify';
import { kindOf, mismatch } from '../../src/contract/check';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { told } from '../server-api/secrets';
import { objectBody } from './guards';

/** So many orders are enough for a shop's counter. */
const newestOrders = 20;

/**
 * `{name}` or `{names}`, with `set`; null or an empty list chooses none. `name` may also be a choice as text.
 */
const chosenScenario = (
  sandbox: Sandbox,
  { name, names = name === null ? [] : [name], set = {} }: Record<string, unknown>,
): string | null => {
  if (!Array.isArray(names) || !names.every((each) => typeof each === 'string'))
    throw new BadRequest('name must be text or null, or names a list of texts');
  if (kindOf(set) !== 'object')
    throw new BadRequest(mismatch('set', 'an object of paths and values', kindOf(set)));
  if (names.length === 0) return null;
  const isText =
    names.length === 1 && /[;,]/.test(names[0] as string) && Object.keys(set as object).length === 0;
  return isText
    ? (names[0] as string)
    : sandbox.scenarios.compose(names as string[], set as Record<string, unknown>);
};

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
  app.get('/sandbox/coupons', (request) => {
    const { orderId } = request.query as Record<string, unknown>;
    if (orderId === undefined)
      return { now: sandbox.clock.now(), orders: sandbox.coupons.newest(newestOrders) };
    if (typeof orderId !== 'string' || !sandbox.ledger.get(orderId))
      throw new BadRequest(`no order ${JSON.stringify(orderId)}`, 404);
    return sandbox.coupons.withHistory(orderId);
  });
  app.post('/sandbox/reset', () => {
    sandbox.reset();
    return { now: sandbox.clock.now() };
  });
  app.get('/sandbox/scenarios', () => sandbox.scenarios.list());
  app.post('/sandbox/scenario', (request) => {
    sandbox.chooseScenario(chosenScenario(sandbox, objectBody(request)));
    return { name: sandbox.scenarios.active, scenarios: sandbox.scenarios.choices };
  });
  app.get('/sandbox/keys', () => ({
    ...told(sandbox.appId, sandbox.secrets),
    platformKey: sandbox.platformKey.export({ type: 'spki', format: 'pem' }),
  }));
  app.post('/sandbox/keys', (request) => {
    const { publicKey } = objectBody(request);
    if (typeof publicKey !== 'string')
      throw new BadRequest(mismatch('publicKey', 'PEM text', kindOf(publicKey)));
    return { keyVersion: sandbox.applicationKeys.upload(publicKey) };
  });
  app.post('/sandbox/release', () => ({ released: sandbox.scenarios.release() }));
  app.get('/sandbox/faults', () => sandbox.getFaults());
  app.post('/sandbox/faults', (request) => sandbox.setFaults(objectBody(request)));
  app.post<{ Params: { callbackId: string } }>('/sandbox/callbacks/:callbackId/resend', (request) => {
    const { callbackId } = request.params;
    if (!/^\d{1,15}$/.test(callbackId))
      throw new BadRequest(`no callback ${JSON.stringify(callbackId)}: its id is a number`, 404);
    return sandbox.resend(Number(callbackId));
  });
};
