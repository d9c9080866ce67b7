/**
 * Three shops with a server, as people write them: native, built by uni-app, built by Taro. Each is used in
 * the same way with its server mapped, while that is recorded, and from the recording with the server gone.
 */
import assert from 'node:assert/strict';
import { cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { createSandbox, sandboxPlugin } from '../../../sandbox';
import { launch } from '../../../scripts/lib/browser';
import { mapFrom } from '../../../simulator/server/network/maps';
import type { NetworkOptions } from '../../../simulator/server/network';
import { DOT } from './own-server';
import { newFolder, openProgram, type RunningProgram } from './program';
import { SESSION, startTeaServer, TOKEN, type TeaServer } from './tea-server';

const SHOPS = path.resolve(import.meta.dirname, '../../fixtures/served');

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const onTop = (page: Page) => page.locator('.sim-page:visible').last();
const tap = (page: Page, text: string): Promise<void> => onTop(page).getByText(text, { exact: true }).click();

/** Texts of the page that is on top, once `text` is among them. */
async function textsWith(page: Page, text: string): Promise<string[]> {
  await onTop(page).getByText(text, { exact: true }).waitFor();
  const lines = await onTop(page).locator('.line').allInnerTexts();
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** What a shopper does, and what they read on the way. */
async function shopIn({ page, call }: RunningProgram): Promise<string[][]> {
  const seen: string[][] = [];
  const read = async (text: string): Promise<void> => void seen.push(await textsWith(page, text));
  await read('库存 7');
  await tap(page, '加载更多');
  await read('没有更多了');
  await tap(page, '西湖龙井 ¥38');
  await read('西湖龙井，今年春天的茶');
  await tap(page, '加入购物车');
  await read('购物车 2 件');
  await tap(page, '去购物车');
  await read('西湖龙井 × 2');
  await tap(page, '下单');
  await read('合计 ¥0');
  assert.equal((await call('navigateBack', { delta: 2 })).outcome, 'success');
  await read('没有更多了');
  await tap(page, '我的');
  await read('A1001 待付款');
  await tap(page, '上传头像');
  await read(`头像已保存，${DOT.length} 字节`);
  return seen;
}

async function run(dir: string, network?: NetworkOptions): Promise<string[][]> {
  const sandbox = createSandbox({ store: ':memory:' });
  sandbox.setLoggedIn(true);
  const options = { dir, sandbox: sandboxPlugin(sandbox), ...(network && { network }) };
  const program = await openProgram(browser, options);
  try {
    const seen = await shopIn(program);
    const wrong = (await program.problems()).filter(({ level }) => level === 'error');
    assert.deepEqual(
      wrong.map(({ message }) => message),
      [],
    );
    return seen;
  } finally {
    await program.close();
    await sandbox.close();
  }
}

const mapsTo = ({ url }: TeaServer) => [
  mapFrom(`https://api.tea.example=${url}`, false),
  mapFrom(`https://static.tea.example=${url}`, false),
];

/** A new server each time: its cart and its orders begin anew. */
async function withServer<Answer>(work: (server: TeaServer) => Promise<Answer>): Promise<Answer> {
  const server = await startTeaServer();
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

for (const name of ['native', 'uniapp-vue3', 'taro-react'])
  describe(name, () => {
    let dir: string;
    before(async () => {
      dir = await newFolder();
      await cp(path.join(SHOPS, name), dir, { recursive: true });
    });
    after(() => rm(dir, { recursive: true, force: true }));

    test('with its server mapped, recorded, and without the server: the same pages', async () => {
      const mapped = await withServer((server) => run(dir, { maps: mapsTo(server) }));
      assert.deepEqual(mapped[0]?.slice(0, 4), ['你好，阿茶', '春茶上市', '活动已结束（403）', '库存 7']);
      assert.equal(mapped[1]?.filter((text) => text.includes('¥')).length, 5);
      const recorded = await withServer((server) => run(dir, { maps: mapsTo(server), record: true }));
      assert.deepEqual(recorded, mapped);

      const text = await readFile(path.join(dir, 'trade-sim.mock/recorded.json'), 'utf8');
      for (const secret of [TOKEN, SESSION, 'cookie']) assert.ok(!text.includes(secret), secret);
      assert.ok(text.includes('"connectSocket"'));

      assert.deepEqual(await run(dir), mapped);
    });
  });
