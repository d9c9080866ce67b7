import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../../scripts/lib/run';
import { countEnded } from '../../../scripts/lib/suites';
import { ROOT } from '../../../scripts/lib/paths';

describe('counting a suite of node:test', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'suites-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function count(source: string): Promise<ReturnType<typeof countEnded>> {
    const file = join(folder, 'a.test.mjs');
    await writeFile(file, `import test, { describe, before } from 'node:test';\n${source}\n`);
    const reporter = join(ROOT, 'scripts/lib/reporter.mjs');
    // Inside a run of node:test the child would report to its parent instead.
    const { code, stdout } = await run(process.execPath, ['--test', `--test-reporter=${reporter}`, file], {
      env: { NODE_TEST_CONTEXT: undefined },
    });
    return countEnded(stdout, code);
  }

  test('passed and failed tests, suites left out of the count', async () => {
    const { passed, failed, titles } = await count(
      `describe('s', () => { test('good', () => {}); test('bad', () => { throw new Error('x'); }); }); test('also good', () => {});`,
    );
    assert.deepEqual({ passed, failed, titles }, { passed: 2, failed: 1, titles: ['good', 'also good'] });
  });
  test('a skipped test counts as failed', async () => {
    const { passed, failed, left } = await count(
      `test('good', () => {}); test('later', { skip: true }, () => {});`,
    );
    assert.deepEqual({ passed, failed, left }, { passed: 1, failed: 1, left: ['later'] });
  });
  test('a test marked as todo counts as failed', async () => {
    assert.equal((await count(`test('good', () => {}); test('later', { todo: true }, () => {});`)).failed, 1);
  });
  test('a hook that throws counts as failed', async () => {
    assert.ok(
      (
        await count(
          `describe('s', () => { before(() => { throw new Error('x'); }); test('good', () => {}); });`,
        )
      ).failed > 0,
    );
  });
  test('a file that cannot be loaded counts as failed', async () => {
    assert.ok((await count(`throw new Error('x');`)).failed > 0);
  });
  test('no test at all counts as failed', () => assert.equal(countEnded('', 0).failed, 1));
});
