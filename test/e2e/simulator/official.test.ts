/** A mini-program written for the official button: no line of it names the kit. */
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Shop } from '../demo/shop';

const PROGRAM = fileURLToPath(new URL('../../fixtures/programs/official/', import.meta.url));

async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [path.relative(folder, file), await readFile(file, 'utf8')])));
}

let shop: Shop;
before(async () => {
  shop = await Shop.open({ files: await filesOf(PROGRAM) });
});
after(() => shop.close());

for (const [rules, page, how] of [
  ['[PB-VARIANT-01]', 'tag', 'the built-in tag, declared nowhere'],
  ['[PB-VARIANT-02]', 'sdk', 'ext://industry/pay-button'],
  ['[PB-VARIANT-02]', 'plugin', 'the life-service plugin'],
] as const) {
  test(`${rules} [TP-DECL-01] [PB-HANDLER-05] a button from ${how} sells: plain handlers, 提单页, cashier, bind:pay`, async () => {
    const phone = await shop.visit({ page: `/pages/${page}/${page}` });
    await phone.getByText('立即抢购').tap();
    await phone.getByText('立即支付').tap();
    await phone.locator('[data-outcome="paid"]').tap();
    // The program's page lies under 提单页, which stays until the program leaves it.
    await phone.waitForFunction(() => document.body.textContent?.includes('pay success'));
    const [order] = (await (await fetch(`${shop.url}/merchant/orders`)).json()) as { state: string }[];
    assert.equal(order?.state, 'paid');
  });
}
