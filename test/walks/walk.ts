/** A random walk: steps, what must hold after each, and that all works when the world is well again. */
import { AsyncResource } from 'node:async_hooks';
import fc from 'fast-check';
import { calmed, phone, type Phone } from '../unit/kit/phone-clock';
import { App, describe, type Deed, type Page, type Route } from './app';
import { definitions, type Mounted } from './host';
import { home, run, step, type Step } from './steps';
import { yuan } from '../../src/money';
import { countOf, phoneOf } from '../../src/contract/typed';

export interface Plan {
  route: Route;
  coerces: boolean;
  signs: boolean;
  from: number;
  steps: Step[];
}

export const plan: fc.Arbitrary<Plan> = fc.record({
  route: fc.constantFrom<Route[]>('set', 'auto', 'reply'),
  coerces: fc.boolean(),
  signs: fc.boolean(),
  from: fc.nat(99),
  steps: fc.array(step, { minLength: 40, maxLength: 90, size: 'max' }),
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Texts that nobody may read. */
const UNREADABLE =
  /NaN|undefined|\[object|null|Infinity|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const AMOUNTS = /^(amount|total|price)$/;

function* texts(value: unknown, path: string): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (value && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) yield* texts(inner, `${path}.${key}`);
}

/** What the template of a component draws: its data without its properties. */
function checkDrawn(app: App, one: Mounted): void {
  const { properties } = one.definition;
  for (const [key, value] of Object.entries(one.data)) {
    if (key in properties || key === 'texts' || key === 'handlers') continue;
    for (const [path, text] of texts(value, key)) {
      if (UNREADABLE.test(text)) app.blame(`${one.name} shows ${path} = ${JSON.stringify(text)}`);
      const name = path.split('.').at(-1)!;
      if (AMOUNTS.test(name) && text && !/^\d+\.\d\d$/.test(text))
        app.blame(`${one.name} shows the amount ${path} = ${text}`);
    }
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      app.blame(`${one.name} shows ${key} = ${value}`);
  }
}

function checkForm(app: App, { form, parts }: Page): void {
  for (const [name, text] of Object.entries(form?.fields ?? {}))
    if (
      !parts[0]!.stale &&
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
    )
      app.blame(`${parts[0]!.name} shows half a character in ${name}`);
}

/** An order is made of what the page showed, and the page shows what the order is made of. */
function checkSent(app: App): void {
  for (const { options, page } of app.sent.splice(0)) {
    const goods = options.goodsList![0]!;
    const { totalAmount, totalDiscountAmount = 0, feeDetailsList = [] } = options.payment;
    const numbers = [goods.quantity, goods.price, totalAmount, totalDiscountAmount];
    if (numbers.some((one) => !Number.isSafeInteger(one) || one < 0) || totalDiscountAmount > totalAmount)
      app.blame(`an order of ${numbers.join()} was sent`);
    const fees = (feeDetailsList as { feeAmount: number; feeDiscountAmount?: number }[]).reduce(
      (sum, fee) => sum + fee.feeAmount - (fee.feeDiscountAmount ?? 0),
      0,
    );
    if (totalAmount !== goods.price * goods.quantity + fees)
      app.blame(`${totalAmount} was sent for ${goods.quantity} of ${goods.price} and ${fees}`);
    const [one] = page?.parts ?? [];
    // What ended without an order may be another one by now.
    const stands = one?.data.locked || one?.data.busy;
    if (!page?.form || !one || one.stale || !page.form.isDrawn || !stands) continue;
    const shown = one.data.total;
    if (shown !== yuan(totalAmount - totalDiscountAmount))
      app.blame(`the page shows ${String(shown)}, the order takes ${totalAmount - totalDiscountAmount} 分`);
    const { fields, stepper } = page.form;
    const { phoneNumber = '', contactName = '' } = options.contactInfo ?? {};
    const seen = {
      quantity: countOf(String(stepper?.data.shown)),
      phone: phoneOf(fields.phone!),
      contact: fields.contact,
      note: fields.note,
    };
    const sent = {
      quantity: goods.quantity,
      phone: phoneNumber,
      contact: contactName,
      note: options.note ?? '',
    };
    if (JSON.stringify(seen) !== JSON.stringify(sent))
      app.blame(`the form shows ${JSON.stringify(seen)}, the order has ${JSON.stringify(sent)}`);
  }
  for (const wrong of app.shop.wrong.splice(0)) app.blame(wrong);
  for (const { amount, page } of app.refunded.splice(0)) {
    const [one] = page?.parts ?? [];
    if (!page?.form?.isDrawn || !one || one.stale) continue;
    if (one.data.amount !== yuan(amount))
      app.blame(`the page shows ${String(one.data.amount)}, the refund gives ${amount} 分`);
  }
}

const told = (app: App, event: Deed['kind']): number => app.heard.filter((one) => one.event === event).length;

function checkEvents(app: App): void {
  for (const kind of ['pay', 'refund'] as const) {
    const done = app.deeds.filter((deed) => deed.kind === kind).length;
    if (!app.forgot && told(app, kind) > done)
      app.blame(`${told(app, kind)} times bind:${kind} for ${done} times`);
  }
  for (const { event, detail } of app.heard) {
    if (event !== 'pay') continue;
    const { code } = detail.result as { code?: number };
    const order = app.shop.byNumber(detail.outOrderNo);
    // Storage that was spoiled may name an order that nobody has made.
    if (code === 0 && order?.state !== 'paid' && (order || !app.forgot))
      app.blame(`bind:pay says paid of ${String(detail.outOrderNo)}`);
  }
  // Two pages with a card of the same order are both told.
  const consumed = app.heard.filter(({ event }) => event === 'consume');
  for (const card of new Set(consumed.map(({ from }) => from))) {
    const times = consumed.filter(({ from }) => from === card).length;
    if (times > app.shop.redeemed) app.blame(`bind:consume came ${times} times for ${app.shop.redeemed}`);
  }
  for (const text of app.toasts.splice(0)) if (UNREADABLE.test(text)) app.blame(`a toast reads ${text}`);
}

async function settle(): Promise<void> {
  await turn();
  await turn();
}

async function check(app: App, before: number, started: number): Promise<void> {
  await settle();
  const asked = app.asked.slice(before);
  const most = 40 + (app.phone.server() - started) / 1000;
  if (asked.length > most)
    app.blame(`${asked.length} questions in ${app.phone.server() - started} ms: ${asked.join()}`);
  for (const page of app.pages) {
    for (const one of page.parts) checkDrawn(app, one);
    checkForm(app, page);
  }
  checkSent(app);
  checkEvents(app);
}

async function pass(app: App, ms: number): Promise<void> {
  const before = app.asked.length;
  const started = app.phone.server();
  await app.phone.pass(ms);
  await check(app, before, started);
}

const usable: Record<string, (one: Mounted) => boolean> = {
  'pay-button': ({ data }) => !data.busy,
  'consume-card': ({ data }) => data.phase !== 'loading' && data.phase !== 'broken',
  'order-confirm': ({ data }) => ['editing', 'paid', 'broken'].includes(String(data.phase)),
  'refund-apply': ({ data }) => ['editing', 'failed', 'done', 'broken'].includes(String(data.phase)),
  'refund-detail': ({ data }) => ['shown', 'broken'].includes(String(data.phase)),
};

/** The world is well again: every page comes to rest, the shop sells, and each deed was told. */
async function heal(app: App): Promise<void> {
  app.log.push('healed');
  app.weather.calm();
  app.shop.good();
  app.ending = 'paid';
  app.unbound = '';
  await pass(app, 131_000);
  while (app.pages.length) {
    for (const one of app.top!.parts) one.set(one.given);
    for (const one of app.top!.parts) one.show(false);
    for (const one of app.top!.parts) one.show(true);
    await pass(app, 16_000);
    for (const one of app.top!.parts) {
      if (one.data.phase === 'broken')
        one.touch(one.name === 'order-confirm' || one.name === 'refund-apply' ? 'onRetry' : 'onRefresh', {});
    }
    await pass(app, 12_000);
    for (const one of app.top!.parts)
      if (!usable[one.name]!(one))
        app.blame(`${one.name} hangs: ${JSON.stringify(one.data.phase ?? one.data.label)}`);
    if (app.pages.length > 1) app.back();
    else break;
  }
  await shops(app);
}

/** A new customer buys: the shop is open. */
async function shops(app: App): Promise<void> {
  for (const one of app.pages.splice(0).flatMap(({ parts }) => parts)) one.detach();
  const collected = app.shop.orders.map(({ outOrderNo }) =>
    app.mount('pay-button', { mode: 1, orderStatus: 4, orderId: outOrderNo, refundId: 'refund-1' }),
  );
  app.push(...collected, app.mount('pay-button', { mode: 2, goodsId: 'own-1', goodsType: 2 }));
  await pass(app, 3000);
  home(app, 0);
  await pass(app, 3000);
  const [button] = app.top!.parts;
  for (const kind of ['pay', 'refund'] as const) {
    const done = app.deeds.filter((deed) => deed.kind === kind).length;
    const least = kind === 'pay' ? done - app.overtaken : done;
    if (!app.forgot && (told(app, kind) > done || told(app, kind) < least))
      app.blame(`${told(app, kind)} times bind:${kind} for ${done} times`);
  }
  const orders = app.shop.orders.length;
  const pays = told(app, 'pay');
  button!.touch('onTap', {});
  await pass(app, 3000);
  const page = app.top!;
  if (page.parts[0]!.name !== 'order-confirm') {
    app.blame(`no page opens: ${String(button!.data.label)}`);
    return;
  }
  page.form!.count('onInput', '２');
  page.form!.type('phone', '13800000000');
  page.parts[0]!.touch('onSubmit', {});
  await pass(app, 8000);
  const made = app.shop.orders.at(-1)!;
  if (app.shop.orders.length !== orders + 1 || made.quantity !== 2)
    app.blame('the new customer could not buy');
  if (told(app, 'pay') !== pays + 1) app.blame(`bind:pay came ${told(app, 'pay') - pays} times at the end`);
}

export interface Walked {
  violations: string[];
  log: string[];
}

const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };

export async function onClock<T>(clock: Phone, walk: () => Promise<T>): Promise<T> {
  // What a timer does is done for whoever has set it.
  const setTimeout = (run: () => void, ms?: number): unknown => clock.setTimeout(AsyncResource.bind(run), ms);
  Object.assign(globalThis, { setTimeout, clearTimeout: clock.clearTimeout });
  Date.now = clock.now;
  const said = { error: console.error, warn: console.warn };
  console.error = console.warn = () => undefined;
  try {
    return await walk();
  } finally {
    Object.assign(console, said);
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.now;
  }
}

/** Takes the steps, until something is wrong; then all must work in a world that is well again. */
async function through(app: App, from: number, steps: Step[], ended: () => boolean): Promise<void> {
  home(app, from);
  await settle();
  for (const one of steps) {
    if (!app.pages.length) home(app, one.a);
    const before = app.asked.length;
    const started = app.phone.server();
    let did: string;
    try {
      did = await run(app, one);
    } catch (error) {
      did = one.op;
      app.blame(`an exception reached the page: ${describe(error)}`);
    }
    app.log.push(did);
    await check(app, before, started);
    if (ended()) return;
  }
  await heal(app);
  ended();
}

/** Walks one plan on a phone of its own. */
export async function walk({ route, coerces, signs, from, steps }: Plan): Promise<Walked> {
  const known = await definitions();
  const clock = phone(1_700_000_000_000);
  const rejected: unknown[] = [];
  const note = (reason: unknown): void => void rejected.push(reason);
  process.on('unhandledRejection', note);
  try {
    return await onClock(clock, async () => {
      await calmed(clock);
      const app = new App(known, clock, { route, coerces, trade: signs ? 'requestOrder' : 'createOrder' });
      const ended = (): boolean => {
        for (const reason of rejected.splice(0)) app.blame(`unhandled rejection: ${describe(reason)}`);
        return app.violations.length > 0;
      };
      try {
        await through(app, from, steps, ended);
      } finally {
        // What is left of a walk that failed must not wake up in the next one.
        for (const page of app.pages) for (const part of page.parts) part.detach();
      }
      return app;
    });
  } finally {
    process.off('unhandledRejection', note);
  }
}

/** Takes so many walks; throws with the way to the first that went wrong. `walked` hears of each. */
export async function walks(options: fc.Parameters<[Plan]>, walked?: () => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(plan, async (each) => {
      const { violations, log } = await walk(each);
      if (walked) walked();
      if (violations.length) throw new Error(`${violations.join('\n')}\nafter ${log.join('\n      ')}`);
    }),
    options,
  );
}
