/**
 * tt.requestOrder and tt.getOrderPayment: what the signed data settles, keys, and what is said about a
 * signature that does not fit.
 */
import assert from 'node:assert/strict';
import { constants, createSign, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Sandbox } from '../../../sandbox/index';
import { signOrder } from '../../../sandbox/merchant/sign';
import type { ApiAnswer } from '../../../sandbox/jsapi/platform';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import { serve } from './http-kit';
import { open, said, start, tell } from './kit';
import type { Answer } from './kit';

const sandboxFor = (t: TestContext, options: Partial<SandboxOptions> = {}): Sandbox => {
  const sandbox = open(options);
  t.after(() => sandbox.close());
  return sandbox;
};

const stamp = String(start / 1000);
let made = 0;
const dataOf = (more: Record<string, unknown> = {}): string =>
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
    outOrderNo: `OWN-${(made += 1)}`,
    totalAmount: 100,
    orderEntrySchema: { path: 'page/index', params: '{}' },
    ...more,
  });

/** byteAuthorization whose signature covers `text`. */
const headerOver = (
  key: KeyObject,
  text: string,
  version = 1,
  digest = 'RSA-SHA256',
  padding = constants.RSA_PKCS1_PADDING,
): string => {
  const signature = createSign(digest).update(text).sign({ key, padding }, 'base64');
  return `SHA256-RSA2048 appid=tt0123456789abcdef01,nonce_str=n,timestamp=${stamp},key_version=${version},signature=${signature}`;
};
const lines = (data: string): string => `POST\n/requestOrder\n${stamp}\nn\n${data}\n`;

const request = (
  sandbox: Sandbox,
  data: string,
  byteAuthorization = headerOver(sandbox.keys.application.privateKey, lines(data)),
) => sandbox.call('requestOrder', { data, byteAuthorization });

const order = async (sandbox: Sandbox, more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await request(sandbox, dataOf(more));
  assert.ok(answer.ok, answer.errMsg);
  return answer.orderId as string;
};

const pay = (sandbox: Sandbox, orderId: string, more = {}): Promise<ApiAnswer> =>
  sandbox.call('getOrderPayment', { orderId, ...more });

test('[JS-REQUEST-NOTIFY-02] payNotifyUrl gets the payment callback instead of the configured address', async (t) => {
  const reached: string[] = [];
  const sandbox = sandboxFor(t, {
    reach: (address) => (_headers, body) => {
      reached.push(`${address} ${(JSON.parse(body) as { type: string }).type}`);
      return Promise.resolve({ status: 200, body: '{"err_no":0,"err_tips":"success"}' });
    },
  });
  for (const [more, address] of [
    [{ payNotifyUrl: 'https://shop.example/paid' }, ['https://shop.example/paid payment']],
    [{}, []],
  ] as const) {
    reached.length = 0;
    tell(sandbox, (await pay(sandbox, await order(sandbox, more))) as Answer, 'paid');
    await sandbox.idle();
    assert.deepEqual(reached, address);
  }
});

test('[JS-REQUEST-PAYWAY-01] limitPayWayList blocks channels in the cashier', async (t) => {
  const sandbox = sandboxFor(t);
  for (const [limitPayWayList, open_] of [
    [[1], [2, 10]],
    [[2], [1, 10]],
    [undefined, [1, 2, 10]],
  ] as const) {
    for (const channel of [1, 2, 10]) {
      const ticket = (await pay(sandbox, await order(sandbox, { limitPayWayList }))) as Answer & {
        blockedChannels?: number[];
      };
      assert.deepEqual(ticket.blockedChannels, limitPayWayList);
      if (open_.some((each) => each === channel))
        assert.equal(tell(sandbox, ticket, 'paid', channel).ok, true);
      else assert.throws(() => tell(sandbox, ticket, 'paid', channel), { status: 400 });
    }
  }
});

test('[JS-REQUEST-SCENE-01] payScene IM is accepted', async (t) => {
  await order(sandboxFor(t), { payScene: 'IM' });
});

test('[JS-PAYMENT-FLOW-01] [JS-PAYMENT-OPT-01] the cashier of that order opens, with and without imId and immediate', async (t) => {
  const sandbox = sandboxFor(t);
  for (const more of [{}, { imId: 'im1' }, { immediate: true }, { imId: 'im1', immediate: false }]) {
    const orderId = await order(sandbox);
    const ticket = (await pay(sandbox, orderId, more)) as Answer;
    assert.equal(ticket.orderId, orderId);
    const opened = tell(sandbox, ticket, 'open');
    assert.ok(opened.ok && opened.code === undefined);
  }
});

test('[JS-PAYMENT-FAIL-01] [JS-PAYMENT-FAIL-02] [JS-PAYMENT-ERR-15] unpaid ends leave the order unpaid; a failure has a number and the name of the API', async (t) => {
  const sandbox = sandboxFor(t);
  for (const [outcome, code] of [
    ['timedOut', 1],
    ['failed', 2],
    ['closed', 3],
    ['cancelled', 4],
  ] as const) {
    const orderId = await order(sandbox);
    const ended = tell(sandbox, (await pay(sandbox, orderId)) as Answer, outcome);
    assert.equal(ended.ok && ended.code, code);
    assert.equal(sandbox.ledger.get(orderId)?.state, 'unpaid');
  }
  const orderId = await order(sandbox);
  tell(sandbox, (await pay(sandbox, orderId)) as Answer, 'paid');
  const again = await pay(sandbox, orderId);
  assert.ok(!again.ok);
  assert.deepEqual([again.errNo, again.errMsg], [26001, 'getOrderPayment:fail 当前订单状态不可支付']);
  assert.equal(typeof (again.errLogId ?? ''), 'string');
});

test('[JS-SIGN-KEY-02] an uploaded key has the next version, verifies under it, and under no other', async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const { sandbox } = served;
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const upload = async (publicKey: unknown) => served.post('/sandbox/keys', { publicKey });
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' });
  assert.deepEqual((await upload(pem)).body, { keyVersion: 2 });
  const send = (version: number, key = pair.privateKey) => {
    const data = dataOf();
    return request(sandbox, data, headerOver(key, lines(data), version));
  };
  assert.ok((await send(2)).ok);
  assert.ok((await send(1, sandbox.keys.application.privateKey)).ok);
  for (const version of [1, 3]) {
    const answer = await send(version);
    assert.ok(!answer.ok && answer.errNo === 11004);
    assert.match(
      said(answer),
      version === 1
        ? /application key of version 2, but key_version says 1/
        : /no application key of version 3/,
    );
  }
  const byHelper = signOrder(
    {
      goodsId: 's',
      goodsType: 2,
      goodsName: '充值',
      goodsPhoto: '/a.svg',
      price: 100,
      quantity: 1,
      totalAmount: 100,
    },
    'OWN-HELPER',
    { now: start, appId: 'tt0123456789abcdef01', privateKey: pair.privateKey, keyVersion: 2 },
  );
  assert.ok((await request(sandbox, byHelper.data, byHelper.byteAuthorization)).ok);
  const next = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
    type: 'spki',
    format: 'pem',
  });
  assert.deepEqual((await upload(next)).body, { keyVersion: 3 });
});

test("[JS-SIGN-KEY-01] what is no public key of an application of one's own is refused, each with what to do", async (t) => {
  const served = await serve();
  t.after(() => served.close());
  const keyOf = (options: { modulusLength: number; publicExponent?: number }, type: 'spki' | 'pkcs1') =>
    generateKeyPairSync('rsa', options).publicKey.export({ type, format: 'pem' });
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const known = pair.publicKey.export({ type: 'spki', format: 'pem' });
  assert.equal((await served.post('/sandbox/keys', { publicKey: known })).status, 200);
  const platform = served.sandbox.keys.platform.publicKey.export({ type: 'spki', format: 'pem' });
  const cases: [unknown, RegExp][] = [
    ['x', /RSA public key in PEM form/],
    [5, /publicKey/],
    [undefined, /publicKey/],
    [keyOf({ modulusLength: 1024 }, 'spki'), /2048 bits/],
    [keyOf({ modulusLength: 2048, publicExponent: 3 }, 'spki'), /exponent/],
    [pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), /private key/],
    [pair.privateKey.export({ type: 'pkcs1', format: 'pem' }), /private key/],
    [platform, /platform's/],
    [known, /key_version is 2/],
    [pair.publicKey.export({ type: 'pkcs1', format: 'pem' }), /key_version is 2/],
  ];
  for (const [publicKey, said] of cases) {
    const { status, body } = await served.post('/sandbox/keys', { publicKey });
    assert.equal(status, 400);
    assert.match(String(body.errMsg), said);
  }
  assert.equal(served.sandbox.applicationKeys.newest, 2);
});

const FAULTS: [what: string, header: (sandbox: Sandbox, data: string) => string, said: RegExp][] = [
  [
    'no line feed at the end',
    (s, data) => own(s, lines(data).slice(0, -1)),
    /the last line has no line feed/,
  ],
  ['CR LF', (s, data) => own(s, lines(data).replace(/\n/g, '\r\n')), /the lines end in CR LF/],
  ['method GET', (s, data) => own(s, lines(data).replace('POST', 'GET')), /the method is "GET"/],
  [
    'URI without slash',
    (s, data) => own(s, lines(data).replace('/requestOrder', 'requestOrder')),
    /the URI is "requestOrder"/,
  ],
  [
    'timestamp in ms',
    (s, data) => own(s, lines(data).replace(stamp, `${stamp}000`)),
    /the timestamp is in milliseconds/,
  ],
  [
    'nonce and timestamp exchanged',
    (s, data) => own(s, `POST\n/requestOrder\nn\n${stamp}\n${data}\n`),
    /timestamp and nonce_str are exchanged/,
  ],
  [
    'laid out data',
    (s, data) => own(s, lines(JSON.stringify(JSON.parse(data), null, 2))),
    /laid out with blanks/,
  ],
  ['no data', (s) => own(s, lines('')), /the data is empty/],
  [
    'other data',
    (s) => own(s, lines(dataOf())),
    /the key is right, but the signed text is another: nonce_str or data is not the signed one/,
  ],
  [
    'another nonce',
    (s, data) => own(s, lines(data).replace('\nn\n', '\nm\n')),
    /another: nonce_str or data is not the signed one/,
  ],
  [
    'a nonce in capital letters',
    (s, data) => own(s, lines(data).replace('\nn\n', '\nN\n')),
    /the nonce_str is in capital letters/,
  ],
  [
    'a timestamp of a minute before',
    (s, data) => own(s, lines(data).replace(stamp, String(Number(stamp) - 60))),
    new RegExp(`the signed timestamp is ${Number(stamp) - 60}, but the header says ${stamp}`),
  ],
  [
    'escaped slashes',
    (s, data) => own(s, lines(data.replaceAll('/', '\\/'))),
    /the slashes of the data are escaped/,
  ],
  [
    'escaped Chinese',
    (s, data) => own(s, lines(data.replace('充值', '\\u5145\\u503c'))),
    /the data is escaped beyond ASCII/,
  ],
  [
    'a line feed after the data',
    (s, data) => own(s, lines(`${data}\n`)),
    /the data has a line feed at its end/,
  ],
  [
    'SHA-1',
    (s, data) => headerOver(s.keys.application.privateKey, lines(data), 1, 'RSA-SHA1'),
    /the digest is SHA-1/,
  ],
  [
    'SHA-512',
    (s, data) => headerOver(s.keys.application.privateKey, lines(data), 1, 'RSA-SHA512'),
    /the digest is not SHA-256/,
  ],
  [
    'PSS',
    (s, data) =>
      headerOver(
        s.keys.application.privateKey,
        lines(data),
        1,
        'RSA-SHA256',
        constants.RSA_PKCS1_PSS_PADDING,
      ),
    /RSASSA-PSS, but should be RSASSA-PKCS1-v1_5/,
  ],
  [
    "the platform's key",
    (s, data) => headerOver(s.keys.platform.privateKey, lines(data)),
    /the platform's private key/,
  ],
  [
    'a foreign key',
    (_s, data) => headerOver(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, lines(data)),
    /not the uploaded one/,
  ],
];
const own = (sandbox: Sandbox, text: string): string => headerOver(sandbox.keys.application.privateKey, text);

for (const [what, header, text] of FAULTS) {
  test(`a signature with ${what} is refused, and the answer says so`, async (t) => {
    const sandbox = sandboxFor(t);
    const data = dataOf();
    const answer = await request(sandbox, data, header(sandbox, data));
    assert.ok(!answer.ok && answer.errNo === 11004);
    assert.match(said(answer), /^requestOrder:fail 签名校验异常: /);
    assert.match(said(answer), text);
    assert.deepEqual(sandbox.ledger.list(), []);
  });
}

test('of data too large to try every timestamp with, that part is not ruled out', async (t) => {
  const sandbox = sandboxFor(t);
  const data = dataOf({ payScene: 'x'.repeat(20_000) });
  const answer = await request(
    sandbox,
    data,
    own(sandbox, lines(data).replace(stamp, String(Number(stamp) - 60))),
  );
  assert.match(said(answer), /timestamp, nonce_str or data is not the signed one/);
});

test('data that was serialised anew, or its keys sorted, before it was signed is told from other data', async (t) => {
  const sandbox = sandboxFor(t);
  const spaced = dataOf().replace('{', '{ ');
  assert.match(
    said(await request(sandbox, spaced, own(sandbox, lines(JSON.stringify(JSON.parse(spaced)))))),
    /serialised anew/,
  );
  const sorted = '{"a":1,"b":2}';
  assert.match(
    said(await request(sandbox, '{"b":2,"a":1}', own(sandbox, lines(sorted)))),
    /keys of the data were sorted/,
  );
  assert.match(
    said(await request(sandbox, dataOf(), `${own(sandbox, 'x')},nonce_str=m`)),
    /签名参数异常: byteAuthorization.nonce_str should be given once/,
  );
});
