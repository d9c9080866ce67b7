/** What tests read inside the frame. */
import type { Page } from 'playwright-core';
import type { RuntimeProblem } from '../../../simulator/protocol';

export const problemsOf = (page: Page): Promise<RuntimeProblem[]> =>
  page.evaluate(
    () => (globalThis as unknown as { __tradeSim: { problems: RuntimeProblem[] } }).__tradeSim.problems,
  );

export const routesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { getCurrentPages(): { route: string }[] })
      .getCurrentPages()
      .map(({ route }) => route),
  );

/** `getApp().log`, which the test programs write their events to. */
export const logOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { getApp(): { log: string[] } }).getApp().log);

/** How an API ended: its callbacks in order with what they got. */
export interface Settled {
  order: string[];
  result: Record<string, unknown>;
  /** Whether a callback ran before the call had returned. */
  early: boolean;
}

/** Calls `tt[api]` with all three callbacks and waits for `complete`. */
export const callTt = (page: Page, api: string, options: Record<string, unknown> = {}): Promise<Settled> =>
  page.evaluate(
    ({ api: name, options: given }) =>
      new Promise<Settled>((resolve) => {
        const { tt } = globalThis as unknown as { tt: Record<string, (options: unknown) => unknown> };
        const order: string[] = [];
        let returned = false;
        let early = false;
        const note = (callback: string) => (): void => {
          early ||= !returned;
          order.push(callback);
        };
        tt[name]!({
          ...given,
          success: note('success'),
          fail: note('fail'),
          complete: (result: Record<string, unknown>) => {
            note('complete')();
            setTimeout(() => resolve({ order, result, early }), 0);
          },
        });
        returned = true;
      }),
    { api, options },
  );
