import assert from 'node:assert/strict';
import test from 'node:test';
import { REFUND_REASONS } from '../../../src/contract/refund-reasons';
import { setup } from '../../../src/setup';
import { Deferred, refundable, serverError, settled, world } from '../kit/world';
import { openPage, page, visit } from './page';

const UNWANTED = REFUND_REASONS[0]?.code as number;
const made = { refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' };

test('a page that is left while its application is on its way still reports the end', async () => {
  const outside = world();
  const answer = new Deferred<typeof made>();
  outside.applied = answer.promise;
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  shown.machine.stop();
  answer.resolve(made);
  await settled();
  assert.equal(shown.reports[0]?.refund?.status, 'success');
});

test('a page that is left without a submit reports nothing', async () => {
  world();
  const shown = await page();
  shown.machine.stop();
  await settled();
  assert.deepEqual(shown.reports, []);
});

for (const [what, order, phase, sent] of [
  ['reached the platform', refundable({ refunds: ['refund-1'] }), 'done', 'success'],
  ['did not reach it', refundable(), 'editing', undefined],
] as const) {
  test(`an app that was killed while an application was on its way asks first: it ${what}`, async () => {
    const outside = world({ merchant: { getOrder: () => Promise.resolve(order) } });
    outside.applied = new Promise(() => undefined);
    const before = await page();
    await before.fill({ reasons: [UNWANTED] });
    await before.submit();
    outside.restart();
    const after = await openPage({ session: before.visit.id });
    assert.equal(after.data.phase, phase);
    assert.equal(outside.applications.length, 1);
    assert.equal(after.machine.context.visit?.waiting[0]?.refund?.status, sent);
  });
}

test('setup asks for applications that an earlier life of the app was left in, and tells them once', async () => {
  const outside = world({
    merchant: { getOrder: () => Promise.resolve(refundable({ refunds: ['refund-1'] })) },
  });
  outside.applied = new Promise(() => undefined);
  const before = await page();
  await before.fill({ reasons: [UNWANTED] });
  await before.submit();
  outside.restart();
  setup({});
  await settled();
  setup({});
  await settled();
  const after = await openPage({ session: before.visit.id });
  assert.deepEqual(after.machine.context.visit?.waiting, [{ refund: { status: 'success', result: made } }]);
});

test('a reloaded page has the order as it is now', async () => {
  const outside = world({
    merchant: {
      getOrder: () => Promise.resolve(refundable({ refundableQuantity: 1, refunds: ['of another phone'] })),
    },
  });
  const { visit: begun } = visit();
  outside.restart();
  const shown = await openPage({ session: begun.id });
  assert.equal(shown.data.phase, 'editing');
  assert.equal(shown.data.refundable, 1);
});

for (const [what, getOrder, message] of [
  ['nothing is left to refund', () => Promise.resolve(refundable({ refundableQuantity: 0 })), /没有可退款/],
  ['the order cannot be fetched', () => Promise.reject(serverError), /加载失败/],
] as const) {
  test(`a reloaded page says so when ${what}, and can be tried again`, async () => {
    const outside = world({ merchant: { getOrder } });
    const { visit: begun } = visit();
    outside.restart();
    const shown = await openPage({ session: begun.id });
    assert.equal(shown.data.phase, 'broken');
    assert.match(shown.data.message, message);
    outside.merchant.getOrder = () => Promise.resolve(refundable());
    shown.machine.send('RETRY');
    await settled();
    assert.equal(shown.data.phase, 'editing');
    assert.equal(shown.data.refundable, 2);
  });
}

test('a page that was reloaded after its application is replaced by the detail page again', async () => {
  const outside = world();
  const shown = await page();
  await shown.fill({ reasons: [UNWANTED] });
  await shown.submit();
  outside.restart();
  await openPage({ session: shown.visit.id });
  assert.equal(outside.applications.length, 1);
  assert.equal(outside.opened.length, 2);
});

for (const query of [{}, { session: 'gone' }]) {
  test(`a page opened cold with ${JSON.stringify(query)} says so`, async () => {
    world();
    const shown = await openPage(query);
    assert.equal(shown.data.phase, 'broken');
    assert.match(shown.data.message, /失效/);
  });
}

test('a second page of the same visit does not send while the first is sending', async () => {
  const outside = world();
  outside.applied = new Promise(() => undefined);
  const first = await page();
  await first.fill({ reasons: [UNWANTED] });
  await first.submit();
  const second = await openPage({ session: first.visit.id });
  assert.equal(second.data.phase, 'broken');
  assert.match(second.data.message, /正在提交/);
});

test('[PB-ERROR-02] a subject query that fails is 21536, and the page stays usable', async () => {
  world({ merchant: { getSubject: () => Promise.reject(serverError) } });
  const shown = await page();
  assert.deepEqual(shown.reports, [{ error: { errNo: 21536, errMsg: 'internal error' } }]);
  assert.equal(shown.data.phase, 'editing');
});

test('the merchant is named', async () => {
  world();
  assert.equal((await page()).data.subject, '上海示例餐饮有限公司');
});
