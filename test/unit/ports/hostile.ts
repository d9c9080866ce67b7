/** Forty values that no honest server answers with, and that a port or a page may give all the same. */
import vm from 'node:vm';

const boom = (): never => {
  throw new Error('trap');
};

function cyclic(): object {
  const made: Record<string, unknown> = {};
  made.self = made;
  return made;
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function deep(levels: number): object {
  let made: object = {};
  for (let level = 0; level < levels; level++) made = { inner: made };
  return made;
}

/** Made anew for each use: some can be read once. */
export const HOSTILE: Record<string, () => unknown> = {
  NaN: () => NaN,
  infinite: () => -Infinity,
  'beyond exact': () => 1e21,
  'a fraction': () => 0.1 + 0.2,
  'below zero': () => -1,
  'a bigint': () => 19800n,
  'a symbol': () => Symbol('price'),
  'a function': () => boom,
  'a number as text': () => '19800',
  'a full-width number': () => '１９８００',
  'a text with NUL': () => 'tea\0cup',
  'half a character': () => 'tea \ud83d',
  'the other half': () => '\udd25 tea',
  'a long text': () => 'x'.repeat(1_000_000),
  'an empty text': () => '',
  'a String object': () => new String('out-1'),
  'a Number object': () => new Number(9900),
  'a Boolean object': () => new Boolean(false),
  'a Date': () => new Date(0),
  'no Date': () => new Date(NaN),
  'a Map': () => new Map([['currentPrice', 9900]]),
  'a Set': () => new Set([1]),
  'an Error': () => new Error('db down'),
  'a class instance': () =>
    new (class Price {
      amount = 9900;
    })(),
  'an object without a prototype': () => Object.create(null) as unknown,
  'a frozen object': () => Object.freeze({ toJSON: () => 'no' }),
  'a list with holes': () => new Array(3),
  'a list as long as there can be': () => new Array(4_294_967_295),
  'something like a list': () => ({ length: 2, 0: 'a', 1: 'b' }),
  'a list of another realm': () => vm.runInNewContext('[undefined]') as unknown,
  'an object of another realm': () => vm.runInNewContext('({ price: 1 })') as unknown,
  'typed numbers': () => new Float64Array(2),
  cyclic,
  'a thousand levels': () => deep(1000),
  'a hundred thousand levels': () => deep(100_000),
  'a getter that throws': () => ({
    get goodsId() {
      return boom();
    },
    get outOrderNo() {
      return boom();
    },
  }),
  'a Proxy that throws': () =>
    new Proxy(
      {},
      { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom },
    ),
  'a list that throws': () => new Proxy([1, 2], { get: (list, key) => (key === 'length' ? 2 : boom()) }),
  'a revoked Proxy': () => revoked({}),
  'a revoked list': () => revoked([]),
  'a list that never ends': () =>
    new Proxy([], { get: (list, key) => (key === 'length' ? 2 ** 53 - 1 : undefined) }),
  'texts that throw': () => ({ toString: boom, valueOf: boom, toJSON: boom }),
  'a prototype of its own': () => JSON.parse('{"__proto__":{"currentPrice":1},"constructor":1}') as unknown,
};

/** Promises of a kind: what a question may come to, beside a value. `undefined`: no answer ever comes. */
export const THENABLES: Record<string, () => unknown> = {
  'a then that throws': () => ({ then: boom }),
  'a then that cannot be read': () => ({
    get then() {
      return boom();
    },
  }),
  'a then that never answers': () => ({ then: () => undefined }),
  'a then that answers itself': () => {
    const made = { then: (done: (value: unknown) => void) => done(made) };
    let times = 0;
    return { then: (done: (value: unknown) => void) => void (times++ < 3 && done(42)) };
  },
  'a then that fails after it has answered': () => ({
    then(done: (value: unknown) => void, fail: (reason: unknown) => void) {
      done(NaN);
      fail(new Error('late'));
      boom();
    },
  }),
  'a promise of a promise of nothing': () =>
    Promise.resolve({ then: (done: (value?: unknown) => void) => done() }),
  'a rejection without a reason': () => Promise.reject(undefined),
  'a rejection that cannot be read': () => Promise.reject(HOSTILE['a Proxy that throws']!()),
  'a rejection with a symbol': () => Promise.reject(Symbol('no')),
  'a rejection whose errMsg is an object': () => Promise.reject({ errMsg: { deep: 1 } }),
};
