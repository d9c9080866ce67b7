/** The shell without a mouse: every control is reached and left again, and the first hour is done by keys. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { buy, refunds } from '../../unit/sandbox/refund-kit';
import { HOTPOT, orderPage, readyButton, Shop, submitButton } from '../demo/shop';
import { eventually } from '../eventually';

let browser: Browser;
let shop: Shop;
before(async () => {
  [browser, shop] = await Promise.all([launch(), Shop.open()]);
});
after(async () => {
  await browser.close();
  await shop.close();
});

/** Nothing was bought yet, unless `first` buys it; `query` goes to the shell. */
async function open(first?: () => Promise<Record<string, string>>): Promise<Page> {
  shop.sandbox.reset();
  shop.sandbox.setLoggedIn(true);
  const query = new URLSearchParams(await first?.());
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  await context.addInitScript('globalThis.__name = (target) => target;');
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`${shop.url}/?${query.toString()}`);
  await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
  await page.locator('.start-steps').waitFor();
  return page;
}

interface Stop {
  /** Where the focus is: the shell's parts, or the phone's page. */
  room: 'skip' | 'toolbar' | 'phone' | 'page' | 'panel' | 'other';
  name: string;
  /** Whether a reader sees that it is there. */
  marked: boolean;
}

/** What has the focus, looked up through frames and shadow trees. */
async function focused(page: Page): Promise<Stop> {
  const look = (): { tag: string; room: Stop['room']; name: string; marked: boolean } => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const { outlineStyle = 'none', boxShadow = 'none' } = at ? getComputedStyle(at) : {};
    const room = at?.matches('.skip')
      ? 'skip'
      : at?.closest('header')
        ? 'toolbar'
        : at?.closest('.phone')
          ? 'phone'
          : at?.closest('#panel')
            ? 'panel'
            : 'other';
    const name = at?.getAttribute('aria-label') ?? (at instanceof HTMLElement ? at.innerText : '');
    return {
      tag: at?.tagName ?? '',
      room,
      name: name.replace(/\s+/g, ' ').trim(),
      marked: outlineStyle !== 'none' || boxShadow !== 'none',
    };
  };
  const outer = await page.evaluate(look);
  if (outer.tag !== 'IFRAME') return outer;
  const frame = page.frames().find((one) => one.url().includes('frame.html'))!;
  return { ...(await frame.evaluate(look)), room: 'page' };
}

const MOST_STOPS = 150;

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: RegExp, room?: Stop['room'], key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (name.test(stop.name) && (room === undefined || stop.room === room)) return;
    seen.push(`${stop.room}: ${stop.name.slice(0, 20)}`);
  }
  assert.fail(`${name} was not reached: ${seen.join(' | ')}`);
}

test('Tab walks through the whole shell in its order, shows where it is, and is caught nowhere', async () => {
  const page = await open();
  const stops: Stop[] = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stops.length > 5 && stop.room === 'skip') break;
    stops.push(stop);
  }
  const rooms = stops
    .map(({ room }) => room)
    .filter((room, index, all) => room !== all[index - 1] && room !== 'other');
  assert.equal(rooms[0], 'skip');
  assert.ok(rooms.indexOf('toolbar') < rooms.indexOf('phone'), rooms.join());
  assert.ok(rooms.indexOf('phone') < rooms.indexOf('page'), rooms.join());
  assert.ok(rooms.indexOf('page') < rooms.indexOf('panel'), rooms.join());
  for (const { room, name, marked } of stops)
    if (room !== 'other') assert.ok(marked, `${room}: ${name} shows no focus`);
  for (const name of ['运行条件', '返回', '重新加载', '切到后台', '下拉刷新', '商家核销', '收起调试面板'])
    assert.ok(
      stops.some((stop) => stop.room === 'toolbar' && stop.name === name),
      name,
    );
  // One stop for the whole row of tabs.
  const tabs = stops.filter(({ room, name }) => room === 'panel' && /^(开始|控制台|网络|订单)$/.test(name));
  assert.deepEqual(
    tabs.map(({ name }) => name),
    ['开始'],
  );
  await page.context().close();
});

test('arrows, Home and End walk the tabs and open each panel', async () => {
  const page = await open();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, /^开始$/, 'panel');
  const names: string[] = [];
  for (let count = 0; count < 20; count += 1) {
    names.push((await focused(page)).name);
    await page.keyboard.press('ArrowRight');
    if ((await focused(page)).name === '开始') break;
  }
  assert.ok(names.length >= 13, names.join());
  await page.keyboard.press('End');
  const last = await focused(page);
  assert.equal(last.name, names.at(-1));
  await page
    .locator(`#panel-body[aria-labelledby="${await page.evaluate(() => document.activeElement?.id ?? '')}"]`)
    .waitFor();
  await page.keyboard.press('Home');
  assert.equal((await focused(page)).name, '开始');
  await page.context().close();
});

test('the first hour by keys alone: bought, made to fail, redeemed', async () => {
  const page = await open();
  const phone = page.frameLocator('iframe');
  await tabTo(page, /麻辣鸳鸯火锅/, 'page');
  await page.keyboard.press('Enter');
  await readyButton(
    page.frames().find((one) => one.url().includes('frame.html')) as unknown as Page,
  ).waitFor();
  await tabTo(page, /立即抢购/, 'page');
  await page.keyboard.press('Enter');
  const frame = page.frames().find((one) => one.url().includes('frame.html'))!;
  await submitButton(frame as unknown as Page).waitFor();
  await tabTo(page, /^立即支付$/, 'page');
  await page.keyboard.press('Enter');
  await phone.locator('[data-outcome=paid]').waitFor();
  const paid = (await phone.locator('[data-outcome=paid]').innerText()).trim();
  // All the way round: the dialog keeps the focus, and is no trap at its last control.
  assert.equal((await focused(page)).name, paid);
  await tabTo(page, /^更多$/, 'page');
  await tabTo(page, new RegExp(`^${paid}`), 'page');
  await page.keyboard.press('Enter');
  await page.locator('.start-steps > li.done', { hasText: '买一单' }).waitFor();

  await tabTo(page, /^让下一次支付失败$/, 'panel');
  await page.keyboard.press('Enter');
  await page.locator('.active-scenarios').getByText('支付失败').waitFor();
  assert.equal(shop.sandbox.scenarios.active, 'pay.failed');
  await tabTo(page, /^恢复正常$/, undefined, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('.active-scenarios').waitFor({ state: 'detached' });

  await tabTo(page, /^打开核销面板$/, 'panel');
  await page.keyboard.press('Enter');
  // What was pressed is gone: the focus is where the other panel begins.
  await page.locator('#panel-tab-redeem:focus').waitFor();
  await page.locator('.codes button').first().waitFor();
  await tabTo(page, /\d{4}/, 'panel');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^核销 \d+ 份/ }).waitFor();
  await tabTo(page, /^核销 \d+ 份/, 'panel');
  await page.keyboard.press('Enter');
  await page
    .getByText(/验券成功/)
    .first()
    .waitFor();
  await page.context().close();
});

test('a refund by keys alone: reason, application, its page, and back to the order', async () => {
  let outOrderNo = '';
  const page = await open(async () => {
    ({ outOrderNo } = await buy(shop.sandbox));
    return orderPage(outOrderNo);
  });
  const phone = page.frameLocator('iframe');
  await tabTo(page, /^申请退款$/, 'page');
  await page.keyboard.press('Enter');
  await phone.getByRole('button', { name: '提交申请' }).waitFor();
  await tabTo(page, /^(?:不想要了|买多了|行程有变|计划有变)/, 'page');
  await page.keyboard.press(' ');
  await phone
    .locator('[role=radio][aria-checked=true], [role=checkbox][aria-checked=true]')
    .first()
    .waitFor();
  await tabTo(page, /^提交申请$/, 'page');
  await page.keyboard.press('Enter');
  await eventually(async () => assert.equal(refunds(shop.sandbox).length, 1));
  await phone.getByText('退款').first().waitFor();
  await page.context().close();
});

test('Escape leaves the cashier, where nothing was paid, and the focus is on the page again', async () => {
  const page = await open(async () => ({ page: `/pages/goods/index?id=${HOTPOT}` }));
  const phone = page.frameLocator('iframe');
  await phone
    .locator('.sim-page:not([hidden]) [role=button]:not([aria-busy])', { hasText: '立即抢购' })
    .waitFor();
  await tabTo(page, /立即抢购/, 'page');
  await page.keyboard.press('Enter');
  await phone.getByRole('button', { name: '立即支付' }).waitFor();
  await tabTo(page, /^立即支付$/, 'page');
  await page.keyboard.press('Enter');
  await phone.locator('dialog[open] [data-outcome=paid]').waitFor();
  await page.keyboard.press('Escape');
  await phone.locator('dialog[open]').waitFor({ state: 'detached' });
  await eventually(async () => assert.equal((await focused(page)).room, 'page'));
  assert.equal(shop.sandbox.ledger.list()[0]?.state, 'unpaid');
  await page.context().close();
});
