/** Every field of every answer with values that no honest server sends: one sentence, and nothing else. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { ANSWER_TIMEOUT } from '../../../src/contract/limits';
import { ANSWERS, checkAnswer } from '../../../src/contract/merchant/check';
import { QUESTIONS, type QuestionName } from '../../../src/contract/merchant/questions';
import type { Field } from '../../../src/contract/schema/fields';
import { guarded } from '../../../src/ports/guarded';
import type { AnswerError, Merchant } from '../../../src/ports/merchant';
import { settled } from '../kit/world';
import { QUERIES, RIGHT, spoiled } from './answers';
import { HOSTILE, THENABLES } from './hostile';

const NAMES = Object.keys(QUESTIONS) as QuestionName[];
mock.method(console, 'error', () => undefined);

/** Every place in an answer that the contract names: its keys, and what stands there. */
function* places(
  field: Field,
  keys: (string | number)[],
): Generator<[keys: (string | number)[], field: Field]> {
  yield [keys, field];
  if (field.kind === 'array') yield* places(field.of, [...keys, 0]);
  if (field.kind !== 'object') return;
  for (const [name, each] of Object.entries(field.fields ?? {})) yield* places(each, [...keys, name]);
}

const pathOf = (keys: (string | number)[]): string =>
  keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : key),
    '',
  );

/** How a question ends, at once. */
async function endOf(
  question: QuestionName,
  answer: () => unknown,
): Promise<['is' | 'fails', unknown] | undefined> {
  const door = guarded({ [question]: answer } as Partial<Merchant>) as unknown as Record<
    string,
    (query?: object) => Promise<unknown>
  >;
  let end: ['is' | 'fails', unknown] | undefined;
  void door[question]!(QUERIES[question]).then(
    (value) => (end = ['is', value]),
    (error: unknown) => (end = ['fails', error]),
  );
  await settled();
  return end;
}

/** One sentence of a length that can be read, which no half character and no nonsense is in. */
function checkSentence(question: QuestionName, errMsg: string, where: string): void {
  assert.ok(errMsg.startsWith(`${question}: `), `${where}: ${errMsg}`);
  assert.ok(errMsg.length < 400, `${where}: ${errMsg.length} signs`);
  assert.doesNotMatch(errMsg, /\n|\0|\[object|\p{Cs}/u, where);
}

for (const question of NAMES)
  for (const [keys, field] of places(ANSWERS[question], []))
    test(`${question}: ${pathOf(keys) || 'the answer'} with each hostile value is what the contract says, or one sentence`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      for (const [what, value] of Object.entries(HOSTILE)) {
        const where = `${pathOf(keys) || 'the answer'} that is ${what}`;
        const end = await endOf(question, () => spoiled(RIGHT[question](), keys, value()));
        assert.ok(end, `${where}: no end`);
        const [how, came] = end;
        if (how === 'is') {
          assert.deepEqual(checkAnswer(question, came, QUERIES[question]), [], where);
          assert.ok(JSON.stringify(came), where);
          continue;
        }
        const { errMsg, path, expected, got, question: asked } = came as AnswerError;
        assert.equal(asked, question, where);
        checkSentence(question, errMsg, where);
        // Not even whether it is a list can be read.
        if (!keys.length && what.startsWith('a revoked')) {
          assert.match(errMsg, /: the answer throws where it is read: .*revoked/, where);
          continue;
        }
        // Inside of a value the place is further down.
        assert.ok(path?.startsWith(pathOf(keys)) && expected && got, `${where}: ${errMsg}`);
        assert.match(errMsg, / should be .+, but got /, where);
        assert.ok(field.kind, where);
      }
    });

for (const question of NAMES)
  test(`${question}: whatever promise it comes to ends within its time, in one sentence`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (const [what, value] of Object.entries(THENABLES)) {
      let end = await endOf(question, value);
      if (!end) {
        const door = guarded({ [question]: value } as Partial<Merchant>) as unknown as Record<
          string,
          (query?: object) => Promise<unknown>
        >;
        void door[question]!(QUERIES[question]).catch((error: unknown) => (end = ['fails', error]));
        t.mock.timers.tick(ANSWER_TIMEOUT);
        await settled();
      }
      assert.equal(end?.[0], 'fails', what);
      const { errMsg, kind } = end[1] as AnswerError;
      assert.equal(kind, 'server', what);
      if (what === 'a then that cannot be read')
        assert.match(errMsg, /^\w+: .+ should be .+, but got /, what);
      assert.ok(errMsg && errMsg.length < 400, what);
      assert.doesNotMatch(errMsg, /\n|\0|\[object/, what);
    }
  });
