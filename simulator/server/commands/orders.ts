import { grammarOf } from './command';
import { onlyOne, oneFrom, wholeFrom } from '../arguments';
import { orderLine, type OrderRow } from './order-text';
import { tell, verb } from './verb';
import { options as words, summaries } from './verb-words';

const STATES = ['unpaid', 'paid', 'closed', 'refund'] as const;
const USUAL = 20;

const grammar = grammarOf({
  name: 'orders',
  summary: summaries.orders,
  operands: [],
  more: 'text',
  options: {
    state: { type: 'string', value: `<${STATES.join('|')}>`, help: words.state },
    limit: { type: 'string', value: '<n>', help: words.limit },
  },
  examples: ['orders --state unpaid', 'orders 7301245789012345678 --json'],
});

export const orders = verb(grammar, async ({ operands, values, sandbox }) => {
  const text = onlyOne(grammar, operands);
  const query = new URLSearchParams({
    limit: String(values.limit === undefined ? USUAL : wholeFrom('--limit', values.limit, 1)),
    ...(values.state === undefined ? {} : { state: oneFrom('--state', values.state, STATES) }),
    ...(text === undefined ? {} : { query: text }),
  });
  const page = await sandbox.get<{ orders: OrderRow[]; total: number }>(`sandbox/orders?${query.toString()}`);
  const rest = page.total - page.orders.length;
  return {
    data: page,
    lines: [...page.orders.map(orderLine), ...(rest > 0 ? [tell()('more', { count: rest })] : [])],
  };
});
