/**
 * `npm run conformance [-- WORD…]`: every documented behaviour in test/conformance, `passed / cases` per
 * area. Words choose cases by area or name. Exit 1 when a case fails that is no exception, when
 * docs/simulator.md lacks an exception, or when fewer hold than have to.
 */
import { conformance } from './lib/conformance';
import { findBrowser, NO_BROWSER } from './lib/browser';

if (!findBrowser()) {
  console.error(`conformance: ${NO_BROWSER}`);
  process.exit(1);
}
const { failed } = await conformance(process.argv.slice(2));
process.exit(failed ? 1 : 0);
