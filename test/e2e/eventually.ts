/**
 * Repeats an assertion until it holds. What a page shows after a tap, an answer or a new document
 * comes a moment later, and on a slow machine later still.
 */
import { PATIENCE } from '../../scripts/lib/browser';

/** Calls `check` until it does not throw; gives its result. After `PATIENCE` ms its last error is thrown. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
