/** Callbacks of a running sandbox: once more, and what goes wrong on their way. */
import { CALLBACK_TYPES as TYPES } from '../../../src/contract/callbacks';
import { oneFrom, onlyOne, spanFrom, UsageError, usageOf, wholeFrom } from '../arguments';
import { grammarOf } from './command';
import { callbackLine, type OrderAnswer } from './order-text';
import { verb } from './verb';
import { answers, options as words, summaries } from './verb-words';

type Sent = OrderAnswer['callbacks'][number];

const resendGrammar = grammarOf({
  name: 'resend',
  summary: summaries.resend,
  operands: [],
  more: 'callbackId',
  options: {
    order: {
      type: 'string',
      value: '<number>',
      help: words['newest-of'],
    },
    type: { type: 'string', value: '<type>', help: words.type },
  },
  examples: ['resend 12', 'resend --order 1846739020000000001 --type payment'],
});

export const resend = verb(resendGrammar, async ({ operands, values, sandbox }) => {
  const named = onlyOne(resendGrammar, operands);
  if ((named === undefined) === (values.order === undefined))
    throw new UsageError(answers['name-callback'], { usage: usageOf(resendGrammar) });
  let callbackId = named;
  if (values.order !== undefined) {
    const order = await sandbox.get<OrderAnswer>(`sandbox/orders/${encodeURIComponent(values.order)}`);
    const newest = order.callbacks.findLast(({ type }) => values.type === undefined || type === values.type);
    if (!newest)
      throw values.type === undefined
        ? new UsageError(answers['no-callback'])
        : new UsageError(answers['no-callback-of'], { type: values.type });
    callbackId = String(newest.callbackId);
  }
  const sent = await sandbox.post<Sent>(`sandbox/callbacks/${encodeURIComponent(callbackId!)}/resend`);
  return { data: sent, lines: [callbackLine(sent).trim()] };
});

const faultsGrammar = grammarOf({
  name: 'faults',
  summary: summaries.faults,
  operands: [],
  more: 'type',
  options: {
    drop: { type: 'string', value: '<n>', help: words.drop },
    duplicate: { type: 'string', value: '<n>', help: words.duplicate },
    delay: { type: 'string', value: '<span>', help: words.delay },
    reorder: { type: 'boolean', help: words.reorder },
    off: { type: 'boolean', help: words['faults-off'] },
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
    throw new UsageError(answers['name-fault'], { types: TYPES.join(', '), usage: usageOf(faultsGrammar) });
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
