import type { FastifyInstance } from 'fastify';
import { isAttempt, STEP_KINDS } from '../console/journal';
import type { PhoneStep, StepTime } from '../console/journal';
import type { OrderQuery } from '../console/orders';
import { mismatch } from '../../src/contract/check';
import { flag, integer, list, object, required, text, type Infer } from '../../src/contract/schema/fields';
import { schemaOfFields } from '../../src/contract/schema/json-schema';
import { BadRequest } from '../failures';
import type { Sandbox } from '../sandbox';
import { bodyOf } from '../schemas';

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
/** One step as the shell reports it: it comes from a mini-program. */
const STEP = object(
  {
    attempt: text('the purchase that it belongs to', { required }),
    kind: text('what it is', { required, oneOf: STEP_KINDS }),
    name: text('of the event, handler or JSAPI', { required, maxChars: longestText }),
    place: text('the component', { maxChars: longestText }),
    failed: flag('whether it did'),
    outOrderNo: text("the developer's order number", { maxChars: longestText }),
    data: text('JSON text', { maxChars: longestData }),
    age: integer('ms since it happened', { required, min: 0, max: oldestStep }),
    at: integer('when, by the clock of the machine that reports it', { unit: 'ms' }),
  },
  'one step',
);
type Reported = Infer<typeof STEP>;
const reported = bodyOf({ steps: list(STEP, 'as they happened', { required, max: mostSteps }) });
const timelineQuery = schemaOfFields({ orderId: name, attempt: name });

type OrdersQuery = Omit<OrderQuery, 'state'> & { state?: OrderQuery['state'] | '' };

/** As the vocabulary has the step, but for what may name an attempt. */
const stepOf = (step: Reported, index: number): { step: PhoneStep; when: StepTime } => {
  const { age, at, ...told } = step;
  if (!isAttempt(told.attempt))
    throw new BadRequest(
      mismatch(`steps[${index}].attempt`, 'letters, digits, "_" and "-", 64 at most', told.attempt),
    );
  return { step: told, when: { age, at } };
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
  app.get('/sandbox/progress', () => sandbox.console.progress());
  app.get('/sandbox/errors', () => sandbox.console.errors());
  app.post<{ Body: { steps: Reported[] } }>(
    '/sandbox/steps',
    { schema: { body: reported } },
    ({ body: { steps } }) => {
      const checked = steps.map(stepOf);
      checked.forEach(({ step, when }) => sandbox.journal.addStep(step, when));
      return { kept: checked.length };
    },
  );
};
