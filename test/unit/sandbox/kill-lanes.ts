/**
 * Eight buyers and shops at once, over HTTP, while the sandbox's process is killed at random moments: what
 * each lane does, what it was told, and what is wrong with the file after each kill.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '../../../sandbox/index';
import { openStore } from '../../../sandbox/store/store';
import { signEcpay } from '../../../server/ecpay';
import { Facts, problemsOf } from './kill-facts';
import { receiverOf } from './kill-receiver';
import type { Receiver } from './kill-receiver';
import { hotpot, orderOf } from './kit';
import { run } from './process-kit';
import type { Running } from './process-kit';

type Json = Record<string, unknown>;

export interface KillOptions {
  kills: number;
  seed: number;
  /** @default 8 */
  lanes?: number;
  /** Told after each kill. */
  onKill?(kill: number, problems: readonly string[]): void;
}

export interface KillReport {
  /** Answers that lanes got. */
  answers: number;
  paid: number;
  refunds: number;
  redemptions: number;
  settlements: number;
  problems: string[];
}

const appId = 'tt0123456789abcdef01';
const day = 24 * 60 * 60_000;

/** The same numbers for the same seed (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The process has died under the request. */
class Gone extends Error {}

class Lanes {
  readonly facts = new Facts();
  answers = 0;
  private server!: Running;
  private salt = '';
  private killAt = Infinity;
  private readonly paid: { orderId: string; outOrderNo: string; ecpay: boolean }[] = [];
  private count = 0;

  constructor(private readonly random: () => number) {}

  /** Runs the lanes until the process has been killed after a random number of answers. */
  async round(server: Running, lanes: number): Promise<void> {
    this.server = server;
    await server.post('/platform/user', { loggedIn: true });
    this.salt = String((await server.get('/sandbox/keys')).salt);
    this.killAt = this.answers + 1 + Math.floor(this.random() * 40);
    await Promise.all(Array.from({ length: lanes }, () => this.lane()));
    await server.ended;
  }

  private async lane(): Promise<void> {
    try {
      for (;;) await this.step();
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
    }
  }

  /** @throws Gone when the process died before it had answered */
  private async post(path: string, body: Json): Promise<Json> {
    const answer = await this.server.post(path, body).catch((error: unknown) => {
      throw new Gone(String(error));
    });
    this.answers += 1;
    // The other lanes are in the middle of something.
    if (this.answers === this.killAt) await this.server.kill();
    return answer;
  }

  private pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)];
  }

  private step(): Promise<void> {
    const choice = this.random();
    if (choice < 0.4) return this.buy();
    if (choice < 0.55) return this.buyGuaranteed();
    if (choice < 0.7) return this.refund();
    if (choice < 0.85) return this.redeem();
    if (choice < 0.9) return this.settle();
    return this.moveClock();
  }

  private async endCashier(ticket: Json, outOrderNo: string, ecpay: boolean): Promise<void> {
    const outcome = this.pick(['paid', 'paid', 'paid', 'paid', 'unknown', 'cancelled', 'failed'])!;
    const { payOrderId, orderToken } = ticket;
    const told = await this.post('/platform/cashier', { payOrderId, orderToken, outcome });
    if (told.code !== 0 || outcome !== 'paid') return;
    this.facts.orders.set(outOrderNo, 'paid');
    this.paid.push({ orderId: String(ticket.orderId), outOrderNo, ecpay });
  }

  private async buy(): Promise<void> {
    const ticket = await this.post(
      '/platform/createOrder',
      orderOf(hotpot, 1 + Math.floor(this.random() * 2)),
    );
    if (ticket.ok !== true) return;
    const outOrderNo = String(ticket.outOrderNo);
    this.facts.orders.set(outOrderNo, 'made');
    await this.endCashier(ticket, outOrderNo, false);
  }

  private ecpay(operation: string, body: Json): Promise<Json> {
    const full = { app_id: appId, ...body };
    return this.post(`/api/apps/ecpay/v1/${operation}`, { ...full, sign: signEcpay(full, this.salt) });
  }

  private async buyGuaranteed(): Promise<void> {
    const outOrderNo = `E-${(this.count += 1)}`;
    const body = {
      out_order_no: outOrderNo,
      total_amount: 1000,
      subject: '会员',
      body: '会员',
      valid_time: 900,
    };
    const made = await this.ecpay('create_order', body);
    if (made.err_no !== 0) return;
    this.facts.orders.set(outOrderNo, 'made');
    // A client that lost the answer asks again.
    const again = await this.ecpay('create_order', body);
    const { order_id, order_token } = (again.data ?? made.data) as Json;
    const ticket = await this.post('/platform/pay', { orderInfo: { order_id, order_token }, service: 5 });
    if (ticket.ok === true) await this.endCashier(ticket, outOrderNo, true);
  }

  private async refund(): Promise<void> {
    const order = this.pick(this.paid);
    if (!order) return this.buy();
    if (order.ecpay) {
      const number = `D-${(this.count += 1)}`;
      const made = await this.ecpay('create_refund', {
        out_order_no: order.outOrderNo,
        out_refund_no: number,
        reason: '不想要了',
        refund_amount: 400,
      });
      if (made.err_no === 0) this.facts.refunds.set(number, 400);
      return;
    }
    const applied = await this.post('/platform/applyRefund', {
      outOrderNo: order.outOrderNo,
      refundInfo: { reason: ['不想要了'] },
      goodsList: [{ goodsId: hotpot.goodsId, goodsType: 1, quantity: 1 }],
    });
    if (applied.ok !== true) return;
    this.facts.refunds.set(String(applied.outRefundNo), hotpot.price);
    if (this.random() < 0.3) return;
    await this.post('/platform/merchant_audit_callback', {
      out_refund_no: applied.outRefundNo,
      ...(this.random() < 0.7
        ? { refund_audit_status: 1 }
        : { refund_audit_status: 2, deny_message: '已做好' }),
    });
  }

  private async redeem(): Promise<void> {
    const order = this.pick(this.paid.filter(({ ecpay }) => !ecpay));
    if (!order) return this.buy();
    const { results } = await this.post(`/sandbox/orders/${order.orderId}/redemptions`, {});
    for (const { verifyId } of (results ?? []) as Json[])
      if (typeof verifyId === 'string') this.facts.redemptions.add(verifyId);
  }

  private async settle(): Promise<void> {
    const order = this.pick(this.paid.filter(({ ecpay }) => ecpay));
    if (!order) return this.buyGuaranteed();
    const made = await this.ecpay('settle', {
      out_order_no: order.outOrderNo,
      out_settle_no: `S-${order.outOrderNo}`,
      settle_desc: '结算',
    });
    if (made.err_no === 0) this.facts.settlements.add(String(made.settle_no));
  }

  private async moveClock(): Promise<void> {
    const advanceMs = this.random() < 0.9 ? 15_000 : 8 * day;
    await this.post('/sandbox/clock', { advanceMs });
  }
}

/** Orders are settled a week after their payment: those of 担保支付 become as old between two processes. */
const age = (file: string): void => {
  const store = openStore(file);
  store.run(
    `UPDATE orders SET create_time = create_time - ?, paid_time = paid_time - ?, pay_expire_time = pay_expire_time - ?
     WHERE state = 'paid' AND version = '1.0'`,
    8 * day,
    8 * day,
    8 * day,
  );
  store.close();
};

/** What is left is brought to its end by a process that nobody kills. */
const bringToEnd = async (file: string, receiver: Receiver): Promise<string[]> => {
  receiver.calm();
  const sandbox = createSandbox({ store: file, forward: receiver.url });
  try {
    await sandbox.advance(8 * day);
    await sandbox.idle();
    const orders = sandbox.ledger.list(10_000);
    const open = orders.filter(({ state }) => state === 'unpaid');
    const waiting = sandbox.refunds
      .list(10_000)
      .filter(({ state }) => ['auditing', 'refunding'].includes(state));
    const untold = orders.filter(
      ({ state, outOrderNo }) => state === 'paid' && !receiver.taken.has(`payment ${outOrderNo}`),
    );
    return [
      ...open.map(({ outOrderNo }) => `order ${outOrderNo} never ended`),
      ...waiting.map(({ refundId, state }) => `refund ${refundId} is ${state} for ever`),
      ...untold.map(({ outOrderNo }) => `the payment of ${outOrderNo} was never told`),
    ];
  } finally {
    await sandbox.close();
  }
};

export const killAgainAndAgain = async ({
  kills,
  seed,
  lanes = 8,
  onKill = () => undefined,
}: KillOptions): Promise<KillReport> => {
  const random = randomOf(seed);
  const folder = mkdtempSync(join(tmpdir(), 'trade-kills-'));
  const file = join(folder, 'ledger.db');
  const receiver = await receiverOf(random);
  const all = new Lanes(random);
  const problems: string[] = [];
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      await all.round(await run(file, '--forward', receiver.url), lanes);
      const found = problemsOf(file, all.facts);
      problems.push(...found.map((problem) => `after kill ${kill}: ${problem}`));
      age(file);
      onKill(kill, found);
    }
    problems.push(...(await bringToEnd(file, receiver)), ...problemsOf(file, all.facts));
  } finally {
    receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const { orders, refunds, redemptions, settlements } = all.facts;
  return {
    answers: all.answers,
    paid: [...orders.values()].filter((told) => told === 'paid').length,
    refunds: refunds.size,
    redemptions: redemptions.size,
    settlements: settlements.size,
    problems,
  };
};
