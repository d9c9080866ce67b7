/** What a person does in the user's place: buying, paying, asking for money back, redeeming. */
import { CASHIER_OUTCOMES as OUTCOMES } from '../../../src/contract/scenario-answers';
import { onlyOne, oneFrom, wholeFrom, wrongUse, type Grammar, type Option } from '../arguments';
import { grammarOf } from './command';
import { orderLines, type OrderAnswer } from './order-text';
import { tell, verb } from './verb';
import { options as words, summaries } from './verb-words';

const CHANNELS = { wechat: 1, alipay: 2, douyin: 10 } as const;
const CHANNEL_NAMES = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[];

interface Purchased {
  order: OrderAnswer;
  code?: number;
}

const channel = {
  type: 'string',
  value: `<${CHANNEL_NAMES.join('|')}>`,
  help: words.channel,
} as const satisfies Option;

const payChannelOf = (text: string | undefined): { payChannel?: number } =>
  text === undefined ? {} : { payChannel: CHANNELS[oneFrom('--channel', text, CHANNEL_NAMES)] };

const purchased = ({ order, code }: Purchased): string[] => [
  ...orderLines(order),
  ...(code === undefined ? [] : [`  ${tell()('code', { code })}`]),
];

const oneOrder = (grammar: Grammar, operands: readonly string[]): string => {
  if (operands.length !== 1) throw wrongUse(grammar);
  return encodeURIComponent(operands[0]!);
};

const buyGrammar = grammarOf({
  name: 'buy',
  summary: summaries.buy,
  operands: [],
  more: 'goodsId',
  options: {
    quantity: { type: 'string', value: '<n>', help: words.quantity },
    outcome: {
      type: 'string',
      value: `<${[...OUTCOMES, 'open'].join('|')}>`,
      help: words.outcome,
    },
    discount: { type: 'string', value: '<fen>', help: words.discount },
    channel,
    legacy: { type: 'boolean', help: words.legacy },
    merged: { type: 'boolean', help: words.merged },
    scenario: { type: 'string', value: '<names>', help: words['one-scenario'] },
  },
  examples: [
    'buy',
    'buy own-cake-001 --quantity 2 --outcome cancelled',
    'buy --scenario callback.lost --json',
  ],
});

export const buy = verb(buyGrammar, async ({ operands, values, sandbox }) => {
  const goodsId = onlyOne(buyGrammar, operands);
  const { quantity, outcome, discount, legacy, merged, scenario } = values;
  const answer = await sandbox.post<Purchased>('sandbox/purchases', {
    ...(goodsId === undefined ? {} : { goodsId }),
    ...(quantity === undefined ? {} : { quantity: wholeFrom('--quantity', quantity, 1) }),
    ...(outcome === undefined ? {} : { outcome: oneFrom('--outcome', outcome, [...OUTCOMES, 'open']) }),
    ...(discount === undefined ? {} : { discountAmount: wholeFrom('--discount', discount, 0) }),
    ...payChannelOf(values.channel),
    ...(legacy === undefined ? {} : { legacy }),
    ...(merged === undefined ? {} : { merged }),
    ...(scenario === undefined ? {} : { scenario }),
  });
  return { data: answer, lines: purchased(answer) };
});

const payGrammar = grammarOf({
  name: 'pay',
  summary: summaries.pay,
  operands: ['order'],
  options: {
    outcome: { type: 'string', value: `<${OUTCOMES.join('|')}>`, help: words['pay-outcome'] },
    channel,
  },
  examples: ['pay 1846739020000000001', 'pay 1846739020000000001 --outcome failed'],
});

export const pay = verb(payGrammar, async ({ operands, values, sandbox }) => {
  const order = oneOrder(payGrammar, operands);
  const answer = await sandbox.post<Purchased>(`sandbox/orders/${order}/pay`, {
    ...(values.outcome === undefined ? {} : { outcome: oneFrom('--outcome', values.outcome, OUTCOMES) }),
    ...payChannelOf(values.channel),
  });
  return { data: answer, lines: purchased(answer) };
});

const refundGrammar = grammarOf({
  name: 'refund',
  summary: summaries.refund,
  operands: ['order'],
  options: {
    quantity: { type: 'string', value: '<n>', help: words['refund-quantity'] },
    amount: {
      type: 'string',
      value: '<fen>',
      help: words.amount,
    },
    reason: { type: 'string', value: '<text>', help: words.reason },
    audit: {
      type: 'string',
      value: '<agree|refuse>',
      help: words.audit,
    },
    'deny-message': { type: 'string', value: '<text>', help: words['deny-message'] },
  },
  examples: ['refund 1846739020000000001 --quantity 1 --audit agree', 'clock --advance 10s'],
});

export const refund = verb(refundGrammar, async ({ operands, values, sandbox }) => {
  const order = oneOrder(refundGrammar, operands);
  const { quantity, amount, reason, audit, 'deny-message': denyMessage } = values;
  const answer = await sandbox.post<OrderAnswer>(`sandbox/orders/${order}/refunds`, {
    ...(quantity === undefined ? {} : { quantity: wholeFrom('--quantity', quantity, 1) }),
    ...(amount === undefined ? {} : { amount: wholeFrom('--amount', amount, 1) }),
    ...(reason === undefined ? {} : { reason }),
    ...(audit === undefined ? {} : { audit: oneFrom('--audit', audit, ['agree', 'refuse']) }),
    ...(denyMessage === undefined ? {} : { denyMessage }),
  });
  return { data: answer, lines: orderLines(answer) };
});

const redeemGrammar = grammarOf({
  name: 'redeem',
  summary: summaries.redeem,
  operands: ['order or code'],
  options: {
    count: { type: 'string', value: '<n>', help: words['redeem-count'] },
    undo: {
      type: 'boolean',
      help: words.undo,
    },
  },
  examples: ['redeem 1846739020000000001', 'redeem 1846739020000000007 --undo'],
});

interface Redeemed {
  outOrderNo: string;
  results: { resultCode: number; resultMsg: string; itemOrderId: string; verifyId?: string }[];
}

export const redeem = verb(redeemGrammar, async ({ operands, values, sandbox }) => {
  const order = oneOrder(redeemGrammar, operands);
  if (values.undo === true) {
    const undone = await sandbox.post<{ itemOrderId: string }>('merchant/coupons/undo', {
      verifyId: operands[0],
    });
    return { data: undone, lines: [tell()('taken-back', { id: undone.itemOrderId })] };
  }
  const answer = await sandbox.post<Redeemed>(
    `sandbox/orders/${order}/redemptions`,
    values.count === undefined ? {} : { count: wholeFrom('--count', values.count, 1) },
  );
  return {
    data: answer,
    lines: answer.results.map(({ itemOrderId, resultMsg, verifyId }) =>
      [
        answer.outOrderNo,
        itemOrderId,
        resultMsg,
        ...(verifyId === undefined ? [] : [tell()('verify-id', { id: verifyId })]),
      ].join('  '),
    ),
    code: answer.results.every(({ resultCode }) => resultCode === 0) ? 0 : 1,
  };
});
