import type { Problem, Walk } from '../schema/walk';
import { walkField } from '../schema/walk';
import type { Field } from '../schema/fields';
import { toJson } from '../check';
import type { Marketing, OrderInfo } from './answers';
import * as shapes from './answers';
import type { QuestionName } from './questions';

/** What each question is answered with. */
export const ANSWERS = {
  getGoods: shapes.LIBRARY_GOODS,
  getAbility: shapes.PAYMENT_ABILITY,
  getOrder: shapes.ORDER_INFO,
  findOrder: Object.assign({ nullable: true as const }, shapes.ORDER_INFO),
  getRefund: shapes.REFUND_INFO,
  getCoupons: shapes.ORDER_COUPONS,
  getSubject: shapes.MERCHANT_SUBJECT,
  getMarketing: shapes.MARKETING,
  sign: shapes.SIGNED_ORDER,
} satisfies Record<QuestionName, Field>;

const CONDITIONS: Walk<object>['conditions'] = {
  /** Labels whose text holds a number of days (contract pay-button §5.3). */
  ofDays: ({ parent: { type } }) => type === 'REFUNDABLE_DAYS' || type === 'BOOK_IN_ADVANCE',
};

/** Nothing is taken off that is not there, by the sum or by the lines that the user reads. */
function discountOf({ totalDiscountAmount: got, lines }: Marketing, query: unknown): Problem | undefined {
  const { totalAmount } = Object(query) as { totalAmount?: number };
  if (totalAmount !== undefined && got > totalAmount)
    return { path: 'totalDiscountAmount', wanted: `at most totalAmount (${totalAmount})`, got };
  const sum = lines.reduce((all, { discountAmount }) => all + discountAmount, 0);
  return sum > got
    ? { path: 'lines', wanted: `at most totalDiscountAmount (${got}) in all`, got: sum }
    : undefined;
}

/** What was asked for, and the fields of the answer that may have it: Douyin's number is resolved, too. */
const ABOUT: Partial<Record<QuestionName, readonly [asked: string, ...fields: string[]]>> = {
  getGoods: ['goodsId', 'goodsId'],
  getOrder: ['outOrderNo', 'outOrderNo', 'orderId'],
  getRefund: ['outRefundNo', 'outRefundNo', 'refundId'],
  getCoupons: ['outOrderNo', 'outOrderNo'],
};

/** An answer about other goods, or another order: its price, or its money, is not of these. */
function otherThing(question: QuestionName, answer: unknown, query: unknown): Problem | undefined {
  const [asked, ...fields] = ABOUT[question] || [''];
  const wanted = (Object(query) as Record<string, unknown>)[asked];
  const given = answer as Record<string, unknown>;
  if (wanted && fields.length && !fields.some((field) => given[field] === wanted))
    return { path: fields[0], wanted: `${toJson(wanted)}, as asked for`, got: toJson(given[fields[0]]) };
  return undefined;
}

/** The newest order is of the goods that were asked for, and not older: else it is another purchase. */
function otherOrder(order: OrderInfo, query: unknown): Problem | undefined {
  const { goodsId, since } = Object(query) as { goodsId?: string; since?: number };
  const { goods, createTime } = order;
  if (goods && goodsId && goods.goodsId !== goodsId)
    return { path: 'goods.goodsId', wanted: `${toJson(goodsId)}, as asked for`, got: toJson(goods.goodsId) };
  return since && createTime < since
    ? { path: 'createTime', wanted: `at least since (${since})`, got: createTime }
    : undefined;
}

/** Everything that is wrong with a value of a shape of these answers. */
export function checkShape(shape: Field, value: unknown, path = ''): Problem[] {
  const found: Problem[] = [];
  const root = Object(value) as Record<string, unknown>;
  walkField(shape, value, path, { root, context: {}, conditions: CONDITIONS, found }, root);
  return found;
}

/** Everything that is wrong with an answer; `query` is what was asked. */
export function checkAnswer(question: QuestionName, answer: unknown, query?: unknown): Problem[] {
  const found = checkShape(ANSWERS[question], answer);
  if (found.length || answer === null) return found;
  const problem =
    question === 'getMarketing'
      ? discountOf(answer as Marketing, query)
      : question === 'findOrder'
        ? otherOrder(answer as OrderInfo, query)
        : otherThing(question, answer, query);
  return problem ? [problem] : found;
}

/** The answer without what its shape does not name: nobody else's object, and nothing that could leak on. */
export function known(field: Field, value: unknown): unknown {
  if (field.kind === 'array') return (value as unknown[]).map((entry) => known(field.of, entry));
  if (field.kind !== 'object' || !field.fields || value === null) return value;
  const { fields } = field;
  const copy: Record<string, unknown> = {};
  Object.keys(fields).forEach((name) => {
    const inner = (value as typeof copy)[name];
    if (inner !== undefined) copy[name] = known(fields[name], inner);
  });
  return copy;
}
