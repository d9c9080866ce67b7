import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import { config } from '../../../src/config';
import type { Report } from '../../../src/contract/events';
import type { RefundInfo } from '../../../src/ports/merchant';
import { attach, idleData, type Running } from '../../../src/connect/component';
import { refundDetailParts } from '../../../src/refund-detail/component';
import type { PageQuery, RefundDetailContext, RefundDetailSchema } from '../../../src/refund-detail/schema';
import { listen } from '../../../src/session/reports';
import { begin } from '../../../src/session/visits';
import type { RefundDetailView } from '../../../src/refund-detail/view';
import { Deferred, refund, rejection, serverError, settled, world } from '../kit/world';

type RefundDetail = Running<RefundDetailSchema, RefundDetailContext>;

const open: RefundDetail[] = [];

afterEach(() => open.splice(0).forEach((page) => page.stop()));

interface Shown {
  machine: RefundDetail;
  data: RefundDetailView;
  refresh(): Promise<void>;
}

async function openPage(query: PageQuery): Promise<Shown> {
  const data = { ...idleData(refundDetailParts) } as unknown as RefundDetailView & Record<string, unknown>;
  const machine = attach(refundDetailParts, {
    data,
    setData: (changes) => void Object.assign(data, changes),
    triggerEvent: () => undefined,
  });
  open.push(machine);
  machine.send('OPEN', query);
  await settled();
  return {
    machine,
    data,
    async refresh() {
      machine.send('REFRESH');
      await settled();
    },
  };
}

/** Opens the page the way a button does, with what that button hears. */
async function fromButton(): Promise<Shown & { reports: Report[] }> {
  const { platform } = config();
  const visit = begin(platform, '#', {});
  const reports: Report[] = [];
  listen(platform, visit, {}, (report) => void reports.push(report));
  return { ...(await openPage({ session: visit.id, refundId: 'refund-1' })), reports };
}

const shop = (part: Partial<RefundInfo> = {}): ReturnType<typeof world> =>
  world({ merchant: { getRefund: () => Promise.resolve(refund(part)) } });

for (const [refundStatus, text] of [
  [1, '退款中'],
  [98, '退款成功'],
  [99, '退款失败'],
] as const) {
  test(`[TP-DETAIL-01] refundStatus ${refundStatus} reads ${text}`, async () => {
    shop({ refundStatus });
    const { data } = await openPage({ refundId: 'refund-1' });
    assert.equal(data.statusText, text);
    assert.equal(data.status, refundStatus);
  });
}

test('[TP-DETAIL-02] [TP-DETAIL-03] amount, quantity, way, reason and tips are shown, also without a button', async () => {
  const asked: unknown[] = [];
  world({
    merchant: {
      getRefund: (query) => {
        asked.push(query);
        return Promise.resolve(refund());
      },
    },
  });
  const { data } = await openPage({ refundId: 'refund-1' });
  assert.deepEqual(asked, [{ outRefundNo: 'refund-1' }]);
  assert.equal(data.amount, '80.00');
  assert.equal(data.quantity, 1);
  assert.equal(data.way, '原路退回');
  assert.equal(data.reason, '不想要了');
  assert.equal(data.tips, '预计 1-3 个工作日到账');
  assert.equal(data.number, 'refund-1');
  assert.equal(data.subject, '上海示例餐饮有限公司');
});

test('[TP-DETAIL-04] the four states of a step are told apart, in words too', async () => {
  const at = new Date(2026, 10, 22, 9, 5).getTime();
  shop({
    refundSteps: [2, 1, 0, 3].map((state, index) => ({
      title: `第${index}步`,
      state: state as 0,
      ...(index ? {} : { time: at }),
    })),
  });
  const { data } = await openPage({ refundId: 'refund-1' });
  assert.deepEqual(
    data.steps.map(({ state, word }) => [state, word]),
    [
      [2, '已完成'],
      [1, '处理中'],
      [0, '待处理'],
      [3, '失败'],
    ],
  );
  assert.equal(data.steps[0]?.time, '11-22 09:05');
  assert.equal(data.steps[1]?.time, '');
});

test('[TP-DETAIL-05] the items are listed with their amounts', async () => {
  shop({
    itemOrderList: [
      { itemOrderId: 'item-1', refundAmount: 8000 },
      { itemOrderId: 'item-2', refundAmount: 1 },
    ],
  });
  const { data } = await openPage({ refundId: 'refund-1' });
  assert.deepEqual(data.items, [
    { itemOrderId: 'item-1', amount: '80.00' },
    { itemOrderId: 'item-2', amount: '0.01' },
  ]);
});

test('a refund without steps and items is shown without them', async () => {
  shop({ refundSteps: [], itemOrderList: [] });
  const { data } = await openPage({ refundId: 'refund-1' });
  assert.equal(data.phase, 'shown');
  assert.deepEqual([data.steps, data.items], [[], []]);
});

test('an answer without the list of steps is 21537, which names the field', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  shop({ refundSteps: undefined as never });
  const { data, reports } = await fromButton();
  assert.equal(data.phase, 'broken');
  assert.deepEqual(reports, [
    { error: { errNo: 21537, errMsg: 'getRefund: refundSteps should be array, but got undefined' } },
  ]);
});

test('[TP-DETAIL-06] viewing and refreshing a refund tells the button nothing', async () => {
  world();
  const shown = await fromButton();
  await shown.refresh();
  assert.deepEqual(shown.reports, []);
});

for (const failure of [serverError, rejection]) {
  test(`[PB-DETAIL-04] a query that fails (${failure.kind}) is 21537, shown and tried again`, async (t) => {
    t.mock.method(console, 'error', () => undefined);
    const outside = world({ merchant: { getRefund: () => Promise.reject(failure) } });
    const shown = await fromButton();
    assert.deepEqual(shown.reports, [{ error: { errNo: 21537, errMsg: failure.errMsg } }]);
    assert.equal(shown.data.phase, 'broken');
    assert.match(shown.data.message, /加载失败/);
    await shown.refresh();
    assert.equal(shown.reports.length, 2);
    outside.merchant.getRefund = () => Promise.resolve(refund());
    await shown.refresh();
    assert.equal(shown.data.phase, 'shown');
    assert.equal(shown.data.message, '');
  });
}

test('[PB-DETAIL-04] opened without a button, a failure is shown and logged', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  world({ merchant: { getRefund: () => Promise.resolve(null as never) } });
  const { data } = await openPage({ refundId: 'refund-1' });
  assert.equal(data.phase, 'broken');
  assert.match(
    String(said.mock.calls[0]?.arguments[0]),
    /21537 getRefund: null, so there is nothing by \{"outRefundNo":"refund-1"\}/,
  );
});

test('a page without a refund number asks for nothing, and says so', async () => {
  const outside = world();
  const { data } = await openPage({});
  assert.equal(data.phase, 'broken');
  assert.match(data.message, /退款单号/);
  assert.ok(!outside.calls.includes('getRefund'));
});

test('[PB-ERROR-02] a subject query that fails is 21536, and the refund is shown', async (t) => {
  t.mock.method(console, 'error', () => undefined);
  world({ merchant: { getSubject: () => Promise.reject(serverError) } });
  const shown = await fromButton();
  assert.deepEqual(shown.reports, [{ error: { errNo: 21536, errMsg: 'internal error' } }]);
  assert.equal(shown.data.phase, 'shown');
});

test('a refresh keeps the refund on the page and shows the news; of two answers the page takes its own', async () => {
  const outside = shop();
  const shown = await openPage({ refundId: 'refund-1' });
  const answer = new Deferred<RefundInfo>();
  outside.merchant.getRefund = () => answer.promise;
  await shown.refresh();
  await shown.refresh();
  assert.equal(outside.calls.filter((call) => call === 'getRefund').length, 2);
  assert.equal(shown.data.phase, 'loading');
  assert.equal(shown.data.known, true);
  assert.equal(shown.data.statusText, '退款中');
  answer.resolve(refund({ refundStatus: 98 }));
  await settled();
  assert.equal(shown.data.statusText, '退款成功');
});

test('an answer that comes after the page has closed draws nothing', async () => {
  const answer = new Deferred<RefundInfo>();
  world({ merchant: { getRefund: () => answer.promise } });
  const shown = await openPage({ refundId: 'refund-1' });
  shown.machine.stop();
  answer.resolve(refund());
  await settled();
  assert.equal(shown.data.phase, 'loading');
});
