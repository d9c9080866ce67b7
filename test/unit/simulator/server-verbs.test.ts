import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { writeProgram } from './compiler-helpers';
import { running, shell, speaking } from './verb-kit';

interface Bought {
  code?: number;
  order: {
    orderId: string;
    outOrderNo: string;
    state: string;
    legacy: boolean;
    quantity: number;
    discountAmount: number;
    draft: { merged: boolean };
    callbacks: { callbackId: number; type: string; state: string; attempts: unknown[] }[];
    refunds: { state: string; amount: number }[];
    items: { state: string }[];
  };
}

test('buy makes a paid order and its callbacks with one line, and says so to people and programs', async (t) => {
  const { run, json, sandbox } = await running(t);
  const { code, out, err } = await run('buy');
  assert.equal(err, '');
  assert.equal(code, 0);
  assert.match(out, /^\d{19} {2}\S+ {2}paid {2}¥198\.00 {2}\S.* ×1\n/);
  assert.match(out, / {2}callback \d+ {2}pre_create_order {2}delivered {2}HTTP 200\n/);
  assert.match(out, / {2}callback \d+ {2}payment {2}delivered {2}HTTP 200\n {2}code 0\n$/);
  assert.equal(sandbox.ledger.counts().paid, 1);

  const { order, code: told } = await json<Bought>(
    'buy',
    'own-cake-001',
    '--quantity',
    '2',
    '--channel',
    'wechat',
  );
  assert.equal(told, 0);
  assert.equal(order.quantity, 2);
  assert.equal(sandbox.ledger.payments(order.orderId)[0]?.channel, 1);
});

test('buy: every outcome, discount, legacy and merged orders, and a scenario for one order', async (t) => {
  const { json, sandbox } = await running(t);
  for (const [outcome, code, state] of [
    ['failed', 2, 'unpaid'],
    ['cancelled', 4, 'unpaid'],
    ['unknown', 9, 'unpaid'],
    ['open', undefined, 'unpaid'],
  ] as const) {
    const bought = await json<Bought>('buy', '--outcome', outcome);
    assert.deepEqual([bought.code, bought.order.state], [code, state], outcome);
  }
  const discounted = await json<Bought>('buy', '--discount', '800');
  assert.equal(sandbox.ledger.payments(discounted.order.orderId)[0]?.amount, 19000);
  assert.equal((await json<Bought>('buy', '--legacy')).order.legacy, true);
  assert.equal((await json<Bought>('buy', '--merged')).order.draft.merged, true);
  const lost = await json<Bought>('buy', '--scenario', 'callback.lost');
  const payment = lost.order.callbacks.find(({ type }) => type === 'payment');
  assert.equal(payment?.state, 'pending');
  assert.equal(sandbox.scenarios.active, null);
});

test('what cannot be bought is one line, exit code 1, and the code of the JSAPI for programs', async (t) => {
  const { run, sandbox } = await running(t);
  const soldOut = await run('buy', '7301245789012345685', '--json');
  assert.equal(soldOut.code, 1);
  assert.equal((JSON.parse(soldOut.err) as { error: { errNo: number } }).error.errNo, 21012);
  const none = await run('buy', 'nothing');
  assert.deepEqual([none.code, none.out], [1, '']);
  assert.match(none.err, /^no goods "nothing": .*--goods adds your own\n$/);
  for (const argv of [
    ['--quantity', '0'],
    ['--quantity', 'x'],
    ['--outcome', 'gone'],
    ['--discount', '1.5'],
    ['a', 'b'],
    ['--nope'],
  ]) {
    const { code, err } = await run('buy', ...argv);
    assert.equal(code, 1, argv.join(' '));
    assert.match(err, /^[^\n]+\n$/);
  }
  assert.deepEqual(sandbox.ledger.counts(), { unpaid: 0, paid: 0, closed: 0 });
});

test('pay ends the cashier of an unpaid order once', async (t) => {
  const { run, json } = await running(t);
  const { order } = await json<Bought>('buy', '--outcome', 'open');
  assert.match((await run('pay', order.outOrderNo, '--outcome', 'failed')).out, /unpaid[^]* {2}code 2\n$/);
  const paid = await json<Bought>('pay', order.orderId);
  assert.deepEqual([paid.code, paid.order.state], [0, 'paid']);
  const again = await run('pay', order.orderId);
  assert.deepEqual([again.code, again.err], [1, 'the order is paid and cannot be paid\n']);
  assert.match((await run('pay', '1')).err, /^no order "1"\n$/);
});

test('refund applies, the merchant decides, and the clock brings the money', async (t) => {
  const { run, json } = await running(t);
  const { order } = await json<Bought>('buy', '--quantity', '3');
  const one = await json<Bought['order']>('refund', order.orderId, '--quantity', '1');
  assert.deepEqual(
    one.refunds.map(({ state, amount }) => [state, amount]),
    [['auditing', 19800]],
  );
  const rest = await json<Bought['order']>('refund', order.orderId, '--audit', 'agree');
  assert.deepEqual(rest.refunds.map(({ state }) => state).sort(), ['auditing', 'refunding']);
  assert.equal((await run('clock', '--advance', '10s')).code, 0);
  const [paged] = (await json<{ orders: { refunds: { refunded: number } }[] }>('orders', order.orderId))
    .orders;
  assert.equal(paged?.refunds.refunded, 1);
  const nothing = await run('refund', order.orderId, '--quantity', '1');
  assert.equal(nothing.code, 1);
  assert.match(nothing.err, /^applyRefund:fail /);
  const legacy = await json<Bought>('buy', '--legacy');
  const part = await json<Bought['order']>('refund', legacy.order.orderId, '--amount', '700');
  assert.equal(part.refunds[0]?.amount, 700);
  assert.match((await run('refund', order.orderId, '--amount', '1')).err, /amount is for legacy orders/);
});

test('redeem takes codes as a shop does, and takes a redemption back', async (t) => {
  const { run, json } = await running(t);
  const { order } = await json<Bought>('buy', '--quantity', '2');
  const first = await json<{ results: { resultCode: number; verifyId: string }[] }>('redeem', order.orderId);
  assert.deepEqual(
    first.results.map(({ resultCode }) => resultCode),
    [0],
  );
  const undone = await run('redeem', first.results[0]!.verifyId, '--undo');
  assert.match(undone.out, /^taken back {2}\d{19}\n$/);
  assert.match((await run('redeem', order.outOrderNo, '--count', '2')).out, /^([^\n]*verify id \d+\n){2}$/);
  const none = await run('redeem', order.orderId);
  assert.equal(none.code, 1);
  assert.match(none.err, /no code that can be redeemed/);
});

test('orders finds by text and state, newest first, and says how many more there are', async (t) => {
  const { run, json } = await running(t);
  for (let index = 0; index < 3; index += 1) await json('buy', '--outcome', index === 0 ? 'open' : 'paid');
  const { out } = await run('orders', '--limit', '1');
  assert.match(out, /^\d{19} {2}[^\n]*\n… and 2 more\n$/);
  assert.equal((await run('orders', '--state', 'unpaid')).out.split('\n').length, 2);
  const { total } = await json<{ total: number }>('orders', 'no such text');
  assert.equal(total, 0);
  assert.match(
    (await run('orders', '--state', 'lost')).err,
    /^--state lost: one of unpaid, paid, closed, refund\.\n$/,
  );
});

test('faults, resend and scenario reach the callbacks on their way', async (t) => {
  const { run, json, sandbox } = await running(t);
  assert.match((await run('faults', 'payment', '--drop', '1')).out, /payment +\{.*"drop":1/);
  const { order } = await json<Bought>('buy');
  assert.equal(order.callbacks.at(-1)?.state, 'pending');
  const sent = await run('resend', '--order', order.orderId, '--type', 'payment');
  assert.match(sent.out, /^callback \d+ {2}payment {2}delivered {2}HTTP 200\n$/);
  assert.equal((await run('resend', String(order.callbacks[0]!.callbackId))).code, 0);
  assert.match((await run('resend', '999')).err, /^no callback 999\n$/);
  assert.match((await run('faults', 'settle', '--drop', '1')).err, /one of pre_create_order, payment/);
  assert.match((await run('faults', '--drop', '1')).err, /^Name one of /);
  await run('faults', '--off');
  assert.doesNotMatch(JSON.stringify(sandbox.getFaults()), /"drop":[1-9]/);
  assert.match((await run('scenario', 'pay.failed')).out, /^pay\.failed\n {2}pay\.failed: /);
  assert.equal((await json<Bought>('buy')).code, 2);
  assert.equal((await run('scenario', '--off')).out, 'none\n');
});

test('clock shows and moves, forward only', async (t) => {
  const { run, sandbox } = await running(t);
  assert.equal((await run('clock')).out, '2026-11-22T02:00:00.000Z\n');
  assert.equal((await run('clock', '--advance', '1.5h')).out, '2026-11-22T03:30:00.000Z\n');
  assert.equal((await run('clock', '--to', '2026-11-23T00:00:00Z')).out, '2026-11-23T00:00:00.000Z\n');
  assert.match((await run('clock', '--skew=-10m')).out, /on the phone 2026-11-22T23:50:00\.000Z\n$/);
  await run('clock', '--skew', '0');
  const day = '2026-11-23T';
  for (const [span, now] of [
    ['2h1m', '02:01:00.000Z'],
    ['1h 30m', '03:31:00.000Z'],
    [' 1m30s500ms ', '03:32:30.500Z'],
    ['1.5H0.5m', '05:03:00.500Z'],
    ['2min 1s', '05:05:01.500Z'],
  ] as const)
    assert.equal((await run('clock', '--advance', span)).out, `${day}${now}\n`, span);
  for (const span of ['1m2h', '0d499', '1h1h', 'h', '1h-1m', '1 2h', '1w', '', '--', '1e3', '1..5h'])
    assert.match((await run('clock', `--advance=${span}`)).err, /such as 30s, 5m, 2h, 1h30m or 3d/, span);
  for (const argv of [
    ['--advance', 'soon'],
    ['--advance=-1s'],
    ['--to', '2020-01-01'],
    ['--to', 'x'],
    ['--advance', '1s', '--to', '2027-01-01'],
  ])
    assert.equal((await run('clock', ...argv)).code, 1, argv.join(' '));
  assert.equal(sandbox.clock.now(), Date.UTC(2026, 10, 23, 5, 5, 1, 500));
});

test('export, reset and import keep, empty and bring back the books', async (t) => {
  const { run, json, sandbox } = await running(t);
  const folder = writeProgram(t, {});
  const file = path.join(folder, 'state.json');
  await json('buy');
  assert.match((await run('export', file)).out, /state\.json {2}\d+ bytes\n$/);
  assert.deepEqual(JSON.parse((await run('export')).out), JSON.parse(readFileSync(file, 'utf8')));
  assert.equal((await run('reset')).out, 'reset\n');
  assert.equal(sandbox.ledger.counts().paid, 0);
  assert.match((await run('import', file)).out, /^imported, its clock is at /);
  assert.equal(sandbox.ledger.counts().paid, 1);
  writeFileSync(file, '{"half":');
  assert.match((await run('import', file)).err, /^import .*state\.json: .*JSON.*trade-sim export/);
  assert.match((await run('import', path.join(folder, 'gone.json'))).err, /ENOENT/);
  assert.match(
    (await run('export', path.join(folder, 'no', 'way.json'))).err,
    /Name a file that can be written/,
  );
  assert.equal(sandbox.ledger.counts().paid, 1);
});

test('listen prints each step as it happens, filtered, and ends after so many', async (t) => {
  const { run, sandbox } = await running(t);
  const first = run('listen', '--kind', 'callback', '--count', '2');
  // Its stream stands before anything happens: the sandbox has one listener more then.
  while (sandbox.events.listenerCount === 0) await new Promise(setImmediate);
  await sandbox.byHand.buy({});
  const { code, out } = await first;
  assert.equal(code, undefined);
  assert.match(
    out,
    /^\d\d:\d\d:\d\d\.\d{3} callback pre_create_order, attempt 1: HTTP 200\n\S+ callback payment, attempt 1: HTTP 200\n$/,
  );
  const { out: kept } = await run('listen', '--all', '--text', 'created, unpaid', '--count', '1', '--json');
  assert.equal((JSON.parse(kept) as { kind: string }).kind, 'ledger');
  assert.match((await run('listen', '--kind', 'gossip')).err, /^--kind gossip: one of api, server, /);
  for (const count of ['abc', '0', '-1', '1.5', ''])
    assert.match(
      (await run('listen', `--count=${count}`)).err,
      /^--count .*: a whole number from 1 on/,
      count,
    );
});

test('a listener whose sandbox ends says so, with exit code 2', async (t) => {
  const { run, sandbox, stop } = await running(t);
  const listening = run('listen');
  while (sandbox.events.listenerCount === 0) await new Promise(setImmediate);
  await stop();
  const { code, err } = await listening;
  assert.equal(code, 2);
  assert.match(err, /^The sandbox at http:\S+ has ended: start it again/);
});

test('where nobody answers every verb says how to start one, with exit code 2', async (t) => {
  const { url } = await running(t);
  const nowhere = `http://127.0.0.1:${Number(new URL(url).port) === 1 ? 2 : 1}/`;
  for (const argv of [
    ['orders'],
    ['buy'],
    ['pay', '1'],
    ['refund', '1'],
    ['redeem', '1'],
    ['resend', '1'],
    ['clock'],
    ['faults'],
    ['scenario', '--list'],
    ['reset'],
    ['export'],
    ['listen'],
  ] as const) {
    const [name, ...rest] = argv;
    const { code, err } = await shell(t, name, ...rest, '--url', nowhere);
    assert.equal(code, 2, name);
    assert.match(err, /^No simulator answers at .*"trade-sim sandbox"/, name);
  }
  assert.match((await shell(t, 'orders', '--url', 'http://example.com')).err, /on this machine/);
});

test('text of others cannot steer the terminal', async (t) => {
  const { run, sandbox } = await running(t);
  sandbox.setLoggedIn(true);
  const evil = { goodsId: 'evil-1', goodsType: 2, goodsPhoto: '/a.png', goodsLabels: ['随时退'] };
  const made = await sandbox.call('createOrder', {
    goodsList: [{ ...evil, goodsName: 'a\u001b[2Jb\u202ec', quantity: 1, price: 1 }],
    payment: { totalAmount: 1 },
  });
  assert.ok(made.ok, JSON.stringify(made));
  const { out } = await run('orders');
  assert.match(out, /a\\u001b\[2Jb\\u202ec/);
  assert.ok(!out.includes('\u001b') && !out.includes('\u202e'));
});

test('every verb answers and refuses in Chinese where that is asked for', async (t) => {
  speaking(t, 'zh');
  const { run, url } = await running(t);
  const folder = writeProgram(t, {});
  const file = path.join(folder, 'state.json');
  const { out } = await run('buy', '--quantity', '2');
  assert.match(out, /^\d{19} {2}[^]* {2}回调 \d+ {2}payment {2}delivered[^]* {2}结果码 0\n$/);
  const orderId = out.slice(0, 19);
  const said: [string[], RegExp][] = [
    [['redeem', orderId], /verify id：\d+（核销编号）\n$/],
    [['refund', orderId, '--quantity', '1'], /\n {2}退款 \d+ {2}/],
    [['buy'], /结果码 0\n$/],
    [['orders', '--limit', '1'], /…… 另有 1 条\n$/],
    [['resend', '--order', orderId], /^回调 \d+ /],
    [['scenario', 'pay.failed'], /^pay\.failed\n {2}pay\.failed: .*预期：bind:pay，code 为 2。\n$/],
    [['scenario', '--off'], /^没有选择场景\n$/],
    [['clock', '--skew', '5m'], /手机上是 2026-/],
    [['export', file], / 字节\n$/],
    [['import', file], /^已导入，它的时钟是 /],
    [['reset'], /^已重置\n$/],
  ];
  for (const [[name = '', ...argv], wanted] of said)
    assert.match((await run(name, ...argv)).out, wanted, name);
  const wrong: [string[], RegExp][] = [
    [['buy', '--outcome', 'gone'], /请填写 paid, /],
    [['pay'], /^用法：trade-sim pay /],
    [['resend'], /^请指定一个回调，/],
    [['resend', '--order', orderId, '--type', 'settle'], /^没有订单/],
    [['faults', '--drop', '1'], /^请指定要设置的类型/],
    [['scenario'], /^请指定要选择的场景/],
    [['scenario', 'pay.failed', '--set', 'x'], /请写成 <path>=<value>/],
    [['scenario', 'nope'], /trade-sim scenario --list" 列出所有场景/],
    [['clock', '--to', 'x'], /请填写时刻/],
    [['clock', '--to', '2027-01-01', '--advance', '1s'], /只能用一个/],
    [['import', path.join(folder, 'gone.json')], /请指定由 "trade-sim export" 写出的文件/],
    [['export', path.join(folder, 'no', 'way.json')], /请指定可写入的文件/],
    [['keys', '--upload', path.join(folder, 'gone.pem')], /请指定公钥文件/],
    [['listen', '--count', '0'], /请填写不小于 1 的整数/],
  ];
  for (const [[name = '', ...argv], wanted] of wrong) {
    const { code, err } = await run(name, ...argv);
    assert.deepEqual([code, err.trimEnd().split('\n').length], [1, 1], argv.join(' '));
    assert.match(err, wanted);
  }
  assert.match((await shell(t, 'orders', '--url', 'http://example.com')).err, /请填写本机沙箱或模拟器的地址/);
  const nowhere = `http://127.0.0.1:${Number(new URL(url).port) === 1 ? 2 : 1}/`;
  const { code, err } = await shell(t, 'clock', '--url', nowhere, '--json');
  assert.equal(code, 2);
  assert.match((JSON.parse(err) as { error: { message: string } }).error.message, /没有沙箱应答/);
});
