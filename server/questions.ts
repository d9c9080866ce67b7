/** The questions of the kit (docs/merchant.md): what they are asked with, and what a shop may answer. */
import { checkAnswer } from '../src/contract/merchant/check';
import * as queries from '../src/contract/merchant/queries';
import { QUESTIONS } from '../src/contract/merchant/questions';
import type { QuestionName } from '../src/contract/merchant/questions';
import type { Field, ObjectField } from '../src/contract/schema/fields';
import { sentenceOf } from '../src/contract/schema/mistakes';
import type { Merchant } from '../src/ports/merchant';
import { PortFailure } from './failures';
import { mustBe } from './must-be';

/** What each question is asked with. */
const QUERIES: Partial<Record<QuestionName, ObjectField>> = {
  getGoods: queries.GOODS_QUERY,
  getAbility: queries.ABILITY_QUERY,
  getOrder: queries.ORDER_QUERY,
  findOrder: queries.LATEST_QUERY,
  getRefund: queries.REFUND_QUERY,
  getCoupons: queries.ORDER_QUERY,
  getMarketing: queries.MARKETING_QUERY,
  sign: queries.ORDER_DRAFT,
};

export const questionNames = Object.keys(QUESTIONS) as QuestionName[];

type Asked = (query: unknown) => Promise<unknown>;

/**
 * The same merchant behind the contract: it is asked only what the contract allows, and answers nothing else.
 * A question that breaks it rejects with a `rejected` failure, an answer with a `server` failure that names
 * every field.
 */
export const checked = (merchant: Merchant): Merchant => {
  const made = questionNames.map((question): [QuestionName, Asked] => [
    question,
    async (query) => {
      const shape = QUERIES[question];
      if (shape) mustBe(shape, query ?? {});
      const answer = await (merchant[question] as Asked)(query);
      const problems = checkAnswer(question, answer, query);
      if (problems.length > 0)
        throw new PortFailure('server', `${question}: ${problems.map(sentenceOf).join('; ')}`);
      return answer;
    },
  ]);
  return Object.fromEntries(made) as unknown as Merchant;
};

/** Digits are a number; anything else stays what it is, and is refused by its kind. */
const valueOf = (field: Field | undefined, value: unknown): unknown =>
  field?.kind === 'integer' && typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;

/** Goods are those of the library, for group buying, unless the question says otherwise. */
const usual: Partial<Record<QuestionName, object>> = { getGoods: { goodsType: 1, bizLine: 1 } };

/**
 * Asks the merchant as a request asks it. `parameters`: of the query, texts; or the body.
 * @throws PortFailure
 */
export const ask = (
  merchant: Merchant,
  question: QuestionName,
  parameters: Readonly<Record<string, unknown>>,
): Promise<unknown> => {
  const fields = QUERIES[question]?.fields;
  if (!fields) return (merchant[question] as Asked)(undefined);
  const query = Object.fromEntries(
    Object.keys(fields)
      .filter((name) => parameters[name] !== undefined)
      .map((name) => [
        name,
        QUESTIONS[question].path === '/sign' ? parameters[name] : valueOf(fields[name], parameters[name]),
      ]),
  );
  return (merchant[question] as Asked)({ ...usual[question], ...query });
};
