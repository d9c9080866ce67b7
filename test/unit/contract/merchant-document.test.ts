import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { test } from 'node:test';
import { ANSWER_DOCS } from '../../../src/contract/merchant/docs';
import { ASKED_WITH, merchantDocument } from '../../../src/contract/merchant/document';
import type { OrderCoupons } from '../../../src/contract/merchant/answers';
import { ANSWERS, checkAnswer } from '../../../src/contract/merchant/check';
import { QUESTIONS, type Question, type QuestionName } from '../../../src/contract/merchant/questions';
import type { Field } from '../../../src/contract/schema/fields';
import { answerSchema, fileProblems, openApiFile } from '../kit/openapi';
import { casesOf, RIGHT, spoiled } from '../ports/answers';

const NAMES = Object.keys(QUESTIONS) as QuestionName[];
const schemaOfAnswer = (name: QuestionName): object => {
  const { path, method }: Question = QUESTIONS[name];
  return answerSchema(method ? 'post' : 'get', `/merchant${path}`);
};
const RIGHT_COUPON = (RIGHT.getCoupons() as OrderCoupons).coupons[0].itemOrderId;
const isJson = (value: unknown): boolean => {
  try {
    return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
  } catch {
    return false;
  }
};

test('the file that is published is the one that the shapes give', () => {
  assert.deepEqual(openApiFile, merchantDocument('0.1.0'));
});

for (const name of NAMES) {
  test(`${name}: a strict JSON Schema validator and the kit agree about every field and every wrong value`, () => {
    const schema = schemaOfAnswer(name);
    const right = RIGHT[name]();
    assert.deepEqual(fileProblems(schema, right), []);
    assert.deepEqual(fileProblems(schema, right, 'closed'), []);
    let asked = 0;
    for (const { path, what, answer } of casesOf(name, ANSWERS[name], right)) {
      if (!isJson(answer)) continue;
      asked++;
      const byFile = fileProblems(schema, answer).length > 0;
      const byKit = checkAnswer(name, answer).length > 0;
      // The file says `x-required-when` only in words.
      if (path.endsWith('.value') && what === 'missing') assert.ok(byKit && !byFile);
      else assert.equal(byFile, byKit, `${path}: ${what}`);
    }
    assert.ok(asked > 5, `${asked} cases`);
  });
}

for (const [what, name, keys, value] of [
  ['more refundable than paid', 'getOrder', ['itemOrders', 0, 'refundableAmount'], 1e9],
  ['one refund number twice', 'getOrder', ['refunds'], ['r', 'r']],
  ['a payment that ends before it begins', 'getOrder', ['payExpireTime'], 1],
  ['a sale that ends before it begins', 'getGoods', ['saleEnd'], 1],
  ['more uses left than there were', 'getCoupons', ['coupons', 0, 'usableTimes'], 9],
  ['one item twice', 'getCoupons', ['coupons', 1, 'itemOrderId'], RIGHT_COUPON],
] as [string, QuestionName, (string | number)[], unknown][])
  test(`${name} with ${what} is refused by the file and by the kit`, () => {
    const answer = spoiled(RIGHT[name](), keys, value);
    assert.notDeepEqual(fileProblems(schemaOfAnswer(name), answer), []);
    assert.notDeepEqual(checkAnswer(name, answer), []);
  });

test('what a question asks with is in the file: each parameter, and which of them are always there', () => {
  for (const name of NAMES) {
    const { path, method, asks }: Question = QUESTIONS[name];
    const operation = openApiFile.paths[`/merchant${path}`][method ? 'post' : 'get'];
    assert.equal(operation.operationId, name);
    if (method) continue;
    const fields = Object.keys(ASKED_WITH[name]?.fields ?? {});
    assert.deepEqual(operation.parameters?.map((each) => each.name) ?? [], fields);
    assert.equal(asks, fields.length ? `{ ${fields.join(', ')} }` : '');
  }
});

test('every field of every answer has its sentence, and no sentence is left over', () => {
  const paths = (field: Field, path = ''): string[] =>
    field.kind === 'array'
      ? paths(field.of, `${path}[]`)
      : field.kind === 'object' && field.fields
        ? Object.entries(field.fields).flatMap(([name, inner]) => {
            const below = path ? `${path}.${name}` : name;
            return [below, ...paths(inner, below)];
          })
        : [];
  const { findOrder: _same, ...shapes } = ANSWERS;
  const names = Object.keys(ANSWER_DOCS).filter((name) => name !== 'GoodsLabel');
  const all = Object.values(shapes).map((shape) =>
    paths(shape).filter((path) => !path.startsWith('goodsLabels[]')),
  );
  const told = names.map((name) => Object.keys(ANSWER_DOCS[name]).filter((path) => path !== ''));
  assert.deepEqual(told.map(String).sort(), all.map(String).sort());
});
