import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { assertReadable } from '../axe';
import { launch } from '../../../scripts/lib/browser';
import { card, codes, redeem, states, tonight } from '../../unit/sandbox/coupon-kit';
import { hotpot } from '../../unit/sandbox/kit';
import type { Answer } from '../../unit/sandbox/kit';
import { agree, apply, buy as order, byQuantity, refuse } from '../../unit/sandbox/refund-kit';
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
let page: Page;
beforeEach(() => {
  server.sandbox.reset();
  server.sandbox.setLoggedIn(true);
});
afterEach(() => page.context().close());

const buy = (quantity = 1, goods = hotpot): Promise<Answer> => order(server.sandbox, quantity, goods);

/** Opens the shell and goes to the counter by the toolbar. */
const openCounter = async (options: BrowserContextOptions = {}): Promise<void> => {
  const opened = await openShell(browser, server, options);
  page = opened.page;
  await opened.say({ sim: 'ready' });
  await opened.say({
    sim: 'nav',
    title: '订单',
    depth: 1,
    path: 'pages/a/a',
    query: {},
    navigationStyle: 'default',
  });
  await page.getByRole('toolbar').getByRole('button', { name: '商家核销' }).click();
  await page.getByRole('heading', { name: '最近订单的券码' }).waitFor();
};

const scanning = (): ReturnType<Page['getByLabel']> => page.getByLabel('券码或二维码里的链接');

const scan = async (text: string): Promise<void> => {
  await scanning().fill(text);
  await page.getByRole('button', { name: '识别' }).click();
};

/** The button that scans a code of the list, by its name. */
const pick = (code: string): string => `扫描券码 ${code.replace(/(\d{4})(?=\d)/g, '$1 ')}`;

const heading = (name: string) => page.getByRole('heading', { name, exact: true });
const title = '【川小馆】麻辣鸳鸯火锅四人餐';

test('a pasted link shows its order with the scanned code chosen, and redeems it; it can be undone', async () => {
  const bought = await buy(2);
  await openCounter();
  const [first, second] = await codes(server.sandbox, bought);
  await scan(second.qrPayload);
  await heading(title).waitFor();
  assert.ok(await heading(title).evaluate((element) => element === document.activeElement));
  const chosen = page.getByRole('group', { name: '要核销的券' }).getByRole('checkbox');
  assert.deepEqual(await chosen.evaluateAll((list) => list.map((box) => (box as HTMLInputElement).checked)), [
    true,
    false,
  ]);
  await page.getByLabel(`尾号 ${second.code.slice(-4)}`).waitFor();
  await page.getByRole('button', { name: '核销 1 份' }).click();
  await page.getByText('验券成功 1 份').waitFor();
  assert.deepEqual(await states(server.sandbox, bought), ['usable', 'redeemed']);
  assert.equal(await heading(title).count(), 0);
  await eventually(async () => assert.equal(await scanning().inputValue(), ''));
  await page.getByRole('button', { name: `撤销尾号 ${second.code.slice(-4)} 的核销` }).click();
  await page.getByText(`尾号 ${second.code.slice(-4)} 已撤销核销`).waitFor();
  await page.getByRole('cell', { name: '已撤销' }).waitFor();
  assert.deepEqual(await states(server.sandbox, bought), ['usable', 'usable']);
  // What the link stood for has changed.
  await scan(second.qrPayload);
  await page.getByRole('alert').filter({ hasText: '二维码数据已失效，请刷新二维码' }).waitFor();
  assert.ok(first.qrPayload !== second.qrPayload);
});

test('a code is picked from the newest orders and several are redeemed at once, with the keyboard alone', async () => {
  const bought = await buy(3);
  await openCounter();
  const [{ code }] = await codes(server.sandbox, bought);
  await page.getByRole('button', { name: pick(code) }).focus();
  await page.keyboard.press('Enter');
  await heading(title).waitFor();
  // From the heading: the first box is chosen, the second gets chosen, the third does not.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '核销 2 份' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('验券成功 2 份').waitFor();
  assert.deepEqual(await states(server.sandbox, bought), ['redeemed', 'redeemed', 'usable']);
  await page.getByRole('row').filter({ hasText: '川小馆（建国路店）' }).nth(1).waitFor();
});

test('a card of several uses is redeemed as often as chosen', async () => {
  const bought = await buy(1, card);
  await openCounter();
  const [{ code }] = await codes(server.sandbox, bought);
  const tail = code.slice(-4);
  await scan(code.replace(/(\d{5})/g, '$1 '));
  await page.getByText('剩 5 次，共 5 次').waitFor();
  await page.getByLabel(`尾号 ${tail} 核销次数`).selectOption('3');
  await page.getByRole('button', { name: '核销 3 份' }).click();
  await page.getByText('验券成功 3 份').waitFor();
  const [{ usableTimes }] = await codes(server.sandbox, bought);
  assert.equal(usableTimes, 2);
  await page.getByText('剩 2 次').waitFor();
});

test('each code of the list says what became of it, and a code that cannot be redeemed says why', async () => {
  const [bought, short] = [await buy(4), await buy(1, tonight)];
  const list = await codes(server.sandbox, bought);
  const [{ code: late }] = await codes(server.sandbox, short);
  await redeem(server.sandbox, bought, 0);
  await agree(server.sandbox, await apply(server.sandbox, bought, byQuantity(1)));
  await refuse(server.sandbox, await apply(server.sandbox, bought, byQuantity(1)));
  await openCounter();
  const item = (code: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: pick(code) }) })
      .last();
  const said = async (code: string): Promise<string> =>
    (await item(code).locator('.coupon-state').innerText()).trim();
  assert.deepEqual(await Promise.all(list.map(({ code }) => said(code))), [
    '已核销',
    '退款中',
    '退款失败，可用',
    '可用',
  ]);
  assert.equal(await said(late), '可用');
  // Without a reload: the counter follows the sandbox.
  await server.sandbox.advance(2 * 60 * 60 * 1000 + 1);
  await item(late).getByText('已过期').waitFor();
  await item(list[1].code).getByText('已退款').waitFor();
  for (const [code, text] of [
    [list[0].code, '券已核销，不能重复使用'],
    [list[1].code, '券已退款，不能核销'],
    [late, '券已过期'],
    ['123456', '这不是券码'],
    ['https://v.douyin.com/eHHc1ft/', '参数错误，请刷新二维码'],
  ]) {
    await scan(code);
    await page.getByRole('alert').filter({ hasText: text }).waitFor();
  }
  // A refund that failed leaves the code as good as before.
  await scan(list[2].code);
  await page.locator('.prepared').getByText('退款失败，可用').waitFor();
});

test('a code that was redeemed elsewhere meanwhile is refused by name, the others are redeemed', async () => {
  const bought = await buy(2);
  await openCounter();
  const [first, second] = await codes(server.sandbox, bought);
  await scan(first.code);
  await page.getByLabel(`尾号 ${second.code.slice(-4)}`).check();
  await redeem(server.sandbox, bought, 0);
  await page.getByRole('button', { name: '核销 2 份' }).click();
  await page.getByText('验券成功 1 份').waitFor();
  await page.getByText(`尾号 ${first.code.slice(-4)}：券已核销，不能重复使用（1208）`).waitFor();
});

test('a reload keeps what is being redeemed, and the records that can be undone', async () => {
  const bought = await buy(3);
  await redeem(server.sandbox, bought, 2);
  await openCounter();
  const [{ code }, , { code: redeemed }] = await codes(server.sandbox, bought);
  await scan(code);
  await heading(title).waitFor();
  await page.reload();
  await heading(title).waitFor();
  await eventually(async () => assert.equal(await scanning().inputValue(), code));
  await page.getByRole('button', { name: `撤销尾号 ${redeemed.slice(-4)} 的核销` }).waitFor();
  await page.getByRole('button', { name: '取消' }).click();
  await heading(title).waitFor({ state: 'detached' });
  await server.sandbox.advance(60 * 60 * 1000 + 1);
  await page.getByRole('cell', { name: '超过 1 小时' }).waitFor();
  await page.reload();
  await page.getByRole('cell', { name: '超过 1 小时' }).waitFor();
  assert.equal(await heading(title).count(), 0);
});

test('a server that breaks is told, and the list is asked for again', async () => {
  ({ page } = await openShell(browser, server));
  // Mended by the press alone: a notice of the sandbox may have the list read again at any time.
  const pressed = () => page.evaluate('globalThis.retryPressed === true');
  await page.evaluate(`addEventListener('click', ({ target }) => {
    if (target.textContent === '重试') globalThis.retryPressed = true;
  }, true)`);
  await page.route('**/sandbox/coupons', async (route) =>
    (await pressed())
      ? route.continue()
      : route.fulfill({ status: 500, json: { errMsg: 'store is locked' } }),
  );
  await page.getByRole('tab', { name: '核销' }).click();
  await page.getByText('读取券码失败：store is locked').waitFor();
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('还没有券码').waitFor();
});

for (const [name, options] of [
  ['wide and light', { colorScheme: 'light' }],
  ['wide and dark', { colorScheme: 'dark' }],
  ['360 px wide', { viewport: { width: 360, height: 740 } }],
] as const) {
  test(`the counter can be read and reached: ${name}`, async () => {
    const [bought, several] = [await buy(4), await buy(1, card)];
    await redeem(server.sandbox, bought, 0);
    await refuse(server.sandbox, await apply(server.sandbox, bought, byQuantity(1)));
    await apply(server.sandbox, bought, byQuantity(1));
    await openCounter(options);
    const [{ code }] = await codes(server.sandbox, several);
    await scan('1');
    await page.getByRole('alert').first().waitFor();
    await assertReadable(page);
    await scan(code);
    await page.getByText('剩 5 次，共 5 次').waitFor();
    await assertReadable(page);
    await page.getByRole('button', { name: '核销 1 份' }).click();
    await page.getByText('验券成功 1 份').waitFor();
    await assertReadable(page);
  });
}
