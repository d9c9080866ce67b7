import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { launch } from '../../../scripts/lib/browser';
import { mapFrom } from '../../../simulator/server/network/maps';
import { assertReadable } from '../axe';
import { startOwnServer, type OwnServer } from './own-server';
import { openProgram, SHOP, type RunningProgram } from './program';

const API = 'https://api.example.com';
let browser: Browser;
let own: OwnServer;
let program: RunningProgram;
let page: Page;

before(async () => {
  browser = await launch();
  own = await startOwnServer();
  program = await openProgram(browser, {
    files: {
      ...SHOP,
      'pages/a/a.json': '{"usingComponents":{"my-box":"/components/box/box"}}',
      'pages/a/a.ttml': `${SHOP['pages/a/a.ttml']}<my-box/>`,
      'components/box/box.json': '{"component":true}',
      'components/box/box.ttml': '<text id="inner">{{word}}</text>',
      'components/box/box.js': "Component({ data: { word: 'before' } });",
    },
    shell: true,
    network: { maps: [mapFrom(`${API}=${own.url}`, false)] },
  });
  ({ page } = program);
});
after(async () => {
  await program?.close();
  await own?.close();
  await browser?.close();
});

const open = (name: string) => page.getByRole('tab', { name, exact: true }).click();
const phone = () => page.frameLocator('iframe');
const request = (url: string) => page.locator('.requests > li', { hasText: url });

describe('网络', () => {
  test('each request has method, address, status, time, size and who answered; both sides when it is opened', async () => {
    await open('网络');
    await request('/goods?size=2').waitFor();
    const row = request('/goods?size=2');
    await eventually(async () =>
      assert.match(
        await row.innerText(),
        /GET[^]*\/goods\?size=2&_t=\d+ · api\.example\.com[^]*200[^]*\d+ 毫秒[^]*\d+ B[^]*映射/,
      ),
    );
    await row.locator('summary').click();
    await row.getByText('"双人火锅"').waitFor();
    await eventually(async () =>
      assert.match(await row.locator('.facts').innerText(), new RegExp(`${own.url}/goods\\?size=2`)),
    );
    await eventually(async () =>
      assert.match(await row.locator('.side').first().innerText(), /authorization: Bearer-/i),
    );
  });

  test('a request can be copied for a terminal and sent again', async () => {
    const row = request('/goods?size=2').last();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await row.getByRole('button', { name: '复制为 curl' }).click();
    await row.getByText('已复制').first().waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^curl 'https:\/\/api\.example\.com\/goods\?size=2&_t=\d+' \\\n {2}-H /);
    const before = own.seen.length;
    await row.getByRole('button', { name: '重新发送' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.requests > li').length === 4);
    assert.equal(own.seen.length, before + 1);
  });

  test('what nobody answers is listed, and its button makes the rule that answers', async () => {
    await program.call('request', { url: 'https://other.example.com/shops?city=1' });
    const row = request('/shops');
    await row.getByText('无人应答').waitFor();
    await eventually(async () => assert.match(await row.innerText(), /失败[^]*无人应答/));
    await row.locator('summary').click();
    await row
      .getByText(/offline: .*--map https:\/\/other\.example\.com/)
      .first()
      .waitFor();
    await row.getByRole('button', { name: '建立规则' }).click();
    const editor = page.getByLabel('规则（JSON）');
    const rule = JSON.parse(await editor.inputValue()) as { match: object; answer: { data: unknown } };
    assert.deepEqual(rule.match, { url: 'https://other.example.com/shops', method: 'GET' });
    await editor.fill('{ "api": "request",\n "answr": 1 }');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('2:2: 规则中没有“answr”。是否想写“answer”？').waitFor();
    rule.answer.data = { shops: ['一号店'] };
    await editor.fill(JSON.stringify(rule));
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('checkbox', { name: '启用规则 GET /shops' }).waitFor();
    await phone().locator('html[data-ready]').waitFor();
    const { result } = await program.call('request', { url: 'https://other.example.com/shops?city=1' });
    assert.deepEqual(result.data, { shops: ['一号店'] });
    await page.getByText('应答次数：1').waitFor();
  });

  test('a rule can be switched off and on, changed, and taken out; its file says so', async () => {
    const text = (): string => readFileSync(path.join(program.dir, 'trade-sim.mock/rules.json'), 'utf8');
    const box = page.getByRole('checkbox', { name: '启用规则 GET /shops' });
    await box.click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.rule input')?.checked === false,
    );
    assert.match(text(), /"enabled": false/);
    await phone().locator('html[data-ready]').waitFor();
    assert.equal((await program.call('request', { url: 'https://other.example.com/shops' })).outcome, 'fail');
    await box.click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.rule input')?.checked === true,
    );
    assert.doesNotMatch(text(), /enabled/);
    await page.getByRole('button', { name: '编辑规则 GET /shops' }).click();
    await page.getByRole('button', { name: '删除规则' }).click();
    await page.getByRole('button', { name: '确定删除？再按一次' }).click();
    await page.getByText('还没有规则').waitFor();
    assert.deepEqual(JSON.parse(text()), { rules: [] });
  });
});

test('数据: every page and component, live, and a change is seen on the phone', async () => {
  await open('数据');
  const row = page.locator('.inspected > ol > li', { hasText: 'components/box/box' });
  await row.locator('summary').click();
  const box = row.getByRole('textbox');
  await eventually(async () => assert.deepEqual(JSON.parse(await box.inputValue()), { word: 'before' }));
  await box.fill('{"word":"after"}');
  await row.getByRole('button', { name: '保存' }).click();
  await phone().locator('#inner', { hasText: 'after' }).waitFor();
  await box.fill('[1]');
  await row.getByRole('button', { name: '保存' }).click();
  await row.getByText('请填写字段对象').waitFor();
  const first = page.locator('.inspected > ol > li', { hasText: 'pages/a/a' });
  await first.locator('summary').click();
  await first.getByRole('textbox').waitFor();
  await eventually(async () => assert.match(await first.getByRole('textbox').inputValue(), /"name": "小明"/));
});

test('存储: what tt keeps is shown as it comes, changed and taken out', async () => {
  await open('存储');
  await page.getByText('没有存储内容。').waitFor();
  await program.call('setStorage', { key: 'cart', data: { n: 1 } });
  const row = page.locator('.inspected > ol > li', { hasText: 'cart' });
  await row.locator('summary').click();
  await row.getByRole('textbox').fill('{"n": 5}');
  await row.getByRole('button', { name: '保存' }).click();
  await row.getByText('字符数：7').waitFor();
  assert.deepEqual((await program.call('getStorage', { key: 'cart' })).result.data, { n: 5 });
  await row.getByRole('textbox').fill('{n');
  await row.getByRole('button', { name: '保存' }).click();
  await row.getByText('不是有效的 JSON').waitFor();
  await row.getByRole('button', { name: '删除' }).click();
  await row.getByRole('button', { name: '确定删除？再按一次' }).click();
  await page.getByText('没有存储内容。').waitFor();
  assert.equal((await program.call('getStorage', { key: 'cart' })).outcome, 'fail');
});

test('性能: the first picture, the page’s elements, and the limits', async () => {
  await open('性能');
  const table = page.locator('.measures').first();
  await table.waitFor();
  const text = await table.innerText();
  assert.match(text, /首页就绪\s+\d+ 毫秒/);
  assert.match(text, /当前页面的节点数\s+[1-9]\d*/);
  assert.match(text, /页面栈\s+1\s+10/);
  const updates = page.getByRole('region', { name: '页面和组件的 setData' });
  await updates.getByText('pages/a/a').waitFor();
  await eventually(async () =>
    assert.match(
      await updates.innerText(),
      /单次最大（上限 1024 KB）[^]*pages\/a\/a\s+\d+ \/ [1-9]\d*\s+[1-9]\d*\s+\d+\.\d KB/,
    ),
  );
});

test('each panel is accessible at four widths, dark too', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [320, 390, 768, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      for (const name of ['网络', '数据', '存储', '性能']) {
        await open(name);
        await assertReadable(page, `${name} ${width} ${scheme}`);
      }
    }
  }
});

test('事件与接口: rows say address, method, page, function and outcome', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await program.call('request', { url: `${API}/teapot`, method: 'post' });
  await program.call('request', { url: 'https://nobody.example.com/x' });
  await phone().locator('#phone').click();
  await open('事件与接口');
  const rows = page.locator('.row .text');
  await rows.getByText(`request POST ${API}/teapot success 418`).waitFor();
  await rows.getByText(/^request GET https:\/\/nobody\.example\.com\/x fail offline: /).waitFor();
  await rows.getByText('im → pages/a/a onPhone(): ok').waitFor();
});
