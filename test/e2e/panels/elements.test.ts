import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { openProgram, type RunningProgram } from '../network/program';

const MANY = 1500;
let browser: Browser;
let program: RunningProgram;
let page: Page;

before(async () => {
  browser = await launch();
  program = await openProgram(browser, {
    files: {
      'app.json': '{"pages":["pages/a/a"]}',
      'app.js': 'App({});',
      'pages/a/a.json': '{"usingComponents":{"my-box":"/components/box/box"}}',
      'pages/a/a.ttml':
        '<view id="first" class="one two" data-goods-id="{{goods}}"><text>{{word}}</text></view>' +
        '<my-box mark="{{goods}}"><view class="put-in">给盒子的</view></my-box>' +
        '<view class="many"><block tt:for="{{many}}" tt:key="*this"><view class="item">第 {{item}} 行</view></block></view>',
      'pages/a/a.ttss': '.one { color: rgb(1, 2, 3); padding: 7px; }',
      'pages/a/a.js': `Page({ data: { goods: '0731', word: '开始', many: Array.from({ length: ${MANY} }, (_, i) => i) } });`,
      'components/box/box.json': '{"component":true}',
      'components/box/box.ttml': '<view class="inside"><text bindtap="boom">{{secret}}</text><slot/></view>',
      'components/box/box.js':
        "Component({ properties: { mark: String }, data: { secret: '里面' }, methods: { boom() { globalThis.boomed = 1; } } });",
    },
    shell: true,
  });
  ({ page } = program);
  await page.getByRole('tab', { name: '元素', exact: true }).click();
  await line('page').waitFor();
});
after(async () => {
  await program?.close();
  await browser?.close();
});

const setData = (data: object): Promise<void> =>
  program.frame.evaluate((given) => {
    const { __tradeSim } = globalThis as unknown as {
      __tradeSim: { pages(): { setData(data: object): void }[] };
    };
    __tradeSim.pages()[0]!.setData(given);
  }, data);
const tree = (): Locator => page.getByRole('tree', { name: '页面元素' });
const line = (text: string): Locator => tree().getByRole('treeitem').filter({ hasText: text }).first();
const details = (): Locator => page.locator('.element-details');
const mark = (): Locator => page.frameLocator('iframe').locator('.sim-highlight');

describe('元素', () => {
  test('an element shows its attributes, its dataset and how it is drawn', async () => {
    await line('class=one two').click();
    await details().getByText('0731').first().waitFor();
    const text = await details().innerText();
    assert.match(text, /<view>[^]*所在模板 pages\/a\/a/);
    assert.match(text, /id\s+first[^]*class\s+one two/);
    assert.match(text, /"goodsId": "0731"/);
    assert.match(text, /color\s+rgb\(1, 2, 3\)[^]*padding-left\s+7px/);
    await details().getByLabel('筛选样式').fill('padding-t');
    await details().getByText('rgb(1, 2, 3)').first().waitFor({ state: 'detached' });
    await eventually(async () => assert.match(await details().innerText(), /padding-top\s+7px/));
  });

  test('a component has its insides, what was put into it, its properties and its data', async () => {
    await line('my-box').click();
    await details().getByText('"secret": "里面"').waitFor();
    await eventually(async () =>
      assert.match(await details().innerText(), /组件 components\/box\/box[^]*mark\s+0731/),
    );
    await line('class=inside').waitFor();
    await line('class=put-in').waitFor();
  });

  test('the tree follows the page, and so does the detail of what was chosen', async () => {
    await line('class=one two').click();
    await setData({ goods: '0800', word: '以后' });
    await details().getByText('0800').first().waitFor();
    await line('data-goods-id=0800').waitFor();
  });

  test('the element under the pointer is marked on the phone, and none when it leaves', async () => {
    await line('class=one two').hover();
    await mark()
      .getByText(/^view\.one \d+ × \d+$/)
      .waitFor();
    const around = await mark().boundingBox();
    const box = await page.frameLocator('iframe').locator('#first').boundingBox();
    assert.deepEqual(around, box);
    await page.getByRole('tab', { name: '元素' }).hover();
    await mark().waitFor({ state: 'detached' });
  });

  test('what is picked on the phone is chosen, and the program hears nothing of the tap', async () => {
    await page.getByRole('button', { name: '在手机上选取' }).click();
    await page.getByText('请点按手机上的元素').waitFor();
    await page.frameLocator('iframe').getByText('里面').click();
    await page.getByText('请点按手机上的元素').waitFor({ state: 'detached' });
    await tree().locator('[aria-selected=true]').waitFor();
    await eventually(async () =>
      assert.match(await tree().locator('[aria-selected=true]').innerText(), /^.text$/),
    );
    await details().getByText('components/box/box').waitFor();
    assert.equal(await program.frame.evaluate(() => 'boomed' in globalThis), false);
    await page.frameLocator('iframe').getByText('里面').click();
    await program.frame.waitForFunction(() => 'boomed' in globalThis);
  });

  test('Escape gives the picking up', async () => {
    await page.getByRole('button', { name: '在手机上选取' }).click();
    await page.getByText('请点按手机上的元素').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('请点按手机上的元素').waitFor({ state: 'detached' });
  });

  test('the keyboard walks, folds and chooses', async () => {
    await tree().focus();
    await page.keyboard.press('Home');
    const active = (text: string) => page.locator('.element-row.active').filter({ hasText: text }).waitFor();
    await active('page');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => document.querySelectorAll('.element-row').length === 1);
    await page.keyboard.press('ArrowRight');
    await line('class=one two').waitFor();
    await page.keyboard.press('ArrowRight');
    await active('class=one two');
    await page.keyboard.press('Enter');
    await page.locator('.element-row.active[aria-selected=true]').waitFor();
    const id = await page.locator('.element-row.active').getAttribute('id');
    await eventually(async () => assert.equal(await tree().getAttribute('aria-activedescendant'), id));
    await page.keyboard.press('ArrowLeft');
    await active('▸');
    await page.keyboard.press('ArrowLeft');
    await active('page');
  });

  test('of a page of 1,500 elements only the lines in sight are drawn', async () => {
    await line('class=many').click();
    await tree().focus();
    await page.keyboard.press('ArrowRight');
    await line('class=item').waitFor();
    const drawn = await page.locator('.element-row').count();
    assert.ok(drawn < 80, `${drawn} lines are drawn`);
    await page.keyboard.press('End');
    await page
      .locator('.element-row.active')
      .filter({ hasText: /class=item|第 1499 行/ })
      .waitFor();
    await eventually(async () => assert.ok((await page.locator('.element-row').count()) < 80));
    await page.keyboard.press('ArrowUp');
    await page.locator('.element-row.active').waitFor();
  });
});
