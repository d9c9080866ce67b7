/** What the console does to the sandbox: actions on orders, switches. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import type { Sandbox } from '../../../sandbox';
import { assertReadable } from '../axe';
import { launch } from '../../../scripts/lib/browser';
import { cake, create } from '../../unit/sandbox/kit';
import { apply, buy } from '../../unit/sandbox/refund-kit';
import { openShell, openTab, startShell, type ShellServer } from './shell-server';

let browser: Browser;
let server: ShellServer;
let sandbox: Sandbox;
before(async () => {
  [browser, server] = await Promise.all([launch(), startShell()]);
  sandbox = server.sandbox;
});
after(async () => {
  await browser.close();
  await server.close();
});

const orders = (page: Page): Locator => page.getByRole('listbox', { name: '订单列表' }).getByRole('option');

async function openOrder(outOrderNo: string, tab: string): Promise<{ page: Page; order: Locator }> {
  const page = await openTab(browser, server, '订单');
  await orders(page).filter({ hasText: outOrderNo }).click();
  const order = page.getByRole('region', { name: `订单 ${outOrderNo}` });
  await order.getByRole('tab', { name: tab }).click();
  return { page, order };
}

test('an unpaid order is closed, or the clock moved to its end, after a second press that Escape takes back', async () => {
  server.fresh();
  const [first, second] = [await create(sandbox), await create(sandbox)];
  const { page, order } = await openOrder(first.outOrderNo, '明细');
  await order.getByRole('button', { name: '关闭订单' }).click();
  await page.keyboard.press('Escape');
  await order.getByRole('button', { name: '关闭订单' }).click();
  assert.equal(sandbox.ledger.get(first.orderId)?.state, 'unpaid');
  await order.getByRole('button', { name: /再按一次/ }).click();
  await order.getByText('订单已关闭').waitFor();
  assert.equal(sandbox.ledger.get(first.orderId)?.closeReason, 'USER_CANCEL');
  await orders(page).filter({ hasText: second.outOrderNo }).click();
  const other = page.getByRole('region', { name: `订单 ${second.outOrderNo}` });
  await other.getByRole('button', { name: '快进到支付截止' }).click();
  await other.getByRole('button', { name: /再按一次/ }).click();
  await other.getByText('已快进，订单到期').waitFor();
  assert.equal(sandbox.ledger.get(second.orderId)?.closeReason, 'TIME_OUT');
});

test('a refund is refused with a message, and one that cannot be decided any more says so', async () => {
  server.fresh();
  const bought = await buy(sandbox, 2);
  const { refundId } = await apply(sandbox, bought);
  const { order } = await openOrder(bought.outOrderNo, '明细');
  await eventually(async () =>
    assert.equal(await order.getByRole('button', { name: '拒绝退款' }).isDisabled(), true),
  );
  await order.getByRole('textbox', { name: '拒绝原因' }).fill('已经使用 <b>');
  await order.getByRole('button', { name: '拒绝退款' }).click();
  await order.getByText('已拒绝退款').waitFor();
  await order.getByText('已经使用 <b>').waitFor();
  assert.equal(sandbox.refunds.get(refundId)?.denyMessage, '已经使用 <b>');
});

/** Frames that are asked for and wait. */
interface Held {
  frames: FrameRequestCallback[];
  draw: typeof requestAnimationFrame;
}

test('Escape leads to the list also when what was pressed goes just then', async () => {
  server.fresh();
  const bought = await buy(sandbox, 2);
  await apply(sandbox, bought);
  const { page, order } = await openOrder(bought.outOrderNo, '明细');
  const agree = order.getByRole('button', { name: '同意退款' });
  await agree.waitFor();
  let answer!: () => void;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route(`**/sandbox/orders/${bought.orderId}`, async (route) => {
    await answered;
    await route.continue();
  });
  await agree.press('Enter');
  await order.getByText('已同意退款').waitFor();
  // The frame in which the focus moves comes after the answer.
  await page.evaluate(() => {
    const held: Held = { frames: [], draw: requestAnimationFrame };
    Object.assign(globalThis, { held, requestAnimationFrame: held.frames.push.bind(held.frames) });
  });
  await page.keyboard.press('Escape');
  await page.evaluate(
    () => (globalThis.requestAnimationFrame = (globalThis as unknown as { held: Held }).held.draw),
  );
  answer();
  await agree.waitFor({ state: 'detached' });
  await page.evaluate(async () => {
    // Effects of what was drawn have run by the second frame.
    await new Promise((resolve) =>
      requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(resolve))),
    );
    (globalThis as unknown as { held: Held }).held.frames.forEach((callback) =>
      requestAnimationFrame(callback),
    );
  });
  await page.locator('[role=listbox]:focus').waitFor();
});

test('a coupon is brought to its end by the clock', async () => {
  server.fresh();
  const bought = await buy(sandbox, 1, cake);
  const [coupon] = sandbox.coupons.withHistory(bought.orderId);
  const { order } = await openOrder(bought.outOrderNo, '明细');
  const card = order.getByRole('article', { name: `券 ${coupon!.code}` });
  await card.getByRole('button', { name: '快进到券过期' }).click();
  await card.getByRole('button', { name: /再按一次/ }).click();
  await order.getByText('已快进，券已过期').waitFor();
  await card.getByText('已过期', { exact: true }).waitFor();
});

test('callbacks are lost, delayed and repeated by switches, which are read back and turned off together', async () => {
  server.fresh();
  const page = await openTab(browser, server, '交易沙箱');
  await page.getByText('回调故障开关').click();
  const lost = page.getByRole('spinbutton', { name: 'payment 丢失（次）' });
  await lost.fill('2');
  await lost.press('Enter');
  await page.getByText('已生效').waitFor();
  await page.getByText('1 个已打开').waitFor();
  await page.getByRole('spinbutton', { name: 'refund 延迟（秒）', exact: true }).fill('30');
  await page.getByRole('spinbutton', { name: 'refund 延迟（秒）', exact: true }).press('Tab');
  await page.getByText('2 个已打开').waitFor();
  assert.deepEqual([sandbox.getFaults().payment.drop, sandbox.getFaults().refund.delayMs], [2, 30_000]);
  await lost.fill('99');
  await lost.press('Enter');
  await page.getByText(/没有生效：.*integer, 0 to 20/).waitFor();
  await page.getByRole('button', { name: '全部关闭' }).click();
  await page.getByText('2 个已打开').waitFor({ state: 'detached' });
  assert.equal(sandbox.getFaults().payment.drop, 0);
});

test('in a narrow window the order covers the list, and goes back to it', async () => {
  server.fresh();
  const [first, second] = [await create(sandbox), await create(sandbox)];
  const page = await openTab(browser, server, '订单', { viewport: { width: 400, height: 800 } });
  const list = page.getByRole('listbox', { name: '订单列表' });
  await orders(page).filter({ hasText: second.outOrderNo }).waitFor();
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: `订单 ${first.outOrderNo}` }).waitFor();
  assert.equal(await list.count(), 0);
  await page.keyboard.press('Escape');
  await orders(page).filter({ hasText: first.outOrderNo }).waitFor();
});

for (const [name, options] of [
  ['wide and light', { colorScheme: 'light' }],
  ['wide and dark', { colorScheme: 'dark' }],
  ['1024 px wide', { viewport: { width: 1024, height: 768 } }],
  ['400 px wide', { viewport: { width: 400, height: 800 } }],
] as const) {
  test(`the console can be read and reached: ${name}`, async () => {
    server.fresh();
    const bought = await buy(sandbox, 2);
    await apply(sandbox, bought);
    sandbox.journal.addStep({
      attempt: 'a',
      kind: 'tap',
      name: 'tap',
      place: 'pay-button',
      outOrderNo: bought.outOrderNo,
    });
    const told = {
      attempt: 'a',
      name: 'error',
      place: 'pay-button',
      failed: true,
      data: '{"errNo":21514,"errMsg":"x"}',
    } as const;
    sandbox.journal.addStep({ ...told, kind: 'event' });
    sandbox.setFaults({ payment: { drop: 1 } });
    sandbox.chooseScenario('pay.failed');
    const { page, say } = await openShell(browser, server, options);
    await say({
      sim: 'nav',
      title: '商品',
      depth: 1,
      path: 'pages/a/a',
      query: {},
      navigationStyle: 'default',
    });
    await page.getByRole('tab', { name: '订单', exact: true }).click();
    await orders(page).filter({ hasText: bought.outOrderNo }).waitFor();
    await assertReadable(page, 'list');
    await orders(page).first().click();
    const tabs = page.getByRole('tablist', { name: '订单内容' });
    for (const tab of ['时间线', '明细', '回调', '流转']) {
      await tabs.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).last().locator('li, td, article').first().waitFor();
      for (const summary of await page.getByRole('tabpanel', { name: tab }).last().locator('summary').all())
        await summary.click();
      await assertReadable(page, tab);
    }
    for (const tab of ['时间线', '交易沙箱']) {
      await page.getByRole('tablist', { name: '调试面板' }).getByRole('tab', { name: tab }).click();
      await page
        .locator(tab === '时间线' ? '.step' : '.faults table')
        .first()
        .waitFor();
      await assertReadable(page, tab);
    }
    sandbox.setFaults({ payment: null });
  });
}
