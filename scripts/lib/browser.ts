/** The browser that tests run in: the one that `trade-sim crawl` finds. */
export { findBrowser, launch, NO_BROWSER } from '../../simulator/server/crawl/browser';

/**
 * How long a test waits for something on a page before it fails, ms: a bound for a machine that is busy with
 * other things, never a wait.
 */
export const PATIENCE = 30_000;
