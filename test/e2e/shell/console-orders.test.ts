/** The orders of the console: list, detail, timeline, in a browser and against the real sandbox. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import type { Sandbox } from '../../../sandbox';
import { create, hotpot, tell } from '../../unit/sandbox/kit';
import { apply, buy } from '../../unit/sandbox/refund-kit';
import { launch } from '../../../scripts/lib/browser';
import { openTab, startShell, type ShellServer } from './shell-server';

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

const list = (page: Page): Locator => page.getByRole('listbox', { name: '订单列表' });
const rows = (page: Page): Locator => list(page).getByRole('option');
const detail = (page: Page, outOrderNo: string): Locator =>
  page.getByRole('region', { name: `订单 ${outOrderNo}` });

const openOrders = (): Promise<Page> => openTab(browser, server, '订单');

test('orders appear as they are made, newest first, and are found by number and narrowed by state', async () => {
  server.fresh();
  const page = await openOrders();
  await page.getByText('还没有订单。').waitFor();
  const first = await buy(sandbox);
  const second = await create(sandbox, hotpot, 2);
  await rows(page).filter({ hasText: second.outOrderNo }).waitFor();
  const [top, below] = await rows(page).allInnerTexts();
  assert.match(top!, new RegExp(`${second.outOrderNo}[\\s\\S]*待支付[\\s\\S]*×2[\\s\\S]*¥396\\.00`));
  assert.match(below!, new RegExp(`${first.outOrderNo}[\\s\\S]*已支付[\\s\\S]*¥198\\.00`));
  await page.getByRole('combobox', { name: '状态' }).selectOption('已支付');
  await rows(page).filter({ hasText: second.outOrderNo }).waitFor({ state: 'detached' });
  await eventually(async () => assert.equal(await rows(page).count(), 1));
  await page.getByRole('combobox', { name: '状态' }).selectOption('全部');
  await page.getByRole('searchbox', { name: '查找订单' }).fill(second.orderId);
  await page.getByText('共 1 笔').waitFor();
  await eventually(async () => assert.match(await rows(page).innerText(), new RegExp(second.outOrderNo)));
  await page.getByRole('searchbox', { name: '查找订单' }).fill('nothing');
  await page.getByText('没有符合条件的订单').waitFor();
});

test('the first sign is looked for at once, what is typed before its answer in one question', async () => {
  server.fresh();
  const { outOrderNo } = await create(sandbox, hotpot, 2);
  const page = await openOrders();
  await rows(page).filter({ hasText: outOrderNo }).waitFor();
  const asked: string[] = [];
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/sandbox/orders?**', async (route) => {
    const query = new URL(route.request().url()).searchParams.get('query') ?? '';
    // The whole list is asked for anew when the new order is told of, which may be now.
    if (query !== '') asked.push(query);
    await held;
    await route.continue();
  });
  const box = page.getByRole('searchbox', { name: '查找订单' });
  await box.pressSequentially('no-such');
  await eventually(async () => assert.deepEqual(asked, ['n']));
  // Until there is an answer, the list stays.
  await rows(page).filter({ hasText: outOrderNo }).waitFor();
  answer();
  await page.getByText('没有符合条件的订单').waitFor();
  await eventually(async () => assert.deepEqual(asked, ['n', 'no-such']));
  assert.equal(await rows(page).count(), 0);
});

test('an order shows its parts, its amounts, its callbacks and every step', async () => {
  server.fresh();
  const bought = await buy(sandbox, 2);
  const { outRefundNo } = await apply(sandbox, bought);
  const [item] = sandbox.ledger.items(bought.orderId);
  const page = await openOrders();
  await rows(page).filter({ hasText: bought.outOrderNo }).click();
  const order = detail(page, bought.outOrderNo);
  await order.getByRole('list', { name: '时间线' }).getByText('payment 第 1 次：HTTP 200').waitFor();
  await order.getByRole('tab', { name: '明细' }).click();
  const text = await order.getByRole('tabpanel').innerText();
  for (const part of [
    item!.itemOrderId,
    item!.code!,
    bought.payOrderId,
    outRefundNo,
    '¥396.00',
    '抖音支付',
    '不想要了',
  ])
    assert.ok(text.includes(part), part);
  await order.getByRole('tab', { name: '回调' }).click();
  const callback = order.getByRole('article').filter({ hasText: 'pre_create_refund' });
  await callback.getByText('请求').click();
  await eventually(async () =>
    assert.match(await callback.locator('pre').first().innerText(), /"type": "pre_create_refund"/),
  );
  await order.getByRole('tab', { name: '流转' }).click();
  await eventually(async () =>
    assert.match(
      await order.getByRole('row').filter({ hasText: bought.payOrderId }).last().innerText(),
      /收银台已打开 → 已支付/,
    ),
  );
});

test('a callback that nobody answers is told as failed, with when it comes again', async () => {
  server.fresh();
  sandbox.chooseScenario('callback.lost');
  const bought = await buy(sandbox);
  const page = await openOrders();
  await rows(page).first().click();
  const timeline = detail(page, bought.outOrderNo).getByRole('list', { name: '时间线' });
  const lost = timeline.getByRole('listitem').filter({ hasText: 'payment 第 1 次：lost on the way' });
  await lost.getByText(/下一次投递在/).waitFor();
  await page.getByLabel('只看失败').check();
  assert.equal(await timeline.getByRole('listitem').count(), 1);
  sandbox.chooseScenario(null);
});

test('names that look like markup are text everywhere', async () => {
  server.fresh();
  const name = '<img src=x onerror="window.hacked=1"><b id="bold">肥牛</b>';
  const cake = { goodsId: 'own-cake-001', price: 8800 };
  const more = {
    goodsList: [
      {
        quantity: 1,
        price: 8800,
        goodsName: name,
        goodsPhoto: '/a.svg',
        goodsId: cake.goodsId,
        goodsType: 2,
      },
    ],
  };
  const ticket = await create(sandbox, cake, 1, {
    ...more,
    callbackData: { note: '<script>window.hacked=1</script>' },
  });
  const page = await openOrders();
  await rows(page).getByText(name, { exact: false }).click();
  const order = detail(page, ticket.outOrderNo);
  for (const tab of ['时间线', '明细', '回调', '流转']) {
    await order.getByRole('tab', { name: tab }).click();
    for (const summary of await order.locator('summary').all()) await summary.click();
  }
  assert.equal(await page.locator('#bold, .panel img, .panel script').count(), 0);
  assert.equal(await page.evaluate(() => (globalThis as { hacked?: number }).hacked), undefined);
});

/** Many orders in one transaction. */
function insert(count: number): void {
  const { draft } = sandbox.ledger.list(1)[0]!;
  sandbox.ledger.step(() => {
    for (let index = 1; index <= count; index += 1) {
      const orderId = sandbox.ledger.newOrderId();
      const terms = { outOrderNo: `BULK-${String(index).padStart(5, '0')}`, payExpireSeconds: 3600 };
      sandbox.ledger.create(orderId, sandbox.ledger.newItemOrderIds(1), draft, terms);
    }
  });
}

test('ten thousand orders stay scrollable: few rows are drawn, and the last one is reached', async () => {
  server.fresh();
  const oldest = await create(sandbox);
  tell(sandbox, oldest, 'cancelled');
  insert(9_999);
  const page = await openOrders();
  await page.getByText('共 10,000 笔').waitFor();
  await rows(page).filter({ hasText: 'BULK-09999' }).waitFor();
  await eventually(async () => assert.ok((await rows(page).count()) < 60));
  await list(page).focus();
  await list(page).press('End');
  const last = rows(page).filter({ hasText: oldest.outOrderNo });
  await last.waitFor();
  await eventually(async () => assert.equal(await last.getAttribute('aria-posinset'), '10000'));
  await eventually(async () => assert.ok((await rows(page).count()) < 60));
  await detail(page, oldest.outOrderNo).waitFor();
  await list(page).evaluate((box) => box.scrollTo(0, box.scrollHeight / 2));
  await rows(page)
    .filter({ hasText: /BULK-0(49|50)\d\d/ })
    .first()
    .waitFor();
  await eventually(async () => assert.ok((await rows(page).count()) < 60));
  // A new order does not throw the reader back to the top.
  const before = await list(page).evaluate((box) => box.scrollTop);
  await create(sandbox);
  await page.getByText('共 10,001 笔').waitFor();
  assert.equal(await list(page).evaluate((box) => box.scrollTop), before);
});

test('the codes of an order lead to the counter, which scans the one that was chosen', async () => {
  server.fresh();
  const bought = await buy(sandbox, 2);
  const [, coupon] = sandbox.coupons.withHistory(bought.orderId);
  const page = await openOrders();
  await rows(page).first().click();
  const order = detail(page, bought.outOrderNo);
  await order.getByRole('tab', { name: '明细' }).click();
  await order.getByRole('button', { name: `去核销 ${coupon!.code}` }).click();
  await page.getByRole('button', { name: '核销 1 份' }).waitFor();
  await eventually(async () =>
    assert.equal(await page.getByLabel('券码或二维码里的链接').inputValue(), coupon!.code),
  );
  await page.getByRole('button', { name: '核销 1 份' }).click();
  await page.getByText('验券成功 1 份').waitFor();
  await page.getByRole('tab', { name: '订单', exact: true }).click();
  await order
    .getByRole('article', { name: `券 ${coupon!.code}` })
    .getByText('已核销', { exact: true })
    .waitFor();
  assert.equal(await order.getByRole('button', { name: `去核销 ${coupon!.code}` }).count(), 0);
  await order.getByRole('button', { name: '打开「核销」面板' }).click();
  await page.locator('#panel-tab-redeem:focus').waitFor();
  await page.getByRole('button', { name: `撤销尾号 ${coupon!.code.slice(-4)} 的核销` }).waitFor();
});
