import assert from 'node:assert/strict';
import { test } from 'node:test';
import { create } from './kit';
import { serve } from './http-kit';
import { codes } from './coupon-kit';
import { buy } from './refund-kit';

const redeeming = '/merchant/coupons';

test('a shop redeems over HTTP and takes it back; the log says so with the order, and the platform keeps every step', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const order = await buy(served.sandbox, 2);
  const list = await codes(served.sandbox, order);
  const spaced = list[0].code.replace(/(\d{5})/g, '$1 ');
  const { body: prepared } = await served.post(`${redeeming}/prepare`, { code: spaced });
  assert.equal(prepared.orderId, order.orderId);
  const [certificate] = prepared.certificates as { itemOrderId: string }[];
  const verification = { verifyToken: prepared.verifyToken, certificates: [certificate] };
  const verified = await served.post(`${redeeming}/verify`, verification);
  assert.deepEqual(await served.post(`${redeeming}/verify`, verification), verified);
  const [{ resultMsg, verifyId }] = verified.body.results as { resultMsg: string; verifyId: string }[];
  assert.equal(resultMsg, '验券成功');
  assert.equal((await served.post(`${redeeming}/undo`, { verifyId })).status, 200);
  const { body: kept } = await served.get(`/sandbox/coupons?orderId=${order.orderId}`);
  const [first, second] = kept as unknown as { code: string; history: { step: string }[] }[];
  assert.deepEqual(
    [first, second].map(({ code, history }) => [code, history.map((event) => event.step)]),
    [
      [list[0].code, ['issued', 'redeemed', 'undone']],
      [list[1].code, ['issued']],
    ],
  );
  const texts = served.sandbox.events
    .since()
    .filter(({ orderId, text }) => orderId === order.orderId && text.startsWith('code '));
  assert.deepEqual(
    texts.map(({ text }) => text.split(': ')[1]),
    ['验券成功', '验券成功', '已撤销核销'],
  );
  const { body: detail } = await served.get(`/sandbox/orders/${order.orderId}`);
  const steps = (detail.history as { subject: string; note?: string; from: string; to: string }[]).filter(
    ({ note }) => note !== undefined,
  );
  assert.deepEqual(
    steps.filter(({ subject }) => subject === 'item').map(({ note, from, to }) => [note, from, to]),
    [
      ['verify', 'usable', 'redeemed'],
      ['cancel', 'redeemed', 'usable'],
    ],
  );
  assert.equal((detail.coupons as unknown[]).length, 2);
});

test('what a shop sends wrong is refused by name, with the code of the platform where it has one', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const order = await buy(served.sandbox);
  const [{ code }] = await codes(served.sandbox, order);
  const { body: prepared } = await served.post(`${redeeming}/prepare`, { code });
  const { verifyToken, certificates } = prepared;
  const bad: [string, unknown, RegExp, number | undefined][] = [
    ['prepare', {}, /code/, undefined],
    ['prepare', [], /the body should be object, but got/, undefined],
    ['prepare', { code, link: 'https://v.douyin.com/x/' }, /code/, undefined],
    ['prepare', { code: 7 }, /code/, undefined],
    ['prepare', { code: '12ab' }, /digits/, undefined],
    ['prepare', { link: {} }, /link/, undefined],
    ['prepare', { code: '100000000000000' }, /无券信息/, 13000],
    ['prepare', { link: 'https://v.douyin.com/eHHc1ft/' }, /刷新二维码/, 13000],
    ['verify', {}, /verifyToken/, undefined],
    ['verify', { verifyToken, certificates: [] }, /certificates/, undefined],
    ['verify', { verifyToken, certificates: [7] }, /certificates\[0\]/, 10000],
    ['verify', { verifyToken: 'x', certificates }, /验券标识无效/, 13000],
    ['undo', { verifyId: 7 }, /verifyId/, undefined],
    ['undo', { verifyId: '7' }, /核销记录不存在/, 13000],
  ];
  for (const [step, body, text, resultCode] of bad) {
    const answer = await served.post(`${redeeming}/${step}`, body);
    assert.equal(answer.status, 400, `${step} ${JSON.stringify(body)}`);
    assert.match(String(answer.body.errMsg), text);
    assert.equal(answer.body.resultCode, resultCode);
  }
  for (const query of ['?orderId=', '?orderId=1'])
    assert.equal((await served.get(`/sandbox/coupons${query}`)).status, 404);
  assert.equal((await served.get('/sandbox/coupons?orderId=1&orderId=2')).status, 400);
});

test('the orders that have codes are listed, newest first, with the time by the clock', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const [old, young] = [await buy(served.sandbox, 2), await buy(served.sandbox)];
  await create(served.sandbox);
  const { body } = await served.get('/sandbox/coupons');
  assert.equal(body.now, served.sandbox.clock.now());
  const orders = body.orders as { outOrderNo: string; title: string; coupons: { history: unknown[] }[] }[];
  assert.deepEqual(
    orders.map(({ outOrderNo, coupons }) => [outOrderNo, coupons.map(({ history }) => history.length)]),
    [
      [young.outOrderNo, [1]],
      [old.outOrderNo, [1, 1]],
    ],
  );
  assert.equal(orders[0].title, '【川小馆】麻辣鸳鸯火锅四人餐');
});

test('[CC-LOAD-03] the query of codes breaks with 5xx and a log id, is refused with 4xx, or waits, as the scenario says', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { outOrderNo } = await create(served.sandbox);
  const ask = (scenario: string) =>
    served.get(`${redeeming}?outOrderNo=${outOrderNo}`, { 'x-trade-scenario': scenario });
  assert.deepEqual(await ask('coupons.server'), {
    status: 500,
    body: { errMsg: '券码服务异常', errLogId: '20261125194501C0DE21540' },
  });
  assert.deepEqual(await ask('coupons.rejected'), { status: 400, body: { errMsg: '券码参数不合法' } });
  const held = ask('coupons.slow');
  let released = 0;
  while (released === 0) released = (await served.post('/sandbox/release', {})).body.released as number;
  assert.equal((await held).status, 200);
});
