import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG_AA = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

interface Result {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

async function run(page: Page, options: object): Promise<string[]> {
  // As the browser's own tools put code in: a script tag is refused by the page's policy.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((given) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Result> } };
    return axe.run(given);
  }, options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}

/**
 * WCAG 2.2 A and AA violations of what the frame shows, one line each. A mini-program has no say in landmarks
 * and the like.
 */
export const violationsOf = (page: Page): Promise<string[]> => run(page, WCAG_AA);

/** Everything that axe has to say of a document that is ours, frames in it left out, one line each. */
export const findingsOf = (page: Page): Promise<string[]> => run(page, { iframes: false });

/** What is shown can be read and reached by everybody, and nothing of it sticks out to the side. */
export async function assertReadable(page: Page, where?: string): Promise<void> {
  assert.deepEqual(await findingsOf(page), [], where);
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(fits, `${where ?? 'something'} sticks out to the side`);
}
