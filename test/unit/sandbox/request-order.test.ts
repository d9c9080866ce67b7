import assert from 'node:assert/strict';
import { constants, createSign, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { test } from 'node:test';
import type { PortFailure } from '../../../sandbox/failures';
import type { SignedOrder } from '../../../src/ports/merchant';
import type { Sandbox } from '../../../sandbox/index';
import { lastMsg, open, said, start, tell } from './kit';
import type { Answer } from './kit';

const draft = {
  goodsId: 'sku-1',
  goodsType: 2,
  goodsName: '话费充值',
  goodsPhoto: '/a.svg',
  price: 1000,
  quantity: 2,
  totalAmount: 2000,
};
const send = (
  sandbox: Sandbox,
  { data, byteAuthorization }: Pick<SignedOrder, 'data' | 'byteAuthorization'>,
) => sandbox.call('requestOrder', { data, byteAuthorization });

test('[JS-REQUEST-OK-01] [JS-REQUEST-OK-02] [JS-REQUEST-OK-03] [JS-SIGN-HELPER-01] [JS-SIGN-FORMAT-01] [JS-SIGN-TEXT-06] [TP-CALLBACK-02] what the merchant signs is ordered, and paid with getOrderPayment', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const signed = await sandbox.merchant().sign(draft);
  const made = await send(sandbox, signed);
  assert.ok(made.ok, made.errMsg);
  assert.deepEqual(
    made.itemOrderList,
    sandbox.ledger
      .items(made.orderId as string)
      .map((item) => ({ itemOrderId: item.itemOrderId, skuId: 'sku-1', itemOrderAmount: 1000 })),
  );
  assert.equal(sandbox.ledger.get(made.orderId as string)?.state, 'unpaid');
  assert.equal(sandbox.ledger.get(made.orderId as string)?.outOrderNo, signed.outOrderNo);
  const opened = await sandbox.call('getOrderPayment', { orderId: made.orderId });
  assert.ok(opened.ok);
  tell(sandbox, opened as Answer, 'paid');
  await sandbox.idle();
  assert.equal(lastMsg(sandbox, 'payment').status, 'SUCCESS');
  assert.equal((JSON.parse(sandbox.callbacks.records()[0].body) as { version: string }).version, '3.0');
  assert.equal((await sandbox.merchant().getOrder(signed)).state, 'paid');
  const again = await sandbox.call('getOrderPayment', { orderId: made.orderId });
  assert.equal(again.ok || again.errNo, 26001);
});

test('an order with fees is not signed, and the refusal names them and says what to do', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const feeDetailsList = [{ feeType: 1, feeAmount: 500 }];
  for (const totalAmount of [2000, 2500])
    await assert.rejects(
      sandbox.merchant().sign({ ...draft, totalAmount, feeDetailsList }),
      ({ kind, errMsg }: PortFailure) => kind === 'rejected' && /^feeDetailsList: .*price/.test(errMsg),
    );
  assert.ok((await sandbox.merchant().sign({ ...draft, feeDetailsList: [] })).data);
  assert.deepEqual(sandbox.ledger.list(), []);
});

test('[JS-PAYMENT-ERR-06] [JS-PAYMENT-ERR-11] getOrderPayment refuses what is no known orderId', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const errNo = async (options: Record<string, unknown>) => {
    const answer = await sandbox.call('getOrderPayment', options);
    return answer.ok || answer.errNo;
  };
  assert.equal(await errNo({}), 10000);
  assert.equal(await errNo({ orderId: 5 }), 10000);
  assert.equal(await errNo({ orderId: '5' }), 20000);
});

test('[JS-REQUEST-ERR-09] an outOrderNo that is used already fails with 21016, and the first order stays', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const signed = await sandbox.merchant().sign(draft);
  const first = await send(sandbox, signed);
  const second = await send(sandbox, signed);
  assert.ok(first.ok && !second.ok);
  assert.equal(second.errNo, 21016);
  assert.match(second.errMsg, /^requestOrder:fail 外部单号已存在/);
  assert.ok(second.errLogId);
  assert.equal(sandbox.ledger.list().length, 1);
});

interface Signing {
  key?: KeyObject;
  method?: string;
  uri?: string;
  timestamp?: string;
  nonce?: string;
  end?: string;
  digest?: string;
  padding?: number;
}

const data = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    skuList: [
      {
        skuId: 's',
        price: 100,
        quantity: 1,
        title: '充值',
        imageList: ['/a.svg'],
        type: 401,
        tagGroupId: 'tag',
      },
    ],
    outOrderNo: 'OWN-1',
    totalAmount: 100,
    orderEntrySchema: { path: 'page/index', params: '{}' },
    ...more,
  });

const signature = (sandbox: Sandbox, text: string, by: Signing = {}): string => {
  const {
    key = sandbox.keys.application.privateKey,
    method = 'POST',
    uri = '/requestOrder',
    timestamp = String(start / 1000),
    nonce = 'n',
    end = '\n',
  } = by;
  const signer = createSign(by.digest ?? 'RSA-SHA256').update(
    `${method}\n${uri}\n${timestamp}\n${nonce}\n${text}${end}`,
  );
  return signer.sign({ key, padding: by.padding ?? constants.RSA_PKCS1_PADDING }, 'base64');
};

const header = (sign: string, more: Record<string, string> = {}, quote = ''): string => {
  const fields = {
    appid: 'tt0123456789abcdef01',
    nonce_str: 'n',
    timestamp: String(start / 1000),
    key_version: '1',
    signature: sign,
    ...more,
  };
  return `SHA256-RSA2048 ${Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${quote}${value}${quote}`)
    .join(',')}`;
};

test('[JS-SIGN-TEXT-01] [JS-SIGN-FORMAT-02] a right signature is accepted with quoted values as well', async (t) => {
  for (const quote of ['', '"']) {
    const sandbox = open();
    t.after(() => sandbox.close());
    const answer = await send(sandbox, {
      data: data(),
      byteAuthorization: header(signature(sandbox, data()), {}, quote),
    });
    assert.ok(answer.ok, answer.errMsg);
  }
});

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const oldTime = String(start / 1000 - 7200);
const refused: [string, string, RegExp, (sandbox: Sandbox) => { data: string; byteAuthorization: string }][] =
  [
    [
      '[JS-SIGN-FORMAT-03] [JS-REQUEST-ERR-04]',
      'another scheme',
      /签名参数异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data())).replace('2048 ', '2048') }),
    ],
    ...['appid', 'nonce_str', 'timestamp', 'key_version', 'signature'].map(
      (name): (typeof refused)[number] => [
        '[JS-SIGN-FORMAT-04]',
        `no ${name}`,
        /签名参数异常/,
        (s) => ({ data: data(), byteAuthorization: header(signature(s, data()), { [name]: '' }) }),
      ],
    ),
    [
      '[JS-SIGN-FORMAT-05]',
      'timestamp abc',
      /签名参数异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data()), { timestamp: 'abc' }) }),
    ],
    [
      '[JS-SIGN-FORMAT-05]',
      'key_version x',
      /签名参数异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data()), { key_version: 'x' }) }),
    ],
    [
      '[JS-SIGN-FORMAT-06]',
      'milliseconds',
      /签名/,
      (s) => ({
        data: data(),
        byteAuthorization: header(signature(s, data(), { timestamp: String(start) }), {
          timestamp: String(start),
        }),
      }),
    ],
    [
      '[JS-SIGN-FORMAT-07]',
      'padding cut',
      /签名参数异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data()).replace(/=+$/, '')) }),
    ],
    [
      '[JS-SIGN-TEXT-02] [JS-REQUEST-ERR-05]',
      'no last line end',
      /签名校验异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data(), { end: '' })) }),
    ],
    [
      '[JS-SIGN-TEXT-03]',
      'another method',
      /签名校验异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data(), { method: 'GET' })) }),
    ],
    [
      '[JS-SIGN-TEXT-03]',
      'another URI',
      /签名校验异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data(), { uri: '/requestOrder/' })) }),
    ],
    [
      '[JS-SIGN-TEXT-04]',
      'a blank more in data',
      /签名校验异常/,
      (s) => ({ data: `${data()} `, byteAuthorization: header(signature(s, data())) }),
    ],
    [
      '[JS-SIGN-TEXT-05]',
      'another nonce',
      /签名校验异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data()), { nonce_str: 'm' }) }),
    ],
    [
      '[JS-SIGN-TEXT-05]',
      'another timestamp',
      /签名校验异常/,
      (s) => ({
        data: data(),
        byteAuthorization: header(signature(s, data()), { timestamp: String(start / 1000 - 1) }),
      }),
    ],
    [
      '[JS-SIGN-ALG-01]',
      'PSS',
      /签名校验异常/,
      (s) => ({
        data: data(),
        byteAuthorization: header(signature(s, data(), { padding: constants.RSA_PKCS1_PSS_PADDING })),
      }),
    ],
    [
      '[JS-SIGN-ALG-01]',
      'SHA-1',
      /签名校验异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data(), { digest: 'RSA-SHA1' })) }),
    ],
    [
      '[JS-SIGN-KEY-01]',
      "the platform's key",
      /签名校验异常/,
      (s) => ({
        data: data(),
        byteAuthorization: header(signature(s, data(), { key: s.keys.platform.privateKey })),
      }),
    ],
    [
      '[JS-SIGN-KEY-01]',
      'a foreign key',
      /签名校验异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data(), { key: stranger })) }),
    ],
    [
      '[JS-SIGN-APPID-01]',
      'another appid',
      /签名校验异常/,
      (s) => ({ data: data(), byteAuthorization: header(signature(s, data()), { appid: 'tt1' }) }),
    ],
    [
      '[JS-SIGN-TIME-01]',
      'two hours old',
      /签名校验异常/,
      (s) => ({
        data: data(),
        byteAuthorization: header(signature(s, data(), { timestamp: oldTime }), { timestamp: oldTime }),
      }),
    ],
  ];
for (const [rules, name, text, make] of refused) {
  test(`${rules} byteAuthorization with ${name} fails with 11004`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    const answer = await send(sandbox, make(sandbox));
    assert.ok(!answer.ok);
    assert.equal(answer.errNo, 11004);
    assert.match(said(answer), text);
    assert.deepEqual(sandbox.ledger.list(), []);
  });
}

test('[JS-SIGN-TIME-01] a header of ten minutes ago is accepted', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const byteAuthorization = header(signature(sandbox, data()));
  await sandbox.advance(600_000);
  assert.ok((await send(sandbox, { data: data(), byteAuthorization })).ok);
});

test('[JS-REQUEST-OPT-01] [JS-REQUEST-OPT-02] [JS-REQUEST-DATA-01] [JS-REQUEST-SKU-01] [JS-REQUEST-ERR-01] [JS-REQUEST-FAIL-01] illegal options and signed data fail with 10000', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const signed = (text: string) => ({ data: text, byteAuthorization: header(signature(sandbox, text)) });
  const bad = [
    {},
    { data: {}, byteAuthorization: 'x' },
    { data: data() },
    signed('abc'),
    signed('[]'),
    signed(data({ skuList: [] })),
    signed(data({ totalAmount: '100' })),
  ];
  for (const options of bad) {
    const answer = await sandbox.call('requestOrder', options);
    assert.ok(!answer.ok);
    assert.equal(answer.errNo, 10000);
    assert.match(answer.errMsg, /^requestOrder:fail 参数错误/);
    assert.ok(answer.errLogId);
  }
  assert.deepEqual(sandbox.ledger.list(), []);
});

test('[JS-REQUEST-EXPIRE-01] without payExpireSeconds the order can be paid for 300 seconds', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  const made = await send(sandbox, {
    data: data({ payExpireSeconds: 0 }),
    byteAuthorization: header(signature(sandbox, data({ payExpireSeconds: 0 }))),
  });
  assert.ok(made.ok);
  await sandbox.advance(299_000);
  assert.ok((await sandbox.call('getOrderPayment', { orderId: made.orderId })).ok);
  await sandbox.advance(2_000);
  assert.equal((await sandbox.call('getOrderPayment', { orderId: made.orderId })).ok, false);
});

test('[JS-REQUEST-ERR-06] [JS-PAYMENT-ERR-08] a user who is not logged in gets 11001', async (t) => {
  const sandbox = open();
  t.after(() => sandbox.close());
  sandbox.setLoggedIn(false);
  const signed = await sandbox.merchant().sign(draft);
  const answer = await send(sandbox, signed);
  assert.ok(!answer.ok);
  assert.equal(answer.errMsg, 'requestOrder:fail 访问未授权');
  const payment = await sandbox.call('getOrderPayment', { orderId: '1' });
  assert.equal(payment.ok || payment.errNo, 11001);
});
