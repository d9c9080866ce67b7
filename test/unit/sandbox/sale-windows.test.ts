/**
 * The sale windows of a shop that is kept in a file: they count from the opening of the shop, not of the
 * file.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Sandbox } from '../../../sandbox/index';
import { createClock } from '../../../sandbox/index';
import type { CatalogueGoods } from '../../../src/contract/merchant/shop';
import { flash, notYet, open, orderOf, start } from './kit';

const day = 86_400_000;

/** Opens the same file at a time, and closes what was open before. */
function kept(t: TestContext): (time: number) => Promise<Sandbox> {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  let sandbox: Sandbox | undefined;
  const at = async (time: number): Promise<Sandbox> => {
    await sandbox?.close();
    sandbox = open({ store: join(directory, 'ledger.db'), clock: createClock({ start: time }) });
    return sandbox;
  };
  t.after(async () => {
    await sandbox?.close();
    rmSync(directory, { recursive: true });
  });
  return at;
}

const windows = (sandbox: Sandbox): Pick<CatalogueGoods, 'goodsId' | 'saleStart' | 'saleEnd'>[] =>
  sandbox.catalogue.list().map(({ goodsId, saleStart, saleEnd }) => ({ goodsId, saleStart, saleEnd }));

/** Whether a purchase of these goods comes to an order. */
const sells = async (sandbox: Sandbox, goods: typeof flash): Promise<boolean> =>
  (await sandbox.call('createOrder', orderOf(goods))).ok;

test('days after, the same goods are on sale as if the sandbox had never been stopped', async (t) => {
  const at = kept(t);
  const first = await at(start);
  const opening = windows(first);
  assert.deepEqual([await sells(first, flash), await sells(first, notYet)], [false, false]);
  const later = await at(start + 60_000);
  assert.deepEqual(windows(later), opening);
  assert.deepEqual([await sells(later, flash), await sells(later, notYet)], [true, false]);
  const days = await at(start + 4 * day);
  assert.deepEqual(windows(days), opening);
  assert.deepEqual([await sells(days, flash), await sells(days, notYet)], [false, true]);
});

test('a reset opens the shop anew, which is kept as well', async (t) => {
  const at = kept(t);
  await at(start);
  const reset = await at(start + 4 * day);
  reset.reset();
  const anew = windows(reset);
  const flashed = anew.find(({ goodsId }) => goodsId === flash.goodsId);
  assert.equal(flashed?.saleStart, start + 4 * day + 30_000);
  assert.deepEqual(windows(await at(start + 5 * day)), anew);
});

test('an imported shop has its own windows, also when its file is opened again', async (t) => {
  const other = open();
  t.after(() => other.close());
  const state = JSON.parse(JSON.stringify(other.export())) as Record<string, unknown>;
  const at = kept(t);
  const sandbox = await at(start + day);
  assert.notDeepEqual(windows(sandbox), windows(other));
  await sandbox.import(state);
  assert.deepEqual(windows(sandbox), windows(other));
  assert.deepEqual(windows(await at(start + 2 * day)), windows(other));
});

test('an import that is refused leaves the windows, and the clock, as they are', async (t) => {
  const late = open({ clock: createClock({ start: start + day }) });
  const sandbox = open();
  t.after(() => Promise.all([late.close(), sandbox.close()]));
  const state = late.export();
  const before = windows(sandbox);
  await assert.rejects(sandbox.import({ ...state, digest: 'x' }));
  assert.deepEqual([windows(sandbox), sandbox.clock.now()], [before, start]);
});
