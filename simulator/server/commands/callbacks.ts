/** Callbacks of a running sandbox: once more, and what goes wrong on their way. */
import { oneFrom, onlyOne, spanFrom, UsageError, usageOf, wholeFrom } from '../arguments';
import { grammarOf } from './command';
import { callbackLine, type OrderAnswer } from './order-text';
import { verb } from './verb';

type Sent = OrderAnswer['callbacks'][number];

const resendGrammar = grammarOf({
  name: 'resend',
  summary:
    'Sends a callback once more, past every switch and scenario: by its id, or the newest of an order.',
  operands: [],
  more: 'callbackId',
  options: {
    order: {
      type: 'string',
      value: '<number>',
      help: "the order whose newest callback is meant, by Douyin's number",
    },
    type: { type: 'string', value: '<type>', help: 'only of this type, such as payment' },
  },
  examples: ['resend 12', 'resend --order 1846739020000000001 --type payment'],
});

export const resend = verb(resendGrammar, async ({ operands, values, sandbox }) => {
  const named = onlyOne(resendGrammar, operands);
  if ((named === undefined) === (values.order === undefined))
    throw new UsageError(`Name a callback, or an order with --order. Usage: ${usageOf(resendGrammar)}`);
  let callbackId = named;
  if (values.order !== undefined) {
    const order = await sandbox.get<OrderAnswer>(`sandbox/orders/${encodeURIComponent(values.order)}`);
    const newest = order.callbacks.findLast(({ type }) => values.type === undefined || type === values.type);
    if (!newest)
      throw new UsageError(`The order has no callback${values.type ? ` ${values.type}` : ''} yet.`);
    callbackId = String(newest.callbackId);
  }
  const sent = await sandbox.post<Sent>(`sandbox/callbacks/${encodeURIComponent(callbackId!)}/resend`);
  return { data: sent, lines: [callbackLine(sent).trim()] };
});

const TYPES = ['pre_create_order', 'payment', 'pre_create_refund', 'refund'] as const;

const faultsGrammar = grammarOf({
  name: 'faults',
  summary: 'Shows or sets what goes wrong with the callbacks of one type on their way, until it is set off.',
  operands: [],
  more: 'type',
  options: {
    drop: { type: 'string', value: '<n>', help: 'lose the first deliveries of each' },
    duplicate: { type: 'string', value: '<n>', help: 'bring each so many times more' },
    delay: { type: 'string', value: '<span>', help: 'put the first delivery off, such as 1m' },
    reorder: { type: 'boolean', help: 'let the next callback go first' },
    off: { type: 'boolean', help: 'set everything off, for this type or for all' },
  },
  examples: ['faults payment --drop 2 --duplicate 1', 'faults --off'],
});

export const faults = verb(faultsGrammar, async ({ operands, values, sandbox }) => {
  const named = onlyOne(faultsGrammar, operands);
  const type = named === undefined ? undefined : oneFrom('faults', named, TYPES);
  const { drop, duplicate, delay, reorder, off } = values;
  const change = {
    ...(drop === undefined ? {} : { drop: wholeFrom('--drop', drop, 0) }),
    ...(duplicate === undefined ? {} : { duplicate: wholeFrom('--duplicate', duplicate, 0) }),
    ...(delay === undefined ? {} : { delayMs: spanFrom('--delay', delay) }),
    ...(reorder === undefined ? {} : { reorder }),
  };
  const changes = Object.keys(change).length > 0;
  if (changes && (off === true || type === undefined))
    throw new UsageError(
      `Name one of ${TYPES.join(', ')} to set, and no --off. Usage: ${usageOf(faultsGrammar)}`,
    );
  const all = off
    ? await sandbox.post(
        'sandbox/faults',
        Object.fromEntries((type ? [type] : TYPES).map((each) => [each, null])),
      )
    : changes
      ? await sandbox.post('sandbox/faults', { [type!]: change })
      : await sandbox.get('sandbox/faults');
  return {
    data: all,
    lines: Object.entries(all as object).map(([name, set]) => `${name.padEnd(18)}${JSON.stringify(set)}`),
  };
});
