import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorBook, TimelineEntry } from '../../../sandbox/shapes';
import { sectionLinks } from '../../../simulator/shell/console/contract-ref';
import { errorOf, explain } from '../../../simulator/shell/console/explain';
import { payloadsOf, titleOf } from '../../../simulator/shell/console/timeline-text';
import { moveBy, pagesOf, scrollFor, visibleRows } from '../../../simulator/shell/console/windowing';
import { layOut } from '../../../simulator/shell/detail';
import { yuan } from '../../../simulator/money';
import { spanText } from '../../../simulator/shell/format';
import { isFrameMessage } from '../../../simulator/shell/frame-link';
import { readPreferences } from '../../../simulator/shell/preferences';
import { StepReporter } from '../../../simulator/shell/step-reporter';
import type { TradeStep } from '../../../simulator/protocol';

test('money is written from whole 分', () => {
  assert.deepEqual([0, 5, 19800, -1, 123456789012345].map(yuan), [
    '¥0.00',
    '¥0.05',
    '¥198.00',
    '-¥0.01',
    '¥1234567890123.45',
  ]);
});

test('a span is told by its two largest units', () => {
  assert.deepEqual([999, 1000, 65_000, 3_600_000, 90_061_000].map(spanText), [
    '999 毫秒',
    '1 秒',
    '1 分 5 秒',
    '1 小时',
    '1 天 1 小时',
  ]);
});

test('a window of a long list has the rows in sight and a few more, and never leaves the list', () => {
  assert.deepEqual(visibleRows(0, 600, 60, 10_000, 5), { start: 0, end: 15 });
  assert.deepEqual(visibleRows(300_000, 600, 60, 10_000, 5), { start: 4995, end: 5015 });
  assert.deepEqual(visibleRows(599_400, 600, 60, 10_000, 5), { start: 9985, end: 10_000 });
  assert.deepEqual(visibleRows(599_400, 600, 60, 3, 5), { start: 3, end: 3 }, 'a list that has become short');
  assert.deepEqual(visibleRows(0, 600, 60, 0), { start: 0, end: 0 });
  assert.deepEqual(
    [
      pagesOf({ start: 59, end: 61 }, 60),
      pagesOf({ start: 60, end: 120 }, 60),
      pagesOf({ start: 5, end: 5 }, 60),
    ],
    [[0, 1], [1], []],
  );
});

test('keys move within the list, and the list no farther than needed', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a'];
  assert.deepEqual(
    keys.map((key) => moveBy(key, 5, 100, 10)),
    [6, 4, 15, 0, 0, 99, undefined],
  );
  assert.deepEqual([moveBy('ArrowDown', 99, 100, 10), moveBy('End', 0, 0, 10)], [99, undefined]);
  assert.deepEqual(
    [scrollFor(0, 100, 600, 60), scrollFor(20, 100, 600, 60), scrollFor(5, 100, 600, 60)],
    [0, 660, 100],
  );
});

const book: ErrorBook = {
  components: [
    {
      errNo: 21514,
      meaning: 'm',
      meaningZh: '失败',
      components: ['pay-button'],
      modes: [2],
      step: 'tap',
      cause: 'c',
      fix: 'f',
      causeZh: '原因',
      fixZh: '办法',
      section: 'pay-button §8',
      scenarios: ['library.server'],
    },
  ],
  apis: {
    createOrder: {
      section: 'jsapi.md §1',
      rows: [
        {
          errNo: 26003,
          message: '接口已被封禁',
          meaning: 'banned',
          fault: 'caller',
          scenarios: ['createOrder.banned'],
        },
        {
          errNo: 26003,
          message: '无下单权限',
          meaning: 'no right',
          fault: 'caller',
          scenarios: ['createOrder.no-right'],
        },
      ],
    },
  },
};
const base = { id: 'x', time: 0, failed: true };
const phone = { ...base, lane: 'phone', attempt: 'a' } as const;

test('a code is found where an entry reports it, and explained from the right table', () => {
  const event: TimelineEntry = {
    ...phone,
    kind: 'event',
    name: 'error',
    data: '{"errNo":21514,"errMsg":"x"}',
  };
  assert.deepEqual(explain(book, errorOf(event)!, 'zh')?.scenarios, ['library.server']);
  const result: TimelineEntry = {
    ...phone,
    kind: 'result',
    name: 'createOrder',
    data: JSON.stringify({ result: { errNo: 26003, errMsg: 'createOrder:fail 无下单权限: 1' } }),
  };
  const { cause, fault, scenarios } = explain(book, errorOf(result)!, 'en')!;
  // Its documented text is Chinese, and says the cause.
  assert.equal(explain(book, errorOf(result)!, 'zh')?.cause, undefined);
  assert.deepEqual([cause, fault, scenarios], ['no right', 'caller', ['createOrder.no-right']]);
  const platform: TimelineEntry = {
    ...base,
    lane: 'platform',
    api: 'createOrder',
    options: {},
    answer: { ok: false, errNo: 26003, errMsg: '' },
  };
  assert.equal(explain(book, errorOf(platform)!, 'en')?.cause, 'banned');
  for (const silent of [
    { ...event, name: 'pay' },
    { ...event, data: '{' },
    { ...event, data: 'null' },
    { ...result, failed: false },
    { ...platform, failed: false },
  ] as TimelineEntry[])
    assert.equal(errorOf(silent), undefined);
  assert.equal(explain(book, { errNo: 1, errMsg: '' }, 'zh'), undefined);
  assert.equal(explain(book, { errNo: 26003, errMsg: '', api: 'toString' }, 'zh'), undefined);
});

test('a payload is laid out for reading: JSON in lines, a stack in its own, anything else as it is', () => {
  const stack = 'Error: a\n    at b';
  assert.deepEqual(['{"a":1}', JSON.stringify(stack), '"1"', '{"a":'].map(layOut), [
    '{\n  "a": 1\n}',
    stack,
    '"1"',
    '{"a":',
  ]);
});

test('a reference names each of its sections, with the document of the one before where it has none', () => {
  assert.deepEqual(
    sectionLinks('pay-button §5.2, §5.4, consume-card §2', 'en').map(({ text, href }) => [text, href]),
    [
      ['pay-button §5.2', '/__docs/en/contract/pay-button.md#5.2'],
      ['pay-button §5.4', '/__docs/en/contract/pay-button.md#5.4'],
      ['consume-card §2', '/__docs/en/contract/consume-card.md#2'],
    ],
  );
  assert.deepEqual(sectionLinks('jsapi.md §1', 'zh'), [
    { text: 'jsapi §1', href: '/__docs/zh/contract/jsapi.md#1' },
  ]);
});

test('every kind of entry has a title, and what can be copied', () => {
  const callback: TimelineEntry = {
    ...base,
    lane: 'callback',
    type: 'payment',
    callbackId: 1,
    attempt: 2,
    state: 'pending',
    headers: {},
    body: '{}',
    problem: 'lost on the way',
  };
  assert.equal(titleOf(callback), 'payment 第 2 次：lost on the way');
  assert.equal(payloadsOf(callback).length, 2);
  assert.equal(payloadsOf({ ...callback, answer: '{}' }).length, 3);
  const ledger: TimelineEntry = {
    ...base,
    lane: 'ledger',
    subject: 'item',
    subjectIds: ['1', '2'],
    from: 'unpaid',
    to: 'usable',
  };
  assert.equal(titleOf(ledger), '商品单 ×2 待支付 → 可使用');
  assert.equal(
    titleOf({
      ...ledger,
      subject: 'order',
      subjectIds: ['1'],
      from: 'unpaid',
      to: 'closed',
      note: 'TIME_OUT',
    }),
    '订单 待支付 → 已关闭（支付超时）',
  );
  assert.equal(
    titleOf({ ...phone, kind: 'tap', name: 'tap', place: 'pay-button · 立即抢购' }),
    '点击 pay-button · 立即抢购',
  );
  const asked: TimelineEntry = { ...phone, kind: 'ask', name: 'placeorder', place: 'pay-button' };
  assert.deepEqual(
    (['ask', 'answer', 'timeout', 'missing'] as const).map((kind) => titleOf({ ...asked, kind })),
    [
      'pay-button 询问页面 bind:placeorder',
      '页面回答 pay-button：placeorder 失败',
      '页面没有按时回答 pay-button：placeorder',
      '没有处理函数回应 pay-button：placeorder',
    ],
  );
  // A set may be shared by buttons and cards: then nobody says which of them asked.
  assert.equal(titleOf({ ...asked, kind: 'timeout', place: undefined }), '页面没有按时回答：placeorder');
});

test('what the console showed is remembered, and nothing that it cannot have shown', () => {
  const read = (stored: object) => readPreferences({ getItem: () => JSON.stringify(stored) });
  const { order, orderTab, orderQuery, orderState } = read({
    order: '19',
    orderTab: 'history',
    orderQuery: 'T2',
    orderState: 'refund',
  });
  assert.deepEqual([order, orderTab, orderQuery, orderState], ['19', 'history', 'T2', 'refund']);
  const odd = read({ order: 5, orderTab: 'x', orderQuery: 'x'.repeat(200), orderState: 'lost' });
  assert.deepEqual([odd.order, odd.orderTab, odd.orderQuery, odd.orderState], ['', 'timeline', '', '']);
});

const step: TradeStep = { attempt: 'a', kind: 'tap', name: 'tap', at: 1000 };

test('only steps of our shape are taken from the frame', () => {
  assert.ok(isFrameMessage({ sim: 'step', step }));
  for (const wrong of [null, {}, { ...step, at: 'now' }, { ...step, attempt: 1 }])
    assert.ok(!isFrameMessage({ sim: 'step', step: wrong }));
});

test('steps are handed on together with their age, in batches that the sandbox takes, and a sandbox that is away is borne', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const sent: object[][] = [];
  let told = 0;
  let away = false;
  const reporter = new StepReporter(
    () => {
      told += 1;
    },
    (steps) => {
      sent.push(steps);
      return away ? Promise.reject(new Error('away')) : Promise.resolve();
    },
    () => 1500,
  );
  const settle = async (): Promise<void> => {
    t.mock.timers.runAll();
    await new Promise((resolve) => setImmediate(resolve));
  };
  reporter.add(step);
  reporter.add({ ...step, kind: 'ask', at: 2000 });
  await settle();
  assert.deepEqual(sent, [
    [
      { attempt: 'a', kind: 'tap', name: 'tap', at: 1000, age: 500 },
      { attempt: 'a', kind: 'ask', name: 'tap', at: 2000, age: 0 },
    ],
  ]);
  assert.equal(told, 1);
  away = true;
  for (let count = 0; count < 150; count += 1)
    reporter.add({ ...step, data: 'x'.repeat(count < 5 ? 30_000 : 1) });
  await settle();
  await settle();
  await settle();
  await settle();
  assert.ok(sent.every((batch) => batch.length <= 100 && JSON.stringify(batch).length < 100_000));
  assert.equal(sent.flat().length, 152);
  assert.equal(told, 1);
});
