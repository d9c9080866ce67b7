import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { anchor } from '../../../src/handlers/anchor';
import { config } from '../../../src/config';
import type { PortError } from '../../../src/ports/merchant';
import { setup, type TradeOptions } from '../../../src/setup';

interface RequestOptions {
  url: string;
  success(answer: { statusCode: number; data: unknown }): void;
  fail(error: { errMsg: string }): void;
}

/** A host whose server answers every request with `answer`. */
function serve(answer: (options: RequestOptions) => void): void {
  (globalThis as { tt?: unknown }).tt = { request: answer, getStorageSync: () => '' };
}

afterEach(() => {
  delete (globalThis as { tt?: unknown }).tt;
  delete anchor().config;
});

const subjectOf = async (baseUrl: string): Promise<{ name: string } | PortError> => {
  setup({ merchant: { baseUrl } });
  return config().merchant.getSubject!().catch((error: PortError) => error);
};

test('an address with a slash at the end asks the same address as one without', async () => {
  serve(({ url, success }) => success({ statusCode: 200, data: { name: url } }));
  for (const baseUrl of [
    'https://shop.example.com/m',
    'https://shop.example.com/m/',
    'https://shop.example.com/m//',
  ])
    assert.deepEqual(await subjectOf(baseUrl), { name: 'https://shop.example.com/m/subject' });
});

test('a failure that the server does not put into words names the address that was asked', async () => {
  const url = 'https://shop.example.com/m/subject';
  const failures: [answer: (options: RequestOptions) => void, kind: PortError['kind'], errMsg: string][] = [
    [({ fail }) => fail({ errMsg: 'request:fail timeout' }), 'server', `${url}: request:fail timeout`],
    [({ success }) => success({ statusCode: 401, data: 'Log in' }), 'rejected', `${url}: HTTP 401`],
    [({ success }) => success({ statusCode: 502, data: null }), 'server', `${url}: HTTP 502`],
    [({ success }) => success({ statusCode: 200, data: '<html></html>' }), 'server', `${url}: no JSON`],
    [
      ({ success }) => success({ statusCode: 400, data: { errMsg: 'no such shop' } }),
      'rejected',
      'no such shop',
    ],
  ];
  for (const [answer, kind, errMsg] of failures) {
    serve(answer);
    assert.deepEqual(await subjectOf('https://shop.example.com/m'), {
      kind,
      errMsg,
      question: 'getSubject',
    });
  }
});

test('a misspelt baseUrl is an error of setup() that names what it got', () => {
  serve(() => undefined);
  const misspelt = { merchant: { baseURL: 'https://shop.example.com/m' } } as unknown as TradeOptions;
  assert.throws(
    () => setup(misspelt),
    /setup\(\{ merchant \}\) needs baseUrl or methods of the port, but got baseURL$/,
  );
  setup({ merchant: {} });
  setup({ merchant: { getSubject: () => Promise.resolve({ name: '小店' }) } });
});

test('what a port of one’s own lacks is told by setup(), with what to add, and does not stop the app', (t) => {
  serve(() => undefined);
  const told = t.mock.method(console, 'error', () => undefined);
  const getOrder = (): never => assert.fail('asked');
  setup({ merchant: { getOrder, getSubject: '小店' as never }, trade: 'requestOrder' });
  assert.equal(told.mock.callCount(), 1);
  const text = String(told.mock.calls[0].arguments[0]);
  const named = [...text.matchAll(/(\w+)\((?:\{[^}]*\}|draft)?\), for \//g)].map(([, name]) => name);
  assert.deepEqual(named, ['getGoods', 'getAbility', 'getRefund', 'getCoupons', 'getSubject', 'sign']);
  assert.match(text, /getGoods\(\{ goodsId, goodsType, bizLine \}\)/);
});

test('what a platform of one’s own lacks is told by setup()', (t) => {
  const told = t.mock.method(console, 'error', () => undefined);
  setup({ platform: { load: () => undefined, save: () => undefined, toast: () => undefined } as never });
  assert.match(
    String(told.mock.calls[0].arguments[0]),
    /setup\(\{ platform \}\) lacks methods: add createOrder; /,
  );
  assert.doesNotMatch(String(told.mock.calls[0].arguments[0]), /load|watchCoupons/);
});

test('a port whose methods are those of a class is taken, fields and all', async () => {
  serve(() => undefined);
  class Shop {
    name = '小店';
    getSubject() {
      return Promise.resolve({ name: this.name });
    }
    getGoods = () => Promise.reject(new Error());
    getAbility = this.getGoods;
    getOrder = this.getGoods;
    getRefund = this.getGoods;
    getCoupons = this.getGoods;
  }
  setup({ merchant: new Shop() });
  assert.deepEqual(await config().merchant.getSubject!(), { name: '小店' });
});

for (const baseUrl of [undefined, null, '', 8080])
  test(`setup() refuses ${JSON.stringify(baseUrl)} as baseUrl`, () => {
    assert.throws(() => setup({ merchant: { baseUrl } as never }), /needs a text as baseUrl, but got /);
  });

for (const [what, options, told] of [
  [
    'a text as merchant',
    { merchant: 'https://shop.example.com' },
    /merchant \}\) is \{ baseUrl \} or the port/,
  ],
  [
    'another trade',
    { trade: 'createorder' },
    /trade \}\) is createOrder or requestOrder, but got "createorder"/,
  ],
  ['another theme', { theme: 'night' }, /theme \}\) is light or dark or auto, but got "night"/],
  [
    'a page that is no url',
    { pages: { orderConfirm: 7 } },
    /pages \}\) needs a text as orderConfirm, but got 7/,
  ],
  ['an empty url', { pages: { refundApply: '' } }, /needs a text as refundApply, but got ""/],
] as const)
  test(`setup() refuses ${what}, and says what it takes`, () => {
    serve(() => undefined);
    assert.throws(() => setup(options as never), told);
  });

test('what setup() is given as undefined or null is as if it were left out', () => {
  serve(() => undefined);
  setup({
    merchant: { baseUrl: 'https://shop.example.com' },
    platform: null,
    trade: null,
    theme: null,
    pages: { orderConfirm: undefined, refundApply: '/mine' },
  } as never);
  const { pages, platform, trade } = config();
  assert.deepEqual(
    [pages.orderConfirm, pages.refundApply, trade],
    ['/pages/order-confirm/index', '/mine', 'createOrder'],
  );
  assert.equal(typeof platform.createOrder, 'function');
});
