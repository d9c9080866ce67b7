import type { FastifyInstance } from 'fastify';
import { isAttempt, STEP_KINDS } from '../console/journal';
import type { PhoneStep, StepTime } from '../console/journal';
import type { OrderQuery } from '../console/orders';
import { integer, list, passThrough, required, text } from '../../src/contract/schema/fields';
import { schemaOfFields } from '../../src/contract/schema/json-schema';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { bodyOf } from '../schemas';

type Query = Record<string, unknown>;

const longestText = 200;
const longestData = 24_000;
const mostSteps = 200;
/** A step that was kept back longer than this has lost its place anyway. */
const oldestStep = 60 * 60 * 1000;
const states = ['unpaid', 'paid', 'closed', 'refund'] as const;

const name = text('a name', { maxChars: longestText });

const ordersQuery = schemaOfFields({
  before: name,
  offset: integer('orders to leave out', { min: 0, max: 1e8 }),
  limit: integer('orders of a page', { min: 1, max: 500 }),
  query: name,
  state: text('of the orders; empty: all', { oneOf: [...states, ''] }),
});
const reported = bodyOf({
  steps: list(passThrough('one step'), 'as they happened', { required, max: mostSteps }),
});
const timelineQuery = schemaOfFields({ orderId: name, attempt: name });

type OrdersQuery = Omit<OrderQuery, 'state'> & { state?: OrderQuery['state'] | '' };

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;
const isOptional = (value: unknown, longest: number): boolean =>
  value === undefined || isText(value, longest);

/** One step as the shell reports it, checked field by field: it comes from a mini-program. */
const stepOf = (value: Query, index: number): { step: PhoneStep; when: StepTime } => {
  const wrong = (name: string): BadRequest =>
    new BadRequest(`steps[${index}].${name} is missing or no such value`);
  const { attempt, kind, name, place, failed, outOrderNo, data, age, at } = value;
  const known = STEP_KINDS.find((each) => each === kind);
  if (!isAttempt(attempt)) throw wrong('attempt');
  if (known === undefined) throw wrong('kind');
  if (!isText(name, longestText)) throw wrong('name');
  if (!isOptional(place, longestText)) throw wrong('place');
  if (!isOptional(outOrderNo, longestText)) throw wrong('outOrderNo');
  if (!isOptional(data, longestData)) throw wrong('data');
  if (failed !== undefined && typeof failed !== 'boolean') throw wrong('failed');
  if (typeof age !== 'number' || !(age >= 0 && age <= oldestStep)) throw wrong('age');
  if (at !== undefined && !(typeof at === 'number' && Number.isFinite(at))) throw wrong('at');
  const step = { attempt, kind: known, name, place, failed, outOrderNo, data } as PhoneStep;
  return { step, when: { age, at } };
};

/** What a person's tool reads. */
export const consoleRoutes = (app: FastifyInstance, sandbox: Sandbox): void => {
  // Without a parameter: the newest orders in full. With one: a page of a list.
  app.get<{ Querystring: OrdersQuery }>(
    '/sandbox/orders',
    { schema: { querystring: ordersQuery } },
    ({ query: asked }) =>
      Object.keys(asked).length === 0
        ? sandbox.console.latest()
        : sandbox.console.orders({
            ...asked,
            query: asked.query?.trim(),
            state: asked.state === '' ? undefined : asked.state,
          }),
  );
  app.get<{ Params: { orderId: string } }>('/sandbox/orders/:orderId', (request) => {
    const { orderId } = request.params;
    const order = sandbox.console.order(orderId);
    if (!order) throw new BadRequest(`no order ${JSON.stringify(orderId)}`, 404);
    return order;
  });
  app.get<{ Querystring: { orderId?: string; attempt?: string } }>(
    '/sandbox/timeline',
    { schema: { querystring: timelineQuery } },
    ({ query: { orderId, attempt } }) => {
      if ((orderId === undefined) === (attempt === undefined))
        throw new BadRequest('give orderId or attempt');
      if (attempt !== undefined) return sandbox.console.attempt(attempt);
      const entries = sandbox.console.timeline(orderId!);
      if (!entries) throw new BadRequest(`no order ${JSON.stringify(orderId)}`, 404);
      return entries;
    },
  );
  app.get('/sandbox/attempts', () => sandbox.console.attempts());
  app.get('/sandbox/errors', () => sandbox.console.errors());
  app.post<{ Body: { steps: Query[] } }>(
    '/sandbox/steps',
    { schema: { body: reported } },
    ({ body: { steps } }) => {
      const checked = steps.map(stepOf);
      checked.forEach(({ step, when }) => sandbox.journal.addStep(step, when));
      return { kept: checked.length };
    },
  );
};
