/** What may happen at each step of a walk: to the components, to the phone, and to the world around. */
import fc from 'fast-check';
import { END_WAIT } from '../../src/contract/limits';
import { JUMPS } from '../unit/kit/phone-clock';
import type { App } from './app';
import { FICKLE, JUNK, KINDS } from './weather';
import type { Mounted } from './host';
import { lookProps, tradeProps } from '../../src/pay-button/props';
import { tradeProps as cardProps } from '../../src/consume-card/props';

export interface Step {
  op: Op;
  a: number;
  b: number;
  text: string;
}

const PLACES = [
  'getGoods',
  'getAbility',
  'getOrder',
  'findOrder',
  'getRefund',
  'getCoupons',
  'getSubject',
  'getMarketing',
  'sign',
  'tt.createOrder',
  'tt.requestOrder',
  'tt.continueToPay',
  'tt.applyRefund',
  'tt.navigateTo',
  'tt.redirectTo',
  'tt.copy',
  'tt.getBrightness',
  'tt.setBrightness',
  'bind:getgoodsinfo',
  'bind:placeorder',
  'bind:applyrefund',
  'bind:pay',
  'bind:refund',
  'bind:consume',
  'bind:error',
  'setData',
  'getThemeConfig',
  'getPhoneNumber',
  'userLogin',
  'getExtraInfo',
  'app',
  'load',
  'save',
  'toast',
  'watchCoupons',
  'watchSight',
  'unwatch',
  'set.getgoodsinfo',
  'set.placeorder',
  'set.applyrefund',
  'set.pay',
  'set.error',
  'App.getThemeConfig',
  'App.getPhoneNumber',
  'App.userLogin',
  'App.getExtraInfo',
];

const SILENT = ['tt.createOrder', 'tt.requestOrder', 'tt.continueToPay', 'tt.applyRefund', 'tt.applyRefund'];

const ENDINGS = [
  'paid',
  'paid',
  'cancelled',
  'failed',
  'timedOut',
  'closed',
  'unknown',
  'unknownPaid',
  'liar',
  'noCashier',
  'noOrder',
  'lost',
];

const cyclic: Record<string, unknown> = { goodsName: '茶' };
cyclic.self = cyclic;

/** What properties are bound to while a page loads, or by mistake. */
const VALUES: readonly unknown[] = [
  '',
  null,
  undefined,
  0,
  1,
  2,
  '1',
  '2',
  -1,
  1.5,
  NaN,
  Infinity,
  7215500112345678901n,
  'x',
  'x'.repeat(65),
  true,
  {},
  [],
  { goodsName: 7 },
  [{ feeType: 1, feeAmount: 100, feeDesc: '配送费' }],
  [{ feeType: 1, feeAmount: 1.5 }, null, { feeType: 'x' }],
  '7215500112345678901',
  'out-1',
  'out-2',
  'out-3',
  'out-99',
  'refund-1',
  -0,
  1e21,
  Symbol('id'),
  new Date(0),

  new String('out-1'),
  { length: 2, 0: 'out-1' },
  Object.freeze([Object.freeze({ feeType: 1, feeAmount: 100 })]),
  JSON.parse('[{"__proto__":{"feeAmount":5},"feeType":1}]'),
  JSON.parse('{"__proto__":{"currentPrice":1},"goodsName":"茶"}'),
  cyclic,
  'x'.repeat(100_000),
  '__proto__',
  'constructor',
];

const WAITS = [0, 1, 50, 999, 3000, 16_000, 61_000, 10 * 60_000, 3600e3];
const SLEEPS = [1000, 40_000, 3600e3, 9 * 3600e3, 40 * 24 * 3600e3];
/** Longer ago is forgotten (decision D-E123 and contract templates §5.1). */
const KEPT = 48 * 3600e3;

const pick = <T>(list: readonly T[], which: number): T => list[which % list.length]!;
const names: Record<string, string[]> = {
  'pay-button': Object.keys({ ...tradeProps, ...lookProps }).filter((key) => key !== 'handlers'),
  'consume-card': Object.keys(cardProps).filter((key) => key !== 'handlers'),
  'order-confirm': ['session', 'goodsId', 'goodsType'],
  'refund-apply': ['session'],
  'refund-detail': ['session', 'refundId'],
};

function show(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 99);
  } catch {
    return typeof value;
  }
}

function part(app: App, which: number): Mounted {
  const { parts } = app.top!;
  return parts[which % parts.length]!;
}

/** The event of a touch, as the template makes it. */
function touched(one: Mounted, which: number): object {
  const ids = [
    ...((one.data.lines as { id: string }[] | undefined) ?? []),
    one.data.first as { id: string } | null,
  ];
  const id = pick([...ids.map((line) => line?.id), 'item-1-0', '', undefined], which);
  const { reasons = [], fees = [] } = one.data as {
    reasons?: { code: number }[];
    fees?: { feeType: number }[];
  };
  const code = pick(reasons, which)?.code;
  const type = pick(fees, which)?.feeType;
  const detail = pick([{ iv: 'iv', encryptedData: 'data' }, {}, { iv: 'iv' }], which);
  return { currentTarget: { dataset: { id, code, type } }, detail };
}

/** Methods of the template that a tap calls. */
const taps = (one: Mounted): string[] =>
  Object.keys(one.definition.methods).filter((name) => !/^on(Load|Phone|Contact|Note|Quantity)$/.test(name));

/** Handlers of fields. */
const TYPING = /^on(?:Phone|Contact|Note)$/;

const OPS = {
  nothing: () => 'nothing',
  tap(app, { a, b }) {
    const one = part(app, a);
    const method = pick(taps(one), b);
    const drawn = { onReason: 'reasons', onFee: 'fees' }[method];
    if (drawn && !(one.data[drawn] as unknown[]).length) return `no ${drawn} to tap`;
    one.touch(method, touched(one, a));
    return `${one.name} ${method}`;
  },
  /** What a user mostly wants. */
  main(app, { a }) {
    const one = part(app, a);
    const reasons = (one.data.reasons ?? []) as { chosen: boolean }[];
    const method =
      { 'pay-button': 'onTap', 'consume-card': 'onApply', 'refund-detail': 'onRefresh' }[
        one.name as string
      ] ?? (reasons.length && !reasons.some(({ chosen }) => chosen) ? 'onReason' : 'onSubmit');
    one.touch(method, touched(one, a));
    return `${one.name} ${method}`;
  },
  type(app, { a, b, text }) {
    const { form } = app.top!;
    if (!form) return 'no form';
    const name = pick(['phone', 'contact', 'note', 'count', 'count'], a);
    if (name === 'count') {
      const what = pick(['onInput', 'onInput', 'onBlur', 'onLess', 'onMore'] as const, b);
      form.count(what, text);
      return `stepper ${what} ${show(text)}`;
    }
    form.type(name, text);
    return `${name} ${show(text)}`;
  },
  property(app, { a, b }) {
    const one = part(app, a);
    const name = pick(names[one.name]!, b);
    const value = pick(VALUES, a);
    one.set({ [name]: value });
    return `${one.name} ${name}=${show(value)}`;
  },
  same(app, { a, b }) {
    const one = part(app, a);
    const name = pick(names[one.name]!, b);
    one.set({ [name]: one.data[name] });
    return `${one.name} ${name} again`;
  },
  hide(app) {
    for (const one of app.top!.parts) one.show(false);
    return 'hide';
  },
  show(app) {
    for (const one of app.top!.parts) one.show(true);
    return 'show';
  },
  remount(app) {
    const page = app.top!;
    if (page.form) return 'no other instance of a page';
    page.parts = page.parts.map((one) => {
      one.detach();
      const next = app.mount(one.name as never, one.given);
      for (const key of names[one.name]!) next.data[key] = one.data[key];
      return next.attach();
    });
    return 'remount';
  },
  async back(app) {
    app.back();
    // An order of the page that was left is older than the next visit.
    await app.phone.pass(1);
    return 'back';
  },
  kill(app, { a }) {
    if (a % 4) return 'not killed';
    app.kill();
    home(app, a);
    return 'killed';
  },
  visit(app, { a, b }) {
    if (app.pages.length < 5) home(app, a + b);
    return 'visit';
  },
  clock(app, { a }) {
    app.phone.set(pick(JUMPS, a));
    return `clock set by ${pick(JUMPS, a)}`;
  },
  sleep(app, { a }) {
    app.phone.sleep(pick(SLEEPS, a));
    if (pick(SLEEPS, a) > KEPT) app.forgot = true;
    return `sleeps ${pick(SLEEPS, a)}`;
  },
  async pass(app, { a }) {
    await app.phone.pass(pick(WAITS, a));
    return `${pick(WAITS, a)} ms pass`;
  },
  answer: (app, { a }) => app.weather.release(a, true),
  fail: (app, { a }) => app.weather.release(a, false),
  weather: (app, { a, b }) => app.weather.set(pick(PLACES, a), b, a),
  /** The platform takes calls of one kind, and never says how they ended. */
  silent: (app, { a }) => app.weather.set(pick(SILENT, a), KINDS.indexOf('never'), a),
  /** A user who presses, waits until a page would offer to ask, and presses again. */
  async patient(app, step) {
    const said: string[] = [];
    for (let press = 0; press < 3; press++) {
      said.push(OPS.main(app, step));
      await app.phone.pass(END_WAIT);
    }
    return said.join(', ');
  },
  clear(app) {
    app.weather.calm();
    return 'calm';
  },
  ending(app, { a }) {
    app.ending = pick(ENDINGS, a);
    return `payments end ${app.ending}`;
  },
  shop(app, { a, b }) {
    app.shop.happen(a, b);
    return 'something happens at the shop';
  },
  push(app, { a }) {
    if (a % 2) app.pushed();
    else app.sight(a % 4 === 0);
    return 'pushed';
  },
  /** An event, or a page's query, that has not what it should. */
  strange(app, { a, b }) {
    const one = part(app, a);
    const methods = Object.keys(one.definition.methods);
    const name = pick(methods, b);
    const junk = pick(JUNK, a);
    // A text or a number would be typed, and the field would show it.
    const value = typeof junk === 'string' || typeof junk === 'number' ? null : junk;
    // Its value is a text or a number by turns: typed as well, and in no field.
    const detail = junk === FICKLE && TYPING.test(name) ? null : junk;
    const event = pick([junk, { detail }, { detail: { value } }, { currentTarget: junk }], b + a);
    one.touch(name, event as object);
    return `${one.name} ${name}(${show(event)})`;
  },
  unbind(app, { a }) {
    app.unbound = pick(['', 'getgoodsinfo', 'placeorder', 'applyrefund', 'pay', 'error'], a);
    return `no bind:${app.unbound}`;
  },
} satisfies Record<string, (app: App, step: Step) => string | Promise<string>>;

type Op = keyof typeof OPS;

export const run = (app: App, step: Step): string | Promise<string> =>
  (OPS[step.op] as (app: App, step: Step) => string | Promise<string>)(app, step);

const GOODS_ID = '7215500112345678901';

/** Pages that a walk begins with, or comes to. */
export function home(app: App, which: number): void {
  const number = `out-${(which % app.shop.orders.length) + 1}`;
  const takeaway = app.shop.orders.filter((one) => one.takeaway)[which % 2]!.outOrderNo;
  const places: (() => void)[] = [
    () =>
      app.push(app.mount('pay-button', { mode: 2, goodsId: GOODS_ID, goodsType: 1, marketingReady: true })),
    () => app.push(app.mount('pay-button', { mode: 2, goodsId: 'own-1', goodsType: 2 })),
    () =>
      app.push(
        app.mount('pay-button', { mode: 1, orderStatus: which % 2, orderId: number }),
        app.mount('consume-card', { orderId: number }),
      ),
    () =>
      app.push(
        app.mount('consume-card', { orderId: number }),
        app.mount('pay-button', { mode: 1, orderStatus: 2, refundId: 'refund-1' }),
      ),
    () => app.push(app.mount('pay-button', { mode: 1, orderStatus: 1, orderId: takeaway })),
    () => app.open(`/confirm?goodsId=${GOODS_ID}&goodsType=1`),
    () => app.open('/detail?refundId=refund-1'),
    () => app.push(app.mount('pay-button', { mode: 2, goodsId: GOODS_ID, goodsType: 1 })),
    () =>
      app.push(
        app.mount('pay-button', { mode: 1, orderStatus: 1, orderId: 'out-3', refundTotalAmount: 1234 }),
      ),
  ];
  pick(places, which)();
}

const weights: [Op, number][] = [
  ['nothing', 1],
  ['main', 14],
  ['tap', 8],
  ['type', 8],
  ['property', 4],
  ['same', 1],
  ['hide', 2],
  ['show', 3],
  ['remount', 1],
  ['back', 3],
  ['kill', 1],
  ['visit', 1],
  ['clock', 1],
  ['sleep', 1],
  ['pass', 14],
  ['answer', 6],
  ['fail', 2],
  ['weather', 14],
  ['silent', 3],
  ['patient', 3],
  ['clear', 3],
  ['ending', 2],
  ['shop', 3],
  ['push', 2],
  ['unbind', 1],
  ['strange', 2],
];

const typed = fc.oneof(
  fc.constantFrom(
    '1',
    '２',
    '１２',
    '1000000000',
    '99999999999999999999',
    '1.5',
    '2.0',
    '-3',
    '0',
    '',
    ' ',
    '三',
    'NaN',
    '1e3',
    'Infinity',
  ),
  fc.constantFrom(
    '13800000000',
    '+86 138-0000-0000',
    '１３８０００００００１',
    '1380000000',
    '😀',
    '好😀',
    'a\ud83d',
    '\ude00b',
    '\ud83d',
    '好'.repeat(31),
    '😀'.repeat(101),
    'x'.repeat(201),
    '<b>',
    '\0',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

export const step: fc.Arbitrary<Step> = fc.record({
  op: fc.oneof(...weights.map(([op, weight]) => ({ arbitrary: fc.constant(op), weight }))),
  a: fc.nat(9999),
  b: fc.nat(9999),
  text: typed,
});
