/** Pictures of the first hour in both languages and of each panel of the shell, for `npm run gallery`. */
import type { Page } from 'playwright-core';
import type { ConsoleStage } from './gallery-console';

type Language = 'zh' | 'en';

const FAIL = { zh: '让下一次支付失败', en: 'Let the next payment fail' } as const;

async function openShell({ browser, shellAt }: ConsoleStage, at: string, language: Language): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
  });
  await page.goto(shellAt(at));
  await page.frameLocator('iframe').locator('html[data-ready]').waitFor();
  return page;
}

/** What to do, what the first purchase was, and a failure that is in sight until it is ended. */
async function shootHour(stage: ConsoleStage, goods: string, language: Language): Promise<void> {
  const { sandbox } = stage;
  sandbox.reset();
  sandbox.setLoggedIn(true);
  const page = await openShell(stage, goods, language);
  const phone = page.frameLocator('iframe');
  await phone.getByRole('button', { name: '立即抢购' }).waitFor();
  await page.locator('.start-steps > li.next').waitFor();
  await stage.shoot(page, `hour-1-start-${language}`);
  await phone.getByRole('button', { name: '立即抢购' }).click();
  await phone.getByRole('button', { name: '立即支付' }).click();
  await phone.locator('[data-outcome=paid]').click();
  await page.locator('.start-steps > li.done').waitFor();
  await page.locator('.start-follow').getByText('payment').first().waitFor();
  await phone.locator('.sim-toast').waitFor({ state: 'detached' });
  await stage.shoot(page, `hour-2-bought-${language}`);
  await page.getByRole('button', { name: FAIL[language] }).click();
  await page.locator('.active-scenarios').waitFor();
  await phone.getByRole('button', { name: '立即抢购' }).click();
  await phone.getByRole('button', { name: '立即支付' }).click();
  await phone.locator('[data-outcome]').first().click();
  await phone.locator('.sim-toast').waitFor({ state: 'detached' });
  await page.locator('.start-follow').getByRole('checkbox').check();
  await page.locator('.start-follow .error-note').first().waitFor();
  await stage.shoot(page, `hour-3-failed-${language}`);
  sandbox.chooseScenario(null);
  await page.close();
}

/** Names of the tabs, and of their pictures. */
const PANELS = [
  ['网络', 'network'],
  ['元素', 'elements'],
  ['数据', 'data'],
  ['存储', 'storage'],
  ['性能', 'performance'],
  ['事件与接口', 'events'],
  ['运行条件', 'conditions'],
] as const;

async function shootEach(stage: ConsoleStage, goods: string): Promise<void> {
  const page = await openShell(stage, goods, 'zh');
  await page.frameLocator('iframe').getByRole('button', { name: '立即抢购' }).waitFor();
  for (const [name, picture] of PANELS) {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('tabpanel', { name, exact: true }).waitFor();
    if (picture === 'elements')
      await page
        .getByRole('treeitem', { name: /price-row/ })
        .first()
        .click();
    // The panel asks the page what it shows.
    await page.waitForLoadState('networkidle');
    await stage.shoot(page, `panel-${picture}`);
  }
  await page.close();
}

export async function shootPanels(stage: ConsoleStage, goods: string): Promise<void> {
  await shootHour(stage, goods, 'zh');
  await shootHour(stage, goods, 'en');
  await shootEach(stage, goods);
}
