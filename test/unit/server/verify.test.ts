import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { envelope, signHeaders } from '../../../sandbox/callbacks/envelope';
import { verifyAuthorization } from '../../../sandbox/jsapi/authorization';
import { isEcpayCallback, isEcpaySigned, signEcpay, signOrder, verifyCallback } from '../../../server/index';
import { ecpayEnvelope } from '../../../server/ecpay';
import { application, orderMsg, platform, shopFor, sku, start } from './kit';

const body = envelope('2.0', 'pre_create_order', orderMsg('1'));
const keys = [platform.publicKey];
const headers = signHeaders(body, start, platform.privateKey);
const problemOf = (
  changed: Record<string, string | undefined>,
  raw = body,
  options: Partial<Parameters<typeof verifyCallback>[2]> = {},
): string | undefined => {
  const verified = verifyCallback({ ...headers, ...changed }, raw, { keys, now: start, ...options });
  return verified.ok ? undefined : verified.problem;
};

test('S5: a callback is believed by the platform key, in its hour, with its own body', () => {
  assert.equal(problemOf({}), undefined);
  const signature = headers['byte-signature']!;
  const cases: [Record<string, string | undefined>, string, RegExp][] = [
    [{ 'byte-signature': undefined }, body, /missing/],
    [{ 'byte-nonce-str': '' }, body, /missing/],
    [{ 'byte-timestamp': 'soon' }, body, /whole Unix seconds/],
    [{ 'byte-timestamp': `${start}` }, body, /whole Unix seconds/],
    [{ 'byte-signature': `${signature}AAAA` }, body, /standard base64/],
    [{ 'byte-signature': signature.replace(/=*$/, '\n') }, body, /standard base64/],
    [
      { 'byte-signature': signature.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') },
      body,
      /base64/,
    ],
    [{ 'byte-nonce-str': 'other' }, body, /not of this body/],
    [{ 'byte-timestamp': String(start / 1000 + 1) }, body, /not of this body/],
    [{}, `${body} `, /not of this body/],
    // Read and written again: what a framework's JSON parser leads to.
    [{}, JSON.stringify(JSON.parse(body), undefined, 1), /not of this body/],
  ];
  for (const [changed, raw, problem] of cases) assert.match(problemOf(changed, raw) ?? 'taken', problem);
});

test('keys may change: the old and the new one count, another does not', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  assert.match(problemOf({}, body, { keys: [publicKey] }) ?? '', /not of this body/);
  assert.equal(problemOf({}, body, { keys: [publicKey, platform.publicKey] }), undefined);
  const anew = signHeaders(body, start, privateKey);
  assert.equal(problemOf(anew, body, { keys: [publicKey, platform.publicKey] }), undefined);
});

test('S5: a signature counts for an hour, and five minutes ahead of this clock', () => {
  const second = 1000;
  const hour = 3600 * second;
  assert.equal(problemOf({}, body, { now: start + hour }), undefined);
  assert.match(problemOf({}, body, { now: start + hour + second }) ?? '', /3601 s ago/);
  assert.equal(problemOf({}, body, { now: start - 300 * second }), undefined);
  assert.match(problemOf({}, body, { now: start - 301 * second }) ?? '', /clock/);
  assert.match(problemOf({}, body, { now: start + 6 * second, tolerance: 5 * second }) ?? '', /6 s ago/);
});

test('S5: what was taken is answered as before and books nothing, forty days later it is refused', async (t) => {
  const { shop, store, wait, send } = await shopFor(t);
  const first = await shop.receive(headers, body);
  await send('payment', { order_id: '1', out_order_no: 'T20261122000001', status: 'CANCEL' });
  assert.deepEqual(await shop.receive(headers, body), first);
  assert.equal((await store.orders(10)).length, 1);
  wait(40 * 24 * 3600 * 1000);
  assert.equal((await shop.receive(headers, body)).status, 401);
});

test('a refused callback is thought over when it comes again with the same signature', async (t) => {
  const known = new Set<string>();
  const { shop } = await shopFor(t, {
    goods: (goodsId) => (known.has(goodsId) ? { price: 8800 } : undefined),
  });
  assert.match((await shop.receive(headers, body)).body, /1001/);
  known.add('own-cake');
  assert.match((await shop.receive(headers, body)).body, /"err_no":0/);
});

test('an order is signed as the platform verifies it', () => {
  const draft = {
    goodsId: 'own-cake',
    goodsType: 2,
    goodsName: '蛋糕 "大"',
    goodsPhoto: 'https://example.com/a.png',
    price: 8800,
    quantity: 2,
    totalAmount: 17600,
  };
  const by = { appId: 'tt0123456789abcdef01', privateKey: application.privateKey, keyVersion: 3, now: start };
  const { data, byteAuthorization } = signOrder(draft, 'T1', sku, by);
  const verifying = {
    appId: by.appId,
    keys: [[3, application.publicKey]] as const,
    platformKey: platform.publicKey,
  };
  verifyAuthorization(byteAuthorization, data, verifying);
  assert.throws(() => verifyAuthorization(byteAuthorization, `${data} `, verifying));
  assert.deepEqual((JSON.parse(data) as { outOrderNo: string }).outOrderNo, 'T1');
});

test('a callback of 担保支付 is believed by its Token alone', async (t) => {
  const received: [string, unknown][] = [];
  const { shop } = await shopFor(t, {
    ecpay: { token: 'the-token', receive: (type, msg) => void received.push([type, msg]) },
  });
  const raw = ecpayEnvelope('payment', { cp_orderno: 'T1', status: 'SUCCESS' }, start, 'the-token');
  assert.ok(isEcpayCallback(JSON.parse(raw), 'the-token'));
  assert.equal((await shop.receive({}, raw)).status, 200);
  assert.deepEqual(received, [['payment', { cp_orderno: 'T1', status: 'SUCCESS' }]]);
  const forged = raw.replace('SUCCESS', 'SUCCES5');
  assert.equal((await shop.receive({}, forged)).status, 401);
  assert.equal(received.length, 1);
});

test('a signature of 担保支付 in letters that no signature has is refused, and breaks nothing', async (t) => {
  const { shop } = await shopFor(t, { ecpay: { token: 'the-token' } });
  const right = JSON.parse(ecpayEnvelope('payment', {}, start, 'the-token')) as { msg_signature: string };
  const forged = { ...right, msg_signature: 'é'.repeat(right.msg_signature.length) };
  assert.equal((await shop.receive({}, JSON.stringify(forged))).status, 401);
  const sign = signEcpay({ a: 1 }, 'salt');
  assert.ok(isEcpaySigned({ a: 1, sign }, 'salt'));
  assert.equal(isEcpaySigned({ a: 1, sign: '签'.repeat(sign.length) }, 'salt'), false);
});

test('S5: a signature over another text of the same message is none', () => {
  const signed = createSign('RSA-SHA256')
    .update(`${headers['byte-timestamp']}\n${headers['byte-nonce-str']}\n${body}`)
    .sign(platform.privateKey, 'base64');
  assert.match(problemOf({ 'byte-signature': signed }) ?? '', /not of this body/);
});
