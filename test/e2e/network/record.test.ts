import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import { mapFrom } from '../../../simulator/server/network/maps';
import { DOT, SECRET, SESSION, startOwnServer, type OwnServer } from './own-server';
import { newFolder, openProgram, SHOP, type RunningProgram } from './program';

const API = 'https://api.example.com';
let browser: Browser;
let own: OwnServer;
let dir: string;

before(async () => {
  browser = await launch();
  own = await startOwnServer();
  dir = await newFolder();
});
after(async () => {
  await own?.close();
  await browser?.close();
  if (dir) await rm(dir, { recursive: true, force: true });
});

/** What a person does in both runs; what they see of it. */
async function use({ page, call }: RunningProgram): Promise<unknown[]> {
  await page.getByText('双人火锅 19900').waitFor();
  const ask = async (url: string, options: Record<string, unknown> = {}) => {
    const { result } = await call('request', { url: `${API}${url}`, ...options });
    return [result.statusCode, result.data, result.errMsg];
  };
  const { result: picture } = await call('downloadFile', { url: `${API}/dot.png` });
  const bytes = await page.evaluate(
    async (file) => [...new Uint8Array(await (await fetch(file)).arrayBuffer())],
    String(picture.tempFilePath),
  );
  return [
    await page.locator('#name').innerText(),
    await page.locator('.goods').allInnerTexts(),
    await ask('/goods', { data: { size: 1 } }),
    await ask('/goods', { data: { size: 2 } }),
    await ask('/order', { method: 'POST', data: { goods: ['1'], phone: '13800000000', note: 'a*b' } }),
    await ask('/order', { method: 'POST', data: { goods: ['1'], phone: '13800000000', note: 'a*b' } }),
    await ask('/order', { method: 'POST', data: { goods: ['2'], at: Date.now() } }),
    await ask('/order', {
      method: 'POST',
      header: { 'content-type': 'application/x-www-form-urlencoded' },
      data: {},
    }),
    await ask('/teapot'),
    await ask('/old-goods'),
    bytes,
  ];
}

test('what a running server answered is answered without it: the same pages, and no secret in the files', async () => {
  const first = await openProgram(browser, {
    dir,
    files: SHOP,
    network: { maps: [mapFrom(`${API}=${own.url}`, false)], record: true },
  });
  let before: unknown[];
  try {
    before = await use(first);
    assert.deepEqual(before.at(-1), [...DOT]);
  } finally {
    await first.close();
  }
  await own.close();

  const folder = path.join(dir, 'trade-sim.mock');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  assert.deepEqual(
    files.filter((name) => name.endsWith('.json')),
    ['recorded.json'],
  );
  const text = readFileSync(path.join(folder, 'recorded.json'), 'utf8');
  for (const secret of [SECRET, SESSION, 'Set-Cookie', 'set-cookie', 'uthorization', 'cookie'])
    assert.ok(!text.includes(secret), secret);
  assert.match(text, /"token": "\[redacted\]"/);

  const second = await openProgram(browser, { dir });
  try {
    assert.deepEqual(await use(second), before);
    const { result } = await second.call('request', { url: `${API}/goods`, data: { size: 3 } });
    assert.match(String(result.errMsg), /offline: .*mock rule/);
    assert.deepEqual(
      (await second.problems()).map(({ message }) => message),
      [],
    );
  } finally {
    await second.close();
  }
  assert.ok(!existsSync(path.join(dir, '.trade-sim')));
});
