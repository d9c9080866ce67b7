/**
 * What frameworks make of a shop (test/fixtures/frameworks): every page comes up without an error, and the
 * ten steps of a purchase go through, with copies that come late. `npm run test:frameworks` builds them anew.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch } from '../../../scripts/lib/browser';
import { visitExample } from '../../../scripts/lib/frameworks/visit';
import { createSandbox, sandboxPlugin } from '../../../sandbox';
import { KIT } from '../../../simulator/compiler/kit';
import { Visitor } from '../../../simulator/server/crawl/visit';
import { startSimulator } from '../../../simulator/server';
import { toLine } from '../../../simulator/server/program-check';
import type { Diagnostic } from '../../../simulator/protocol';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FIXTURES = path.join(ROOT, 'test/fixtures/frameworks');

const PROGRAMS = ['taro-react', 'taro-vue3', 'uniapp-vue3', 'uniapp-vue2', 'mpx', 'library-shop'] as const;

/** As `trade-sim dev` has it: the one that is no build takes the kit from there, the others have a copy. */
const ALIASES = { [KIT]: ROOT };

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Every page by itself, as `trade-sim crawl` does. */
async function crawl(name: string): Promise<string[]> {
  const sandbox = createSandbox({ store: ':memory:' });
  let found: readonly Diagnostic[] = [];
  const simulator = await startSimulator({
    root: path.join(FIXTURES, name),
    watch: false,
    aliases: ALIASES,
    sandbox: sandboxPlugin(sandbox),
    onBuild: (diagnostics) => (found = diagnostics),
  });
  const { pages, order } = await simulator.program();
  // Whatever fails counts, whichever page it is of.
  const units = new Set(['app', ...order]);
  const visitor = new Visitor(launch, {
    frame: simulator.frame,
    timeout: 30_000,
    known: found,
    queries: new Map(),
    unitsOf: () => units,
  });
  try {
    const own = pages.filter((page) => !page.startsWith('npm:'));
    assert.ok(own.length >= 5, `${own.length} pages`);
    const wrong = found.filter(({ level }) => level === 'error').map((diagnostic) => toLine(diagnostic));
    for (const page of own) {
      const visited = await visitor.visit(page);
      wrong.push(
        ...[...visited.errors, ...visited.consequences].map((error) => `${page}: ${JSON.stringify(error)}`),
      );
    }
    return wrong;
  } finally {
    await visitor.close();
    await simulator.close();
    await sandbox.close();
  }
}

for (const name of PROGRAMS)
  describe(name, () => {
    test('every page comes up without an error', async () => {
      assert.deepEqual(await crawl(name), []);
    });

    test('a purchase goes through all its steps, delivered late and as copies', async () => {
      const cells = await visitExample(browser, path.join(FIXTURES, name), {
        deliveries: ['json'],
        aliases: ALIASES,
      });
      assert.deepEqual(
        cells.filter(({ failure }) => failure !== undefined),
        [],
      );
      assert.equal(cells.length, 11);
    });
  });
