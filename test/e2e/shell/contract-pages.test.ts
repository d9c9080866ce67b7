/**
 * From an explained error to the section of the contract that says it, in the language of the shell: by
 * keyboard, in a tab of its own, without the network.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { assertReadable } from '../axe';
import { goodsPage, HOTPOT, Shop } from '../demo/shop';

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

/** The timeline of a purchase that was refused. */
async function refused(language: 'zh' | 'en'): Promise<Page> {
  shop.sandbox.chooseScenario('preorder.refused');
  const page = await shop.visitShell();
  await page.goto(`${shop.url}/?${new URLSearchParams({ ...goodsPage(HOTPOT), lang: language }).toString()}`);
  const ready = (text: string): Locator =>
    page.frameLocator('iframe').locator('[role=button]:not([aria-busy])', { hasText: text });
  await ready('立即抢购').click();
  await ready('立即支付').click();
  const timeline = language === 'zh' ? '时间线' : 'Timeline';
  await page.getByRole('tab', { name: timeline, exact: true }).click();
  return page;
}

const step = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.locator('.step-title').getByText(title, { exact: true }) });

/** The heading that an address has led to, as far as the reader sees it, once the page is scrolled there. */
async function arrived(page: Page): Promise<{
  heading: string | undefined;
  inSight: boolean;
  marked: boolean;
}> {
  await page.waitForLoadState();
  await page.waitForFunction(() => {
    const box = document.querySelector(':target')?.closest('h1, h2, h3, h4')?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
  });
  return page.evaluate(() => {
    const heading = document.querySelector(':target')?.closest('h1, h2, h3, h4') ?? undefined;
    const { top = -1, bottom = 0 } = heading?.getBoundingClientRect() ?? {};
    return {
      heading: heading?.textContent ?? undefined,
      inSight: top >= 0 && bottom <= innerHeight,
      marked: heading !== undefined && getComputedStyle(heading).borderLeftWidth === '4px',
    };
  });
}

test('a code of the button leads to its section: reached by Tab, seen to be, opened by Enter', async () => {
  const page = await refused('zh');
  const link = step(page, 'pay-button 通知页面 bind:error').getByRole('link', {
    name: /^pay-button §4\.3 ?（在新标签页打开）$/,
  });
  await link.waitFor();
  // What stands just before the link in the order of Tab.
  await step(page, 'tt.createOrder 失败').locator('summary').focus();
  await page.keyboard.press('Tab');
  assert.equal(await link.evaluate((element) => document.activeElement === element), true);
  assert.equal(await link.evaluate((element) => getComputedStyle(element).outlineStyle), 'solid');
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
  await opened.waitForLoadState();
  assert.equal(opened.url(), `${shop.url}/__docs/zh/contract/pay-button.md#4.3`);
  assert.deepEqual(await arrived(opened), { heading: '4.3 在提单页', inSight: true, marked: true });
  await opened.getByText('服务端失败：21517。').waitFor();
  // The console is where it was.
  await page.getByRole('list', { name: '时间线' }).waitFor();
  await page.context().close();
});

test('a code of a JSAPI is explained as well: what to look at, its section, a scenario that provokes it', async () => {
  const page = await refused('zh');
  const note = step(page, 'tt.createOrder 失败').locator('.error-note');
  await note.waitFor();
  const text = await note.innerText();
  for (const part of ['21012', '创建订单失败', '服务端失败', 'jsapi §1'])
    assert.ok(text.includes(part), `${part} in ${text}`);
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    note.getByRole('link', { name: /^jsapi §1/ }).click(),
  ]);
  assert.equal((await arrived(opened)).heading, '1. tt.createOrder');
  await note.getByRole('button', { name: '使用场景 createOrder.not-created' }).click();
  await page.getByText('已选择场景 createOrder.not-created').waitFor();
  assert.equal(shop.sandbox.scenarios.active, 'createOrder.not-created');
  await page.context().close();
});

test('the English shell leads to the English page; the switch of a section keeps the section', async () => {
  const page = await refused('en');
  const link = page.locator('.error-note').getByRole('link', { name: /^pay-button §4\.3/ });
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  assert.equal((await arrived(opened)).heading, '4.3 In 提单页');
  assert.equal(opened.url(), `${shop.url}/__docs/en/contract/pay-button.md#4.3`);
  await opened.getByRole('link', { name: '中文: 4.3', exact: true }).click();
  await opened.waitForURL(`${shop.url}/__docs/zh/contract/pay-button.md#4.3`);
  assert.deepEqual(await arrived(opened), { heading: '4.3 在提单页', inSight: true, marked: true });
  await opened.getByRole('link', { name: 'English: 4.3', exact: true }).click();
  await opened.waitForURL(`${shop.url}/__docs/en/contract/pay-button.md#4.3`);
  assert.deepEqual(await arrived(opened), { heading: '4.3 In 提单页', inSight: true, marked: true });
  await page.context().close();
});

test('an address without a language leads to the page in the language of the browser, at its section', async () => {
  const page = await shop.visitShell();
  for (const [locale, language, heading] of [
    ['zh-CN', 'zh', '4.3 在提单页'],
    ['en-GB', 'en', '4.3 In 提单页'],
  ] as const) {
    const context = await page.context().browser()!.newContext({ locale });
    const reader = await context.newPage();
    await reader.goto(`${shop.url}/__docs/contract/pay-button.md#4.3`);
    assert.equal((await arrived(reader)).heading, heading);
    assert.equal(reader.url(), `${shop.url}/__docs/${language}/contract/pay-button.md#4.3`);
    await context.close();
  }
  await page.context().close();
});

const PAGES = {
  zh: {
    heading: '10. bind:error：全部错误码',
    menu: '契约',
    names: ['consume-card', 'templates', 'jsapi', 'open-api', '契约总览', '决定（英文）'],
  },
  en: {
    heading: '10. bind:error: all codes',
    menu: 'Contract',
    names: ['consume-card', 'templates', 'jsapi', 'open-api', 'about the contract', 'decisions'],
  },
} as const;

for (const [window, options] of [
  ['wide and light', { colorScheme: 'light' }],
  ['wide and dark', { colorScheme: 'dark' }],
  ['320 px wide', { viewport: { width: 320, height: 640 } }],
] as const) {
  for (const language of ['zh', 'en'] as const)
    test(`the pages of the contract can be read, and walked from one to the other, with nothing from elsewhere: ${language}, ${window}`, async () => {
      const { heading, menu, names } = PAGES[language];
      // The test's own checker is a script, which the pages' policy would keep out.
      const page = await shop.visitShell();
      const context = await page
        .context()
        .browser()!
        .newContext({ ...options, bypassCSP: true });
      const reader = await context.newPage();
      const asked: string[] = [];
      reader.on('request', (request) => asked.push(new URL(request.url()).origin));
      const first = `${shop.url}/__docs/${language}/contract/pay-button.md`;
      await reader.goto(`${first}#10`);
      assert.deepEqual(await arrived(reader), { heading, inSight: true, marked: true });
      for (const name of names) {
        await reader.getByRole('navigation', { name: menu }).getByRole('link', { name, exact: true }).click();
        // The decisions are in English alone, and so is their menu.
        const current = name === PAGES.zh.names[5] ? PAGES.en.names[5] : name;
        await reader.locator('nav [aria-current=page]').getByText(current, { exact: true }).waitFor();
        // A page whose styles have not come yet is as wide as its longest line.
        await reader.waitForLoadState();
        assert.ok(
          await reader.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          `${name} sticks out to the side`,
        );
      }
      await reader.goto(first);
      await reader.waitForLoadState();
      await assertReadable(reader, 'pay-button');
      await reader.getByRole('link', { name: 'D-D4' }).first().click();
      await reader.waitForURL(/decisions\.md#d-d4$/);
      assert.equal((await arrived(reader)).heading, 'D-D4');
      assert.deepEqual([...new Set(asked)], [shop.url]);
      await reader.context().close();
    });
}
