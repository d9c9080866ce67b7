/**
 * Whatever a user does with the components, and whatever becomes of the callbacks: the ledger's invariants
 * hold, each attempt is told its end once, and the order in which callbacks come changes nothing. Buttons and
 * pages are the kit's machines, the platform and the shop behind them are the sandbox's.
 */
import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { auditPeriod } from '../../../sandbox/ledger/refunds';
import type { Sandbox } from '../../../sandbox/index';
import { REFUND_REASONS } from '../../../src/contract/refund-reasons';
import { outcomeOf, type Numbers } from '../../../src/adapters/tt-platform';
import type { PayOutcome, Platform } from '../../../src/ports/platform';
import { button, type Button } from '../kit/button';
import { world, type World } from '../kit/world';
import { openPage as openConfirm } from '../order-confirm/page';
import { openPage as openApply } from '../refund-apply/page';
import { hotpot, open, start } from '../sandbox/kit';
import { assertHonest, known, picture } from '../sandbox/refund-invariants';

type Outcome = 'paid' | 'failed' | 'timedOut' | 'cancelled' | 'closed' | 'unknown' | 'unknownUnpaid';
/** `taps`: how often a finger hits the button before anything is drawn. */
type Step =
  | { do: 'buy'; quantity: number; outcome: Outcome; taps: number }
  | { do: 'continue'; order: number; outcome: Outcome; taps: number }
  | { do: 'refund'; order: number; quantity: number; item: number | undefined; taps: number }
  | { do: 'agree' | 'refuse'; refund: number }
  | { do: 'fail'; on: boolean }
  | { do: 'wait'; ms: number };

const index = fc.nat(5);
const taps = fc.integer({ min: 1, max: 3 });
const outcome = fc.constantFrom<Outcome>(
  'paid',
  'paid',
  'paid',
  'failed',
  'timedOut',
  'cancelled',
  'closed',
  'unknown',
  'unknownUnpaid',
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      quantity: fc.integer({ min: 1, max: 3 }),
      outcome,
      taps,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('continue' as const), order: index, outcome, taps }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      order: index,
      quantity: fc.integer({ min: 1, max: 3 }),
      item: fc.option(fc.nat(2), { nil: undefined }),
      taps,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('agree' as const, 'refuse' as const), refund: index }),
  },
  fc.record({ do: fc.constant('fail' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(5_000, 60_000, auditPeriod) }),
);

/**
 * What becomes of each delivery of payment and refund callbacks, in turn. `later` and `twice` come once more,
 * shuffled among each other.
 */
const weather = fc.infiniteStream(
  fc.constantFrom('now' as const, 'twice' as const, 'later' as const, 'answerLost' as const),
);

interface Sky {
  next(): string;
  dice(): number;
}

/** Signatures of callbacks that another thread is making: no mocked clock and no promise waits for them. */
const signing = new Set<number>();
createHook({
  init: (id, type) => type === 'SIGNREQUEST' && signing.add(id),
  after: (id) => signing.delete(id),
}).enable();

/** Lets run what waits for nothing but a promise or a signature. */
async function settle(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (signing.size > 0);
}

/** One life of one user's phone, with a platform and a shop of its own. */
class Life {
  readonly sandbox: Sandbox = open();
  readonly outside: World;
  /**
   * Every notification of every button, in order, without what is random: its name, and code, errNo or
   * status.
   */
  readonly told: [event: string, end: unknown][] = [];
  private late: (() => unknown)[] = [];
  private readonly calls: Promise<unknown>[] = [];
  private ending: Outcome = 'paid';

  constructor(
    private readonly t: TestContext,
    private readonly sky?: Sky,
  ) {
    const merchant = this.sandbox.merchant();
    this.outside = world({
      merchant: {
        getGoods: (query) => merchant.getGoods(query),
        getAbility: (query) => merchant.getAbility(query),
        getOrder: (query) => merchant.getOrder(query),
        findOrder: (query) => merchant.findOrder(query),
        getRefund: (query) => merchant.getRefund(query),
        getSubject: () => merchant.getSubject(),
      },
    });
    Object.assign(this.outside.platform, this.platform());
    if (this.sky) this.spoil(this.sky);
  }

  private platform(): Partial<Platform> {
    const call = async <R>(api: string, options: object): Promise<R> => {
      const called = this.sandbox.call(api, JSON.parse(JSON.stringify(options)));
      this.calls.push(called);
      const answer = await called;
      if (!answer.ok) throw answer as unknown as Error;
      return answer as unknown as R;
    };
    const pay = (api: string, options: object, numbers?: Numbers): Promise<PayOutcome> =>
      outcomeOf(
        call<Record<string, string>>(api, options).then(({ orderId, outOrderNo, payOrderId, orderToken }) => {
          const told = this.sandbox.cashier({ payOrderId, orderToken, outcome: this.ending });
          if (told.ok && told.code === 0) return { orderId, outOrderNo };
          throw {
            errNo: told.ok ? told.code : told.errNo,
            errMsg: 'not paid',
            orderId,
            outOrderNo,
          } as unknown as Error;
        }),
        numbers,
      );
    return {
      createOrder: (options) => pay('createOrder', options),
      continueToPay: (order) => pay('continueToPay', order, order),
      applyRefund: (options) => call('applyRefund', options),
    };
  }

  /** Bad weather between the platform and the shop. */
  private spoil({ next }: Sky): void {
    const receive = this.sandbox.shop.receive.bind(this.sandbox.shop);
    this.sandbox.shop.receive = async (headers, body) => {
      const { type } = JSON.parse(body) as { type: string };
      const now = type === 'payment' || type === 'refund' ? next() : 'now';
      if (now === 'later' || now === 'twice') this.late.push(() => receive(headers, body));
      if (now === 'later') throw new Error('timed out');
      const reply = await receive(headers, body);
      if (now === 'answerLost') throw new Error('connection reset');
      return reply;
    };
  }

  /** What was late comes, in any order. */
  private async clear(): Promise<void> {
    const { sky } = this;
    const late = this.late.splice(0).map((deliver) => ({ deliver, at: sky ? sky.dice() : 0 }));
    for (const { deliver } of late.sort((a, b) => a.at - b.at)) await deliver();
  }

  /** Lets everything under way come to its end; the kit asks for an outcome four times, a second apart. */
  private async ride(): Promise<void> {
    for (let second = 0; second < 6; second += 1) {
      await settle();
      // Signatures are made on another thread, before calls end and callbacks go out.
      await Promise.allSettled(this.calls.splice(0));
      await settle();
      await this.sandbox.idle();
      await settle();
      await this.clear();
      this.t.mock.timers.tick(1000);
    }
    await settle();
  }

  private repeat(times: number, send: () => void): Promise<void> {
    for (let time = 0; time < times; time += 1) send();
    return this.ride();
  }

  private take(shown: Button): Button['heard'] {
    shown.heard.forEach(({ event, detail }) => {
      const result = detail.result as { code?: number } | undefined;
      this.told.push([event, result?.code ?? detail.errNo ?? detail.status]);
    });
    return shown.heard;
  }

  /** The session of the page that was opened since `before` pages were; none when nothing was. */
  private opened(before: number): string | undefined {
    const urls = this.outside.opened.slice(before);
    assert.ok(urls.length <= 1, `opened ${urls.join(', ')}`);
    return urls[0] && /session=([^&]*)/.exec(urls[0])![1];
  }

  private async buy({ quantity, outcome: ending, taps: hits }: Step & { do: 'buy' }): Promise<void> {
    this.ending = ending;
    const orders = this.sandbox.ledger.list().length;
    const before = this.outside.opened.length;
    const shown = await button(this.outside, { mode: 2, goodsId: hotpot.goodsId, goodsType: 1 });
    await this.ride();
    await this.repeat(hits, () => shown.machine.send('TAP'));
    const session = this.opened(before);
    assert.ok(session, `no 提单页: ${JSON.stringify(shown.heard)}`);
    const page = await openConfirm(this.outside, { session });
    page.send('FILL', { quantity, phone: '13800000000' });
    await this.repeat(hits, () => page.send('SUBMIT'));
    const heard = this.take(shown);
    assert.deepEqual(
      heard.map(({ event }) => event),
      ['pay'],
      JSON.stringify(heard),
    );
    assert.equal(this.sandbox.ledger.list().length, orders + 1);
    this.assertTold(heard[0]!.detail);
    page.stop();
    shown.leave();
  }

  /** Code 0 is told of paid orders only, and of each of them that the user has just paid. */
  private assertTold({ outOrderNo, result }: Record<string, unknown>): void {
    const order = this.sandbox.ledger.getByOutOrderNo(outOrderNo as string)!;
    assert.equal(
      (result as { code?: number }).code === 0,
      order.state === 'paid',
      `${order.state}: ${JSON.stringify(result)}`,
    );
  }

  private async continue(
    order: { outOrderNo?: string | undefined; state: string },
    { outcome: ending, taps: hits }: Step & { do: 'continue' },
  ): Promise<void> {
    this.ending = ending;
    const shown = await button(this.outside, { mode: 1, orderStatus: 0, orderId: order.outOrderNo });
    await this.repeat(hits, () => shown.machine.send('TAP'));
    const ends = this.take(shown).filter(({ event }) => event === 'pay');
    assert.equal(ends.length, 1, JSON.stringify(shown.heard));
    const { status, result } = ends[0]!.detail as { status: string; result: { code?: number } };
    if (order.state === 'unpaid' && status === 'success') this.assertTold(ends[0]!.detail);
    // What was paid before is told as paid, though no cashier opens for it.
    else if (order.state === 'paid') assert.equal(result.code, 0);
    else assert.notEqual(result.code, 0);
    shown.leave();
  }

  private async refund(
    order: { orderId: string; outOrderNo?: string | undefined },
    { quantity, item, taps: hits }: Step & { do: 'refund' },
  ): Promise<void> {
    const items = this.sandbox.ledger.items(order.orderId);
    const params =
      item === undefined ? {} : { itemOrderList: [{ itemOrderId: items[item % items.length]!.itemOrderId }] };
    const refunds = this.sandbox.refunds.list().length;
    const before = this.outside.opened.length;
    const shown = await button(
      this.outside,
      { mode: 1, orderStatus: 1, orderId: order.outOrderNo },
      { applyrefund: () => Promise.resolve(params) },
    );
    await this.repeat(hits, () => shown.machine.send('TAP'));
    const session = this.opened(before);
    if (session) {
      const page = await openApply({ session });
      await page.fill({ quantity, reasons: [REFUND_REASONS[0]!.code], note: '' });
      await this.repeat(hits, () => page.machine.send('SUBMIT'));
      page.machine.stop();
    }
    const ends = this.take(shown).filter(({ event }) => event === 'refund');
    assert.ok(ends.length <= 1, JSON.stringify(shown.heard));
    // A page that had nothing to submit, or a tap that was refused, is told as an error or not at all; an
    // application always ends.
    const isIn = ends[0]?.detail.status === 'success';
    assert.equal(this.sandbox.refunds.list().length, refunds + (isIn ? 1 : 0));
    if (!session) assert.equal(ends.length, 0);
    shown.leave();
  }

  private async carryOut(each: Step): Promise<void> {
    const { ledger, refunds } = this.sandbox;
    // The oldest first: both lives number them alike.
    const orders = ledger.list().reverse();
    const applied = refunds.list().reverse();
    const order = 'order' in each ? orders[each.order % Math.max(1, orders.length)] : undefined;
    const refund = 'refund' in each ? applied[each.refund % Math.max(1, applied.length)] : undefined;
    if (each.do === 'buy') await this.buy(each);
    else if (each.do === 'continue' && order) await this.continue(order, each);
    else if (each.do === 'refund' && order) await this.refund(order, each);
    else if ((each.do === 'agree' || each.do === 'refuse') && refund?.outRefundNo)
      await this.sandbox
        .audit({
          outRefundNo: refund.outRefundNo,
          decision: each.do,
          ...(each.do === 'refuse' ? { denyMessage: '已使用' } : {}),
        })
        .catch(() => undefined);
    else if (each.do === 'fail') this.sandbox.chooseScenario(each.on ? 'refund.fails' : null);
    else if (each.do === 'wait') await this.sandbox.advance(each.ms);
  }

  async play(steps: Step[]): Promise<void> {
    for (const each of steps) {
      await this.carryOut(each);
      await this.ride();
      assertHonest(this.sandbox);
    }
    this.sandbox.chooseScenario(null);
    // Everything is decided, paid back and told.
    for (let time = 0; time < 2; time += 1) await this.sandbox.advance(auditPeriod);
    await this.ride();
    assertHonest(this.sandbox);
  }
}

test('any sequence of taps, outcomes, refunds, decisions and callbacks: honest books, one end for each attempt, the same in any order of callbacks', async (t) => {
  const seed = Date.now() & 0x7fffffff;
  t.diagnostic(`seed ${seed}`);
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: start });
  const seen = { buy: 0, refund: 0, spoilt: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 14, size: 'max' }),
      weather,
      fc.infiniteStream(fc.nat()),
      async (steps, winds, dice) => {
        const all: Step[] = [{ do: 'buy', quantity: 3, outcome: 'paid', taps: 2 }, ...steps];
        const calm = new Life(t);
        await calm.play(all);
        const sky: Sky = {
          next: () => ((seen.spoilt += 1), winds.next().value as string),
          dice: () => dice.next().value as number,
        };
        const stormy = new Life(t, sky);
        await stormy.play(all);
        assert.deepEqual(stormy.told, calm.told);
        assert.deepEqual(await picture(stormy.sandbox), await picture(calm.sandbox));
        assert.deepEqual(await known(stormy.sandbox), await known(calm.sandbox));
        seen.buy += stormy.sandbox.ledger.list().length;
        seen.refund += stormy.sandbox.refunds.list().length;
        await Promise.all([calm.sandbox.close(), stormy.sandbox.close()]);
      },
    ),
    { numRuns: 12, seed },
  );
  t.diagnostic(JSON.stringify(seen));
  assert.ok(seen.buy >= 12 && seen.refund > 5 && seen.spoilt > 20, JSON.stringify(seen));
});
