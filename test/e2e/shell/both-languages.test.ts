/** Every panel in each language, around a shop that has bought, failed, refunded: no mixed screens. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { launch, PATIENCE } from '../../../scripts/lib/browser';
import { createSandbox, sandboxPlugin, type Sandbox } from '../../../sandbox';
import { PANELS } from '../../../simulator/shell/preferences';
import { startSimulator, type Simulator } from '../../../simulator/server';
import { startConsole, type ConsoleServer } from '../../../simulator/server/console-server';
import { servedKit } from '../../../simulator/server/kit-sources';

const ROOT = new URL('../../../demo-app', import.meta.url).pathname;
let browser: Browser;
let sandbox: Sandbox;
let simulator: Simulator;
let consoleServer: ConsoleServer;

before(async () => {
  browser = await launch();
  sandbox = createSandbox({ store: ':memory:' });
  simulator = await startSimulator({
    root: ROOT,
    watch: false,
    ...servedKit(),
    sandbox: sandboxPlugin(sandbox),
  });
  consoleServer = await startConsole({ port: 0, sandbox: sandboxPlugin(sandbox) });
  const post = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${simulator.url}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: simulator.url },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as Record<string, unknown>;
  };
  const idOf = (answer: Record<string, unknown>): string => (answer.order as { orderId: string }).orderId;
  const paid = idOf(await post('purchases', {}));
  await post(`orders/${paid}/redemptions`, {});
  const again = idOf(await post('purchases', {}));
  await post(`orders/${again}/refunds`, { audit: 'refuse', denyMessage: '7' });
  await post('purchases', { outcome: 'failed' });
});
after(async () => {
  await browser.close();
  await simulator.close();
  await consoleServer.close();
  await sandbox.close();
});

/**
 * What a person reads and hears of the shell, without the phone's own page, what is quoted (code, answers)
 * and the data of goods and orders.
 */
const heard = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const QUOTED =
      'iframe, code, pre, option[lang], .detail, .navigation-bar h1, .tab-bar, .row .text, .problem-message, ' +
      '.text-node, .attribute, .pairs, #scenario, script, style';
    const said: string[] = [];
    const shows = (element: Element): boolean => !element.closest(QUOTED) && element.checkVisibility();
    for (const element of document.querySelectorAll('body *')) {
      if (!shows(element)) continue;
      for (const name of ['aria-label', 'placeholder', 'title'])
        if (element.hasAttribute(name)) said.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) said.push(node.textContent.trim());
    }
    return [...said, document.title];
  });

const CJK = /[\u3400-\u9fff]/;
/** Goods, shops, reasons and names that the sandbox's own data has, in whatever language the shell is. */
const isData = (text: string): boolean => DATA.some((one) => text.includes(one));
let DATA: string[] = ['语言 Language', '中文'];

/** Every Chinese text that the sandbox's answers carry. */
async function readData(): Promise<void> {
  const texts: string[] = [];
  const take = (value: unknown): void => {
    if (typeof value === 'string' && CJK.test(value)) texts.push(value);
    else if (Array.isArray(value)) value.forEach(take);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  for (const path of ['orders', 'coupons', 'attempts'])
    take(await (await fetch(`${simulator.url}/sandbox/${path}?limit=50`)).json());
  const list = (await (await fetch(`${simulator.url}/sandbox/orders?limit=50`)).json()) as {
    orders: { orderId: string }[];
  };
  for (const { orderId } of list.orders)
    take(await (await fetch(`${simulator.url}/sandbox/orders/${orderId}`)).json());
  DATA = [...DATA, ...texts];
}

/** An English sentence: three words of letters in a row. */
const SENTENCE = /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/;

const wrong = {
  en: (text: string): boolean => CJK.test(text) && !isData(text),
  zh: (text: string): boolean => SENTENCE.test(text) && !CJK.test(text),
};

/** What the panel asks for has come. */
const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => !/正在读取|正在等待|Loading…|Waiting for/.test(document.body.innerText));

async function open(locale: string, url: string): Promise<Page> {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
  // The test runner's compiler calls this helper in functions that are sent to the page.
  await context.addInitScript('globalThis.__name = (target) => target;');
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(url);
  return page;
}

for (const [locale, language] of [
  ['en-US', 'en'],
  ['zh-CN', 'zh'],
] as const) {
  test(`every panel of the shell is in ${language} alone`, async () => {
    await readData();
    const page = await open(locale, `${simulator.url}/`);
    await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
    for (const panel of PANELS) {
      const tab = page.locator(`#panel-tab-${panel}`);
      await tab.click();
      await page.locator(`#panel-tab-${panel}[aria-selected="true"]`).waitFor();
      await settled(page);
      if (panel === 'orders') {
        await page.locator('.order-row').first().click();
        await page.locator('.order-detail [role="tab"]').first().waitFor();
        for (const part of await page.locator('.order-detail [role="tab"]').all()) {
          await part.click();
          await eventually(async () =>
            assert.deepEqual(
              (await heard(page)).filter(wrong[language]),
              [],
              `${panel} ${await part.innerText()}`,
            ),
          );
        }
      }
      await eventually(async () => assert.deepEqual((await heard(page)).filter(wrong[language]), [], panel));
    }
    await eventually(async () =>
      assert.equal(await page.locator('html').getAttribute('lang'), language === 'zh' ? 'zh-CN' : 'en'),
    );
    await page.context().close();
  });

  test(`the console page is in ${language} alone, and its switch turns it`, async () => {
    await readData();
    const page = await open(locale, `${consoleServer.url}/`);
    for (const panel of ['orders', 'attempts', 'trade', 'redeem']) {
      await page.locator(`#panel-tab-${panel}`).click();
      await page.locator(`#panel-tab-${panel}[aria-selected="true"]`).waitFor();
      await settled(page);
      await eventually(async () => assert.deepEqual((await heard(page)).filter(wrong[language]), [], panel));
    }
    const other = language === 'zh' ? 'en' : 'zh';
    await page.getByRole('combobox', { name: /Language/ }).selectOption(other);
    await page.getByRole('tab', { name: other === 'zh' ? '订单' : 'Orders' }).waitFor();
    await eventually(async () => assert.deepEqual((await heard(page)).filter(wrong[other]), []));
    await page.context().close();
  });
}
