import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { create, hotpot } from '../../unit/sandbox/kit';
import { assertReadable } from '../axe';
import { launch } from '../../../scripts/lib/browser';
import { openShell, startShell, type ShellServer } from './shell-server';

let browser: Browser;
let server: ShellServer;
before(async () => {
  [browser, server] = await Promise.all([launch(), startShell()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const log = (
  kind: 'console' | 'event' | 'api',
  level: 'debug' | 'info' | 'error',
  text: string,
  data?: string,
) =>
  ({ sim: 'log', entry: { time: 0, kind, level, text, ...(data === undefined ? {} : { data }) } }) as const;
const PROBLEM = {
  level: 'error',
  file: 'pages/a/a.ttml',
  line: 3,
  column: 14,
  message: 'boom',
  fix: 'Close the tag.',
  stack: 'at a',
} as const;

test('the first problem raises a badge and opens the console, with place, message and what to do', async () => {
  const { page, say } = await openShell(browser, server);
  await page.getByRole('tab', { name: '交易沙箱' }).click();
  await page.getByRole('button', { name: '收起调试面板' }).click();
  await say({ sim: 'problem', problem: PROBLEM });
  const problems = page.getByRole('region', { name: '问题' });
  await eventually(async () =>
    assert.match(await problems.innerText(), /pages\/a\/a\.ttml:3:14[\s\S]*boom[\s\S]*Close the tag\./),
  );
  await page.getByRole('button', { name: '1 个问题' }).waitFor();
  await say({ sim: 'problem', problem: PROBLEM });
  await say({ sim: 'problem', problem: { ...PROBLEM, message: 'other' } });
  await page.getByRole('button', { name: '2 个问题' }).waitFor();
});

test('findings of the build come and go with the builds, and are shown once though the frame repeats them', async () => {
  const { page, say } = await openShell(browser, server);
  const finding = { level: 'warning', file: 'app.json', line: 1, column: 2, message: 'odd' } as const;
  server.tell({ type: 'diagnostics', diagnostics: [finding] });
  await page.getByText('odd').waitFor();
  await say({ sim: 'problem', problem: finding });
  await say(log('console', 'info', 'after'));
  await page.getByText('after').waitFor();
  assert.equal(await page.getByRole('region', { name: '问题' }).getByText('odd').count(), 1);
  const later = await openShell(browser, server);
  await later.page.getByText('odd').waitFor();
  server.tell({ type: 'diagnostics', diagnostics: [] });
  await later.page.getByText('odd').waitFor({ state: 'detached' });
});

test('entries can be filtered by kind, level and text, and cleared', async () => {
  const { page, say } = await openShell(browser, server);
  await say(log('console', 'debug', 'small'));
  await say(log('console', 'info', 'plain'));
  await say(log('console', 'error', 'bad'));
  const rows = page.locator('.row .text');
  await page.getByText('bad').waitFor();
  await eventually(async () => assert.deepEqual(await rows.allInnerTexts(), ['plain', 'bad']));
  await page.getByLabel('调试', { exact: true }).check();
  await eventually(async () => assert.deepEqual(await rows.allInnerTexts(), ['small', 'plain', 'bad']));
  await page.getByLabel('筛选文字').fill('BA');
  await eventually(async () => assert.deepEqual(await rows.allInnerTexts(), ['bad']));
  await page.getByLabel('控制台', { exact: true }).and(page.getByRole('checkbox')).uncheck();
  await page.getByText('没有符合筛选条件的记录').waitFor();
  await page.getByRole('button', { name: '清空' }).click();
  await page.getByText('暂无记录').waitFor();
});

test('events and API calls are kept apart, and their detail opens as JSON that can be copied', async () => {
  const { page, say } = await openShell(browser, server, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await say(log('console', 'info', 'plain'));
  await say(log('api', 'info', 'tt.createOrder', '{"errNo":21514}'));
  await page.getByRole('tab', { name: '控制台' }).press('ArrowRight');
  await eventually(async () =>
    assert.deepEqual(await page.locator('.row .text').allInnerTexts(), ['tt.createOrder']),
  );
  await page.getByText('tt.createOrder').click();
  await eventually(async () =>
    assert.equal(await page.locator('.detail pre').innerText(), '{\n  "errNo": 21514\n}'),
  );
  await page.getByRole('button', { name: '复制' }).click();
  await page.getByText('已复制').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '{\n  "errNo": 21514\n}');
});

test('text of a mini-program is never markup', async () => {
  const { page, say } = await openShell(browser, server);
  await say(
    log('console', 'info', '<img src=x onerror="window.hacked=1">', '"<img src=x onerror=window.hacked=1>"'),
  );
  await say({ sim: 'problem', problem: { ...PROBLEM, message: '<b id="bold">x</b>' } });
  await page.getByText('<b id="bold">x</b>').first().waitFor();
  assert.equal(await page.locator('#bold, .panel img').count(), 0);
});

async function openTrade(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '交易沙箱' }).click();
  await page
    .getByRole('combobox', { name: '场景' })
    .locator('option[value="pay.failed"]')
    .waitFor({ state: 'attached' });
}

test('scenarios are chosen together, changed and taken back; what the sandbox refuses is told beside them', async () => {
  const { page } = await openShell(browser, server);
  const { sandbox } = server;
  await openTrade(page);
  const chosen = page.locator('#scenario-about');
  const picker = page.getByRole('combobox', { name: '场景' });
  await picker.selectOption('pay.failed');
  await chosen.getByText('收银台里支付失败，订单保持未支付。').waitFor();
  await page.getByRole('checkbox', { name: '与已选的场景同时生效' }).check();
  await picker.selectOption('callback.lost');
  await chosen.locator('li').nth(1).waitFor();
  const change = chosen.locator('li').nth(1).getByRole('textbox', { name: '修改应答' });
  await change.fill('lost=many');
  await change.press('Enter');
  await page.getByRole('alert').getByText('lost should be integer, but got string').waitFor();
  await change.fill('lost=1');
  await change.press('Enter');
  await chosen.getByText('lost=1').waitFor();
  assert.equal(sandbox.scenarios.active, 'pay.failed,callback.lost;lost=1');
  await page.getByRole('button', { name: '移除场景 支付失败' }).click();
  await chosen.locator('li').nth(1).waitFor({ state: 'detached' });
  assert.deepEqual(sandbox.scenarios.choices, [{ name: 'callback.lost', set: { lost: 1 } }]);
  await picker.selectOption('');
  await chosen.locator('li').waitFor({ state: 'detached' });
  assert.equal(sandbox.scenarios.active, null);
});

test('the toolbar chooses the client, which starts the mini-program anew and is kept', async () => {
  const { page } = await openShell(browser, server);
  await page.getByRole('combobox', { name: '宿主版本' }).selectOption('2.43');
  await page.waitForFunction(
    () => document.querySelector('iframe')?.contentWindow?.location.search === '?profile=2.43',
  );
  await page.frameLocator('iframe').getByText('frame').waitFor();
  await page.reload();
  await page.waitForFunction(
    () => document.querySelector('iframe')?.contentWindow?.location.search === '?profile=2.43',
  );
  await eventually(async () =>
    assert.equal(await page.getByRole('combobox', { name: '宿主版本' }).inputValue(), '2.43'),
  );
});

test('the trade panel chooses a scenario, logs in and out, moves the clock and resets', async () => {
  const { page } = await openShell(browser, server);
  const { sandbox } = server;
  await openTrade(page);
  await page.getByRole('combobox', { name: '场景' }).selectOption('pay.failed');
  await page.getByText(/^预期：/).waitFor();
  assert.equal(sandbox.scenarios.active, 'pay.failed');
  const login = page.getByRole('switch', { name: '用户已登录' });
  const wasLoggedIn = await login.isChecked();
  await Promise.all([page.waitForResponse('**/platform/user'), login.click()]);
  assert.equal(sandbox.users.loggedIn, !wasLoggedIn);
  const { offset } = sandbox.clock;
  await page.getByRole('button', { name: '+30 分钟' }).click();
  await page.getByText(/^时间已到/).waitFor();
  // Real time runs on meanwhile and counts as part of the way.
  assert.equal(Math.round((sandbox.clock.offset - offset) / 60_000), 30);
  await page.getByRole('button', { name: '重置沙箱' }).click();
  await page.getByRole('button', { name: /再按一次/ }).click();
  await page.getByText('沙箱已重置').waitFor();
});

test('what happens in the sandbox is told as it happens, callbacks only unless all is wanted', async () => {
  const { page } = await openShell(browser, server);
  await openTrade(page);
  server.sandbox.setLoggedIn(true);
  await create(server.sandbox, hotpot);
  await page.locator('.trade-rows .kind', { hasText: '回调' }).first().waitFor();
  await page.getByLabel('只看回调').uncheck();
  await page.locator('.trade-rows .kind', { hasText: '账本' }).first().waitFor();
});

test('a sandbox that does not answer is told, and asked again', async () => {
  // Without events, which would ask again by themselves.
  const own = await startShell();
  const { page } = await openShell(browser, own);
  await page.route('**/sandbox/state', (route) =>
    route.fulfill({ status: 500, json: { errMsg: 'store is locked' } }),
  );
  await page.getByRole('tab', { name: '交易沙箱' }).click();
  await page.getByText('交易沙箱不可用：store is locked').waitFor();
  await page.unroute('**/sandbox/state');
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText(/交易沙箱不可用/).waitFor({ state: 'detached' });
  await own.close();
});

test('a lost dev server is told', async () => {
  const own = await startShell();
  const { page } = await openShell(browser, own);
  await own.close();
  await page.getByText('与开发服务器的连接已断开，正在重新连接…').waitFor();
});

for (const [name, options] of [
  ['wide and light', { colorScheme: 'light' }],
  ['wide and dark', { colorScheme: 'dark' }],
  ['360 px wide', { viewport: { width: 360, height: 740 } }],
] as const) {
  test(`everything can be read and reached: ${name}`, async () => {
    const { page, say } = await openShell(browser, server, options);
    await say({ sim: 'ready' });
    await say({
      sim: 'nav',
      title: '订单',
      depth: 2,
      path: 'pages/a/a',
      query: {},
      navigationStyle: 'default',
    });
    await say({ sim: 'problem', problem: PROBLEM });
    await say({ sim: 'problem', problem: { ...PROBLEM, level: 'warning', message: 'odd' } });
    await say(log('console', 'error', 'bad', '{"a":1}'));
    await say(log('console', 'info', 'plain'));
    await page.getByText('plain').waitFor();
    for (const tab of ['控制台', '事件与接口', '交易沙箱']) {
      await page.getByRole('tab', { name: tab }).click();
      await assertReadable(page, tab);
    }
  });
}
