/** One life of a mini-program on one phone: ports in some weather, pages, and what its handlers heard. */
import { config, type TradeConfig } from '../../src/config';
import { anchor } from '../../src/handlers/anchor';
import { isProbe, reply, withReply } from '../../src/handlers/reply';
import type { Merchant, OrderInfo } from '../../src/ports/merchant';
import type { AppHooks, CreateOrderOptions, PayOutcome, Platform } from '../../src/ports/platform';
import { setup } from '../../src/setup';
import type { Phone } from '../unit/kit/phone-clock';
import { Form, Mounted, owner, type Around, type Definitions, type Name } from './host';
import { Shop } from './shop';
import { JUNK, Weather } from './weather';

export type Route = 'set' | 'auto' | 'reply';

export interface Page {
  parts: Mounted[];
  form?: Form;
}

/** A call that takes money or gives it back. */
export interface Deed {
  kind: 'pay' | 'refund';
  /** The platform was asked in this life of the app. */
  life: number;
}

const QUESTIONS = [
  'getGoods',
  'getAbility',
  'getOrder',
  'findOrder',
  'getRefund',
  'getCoupons',
  'getSubject',
  'getMarketing',
  'sign',
];
const FIELDS: Partial<Record<Name, string[]>> = {
  'order-confirm': ['phone', 'contact', 'note'],
  'refund-apply': ['note'],
};
const OWN = { currentPrice: 12800, goodsName: '课', goodsPhoto: '/craft.svg', goodsLabels: [] };
const PAGES = { orderConfirm: '/confirm', refundApply: '/apply', refundDetail: '/detail' };
const NAMES: Record<string, Name> = {
  '/confirm': 'order-confirm',
  '/apply': 'refund-apply',
  '/detail': 'refund-detail',
};

export interface Options {
  route: Route;
  coerces: boolean;
  trade: TradeConfig['trade'];
}

export class App {
  readonly shop: Shop;
  readonly weather: Weather;
  pages: Page[] = [];
  readonly log: string[] = [];
  readonly violations: string[] = [];
  readonly heard: { event: string; detail: Record<string, unknown>; from: Mounted }[] = [];
  readonly deeds: Deed[] = [];
  readonly sent: { options: CreateOrderOptions; page: Page | undefined }[] = [];
  readonly refunded: { amount: number; page: Page | undefined }[] = [];
  /** The name of each question, in order. */
  asked: string[] = [];
  toasts: string[] = [];
  /** How the next payment ends. */
  ending = 'paid';
  life = 0;
  /** Calls of this life that have opened a cashier and have not ended. */
  private cashiers = 0;
  /** Attempts that were begun while another one had not ended: after a payment nothing else is told. */
  overtaken = 0;
  /** Storage has failed, or the app was killed: what was known may be lost. */
  forgot = false;
  unbound = '';
  store = '';

  constructor(
    private readonly definitions: Definitions,
    readonly phone: Phone,
    readonly options: Options,
  ) {
    this.shop = new Shop(() => phone.server());
    this.weather = new Weather((ms, run) => void phone.setTimeout(run, ms));
    this.start();
  }

  /** By component: what was sent, and which order it has made. */
  private readonly sending = new Map<Mounted, { what: string; made?: OrderInfo | undefined }>();

  /** Whoever has left sends nothing any more. */
  private here(what: string): void {
    if (owner.getStore()?.gone) this.blame(`${what} is sent for a page that was left`);
  }

  /** The page of whoever asks. */
  private get asking(): Page | undefined {
    const one = owner.getStore();
    return one && this.pages.find(({ parts }) => parts.includes(one));
  }

  /**
   * A component sends nothing a second time while the platform has not said what became of the first. An
   * order that is closed is the end of its call, whatever else of it is still to come.
   */
  private alone<T>(
    what: string,
    send: (made: (order: OrderInfo | undefined) => void) => Promise<T>,
  ): Promise<T> {
    const one = owner.getStore();
    const before = one && this.sending.get(one);
    if (before?.what === what && before.made?.state !== 'closed')
      this.blame(`a second ${what} is sent while the first is open`);
    const sending: { what: string; made?: OrderInfo | undefined } = { what };
    if (one) this.sending.set(one, sending);
    const end = (): void => {
      if (one && this.sending.get(one) === sending) this.sending.delete(one);
    };
    let sent: unknown;
    try {
      return (sent = send((order) => (sending.made = order))) as Promise<T>;
    } finally {
      void Promise.resolve(sent).then(end, end);
    }
  }

  /** A deed was begun. */
  private did(kind: Deed['kind'], what: string): void {
    this.deeds.push({ kind, life: this.life });
    this.log.push(`  ${what}`);
  }

  blame(what: string): void {
    this.violations.push(what);
  }

  /** The app is started: nothing is left of an earlier life but the storage. */
  start(): void {
    const slot = anchor();
    delete slot.sessions;
    delete slot.config;
    slot.pending.clear();
    slot.sets.clear();
    if (this.options.route === 'auto') slot.auto = 'auto';
    else delete slot.auto;
    this.life++;
    this.cashiers = 0;
    try {
      setup({
        merchant: this.merchant(),
        platform: this.platform(),
        trade: this.options.trade,
        pages: PAGES,
      });
    } catch (error) {
      this.blame(`setup threw ${String(error)}`);
    }
  }

  /** The app is killed in the middle of whatever it does. */
  kill(): void {
    this.life++;
    this.forgot = true;
    for (const page of this.pages.splice(0)) for (const part of page.parts) part.detach();
    this.phone.drop();
    this.weather.held.splice(0);
    this.weather.stuck.splice(0);
    this.start();
  }

  private merchant(): Merchant {
    const { life } = this;
    const port: Record<string, (query: Record<string, unknown>) => unknown> = {};
    for (const name of QUESTIONS) {
      port[name] = (query) => {
        if (life !== this.life) return new Promise(() => undefined);
        this.asked.push(name);
        // An order that has to be signed is an attempt from here on.
        if (name === 'sign') this.did('pay', name);
        return this.weather.ask(name, () => {
          const found = this.shop.truth[name]!(query);
          if (found === null && name !== 'findOrder')
            throw { kind: 'rejected', errMsg: 'no such number' } as unknown as Error;
          return found;
        });
      };
    }
    return port as unknown as Merchant;
  }

  private platform(): Platform {
    const { life, weather, shop } = this;
    /** A call of a life that has ended does nothing, and never ends. */
    const call = <R>(name: string, act: () => unknown): Promise<R> => {
      if (life !== this.life) return new Promise(() => undefined);
      return weather.ask(`tt.${name}`, act) as Promise<R>;
    };
    const pay = (name: string, act: (ending: string) => PayOutcome): Promise<PayOutcome> => {
      if (life === this.life) this.here(name);
      if (life === this.life && name !== 'requestOrder') this.did('pay', name);
      const { ending } = this;
      if (life === this.life && this.cashiers++) this.overtaken++;
      const close = (): void => void (life === this.life && this.cashiers--);
      let ended: unknown;
      try {
        return (ended = call<PayOutcome>(name, () => {
          const end = act(ending);
          if (ending === 'lost') throw { errNo: -1, errMsg: 'connection lost' } as unknown as Error;
          return end;
        })) as Promise<PayOutcome>;
      } finally {
        void Promise.resolve(ended).then(close, close);
      }
    };
    const order = (name: string, options: () => CreateOrderOptions): Promise<PayOutcome> =>
      this.alone('order', (made) =>
        pay(name, (ending) => {
          const end = shop.cashier(ending, undefined, options());
          made('outOrderNo' in end ? shop.byNumber(end.outOrderNo) : undefined);
          return end;
        }),
      );
    const go = (name: string, url: string, replace: boolean): Promise<void> => {
      const before = this.top;
      return call(name, () => {
        // The host opens the page a little later.
        void Promise.resolve().then(() => life === this.life && this.open(url, replace ? before : undefined));
        return undefined;
      });
    };
    return {
      createOrder: (options) => {
        if (life === this.life) this.sent.push({ options, page: this.asking });
        return order('createOrder', () => options);
      },
      requestOrder: () =>
        order('requestOrder', () => {
          const { quantity, totalAmount, totalDiscountAmount } = shop.draft as Record<string, number>;
          const options = { goodsList: [{ quantity }], payment: { totalAmount, totalDiscountAmount } };
          return options as unknown as CreateOrderOptions;
        }),
      continueToPay: ({ outOrderNo }) =>
        pay('continueToPay', (ending) => {
          const found = shop.byNumber(outOrderNo);
          return found
            ? shop.cashier(ending, found)
            : { kind: 'noCashier', error: { errNo: 26000, errMsg: 'pay:fail' }, orderId: '', outOrderNo };
        }),
      applyRefund: (options) => {
        if (life === this.life) {
          this.did('refund', 'applyRefund');
          this.here('applyRefund');
        }
        const page = this.asking;
        return this.alone('application', () =>
          call('applyRefund', () => {
            const { refundId, outRefundNo, orderId, refundAmount } = shop.apply(options);
            this.refunded.push({ amount: refundAmount, page });
            if (this.ending === 'lost') throw { errNo: -1, errMsg: 'connection lost' } as unknown as Error;
            return { refundId, outRefundNo, orderId };
          }),
        );
      },
      navigateTo: (url) => go('navigateTo', url, false),
      redirectTo: (url) => go('redirectTo', url, true),
      navigateBack: () => call('navigateBack', () => this.back()),
      load: () => {
        if (weather.is('load') !== 'now') this.forgot = true;
        return weather.value('load', () => (this.store ? (JSON.parse(this.store) as unknown) : undefined));
      },
      save: (_, value) => {
        if (life !== this.life) return;
        if (weather.is('save') !== 'now') this.forgot = true;
        weather.pass('save');
        this.store = JSON.stringify(value);
      },
      toast: (text) => {
        this.toasts.push(text);
        weather.pass('toast');
      },
      app: () => weather.value('app', () => this.hooks()) as AppHooks,
      now: () => Date.now(),
      copy: () => call('copy', () => undefined),
      getBrightness: () => call('getBrightness', () => 0.5),
      setBrightness: () => call('setBrightness', () => undefined),
      watchCoupons: (_, changed) => {
        weather.pass('watchCoupons');
        this.pushed = changed;
        return () => weather.pass('unwatch');
      },
      watchSight: (_, changed) => {
        weather.pass('watchSight');
        this.sight = changed;
        return () => weather.pass('unwatch');
      },
    };
  }

  pushed: () => void = () => undefined;
  sight: (visible: boolean) => void = () => undefined;

  private hooks(): AppHooks {
    const { weather } = this;
    const value = (name: string, right: unknown) => () => weather.value(name, () => right) as never;
    const hooks: AppHooks = {
      getThemeConfig: value('getThemeConfig', {
        backgroundColor: '#fff',
        fontColor: '#000',
        borderRadius: '4px',
      }),
      userLogin: () => weather.ask('userLogin', () => undefined),
      getExtraInfo: () => weather.ask('getExtraInfo', () => ({ note: 1 })),
      getPhoneNumber: ({ success, fail }) => {
        const kind = weather.is('getPhoneNumber');
        weather.pass('getPhoneNumber');
        if (kind === 'junk' || kind === 'spoiled')
          success(JUNK[weather.which('getPhoneNumber') % JUNK.length] as never);
        else if (kind === 'rejected') fail();
        else success({ phoneNumber: '13800000000' });
      },
    };
    // A member of the App object may be anything, and may throw where it is read.
    for (const [name, hook] of Object.entries(hooks))
      Object.defineProperty(hooks, name, {
        enumerable: true,
        get: () => weather.value(`App.${name}`, () => hook as unknown),
      });
    return hooks;
  }

  get top(): Page | undefined {
    return this.pages.at(-1);
  }

  private around(): Around {
    return {
      definitions: this.definitions,
      coerces: this.options.coerces,
      beforeSetData: () => this.weather.pass('setData'),
      fire: (event, detail, from) => this.fire(event, detail as Record<string, unknown>, from),
      thrown: (where, error) => this.blame(`${where}: an exception reached the host: ${describe(error)}`),
    };
  }

  /** What the page's own handler does. */
  private handle(event: string, detail: Record<string, unknown>, from: Mounted): unknown {
    if (!isProbe({ detail })) {
      this.heard.push({ event, detail, from });
      this.log.push(`  bind:${event}`);
    }
    const own = from.data.goodsType === 2;
    return this.weather.ask(`bind:${event}`, () =>
      event === 'getgoodsinfo' ? (own ? OWN : { validation: { phoneNumber: { required: false } } }) : {},
    );
  }

  private fire(event: string, detail: Record<string, unknown>, from: Mounted): void {
    if (event === this.unbound && !isProbe({ detail })) this.forgot = true;
    if (event === this.unbound || this.options.route === 'set') return;
    const quiet = (given: unknown): void => void Promise.resolve(given).catch(() => undefined);
    if (this.options.route === 'auto')
      quiet(
        withReply((sent: { detail: Record<string, unknown> }) => this.handle(event, sent.detail, from))({
          detail,
        }),
      );
    else if (!isProbe({ detail })) {
      const given = this.handle(event, detail, from);
      reply({ detail }, given);
      quiet(given);
    }
  }

  /** The page's handlers, where the component is given them as a set. */
  private set(part: () => Mounted): object {
    const set: Record<string, unknown> = {};
    for (const event of ['getgoodsinfo', 'placeorder', 'applyrefund', 'pay', 'refund', 'consume', 'error'])
      Object.defineProperty(set, event, {
        enumerable: true,
        get: () => {
          if (event === this.unbound) return undefined;
          const right = (sent: { detail: Record<string, unknown> }): unknown =>
            this.handle(event, sent.detail, part());
          if (this.weather.is(`set.${event}`) !== 'now') this.forgot = true;
          return this.weather.value(`set.${event}`, () => right);
        },
      });
    return set;
  }

  mount(name: Name, props: Record<string, unknown>): Mounted {
    const handlers = this.options.route === 'set' ? { handlers: this.set(() => part) } : undefined;
    const part: Mounted = new Mounted(name, this.around(), { ...props, ...handlers });
    return part;
  }

  /** A page with these components on it comes to the top. */
  push(...parts: Mounted[]): Page {
    for (const part of this.top?.parts ?? []) part.show(false);
    const page: Page = { parts };
    const names = FIELDS[parts[0]!.name as Name];
    if (names) page.form = new Form(parts[0]!, names);
    this.pages.push(page);
    for (const part of parts) part.attach();
    for (const part of parts) part.show(true);
    return page;
  }

  /** A page of the kit, by its url. */
  open(url: string, replaced?: Page): void {
    const [path, search] = url.split('?') as [string, string?];
    if (replaced && replaced === this.top) this.drop();
    const part = this.mount(NAMES[path]!, {});
    const page = this.push(part);
    const query = Object.fromEntries(new URLSearchParams(search));
    part.touch('onLoad', query);
    this.log.push(`  page ${url}`);
    void page;
  }

  private drop(): void {
    for (const part of this.pages.pop()?.parts ?? []) part.detach();
  }

  back(): void {
    if (this.pages.length < 2) return;
    this.drop();
    for (const part of this.top!.parts) part.show(true);
  }

  get isAlive(): boolean {
    return !!config();
  }
}

export function describe(error: unknown): string {
  try {
    return String((error as Error).stack ?? error);
  } catch {
    return 'something that cannot be read';
  }
}
