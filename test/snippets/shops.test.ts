/** A shop that a document shows is a shop: it opens without a finding, sells, and gives back. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../../scripts/lib/browser';
import { releaseMade } from '../../scripts/release/made';
import { allBlocks } from '../../scripts/snippets/blocks';
import { writeFiles } from '../../scripts/snippets/program';
import { buyIn, shopsOf } from '../../scripts/snippets/shops';

const shops = shopsOf(allBlocks());
let browser: Browser;
before(async () => {
  await releaseMade();
  browser = await launch();
});
after(() => browser.close());

test('README has its shop in both languages, and the same one', () => {
  const code = (name: string): unknown =>
    Object.entries(shops.get(name) ?? {}).map(([path, text]) => [path, text.replace(/\s*\/\/.*$/gm, '')]);
  assert.ok(shops.has('readme of README.md'));
  assert.deepEqual(code('readme of README.md'), code('readme of README.zh-CN.md'));
});

for (const [name, files] of shops)
  test(`the shop ${name} sells, shows the codes and gives back`, async (t) => {
    const root = mkdtempSync(join(tmpdir(), 'trade-shop-'));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    writeFiles(root, files);
    await buyIn(root, browser);
  });
