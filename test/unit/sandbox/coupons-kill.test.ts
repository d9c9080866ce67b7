import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import { createSandbox } from '../../../sandbox/index';
import type { PreparedCoupons } from '../../../src/contract/merchant/shop';
import { openStore } from '../../../sandbox/store/store';
import { migrations } from '../../../sandbox/store/migrations';
import { states } from './coupon-kit';
import { hotpot, orderOf } from './kit';
import { run } from './process-kit';

for (const [moment, wait] of [
  ['when the shop has sent the verification', false],
  ['when the platform has answered', true],
] as const) {
  test(`killed ${moment}, each code is used once, and the same verification comes to the same`, async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
    t.after(() => rmSync(directory, { recursive: true, force: true }));
    const file = join(directory, 'sandbox.db');
    const server = await run(file);
    await server.post('/platform/user', { loggedIn: true });
    const ticket = await server.post('/platform/createOrder', orderOf(hotpot, 3));
    const { payOrderId, orderToken, outOrderNo, orderId } = ticket as Record<string, string>;
    await server.post('/platform/cashier', { payOrderId, orderToken, outcome: 'paid' });
    const { coupons } = (await server.get(`/merchant/coupons?outOrderNo=${outOrderNo}`)) as {
      coupons: { code: string }[];
    };
    const prepared = (await server.post('/merchant/coupons/prepare', {
      code: coupons[0].code,
    })) as unknown as PreparedCoupons;
    const verification = {
      verifyToken: prepared.verifyToken,
      certificates: prepared.certificates.slice(0, 2),
    };
    const sent = server.post('/merchant/coupons/verify', verification);
    // It may die before, while or after it redeems: none of it, or all.
    if (wait) await sent;
    else sent.catch(() => undefined);
    await server.kill();

    const sandbox = createSandbox({ store: file });
    t.after(() => sandbox.close());
    const redeemed = (): number =>
      sandbox.coupons.withHistory(orderId).filter(({ state }) => state === 'redeemed').length;
    assert.ok(wait ? redeemed() === 2 : redeemed() === 0 || redeemed() === 2);
    const { results } = sandbox.verify(verification);
    assert.deepEqual(
      results.map(({ resultCode }) => resultCode),
      [0, 0],
    );
    if (wait) assert.deepEqual({ results }, await sent);
    assert.deepEqual(await states(sandbox, { outOrderNo }), ['redeemed', 'redeemed', 'usable']);
    const events = sandbox.coupons
      .withHistory(orderId)
      .flatMap(({ history }) => history.filter(({ step }) => step === 'redeemed'));
    assert.equal(events.length, 2);
    sandbox.undo({ verifyId: results[0].verifyId });
    assert.deepEqual(await states(sandbox, { outOrderNo }), ['usable', 'redeemed', 'usable']);
  });
}

test('a file from before there were certificates gets them for the codes that it has', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'trade-sandbox-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'sandbox.db');
  const before = migrations.findIndex((sql) => sql.includes('CREATE TABLE coupons'));
  const old = new Database(file);
  migrations.slice(0, before).forEach((sql) => old.exec(sql));
  old.exec(`
    PRAGMA user_version = ${before};
    INSERT INTO orders (order_id, out_order_no, api, app_id, open_id, version, state, goods_id, goods_type, quantity, total_amount, discount_amount,
      create_time, pay_expire_time, paid_time, draft) VALUES ('1', 'T1', 'createOrder', 'tt0123456789abcdef01', 'o', '2.0', 'paid', 'g', 1, 2, 200, 0,
      5, 6, 7, '{"goods":{"goodsId":"g","goodsName":"n"},"fees":[],"deliveryType":1}');
    INSERT INTO item_orders (item_order_id, order_id, position, goods_id, price, paid_amount, state, code) VALUES
      ('11', '1', 0, 'g', 100, 100, 'usable', '123456789012'), ('12', '1', 1, 'g', 100, 100, 'usable', '123456789013');
  `);
  old.close();
  openStore(file).close();
  const sandbox = createSandbox({ store: file });
  t.after(() => sandbox.close());
  assert.deepEqual(
    sandbox.coupons
      .ofOrder('1')
      .map(({ code, validFrom, totalTimes, usedTimes }) => [code, validFrom, totalTimes, usedTimes]),
    [
      ['123456789012', 7, 1, 0],
      ['123456789013', 7, 1, 0],
    ],
  );
});
