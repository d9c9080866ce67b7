import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { goodsPage, HOTPOT, payWith, openOrderPage, received, Shop, SPA } from './shop';

const FLASH = '7301245789012345682';
const OVER = '7301245789012345684';
const DAY = 24 * 60 * 60 * 1000;

let shop: Shop;
before(async () => {
  shop = await Shop.open();
});
after(() => shop.close());

for (const [name, skew] of [
  ['a day ahead', DAY],
  ['a day behind', -DAY],
] as const) {
  test(`[PB-SHELF-02] [PB-SHELF-03] on a phone whose clock is ${name} the program sees that clock, and the button the server's shelf`, async () => {
    shop.sandbox.reset();
    shop.sandbox.setLoggedIn(true);
    shop.sandbox.setSkew(skew);
    const page = await shop.visit(goodsPage(SPA));
    const ahead = await page.evaluate(() => [Date.now(), new Date().getTime(), Number(Date.parse(Date()))]);
    const server = shop.sandbox.clock.now();
    // The page's clock was read before the server's; a minute is room for a slow machine, and far from a day.
    for (const seen of ahead) assert.ok(Math.abs(seen - server - skew) < 60_000, `${seen - server}`);
    assert.deepEqual(
      await page.evaluate(() => [new Date(5).getTime(), Date.UTC(1970, 0, 1), new Date() instanceof Date]),
      [5, 0, true],
    );
    await page.getByRole('button', { name: '立即抢购' }).waitFor();
    await shop.start(page, goodsPage(OVER));
    await page.getByRole('button', { name: '已结束' }).waitFor();
    await shop.start(page, goodsPage(FLASH));
    await page.getByRole('button', { name: '即将开始' }).waitFor();
    await shop.start(page, goodsPage(HOTPOT));
    await openOrderPage(page);
    await payWith(page, 'paid');
    const [[event, detail]] = await received(page, 1);
    assert.deepEqual([event, (detail.result as { code: number }).code], ['pay', 0]);
    await page.context().close();
  });
}
