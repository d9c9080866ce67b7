import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { wordsIn } from '../../../simulator/rules/diagnose';
import { isLike, matches, requestSubject } from '../../../simulator/mocks/match';
import { checkRule } from '../../../simulator/mocks/rule';
import { fill, type TemplateCall } from '../../../simulator/mocks/template';

describe('what a rule matches', () => {
  test('an object by some of its fields, however deep; lists item by item; texts with a star', () => {
    const call = {
      url: 'https://a.example/goods',
      data: { filter: { tags: ['hot', 'new'], name: '火锅' }, page: 2 },
    };
    for (const [pattern, expected] of [
      [undefined, true],
      [{}, true],
      [{ data: { page: 2 } }, true],
      [{ data: { page: '2' } }, true],
      [{ data: { page: 3 } }, false],
      [{ data: { filter: { tags: ['hot', '*'] } } }, true],
      [{ data: { filter: { tags: ['hot'] } } }, false],
      [{ data: { filter: { name: { $regex: '^火' } } } }, true],
      [{ data: { filter: { name: { $regex: '^锅' } } } }, false],
      [{ url: '*/goods' }, true],
      [{ url: '*/good' }, false],
      [{ data: { page: { $oneOf: [1, 2] } } }, true],
      [{ data: { none: { $absent: true } } }, true],
      [{ data: { page: { $absent: true } } }, false],
      [{ data: { page: { $any: true }, none: { $any: true } } }, false],
      [{ data: { $exact: { page: 2, filter: {} } } }, true],
      [{ data: { $exact: { page: 2 } } }, false],
      [{ data: null }, false],
      [{ __proto__x: 1 }, false],
      [{ toString: { $any: true } }, false],
    ] as const)
      assert.equal(matches(call, pattern), expected, JSON.stringify(pattern));
  });

  for (const [value, pattern, expected] of [
    ['{}', '{"__proto__": {}}', false],
    ['{"__proto__": {"a": 1}}', '{"__proto__": {"a": 1}}', true],
    ['{"__proto__": {"a": 1}}', '{"a": 1}', false],
    ['{"a": 1}', '{"constructor": {"name": "Object"}}', false],
    ['{"a": 1}', '{"hasOwnProperty": {"$any": true}}', false],
    ['{"a": 1, "__proto__": {}}', '{"$exact": {"a": 1}}', false],
    ['{"a": 1}', '{"__proto__": {"$absent": true}}', true],
  ] as const)
    test(`${value} and ${pattern}: names that every object has are names like others`, () =>
      assert.equal(matches(JSON.parse(value), JSON.parse(pattern)), expected));

  test('a text without a star matches itself alone, whatever signs it has', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const plain = one.replaceAll(/[*\\]/g, '');
        return (
          isLike(plain, plain) &&
          isLike(`${plain}${other}`, `${plain}*`) &&
          (plain === other || !isLike(other, plain))
        );
      }),
    );
    assert.equal(isLike('aXbXc', 'a*X*c'), true);
    assert.equal(isLike('abc', 'ab*bc'), false);
    assert.equal(isLike('a'.repeat(3000), `${'*a'.repeat(40)}b`), false);
    assert.equal(isLike('a*b', 'a\\*b'), true);
    assert.equal(isLike('axb', 'a\\*b'), false);
    assert.equal(isLike('a\nb', 'a*b'), true);
  });

  test('a request is seen by its parts: no query in the url, that of a GET’s data too, headers without case', () => {
    const subject = requestSubject(
      { url: 'https://a.example/x?b=1#c', data: { page: 2 }, header: { 'X-Own': 'y' } },
      'http://127.0.0.1:1/frame.html',
    );
    assert.deepEqual(
      [subject.url, subject.host, subject.path, subject.method, subject.query, subject.header],
      ['https://a.example/x', 'a.example', '/x', 'GET', { b: '1', page: '2' }, { 'x-own': 'y' }],
    );
    const post = requestSubject(
      { url: '/own?q=1', method: 'post', data: '{"a":1}' },
      'http://127.0.0.1:1/frame.html',
    );
    assert.deepEqual([post.url, post.method, post.query, post.data], ['/own', 'POST', { q: '1' }, { a: 1 }]);
    assert.equal(requestSubject({ url: 5 }, 'http://127.0.0.1:1/').url, 5);
  });
});

describe('templates', () => {
  const call = (change: Partial<TemplateCall> = {}): TemplateCall => ({
    options: { url: '/goods', data: { id: 7, tags: ['a'] } },
    count: 1,
    random: () => 0.5,
    now: new Date(2026, 10, 29, 18, 5, 9).getTime(),
    ...change,
  });

  test('what the call says is filled in, with its type where it stands alone', () => {
    assert.deepEqual(
      fill(
        {
          id: '{{ options.data.id }}',
          text: 'no {{options.data.id}}, {{count}}',
          all: '{{options.data}}',
          none: '{{options.x.y}}',
        },
        call(),
      ),
      { id: 7, text: 'no 7, 1', all: { id: 7, tags: ['a'] }, none: undefined },
    );
    assert.equal(fill('{{constructor}} {{options.__proto__}}', call()), 'undefined undefined');
  });

  test('a field named __proto__ is a field of the answer, counted or not, and changes no object', () => {
    const template: unknown = JSON.parse(
      '{"__proto__": {"isMine": 1}, "deep": {"__proto__|2": "x"}, "pick|2": {"__proto__": 1, "constructor": 2}, "constructor|1": ["a", "b"]}',
    );
    const made = fill(template, call()) as Record<string, object>;
    for (const one of [made, made.deep!, made.pick!])
      assert.equal(Object.getPrototypeOf(one), Object.prototype);
    const text = JSON.stringify(made);
    for (const part of ['"__proto__":{"isMine":1}', '{"__proto__":"xx"}', '"__proto__":1', '"constructor":"'])
      assert.ok(text.includes(part), `${part} in ${text}`);
    assert.equal('isMine' in {}, false);
  });

  test('lists of a length, steps, ranges, choices', () => {
    assert.deepEqual(fill({ 'list|3': [{ 'id|+1': 10, n: '@increment' }] }, call()), {
      list: [
        { id: 10, n: 1 },
        { id: 11, n: 2 },
        { id: 12, n: 3 },
      ],
    });
    assert.deepEqual(fill({ 'n|5-5': 0, 'f|1-1.2': 0, 's|3': 'ab', 'one|1': ['x', 'y', 'z'] }, call()), {
      n: 5,
      f: 1.5,
      s: 'ababab',
      one: 'y',
    });
    assert.equal((fill({ 'list|9999999': [1] }, call()) as { list: unknown[] }).list.length, 10_000);
    assert.deepEqual(fill({ 'turn|+1': ['a', 'b'] }, call({ count: 2 })), { turn: 'b' });
  });

  test('placeholders give what their name says; an unknown one stays as it is', () => {
    const make = (text: string): unknown => fill(text, call({ random: Math.random }));
    for (let turn = 0; turn < 50; turn += 1) {
      const number = make('@integer(3, 5)') as number;
      assert.ok(number >= 3 && number <= 5);
      assert.match(String(make('@guid')), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.match(String(make('@cname')), /^[\u4e00-\u9fa5]{2,3}$/);
      assert.ok(['a', 'b'].includes(make('@pick(["a","b"])') as string));
      assert.match(String(make('@date')), /^\d{4}-\d\d-\d\d$/);
    }
    assert.equal(make('@now(yyyy/MM/dd HH:mm)'), '2026/11/29 18:05');
    assert.equal(typeof make('@boolean'), 'boolean');
    assert.equal(make('a@b.example @nobody'), 'a@b.example @nobody');
    assert.match(String(make("@image('20x10', '#fff', '<b>')")), /^data:image\/svg\+xml,(?!.*%3Cb%3E)/);
  });

  test('any template ends, and none is run as code', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fill(value, call());
      }),
    );
    assert.equal(
      fill('${process.exit(1)} {{process.exit(1)}} @eval(1)', call()),
      '${process.exit(1)} {{process.exit(1)}} @eval(1)',
    );
  });
});

describe('mistakes of a rule', () => {
  const told = (rule: unknown, isScript = false): string[] =>
    checkRule(rule, [], isScript).map(({ path, problem }) => {
      const { message, fix } = wordsIn('en', problem);
      return `${path.join('.')}: ${message}. ${fix}`;
    });

  test('each is named at its place', () => {
    for (const [rule, words] of [
      [5, /^: a rule is an object/],
      [{ answer: 1 }, /^: the rule is for nothing/],
      [{ api: 'request' }, /^: the rule has no answer/],
      [{ api: '', answer: 1 }, /^api: "api" is no text/],
      [{ api: 'a', anwser: 1, answer: 1 }, /^anwser: .*Did you mean "answer"\?/],
      [{ api: 'a', event: 'b', answer: 1 }, /^api: a rule is for an API or for an event/],
      [{ component: 'button', api: 'a', answer: 1 }, /^component: /],
      [{ api: 'a', answer: 1, fail: 'x' }, /^fail: "answer" and "fail" cannot both/],
      [{ api: 'a', fail: 1 }, /^fail: "fail" says nothing/],
      [{ api: 'a', answer: 1, delay: -1 }, /^delay: /],
      [{ api: 'a', answer: 1, delay: [5, 1] }, /^delay: /],
      [{ api: 'a', answer: 1, times: 0 }, /^times: /],
      [{ api: 'a', answer: 1, enabled: 'no' }, /^enabled: /],
      [{ api: 'a', sequence: [] }, /^sequence: /],
      [{ api: 'a', answer: 1, sequence: [{ answer: 1 }] }, /^answer: .*stands beside/],
      [{ api: 'a', sequence: [{ answer: 1 }, {}] }, /^sequence\.1: the step has no answer/],
      [{ api: 'a', answer: 1, match: { a: [{ $regex: '(' }] } }, /^match\.a\.0\.\$regex: /],
      [{ api: 'a', answer: 1, match: { $like: 'x' } }, /^match\.\$like: /],
      [{ api: 'a', respond: 1 }, /^respond: "respond" is no part of a rule/],
    ] as const)
      assert.match(told(rule)[0] ?? 'nothing', words, JSON.stringify(rule));
  });

  test('a whole rule has none', () => {
    const rule = { name: 'n', enabled: false, match: { url: '*' }, delay: [1, 2], times: 3 };
    assert.deepEqual(
      told({ ...rule, api: 'request', sequence: [{ answer: 1 }, { fail: 'x', delay: 5 }] }),
      [],
    );
    assert.deepEqual(told({ event: 'im', component: 'button', answer: {} }), []);
    assert.deepEqual(told({ handler: 'onPay', template: {} }), []);
    assert.deepEqual(told({ api: 'request', respond: () => 1 }, true), []);
  });
});
