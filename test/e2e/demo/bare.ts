/**
 * A host without the trade JSAPIs, as Douyin's own devtools are, where the sandbox's sheets stand in for
 * them.
 */
import type { Locator, Page } from 'playwright-core';

/** The query of a client that has no trade JSAPI at all. */
export const BARE = { trade: '0' };

/** `[typeof, canIUse]` of every trade JSAPI: `['undefined', false]` for each in such a client. */
export const tradeApis = (page: Page): Promise<[type: string, known: boolean][]> =>
  page.evaluate(() => {
    const { tt } = globalThis as unknown as {
      tt: Record<string, unknown> & { canIUse(name: string): boolean };
    };
    return ['createOrder', 'requestOrder', 'pay', 'getOrderPayment', 'continueToPay', 'applyRefund'].map(
      (name): [string, boolean] => [typeof tt[name], tt.canIUse(name)],
    );
  });

/** The sheet of choices that is open. */
export const sheet = (page: Page): Locator => page.getByRole('dialog', { name: '请选择' });

/** Presses one of its choices. */
export const choose = (page: Page, text: string | RegExp): Promise<void> =>
  sheet(page).getByRole('button', { name: text }).tap();
