/** What a person does in the user's place: buying, paying, asking for money back, redeeming. */
import { onlyOne, oneFrom, wholeFrom, wrongUse, type Grammar, type Option } from '../arguments';
import { grammarOf } from './command';
import { orderLines, type OrderAnswer } from './order-text';
import { verb } from './verb';

const OUTCOMES = ['paid', 'timedOut', 'failed', 'closed', 'cancelled', 'unknown', 'unknownUnpaid'] as const;
const CHANNELS = { wechat: 1, alipay: 2, douyin: 10 } as const;
const CHANNEL_NAMES = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[];

interface Purchased {
  order: OrderAnswer;
  code?: number;
}

const channel = {
  type: 'string',
  value: `<${CHANNEL_NAMES.join('|')}>`,
  help: 'how it is paid for (douyin)',
} as const satisfies Option;

const payChannelOf = (text: string | undefined): { payChannel?: number } =>
  text === undefined ? {} : { payChannel: CHANNELS[oneFrom('--channel', text, CHANNEL_NAMES)] };

const purchased = ({ order, code }: Purchased): string[] => [
  ...orderLines(order),
  ...(code === undefined ? [] : [`  code ${code}`]),
];

const oneOrder = (grammar: Grammar, operands: readonly string[]): string => {
  if (operands.length !== 1) throw wrongUse(grammar);
  return encodeURIComponent(operands[0]!);
};

const buyGrammar = grammarOf({
  name: 'buy',
  summary: 'Makes an order in a running sandbox, pays for it, and shows the callbacks that it came to.',
  operands: [],
  more: 'goodsId',
  options: {
    quantity: { type: 'string', value: '<n>', help: 'units (the least that can be bought)' },
    outcome: {
      type: 'string',
      value: `<${[...OUTCOMES, 'open'].join('|')}>`,
      help: 'how the cashier ends; open: it is left open (paid)',
    },
    discount: { type: 'string', value: '<fen>', help: 'taken off the sum, 分 (0)' },
    channel,
    legacy: { type: 'boolean', help: 'an order of trade template 1.0, which is refunded by amount' },
    merged: { type: 'boolean', help: 'an order of the chain that is merged into life service (融合)' },
    scenario: { type: 'string', value: '<names>', help: 'scenarios for this order only' },
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
  summary: "Ends the cashier of an unpaid order, by Douyin's number or the developer's.",
  operands: ['order'],
  options: {
    outcome: { type: 'string', value: `<${OUTCOMES.join('|')}>`, help: 'how it ends (paid)' },
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
  summary: "Applies for a refund in the user's place; the merchant's server is asked as on the phone.",
  operands: ['order'],
  options: {
    quantity: { type: 'string', value: '<n>', help: 'units (all that are left)' },
    amount: {
      type: 'string',
      value: '<fen>',
      help: '分, of an order of trade template 1.0 (all that is left)',
    },
    reason: { type: 'string', value: '<text>', help: 'why (不想要了)' },
    audit: {
      type: 'string',
      value: '<agree|refuse>',
      help: "the merchant's decision, at once (left to the merchant)",
    },
    'deny-message': { type: 'string', value: '<text>', help: 'why it is refused' },
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
  summary:
    'Redeems codes of a paid order in the place of a shop, by its number or by a code; or takes it back.',
  operands: ['order or code'],
  options: {
    count: { type: 'string', value: '<n>', help: 'how many of the codes (1)' },
    undo: {
      type: 'boolean',
      help: 'what is named is a verify id: take that redemption back, within the hour',
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
    return { data: undone, lines: [`taken back  ${undone.itemOrderId}`] };
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
        ...(verifyId === undefined ? [] : [`verify id ${verifyId}`]),
      ].join('  '),
    ),
    code: answer.results.every(({ resultCode }) => resultCode === 0) ? 0 : 1,
  };
});
