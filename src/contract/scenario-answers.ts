/** What a scenario makes happen at a step in place of the usual, and at which steps it may. */
import { anything, flag, integer, object, passThrough, text, type Fields, type Infer } from './schema/fields';

/**
 * How an opened cashier ends. `unknown`: it lost sight of the payment, which goes through a moment later;
 * `unknownUnpaid`: it does not.
 */
export const CASHIER_OUTCOMES = [
  'paid',
  'timedOut',
  'failed',
  'closed',
  'cancelled',
  'unknown',
  'unknownUnpaid',
] as const;
export type CashierOutcome = (typeof CASHIER_OUTCOMES)[number];

const YEAR = 365 * 24 * 60 * 60 * 1000;
const said = { minChars: 1, maxChars: 500 } as const;
const span = { min: 0, max: YEAR } as const;

const ANSWER = {
  status: integer('this HTTP status', { min: 200, max: 599 }),
  body: anything('with this JSON body'),
  patch: passThrough('the usual answer with these fields instead; null leaves one out'),
  down: flag('nobody answers'),
  attempts: integer('only so many attempts go wrong, then the usual answer comes', { min: 1, max: 20 }),
  hold: flag('the request waits until it is released'),
  skip: integer('so many requests of one order or refund go well before it begins', { min: 0, max: 100 }),
  errNo: integer('the JSAPI, the cashier or the server interface fails with it', {
    min: -1,
    max: 99_999_999,
  }),
  text: text('what follows "<api>:fail ", in place of the documented words', said),
  unopened: flag('already when the cashier is to be opened'),
  outcome: text('the cashier ends so, whatever is pressed', { oneOf: CASHIER_OUTCOMES }),
  audit: text('none is needed, or the merchant decides so at once', { oneOf: ['none', 'agree', 'refuse'] }),
  denyMessage: text('why the merchant refuses', said),
  arrives: flag('whether the money of an agreed refund arrives'),
  validity: object(
    { after: integer('ms after the payment', span), duration: integer('ms', span) },
    'when the codes of an order can be redeemed',
  ),
  lost: integer('so many deliveries get lost on the way', { min: 0, max: 20 }),
  copies: integer('delivered so many times', { min: 1, max: 10 }),
  delayMs: integer('first delivered so many ms later', span),
} as const satisfies Fields;

export const SCENARIO_ANSWER = object(ANSWER, 'what happens instead');
export type ScenarioAnswer = Infer<typeof SCENARIO_ANSWER>;
type Field = keyof typeof ANSWER;

const QUERY: readonly Field[] = ['status', 'body', 'patch', 'hold', 'skip'];
const FAILURE: readonly Field[] = ['errNo', 'text', 'hold', 'skip'];
const DELIVERY: readonly Field[] = ['lost', 'copies', 'delayMs'];

/** The steps that can fail, and which fields an answer has there. */
export const HOPS = {
  jsapi: FAILURE,
  server: FAILURE,
  preorder: ['status', 'body', 'down', 'hold'],
  prerefund: ['status', 'body', 'down', 'attempts'],
  cashier: ['errNo', 'text', 'unopened', 'outcome'],
  payment: DELIVERY,
  refund: DELIVERY,
  audit: ['audit', 'denyMessage'],
  settlement: ['arrives'],
  validity: ['validity'],
  'merchant.goods': QUERY,
  'merchant.ability': QUERY,
  'merchant.order': QUERY,
  'merchant.subject': QUERY,
  'merchant.refund': QUERY,
  'merchant.coupons': QUERY,
  'merchant.marketing': QUERY,
} as const satisfies Record<string, readonly Field[]>;
export type Hop = keyof typeof HOPS;

/** Fields that a choice may reach into. */
export const DEEP_FIELDS: readonly string[] = ['body', 'patch', 'validity'] satisfies Field[];
