import { after, afterEach, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import { assertReadable } from '../axe';
import { openProgram, SHOP, type RunningProgram } from '../network/program';

/** Names of the panels that say something of the running program, by the language of the browser. */
const PANELS = {
  'zh-CN': ['元素', '性能', '运行条件', '控制台'],
  en: ['Elements', 'Performance', 'Conditions', 'Console'],
};

let browser: Browser;
let program: RunningProgram | undefined;
before(async () => {
  browser = await launch();
});
afterEach(async () => {
  await program?.close();
  program = undefined;
});
after(async () => {
  await browser?.close();
});

for (const [locale, names] of Object.entries(PANELS))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`each panel can be read and reached at four widths: ${locale}, ${colorScheme}`, async () => {
      program = await openProgram(browser, {
        files: { ...SHOP, 'pages/a/a.ttml': '<view bindtap="none" class="box">1</view>' },
        shell: true,
        locale,
        colorScheme,
      });
      const { page } = program;
      // The first problem opens the console, whatever panel is open then.
      await page.getByRole('tab', { name: names[3]!, selected: true }).waitFor();
      for (const width of [320, 390, 768, 1024]) {
        await page.setViewportSize({ width, height: 800 });
        for (const name of names) {
          await page.getByRole('tab', { name }).click();
          await page.getByRole('tab', { name, selected: true }).waitFor();
          if (name === names[0]) {
            await page.getByRole('treeitem').nth(1).click();
            await page.locator('.element-details').waitFor();
          }
          if (name === names[3]) {
            const place = page.locator('button.place').first();
            if ((await place.getAttribute('aria-expanded')) === 'false') await place.click();
            await page.locator('.excerpt pre').first().waitFor();
          }
          await assertReadable(page, `${name} ${width} ${colorScheme}`);
        }
      }
    });
