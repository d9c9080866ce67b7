import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import fc from 'fast-check';
import { ANSWER_TIMEOUT } from '../../../src/contract/limits';
import { ANSWERS } from '../../../src/contract/merchant/check';
import { QUESTIONS, type Question, type QuestionName } from '../../../src/contract/merchant/questions';
import { guarded } from '../../../src/ports/guarded';
import type { AnswerError, Merchant } from '../../../src/ports/merchant';
import { casesOf, QUERIES, RIGHT } from './answers';

const NAMES = Object.keys(QUESTIONS) as QuestionName[];
const errors = mock.method(console, 'error', () => undefined);
beforeEach(() => errors.mock.resetCalls());

/** Asks one question of a port that has only this method. */
function ask(question: QuestionName, method: (query: never) => unknown): Promise<unknown> {
  const door = guarded({ [question]: method } as Partial<Merchant>) as unknown as Record<
    string,
    (query?: object) => Promise<unknown>
  >;
  return door[question](QUERIES[question]);
}

const failureOf = (question: QuestionName, method: () => unknown): Promise<AnswerError> =>
  ask(question, method).then(
    (answer) => assert.fail(`${question} let through ${JSON.stringify(answer)}`),
    (error: unknown) => error as AnswerError,
  );

for (const question of NAMES) {
  test(`${question}: an answer that the contract allows comes through as it is`, async () => {
    assert.deepEqual(await ask(question, RIGHT[question]), RIGHT[question]());
  });

  test(`${question}: what the contract does not name is left behind`, async () => {
    const answer = { ...RIGHT[question](), dateRule: 'leak', goodsid: 'x' };
    assert.deepEqual(await ask(question, () => answer), RIGHT[question]());
  });

  for (const { path, what, answer } of casesOf(question, ANSWERS[question], RIGHT[question]()))
    test(`${question}: ${path || 'the answer'} that is ${what} is one error that names it`, async () => {
      const error = await failureOf(question, () => Promise.resolve(answer));
      const byNumber = answer === null && (QUESTIONS[question] as Question).byNumber;
      assert.equal(error.question, question);
      assert.equal(error.kind, byNumber ? 'rejected' : 'server');
      if (byNumber) return;
      assert.equal(error.path, path);
      assert.ok(error.expected && error.got, JSON.stringify(error));
      assert.ok(error.errMsg.startsWith(`${question}: ${path || 'the answer'} should be `), error.errMsg);
    });
}

test('an answer that is wrong in several fields is one error, of the first', async () => {
  const error = await failureOf('getOrder', () => ({ ...RIGHT.getOrder(), state: 'PAID', quantity: 0.5 }));
  assert.equal(error.path, 'state');
  assert.equal(error.expected, 'unpaid or processing or paid or closed');
  assert.equal(error.got, '"PAID"');
});

/** Right in itself, and about something else. */
const OTHERS: [question: QuestionName, part: object, path: string, wanted: RegExp][] = [
  ['getGoods', { goodsId: 'another' }, 'goodsId', /^"7215500112345678901", as asked for$/],
  ['getOrder', { outOrderNo: 'out-2', orderId: 'dy-2' }, 'outOrderNo', /^"out-1", as asked for$/],
  ['getRefund', { outRefundNo: 'refund-2' }, 'outRefundNo', /^"refund-1", as asked for$/],
  ['getCoupons', { outOrderNo: 'out-2' }, 'outOrderNo', /^"out-1", as asked for$/],
  ['findOrder', { createTime: 1000, payExpireTime: 2000 }, 'createTime', /^at least since \(\d+\)$/],
  [
    'findOrder',
    { goods: { ...(RIGHT.findOrder() as { goods: object }).goods, goodsId: 'another' } },
    'goods.goodsId',
    /as asked for$/,
  ],
];
for (const [question, part, path, wanted] of OTHERS)
  test(`${question}: an answer about something else (${path}) is refused: its price and state are not these`, async () => {
    const error = await failureOf(question, () => ({ ...RIGHT[question](), ...part }));
    assert.deepEqual([error.kind, error.path], ['server', path]);
    assert.match(error.expected!, wanted);
  });

test("getOrder asked by Douyin's number, which a server may resolve, is an answer", async () => {
  const door = guarded({ getOrder: () => Promise.resolve(RIGHT.getOrder()) } as Partial<Merchant>);
  assert.equal((await door.getOrder({ outOrderNo: 'dy-1' })).outOrderNo, 'out-1');
});

const BROKEN: [question: QuestionName, part: object, path: string, wanted: RegExp][] = [
  ['getGoods', { saleStart: 2e12, saleEnd: 1e12 }, 'saleStart', /^at most saleEnd/],
  ['getGoods', { goodsLabels: [{ type: 'BOOK_IN_ADVANCE' }] }, 'goodsLabels[0].value', /^integer$/],
  ['getOrder', { discountAmount: 19801 }, 'discountAmount', /^at most totalAmount \(19800\)$/],
  ['getOrder', { createTime: 2e12, payExpireTime: 1e12 }, 'createTime', /^at most payExpireTime/],
  ['getOrder', { refundableQuantity: 3 }, 'refundableQuantity', /^at most quantity \(2\)$/],
  ['getOrder', { refunds: ['r-1', 'r-1'] }, 'refunds[1]', /^named once$/],
  ['getMarketing', { totalDiscountAmount: 19801 }, 'totalDiscountAmount', /^at most totalAmount \(19800\)$/],
  [
    'getMarketing',
    { totalDiscountAmount: 1, lines: [{ title: '减', discountAmount: 2 }] },
    'lines',
    /^at most totalDiscountAmount \(1\) in all$/,
  ],
  ['getMarketing', { totalDiscountAmount: -5000 }, 'totalDiscountAmount', /^integer, at least 0 \(分\)$/],
];
for (const [question, part, path, wanted] of BROKEN)
  test(`${question} with ${JSON.stringify(part)} is refused at ${path}`, async () => {
    const error = await failureOf(question, () => ({ ...RIGHT[question](), ...part }));
    assert.equal(error.path, path);
    assert.match(error.expected!, wanted);
  });

test('units and codes are named once, and go back for at most what was paid', async () => {
  const unit = { itemOrderId: 'i', goodsId: 'g', paidAmount: 5, refundableAmount: 5 };
  const order = (itemOrders: object[]) => () => ({ ...RIGHT.getOrder(), itemOrders });
  assert.equal((await failureOf('getOrder', order([unit, unit]))).path, 'itemOrders[1].itemOrderId');
  const dear = { ...unit, refundableAmount: 6 };
  assert.equal((await failureOf('getOrder', order([dear]))).path, 'itemOrders[0].refundableAmount');
});

const MISTAKES: [question: QuestionName, part: unknown, mistake: RegExp][] = [
  ['getOrder', { totalAmount: 19.8 }, /yuan/],
  ['getOrder', { totalAmount: '19.80' }, /yuan as text/],
  ['getOrder', { totalAmount: '1980' }, /in quotes/],
  ['getOrder', { outOrderNo: 2 ** 62 }, /long numbers lose digits/],
  ['getGoods', { saleEnd: 1_798_675_200 }, /seconds/],
  ['getGoods', { saleEnd: '2026-12-31 10:00:00' }, /date as text/],
  ['getGoods', { saleEnd: 1_798_675_200_000_000_000 }, /nanoseconds/],
  ['getGoods', { goodsName: undefined, goods_name: '茶' }, /called goodsName, not goods_name/],
  ['getAbility', { able: 1 }, /true or false/],
  ['getAbility', { able: true, reason: null }, /leave out/],
  ['getOrder', { itemOrders: {} }, /also of one/],
  ['getOrder', { itemOrders: '[]' }, /JSON as text/],
];
for (const [question, part, mistake] of MISTAKES)
  test(`${question} with ${JSON.stringify(part)} is told what the mistake is`, async () => {
    const error = await failureOf(question, () => Object.assign(RIGHT[question](), part));
    assert.match(error.mistake ?? 'none', mistake);
    assert.ok(error.errMsg.endsWith(`(${error.mistake})`), error.errMsg);
  });

test('a page, and an answer with an object around it, are recognised', async () => {
  const page = await failureOf('getOrder', () => '<!doctype html><title>Login</title>');
  assert.match(page.mistake!, /a page instead of JSON/);
  const wrapped = await failureOf('getOrder', () => ({ code: 0, data: RIGHT.getOrder() }));
  assert.match(wrapped.mistake!, /what is in data/);
});

test('the same wrong answer is told on the console once, however often it comes', async () => {
  const poll = { ...RIGHT.getCoupons(), refundableQuantity: 'two, polled' };
  for (let time = 0; time < 5; time++) await failureOf('getCoupons', () => poll);
  assert.equal(errors.mock.callCount(), 1);
});

const thenable = (then: unknown): object => ({ then });
const ANSWERING: [what: string, method: () => unknown][] = [
  ['a plain value', () => ({ name: '小店' })],
  ['a promise', () => Promise.resolve({ name: '小店' })],
  ['a thenable', () => thenable((done: (value: object) => void) => done({ name: '小店' }))],
  [
    'a thenable that settles twice',
    () =>
      thenable((done: (value: object) => void, fail: (reason: unknown) => void) => {
        done({ name: '小店' });
        fail('late');
        done({ name: 'other' });
      }),
  ],
  [
    'a thenable that settles and then throws',
    () =>
      thenable((done: (value: object) => void) => {
        done({ name: '小店' });
        throw new Error('late');
      }),
  ],
];
for (const [what, method] of ANSWERING)
  test(`a port that gives ${what} has answered`, async () =>
    assert.deepEqual(await ask('getSubject', method), { name: '小店' }));

const unreadable = {
  get errMsg(): string {
    throw new Error('read');
  },
};
const FAILING: [what: string, method: () => unknown, error: Partial<AnswerError>][] = [
  [
    'throws',
    () => {
      throw new Error('db down');
    },
    { kind: 'server', errMsg: 'db down' },
  ],
  [
    'rejects with an Error',
    () => Promise.reject(new Error('db down')),
    { kind: 'server', errMsg: 'db down' },
  ],
  ['rejects with nothing', () => Promise.reject(undefined), { kind: 'server', errMsg: 'no reason' }],
  ['rejects with a text', () => Promise.reject('busy'), { kind: 'server', errMsg: 'busy' }],
  [
    'refuses',
    () => Promise.reject({ kind: 'rejected', errMsg: 'no such goods', errLogId: 'log-1' }),
    { kind: 'rejected', errMsg: 'no such goods', errLogId: 'log-1' },
  ],
  ['rejects with some object', () => Promise.reject({ code: 7 }), { kind: 'server', errMsg: '{"code":7}' }],
  [
    'rejects with an object without prototype',
    () => Promise.reject(Object.create(null)),
    { kind: 'server', errMsg: '{}' },
  ],
  [
    'rejects with what throws when it is read',
    () => Promise.reject(unreadable),
    { kind: 'server', errMsg: 'no reason that can be read' },
  ],
  [
    'answers with what throws when it is read',
    () => ({
      get name() {
        throw new Error('getter');
      },
    }),
    {
      kind: 'server',
      errMsg: 'getSubject: name should be string, but got what throws where it is read',
      path: 'name',
      expected: 'string',
      got: 'what throws where it is read',
    },
  ],
  [
    'gives a thenable whose then throws',
    () =>
      thenable(() => {
        throw new Error('then');
      }),
    { kind: 'server', errMsg: 'then' },
  ],
];
for (const [what, method, error] of FAILING)
  test(`a port that ${what} fails with one plain error`, async () =>
    assert.deepEqual(await failureOf('getSubject', method), { ...error, question: 'getSubject' }));

test('a port that never answers fails when its time is over, and what it answers later is not heard', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let late: (value: unknown) => void = () => undefined;
  const asked = failureOf('getOrder', () => new Promise((resolve) => (late = resolve)));
  t.mock.timers.tick(ANSWER_TIMEOUT - 1);
  let ended = false;
  void asked.then(() => (ended = true));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  assert.equal(ended, false);
  t.mock.timers.tick(1);
  late(RIGHT.getOrder());
  assert.deepEqual(await asked, {
    kind: 'server',
    errMsg: 'getOrder: no answer within 10 s',
    question: 'getOrder',
  });
});

test('an answer that came leaves no timer behind', async (t) => {
  const set = t.mock.method(globalThis, 'setTimeout');
  const cleared = t.mock.method(globalThis, 'clearTimeout');
  await ask('getSubject', () => ({ name: '小店' }));
  await failureOf('getSubject', () => Promise.reject('busy'));
  assert.deepEqual(
    cleared.mock.calls.map(({ arguments: [timer] }) => timer as unknown),
    set.mock.calls.map(({ result }) => result as unknown),
  );
});

test('a port that is an instance of a class keeps its this, and may change the query that it got', async () => {
  class Shop {
    private readonly name = '小店';
    getSubject = undefined as never;
    getMarketing(query: { totalAmount: number }) {
      query.totalAmount = 0;
      return { discountId: this.name, totalDiscountAmount: 1, lines: [] };
    }
  }
  const door = guarded(new Shop() as unknown as Partial<Merchant>);
  const query = { goodsId: 'g', quantity: 1, totalAmount: 100 };
  assert.equal((await door.getMarketing!(query)).discountId, '小店');
  assert.equal(query.totalAmount, 100);
  assert.equal(door.getSubject, undefined);
});

test('a question that a port lacks fails in words that say what to add; an optional one is not there', async () => {
  const door = guarded({});
  assert.deepEqual(
    NAMES.filter((name) => !(name in door)),
    ['findOrder', 'getSubject', 'getMarketing', 'sign'],
  );
  const error = await door.getOrder({ outOrderNo: 'x' }).catch((reason: AnswerError) => reason);
  assert.deepEqual(error, {
    kind: 'server',
    errMsg: 'setup({ merchant }) lacks getOrder({ outOrderNo })',
    question: 'getOrder',
    lacking: true,
  });
});

test('whatever a port answers, the door gives the contract or one plain error', async () => {
  const anything = fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true, withMap: true });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NAMES), anything, fc.boolean(), async (question, value, fails) => {
      const outcome = await ask(question, () => (fails ? Promise.reject(value) : value)).then(
        (answer) => ({ answer }),
        (error: AnswerError) => ({ error }),
      );
      if ('answer' in outcome) {
        assert.equal(outcome.answer, question === 'findOrder' && !fails ? null : assert.fail('let through'));
        return;
      }
      assert.equal(outcome.error.question, question);
      assert.match(outcome.error.kind, /^(server|rejected)$/);
      assert.equal(typeof outcome.error.errMsg, 'string');
    }),
  );
});
