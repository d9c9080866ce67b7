import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOf } from '../../../sandbox/store/dump';
import { refundDelay } from '../../../sandbox/ledger/refunds';
import type { SandboxState } from '../../../sandbox/transfer';
import type { Sandbox } from '../../../sandbox/index';
import { createClock } from '../../../sandbox/index';
import { create, hotpot, open, start, tell } from './kit';
import { serve } from './http-kit';
import type { Served } from './http-kit';
import { agree, apply, buy } from './refund-kit';

/**
 * A shop with something of everything: paid, unpaid, refunding, a callback that waits, switches, a scenario.
 */
const fill = async (sandbox: Sandbox): Promise<void> => {
  sandbox.setFaults({ payment: { drop: 1 } });
  const order = await buy(sandbox, 2);
  await agree(sandbox, await apply(sandbox, order));
  await create(sandbox, hotpot, 3);
  sandbox.setSkew(5000);
  sandbox.chooseScenario('ability.slow');
};

/** A document that fits its digest, whatever is in it. */
const sealed = (state: SandboxState): SandboxState => {
  const { format, version, time, openedAt, scenario, meta, tables } = state;
  return { ...state, digest: digestOf({ format, version, time, openedAt, scenario, meta, tables }) };
};

const books = async (sandbox: Sandbox): Promise<unknown> => ({
  orders: sandbox.ledger
    .list()
    .map((order) => [order, sandbox.ledger.items(order.orderId), sandbox.ledger.payments(order.orderId)]),
  refunds: sandbox.refunds.list(),
  callbacks: sandbox.callbacks.records(),
  shop: await sandbox.shop.listOrders(),
  goods: sandbox.catalogue.list(),
  faults: sandbox.getFaults(),
  skew: sandbox.skew,
  scenario: sandbox.scenarios.active,
  openId: sandbox.users.openId,
});

test('an export that is imported elsewhere is the same shop, which goes on from there', async (t) => {
  const first = open();
  t.after(() => first.close());
  await fill(first);
  const state = JSON.parse(JSON.stringify(first.export())) as Record<string, unknown>;
  const second = open();
  t.after(() => second.close());
  await buy(second);
  await second.import(state);
  assert.deepEqual(await books(second), await books(first));
  assert.ok(!JSON.stringify(state).includes('PRIVATE KEY'));
  second.chooseScenario(null);
  await second.advance(refundDelay + 12_000);
  assert.equal(second.refunds.list()[0].state, 'refunded');
  // The payment whose first delivery was lost arrives here.
  assert.ok(
    second.callbacks.records().every(({ type, state: ended }) => type !== 'payment' || ended === 'delivered'),
  );
  await second.advance(300_000);
  assert.deepEqual(second.ledger.counts(), { unpaid: 0, paid: 1, closed: 1 });
});

test('the clock of the importer never goes back, and catches up with a later export', async (t) => {
  const late = open({ clock: createClock({ start: start + 86_400_000 }) });
  const early = open();
  t.after(() => Promise.all([late.close(), early.close()]));
  const [fromLate, fromEarly] = [late.export(), early.export()];
  await late.import({ ...fromEarly });
  assert.equal(late.clock.now(), start + 86_400_000);
  await early.import({ ...fromLate });
  assert.equal(early.clock.now(), start + 86_400_000);
});

test('numbers that were given away before an import are not given again', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const empty = sandbox.export();
  const before = await create(sandbox);
  await sandbox.import({ ...empty });
  sandbox.setLoggedIn(true);
  assert.deepEqual(sandbox.ledger.list(), []);
  const after = await create(sandbox);
  assert.notEqual(after.orderId, before.orderId);
  assert.notEqual(after.outOrderNo, before.outOrderNo);
});

test('a refund that was refused and whose unit was used later can be exported and imported', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const order = await buy(sandbox);
  await sandbox.audit({
    outRefundNo: (await apply(sandbox, order)).outRefundNo,
    decision: 'refuse',
    denyMessage: '已使用',
  });
  await sandbox.import({ ...sandbox.export() });
  assert.equal(sandbox.refunds.list()[0].state, 'refused');
  // The guards of single steps are there again.
  await agree(sandbox, await apply(sandbox, order));
  await assert.rejects(apply(sandbox, order));
});

const rowOf = (
  copy: SandboxState,
  table: string,
  fits: (row: SandboxState['tables'][string][0]) => boolean,
) => copy.tables[table].find(fits)!;
const paidUnit = (copy: SandboxState) => rowOf(copy, 'item_orders', (row) => Number(row.paid_amount) > 0);
const unpaidOrder = (copy: SandboxState) => rowOf(copy, 'orders', (row) => row.state !== 'paid');

test('what is no export of this version is refused with its reason, and nothing is lost', async (t) => {
  const served: Served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  await fill(sandbox);
  sandbox.chooseScenario(null);
  const state = (await served.get('/sandbox/export')).body as unknown as SandboxState;
  const edited = (change: (copy: SandboxState) => void): SandboxState => {
    const copy = structuredClone(state);
    change(copy);
    return copy;
  };
  const kept = await books(sandbox);
  const cases: [string, unknown, RegExp][] = [
    ['a list', [], /the body should be object, but got/],
    ['nothing', {}, /format must be/],
    ['another program', { format: 'x' }, /format must be/],
    ['a newer version', edited((copy) => (copy.version += 1)), /version must be/],
    ['a time that is none', edited((copy) => (copy.time = -1)), /time/],
    ['a time beyond all years', sealed(edited((copy) => (copy.time = 8.64e15))), /up to the year 9999/],
    ['an unknown scenario', edited((copy) => (copy.scenario = 'nope')), /no scenario "nope"/],
    ['an edited amount', edited((copy) => (copy.tables.orders[0].total_amount = 1)), /digest/],
    ['a cut list', edited((copy) => copy.tables.callbacks.pop()), /digest/],
    ['no tables', sealed(edited((copy) => (copy.tables = [] as never))), /tables must be an object/],
    [
      'an unknown table',
      sealed(edited((copy) => (copy.tables['sqlite_master; DROP TABLE orders'] = []))),
      /no table/,
    ],
    ['a missing table', sealed(edited((copy) => delete copy.tables.orders)), /tables\.orders must be a list/],
    [
      'a row that is none',
      sealed(edited((copy) => copy.tables.orders.push(7 as never))),
      /tables\.orders\[2\] must be an object/,
    ],
    [
      'text for money',
      sealed(edited((copy) => (copy.tables.orders[0].total_amount = 'x'))),
      /orders\[0\]\.total_amount must be a whole/,
    ],
    [
      'an unknown column',
      sealed(edited((copy) => (copy.tables.orders[0].more = 1))),
      /columns that the table does not have/,
    ],
    ['a state that is none', sealed(edited((copy) => (copy.tables.orders[0].state = 'gone'))), /CHECK/i],
    [
      'a unit without order',
      sealed(edited((copy) => (copy.tables.item_orders[0].order_id = '1'))),
      /FOREIGN KEY/i,
    ],
    [
      'two of one number',
      sealed(edited((copy) => copy.tables.orders.push({ ...copy.tables.orders[0] }))),
      /UNIQUE/i,
    ],
    ['a key', sealed(edited((copy) => (copy.meta['key:platform'] = 'x'))), /no key/],
    [
      'switches that are none',
      sealed(edited((copy) => (copy.meta.faults = '{"payment":{"drop":-1}}'))),
      /meta\.faults/,
    ],
    [
      'more refunded than paid',
      sealed(
        edited((copy) =>
          copy.tables.refunds.push({
            ...copy.tables.refunds[0],
            refund_id: '9',
            out_refund_no: '9',
            amount: 90_000,
          }),
        ),
      ),
      /exceed what was paid, order/,
    ],
    [
      'an order that cannot be read',
      sealed(edited((copy) => (copy.tables.orders[0].draft = '{'))),
      /orders\[0\]\.draft must be the JSON/,
    ],
    [
      'a list in place of an object',
      sealed(edited((copy) => (copy.tables.orders[0].draft = '[]'))),
      /orders\[0\]\.draft must be the JSON/,
    ],
    [
      'a counter that is none',
      sealed(edited((copy) => (copy.meta['number:platform'] = '1e999'))),
      /number:platform must be a whole number/,
    ],
    [
      'a unit refunded twice over',
      sealed(edited((copy) => (copy.tables.refund_items[0].amount = 90_000))),
      /exceed what was paid, item order/,
    ],
    [
      'money that went back by no refund',
      sealed(edited((copy) => (paidUnit(copy).refunded_amount = 1))),
      /what went back is not the sum of its refunds/,
    ],
    [
      'a refund of less than its items',
      sealed(edited((copy) => (copy.tables.refunds[0].amount = 1))),
      /its items come to more than it/,
    ],
    [
      'units that cost more than was paid',
      sealed(edited((copy) => Object.assign(paidUnit(copy), { price: 90_000, paid_amount: 90_000 }))),
      /its units come to more than was paid/,
    ],
    [
      'a unit that is missing',
      sealed(edited((copy) => (copy.tables.orders[0].quantity = 9))),
      /one item order a unit/,
    ],
    [
      'a paid order that nobody paid',
      sealed(edited((copy) => (unpaidOrder(copy).state = 'paid'))),
      /one payment exactly when it is paid/,
    ],
    [
      'a payment of another amount',
      sealed(edited((copy) => (copy.tables.payments[0].amount = 1))),
      /one payment exactly when it is paid/,
    ],
  ];
  for (const [name, body, text] of cases) {
    const { status, body: told } = await served.post('/sandbox/import', body);
    assert.equal(status, 400, name);
    assert.match(String(told.errMsg), text, name);
    assert.deepEqual(await books(sandbox), kept, name);
  }
  assert.equal((await served.post('/sandbox/import', state)).status, 200);
  assert.deepEqual(await books(sandbox), kept);
});

test('while a purchase is on its way an import waits for it, and its answer touches nothing new', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const empty = sandbox.export();
  sandbox.setFaults({ pre_create_order: { delayMs: 60_000 } });
  const purchase = create(sandbox);
  await sandbox.import({ ...empty });
  await purchase;
  assert.deepEqual(sandbox.ledger.list(), []);
  assert.deepEqual(sandbox.callbacks.records(), []);
  assert.equal(sandbox.getFaults().pre_create_order.delayMs, 0);
});

test('the clock over HTTP: a step, a jump, the phone against the server; back and nonsense get 400', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const post = (body: unknown) => served.post('/sandbox/clock', body);
  const ticket = await create(served.sandbox);
  assert.deepEqual((await served.get('/sandbox/clock')).body, { now: start, skewMs: 0, deviceNow: start });
  assert.deepEqual((await post({ advanceMs: 1000 })).body, {
    now: start + 1000,
    skewMs: 0,
    deviceNow: start + 1000,
  });
  assert.deepEqual((await post({ to: start + 400_000, skewMs: -60_000 })).body, {
    now: start + 400_000,
    skewMs: -60_000,
    deviceNow: start + 340_000,
  });
  assert.equal(served.sandbox.ledger.get(ticket.orderId)?.state, 'closed');
  const wrong: [unknown, RegExp][] = [
    [{ to: start }, /forward only/],
    [{ to: '2026-01-01' }, /to should be integer, but got "2026-01-01"/],
    [{ to: 8.64e15 }, /to should be at most ten years ahead/],
    [{ advanceMs: 1, to: start + 500_000 }, /not both/],
    [{ advanceMs: 1.5 }, /advanceMs/],
    [{ skewMs: '1' }, /skewMs/],
    [{ skewMs: 1e12, advanceMs: 1 }, /skewMs/],
    [{}, /advanceMs, to or skewMs/],
  ];
  for (const [body, text] of wrong) {
    const { status, body: told } = await post(body);
    assert.equal(status, 400, JSON.stringify(body));
    assert.match(String(told.errMsg), text);
  }
  assert.equal(served.sandbox.clock.now(), start + 400_000);
  await assert.rejects(served.sandbox.moveTo(start), /forward only/);
  assert.equal(await served.sandbox.moveTo(start + 400_001), start + 400_001);
  // A callback that nobody took waits on the ladder of the same clock.
  served.sandbox.setFaults({ payment: { drop: 1 } });
  tell(served.sandbox, await create(served.sandbox), 'paid');
  await post({ to: start + 412_001 });
  assert.equal(served.sandbox.callbacks.records().at(-1)!.state, 'delivered');
});
