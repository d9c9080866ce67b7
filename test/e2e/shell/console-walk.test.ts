/**
 * The whole way through the console with the demo in the phone: from the tap on the button to the callback,
 * by keyboard alone.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { apply } from '../../unit/sandbox/refund-kit';
import { HOTPOT, Shop } from '../demo/shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

const MOST_TABS = 80;

/**
 * Presses Tab until the element has the focus: it can be reached, and nothing on the way holds the focus
 * back.
 */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let count = 0; count < MOST_TABS; count += 1) {
    if (
      await target.evaluate(
        (element) =>
          element.ownerDocument.hasFocus() &&
          (element.getRootNode() as Document | ShadowRoot).activeElement === element,
      )
    )
      return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way by Tab to ${String(target)}`);
}

async function pressAt(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function openGoods(): Promise<Page> {
  const page = await shop.visitShell();
  await page.goto(`${shop.url}/?page=${encodeURIComponent(`/pages/goods/index?id=${HOTPOT}`)}`);
  return page;
}

/** Buys in the phone frame. */
async function buy(page: Page, outcome: string): Promise<void> {
  const frame = page.frameLocator('iframe');
  // A key that comes while the goods are still being fetched opens nothing.
  const ready = (text: string): Locator => frame.locator('[role=button]:not([aria-busy])', { hasText: text });
  await pressAt(page, ready('立即抢购'));
  await pressAt(page, ready('立即支付'));
  if (outcome !== '') await pressAt(page, frame.locator(`[data-outcome=${outcome}]`));
}

/** Walks the row of tabs with the arrow keys. */
async function openTab(page: Page, name: string): Promise<void> {
  const row = page.getByRole('tablist', { name: '调试面板' });
  await tabTo(page, row.getByRole('tab', { selected: true }));
  for (let count = 0; count < 20; count += 1) {
    const shown = await row.getByRole('tab', { selected: true }).innerText();
    if (shown.startsWith(name)) return;
    await page.keyboard.press('ArrowRight');
    // The shell draws later: the next key is for the tab that this one has led to.
    await row.getByRole('tab', { selected: true }).filter({ hasNotText: shown }).waitFor();
  }
  assert.fail(`no tab ${name}`);
}

const titles = (page: Page): Promise<string[]> =>
  page.getByRole('list', { name: '时间线' }).locator('.step-title').allInnerTexts();

test('by keyboard alone: buy, find the order, read its timeline, agree to its refund, send a callback again; a reload keeps the place', async () => {
  const page = await openGoods();
  await buy(page, 'paid');
  await page.frameLocator('iframe').locator('#pay-detail').waitFor();
  const [order] = shop.sandbox.ledger.list();
  const { outOrderNo, orderId } = order!;
  await apply(shop.sandbox, order!);

  await openTab(page, '订单');
  const list = page.getByRole('listbox', { name: '订单列表' });
  await list.getByRole('option').filter({ hasText: outOrderNo }).waitFor();
  await pressAt(page, list);
  const detail = page.getByRole('region', { name: `订单 ${outOrderNo}` });
  await detail.getByText('pay-button 通知页面 bind:pay').waitFor();
  const told = await titles(page);
  const expected = [
    '点击 pay-button · 立即抢购',
    'pay-button 询问页面 bind:placeorder',
    '页面回答 pay-button：placeorder 成功',
    '点击 order-confirm · 立即支付',
    '调用 tt.createOrder',
    '处理 createOrder：成功',
    'pre_create_order 第 1 次：HTTP 200',
    '订单 待支付',
    '订单 待支付 → 已支付',
    'tt.createOrder 成功',
    'pay-button 通知页面 bind:pay',
  ];
  assert.deepEqual(
    told.filter((title) => expected.includes(title)),
    expected,
    told.join('\n'),
  );
  assert.ok(told.includes('payment 第 1 次：HTTP 200'));

  await tabTo(page, detail.getByRole('tab', { name: '时间线' }));
  await page.keyboard.press('ArrowRight');
  await pressAt(page, detail.getByRole('button', { name: '同意退款' }));
  await detail.getByText('已同意退款').waitFor();
  assert.equal(shop.sandbox.refunds.ofOrder(orderId)[0]?.auditState, 'AGREE');

  // Escape leads back to the list, Enter to the order again.
  await page.keyboard.press('Escape');
  await page.locator('[role=listbox]:focus').waitFor();
  await page.keyboard.press('Enter');
  await detail.locator('[role=tab]:focus').waitFor();
  await tabTo(page, detail.getByRole('tab', { name: '明细' }));
  await page.keyboard.press('ArrowRight');
  await pressAt(page, detail.getByRole('button', { name: '重发 payment' }));
  await detail.getByText('已重发').waitFor();
  const attempts = shop.sandbox.callbacks.records(orderId).find(({ type }) => type === 'payment')!.attempts;
  assert.equal(attempts.length, 2);

  await page.reload();
  await eventually(async () =>
    assert.equal(await page.getByRole('tab', { name: '订单' }).getAttribute('aria-selected'), 'true'),
  );
  await detail.getByRole('article').filter({ hasText: 'payment' }).getByText('2 次投递').waitFor();
  await detail.getByRole('tab', { name: '时间线' }).click();
  await detail.getByText('点击 pay-button · 立即抢购').waitFor();
});

test('a purchase that no order comes of is told too, its code explained with cause, fix, section and a scenario to provoke it', async () => {
  shop.sandbox.chooseScenario('preorder.refused');
  const page = await openGoods();
  await buy(page, '');
  await openTab(page, '时间线');
  const failed = page.getByRole('listitem').filter({ hasText: 'bind:error' });
  await failed.locator('.error-note').waitFor();
  const note = await failed.locator('.error-note').innerText();
  for (const part of ['21517', '原因', '处理', '契约', 'pay-button §'])
    assert.ok(note.includes(part), `${part} in ${note}`);
  assert.match(note, /原因\s[^A-Za-z]*[\u4e00-\u9fff][^]*处理\s[^A-Za-z]*[\u4e00-\u9fff]/);
  const [before] = shop.sandbox.console.attempts();
  assert.equal(before?.failed, true);
  assert.equal(before.outOrderNo, undefined);
  assert.ok((await titles(page)).includes('pre_create_order 第 1 次：HTTP 200'));
  const scenario = failed.getByRole('button', { name: /^使用场景 / }).first();
  const name = (await scenario.innerText()).trim();
  await pressAt(page, scenario);
  await page.getByText(`已选择场景 ${name}`).waitFor();
  assert.equal(shop.sandbox.scenarios.active, name);
  shop.sandbox.chooseScenario(null);
});
