/**
 * Plays the platform for many purchases at a shop's server: callbacks come several times, at once and in
 * any order, with the same signature or a new one, and again until they are taken. What it sent is what
 * the shop's books must hold in the end. Money in 分.
 */
import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { envelope, signHeaders } from '../../sandbox/callbacks/envelope';
import type { CallbackEnvelope } from '../../src/contract/callbacks';

/** How one purchase goes. */
interface Plan {
  orderId: string;
  quantity: number;
  paid: boolean;
  /** How its refund of one unit ends, where there is one. */
  refund?: 'SUCCESS' | 'FAIL';
}

/** What the shop must know of a purchase when all is over. */
export interface Expected {
  outOrderNo: string;
  state: 'paid' | 'closed';
  amount: number;
  refund?: { outRefundNo: string; status: 98 | 99; amount: number };
}

export interface Played {
  expected: Expected[];
  /** Callbacks that were sent, and how many of them had to be sent again. */
  sent: number;
  again: number;
}

const PRICE = 8800;
const GOODS = 'own-cake';
/** Before a callback is sent again, ms. */
const PAUSE = 50;
/** A server that takes none for so long is broken. */
const MOST_ATTEMPTS = 600;

/** The same numbers for the same seed (a linear congruential generator). */
export const dice = (seed: number) => {
  let state = seed >>> 0;
  return (sides: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
};
type Dice = ReturnType<typeof dice>;

const planOf = (index: number, seed: number, roll: Dice): Plan => {
  const paid = roll(10) < 8;
  const refunded = paid && roll(10) < 4;
  return {
    orderId: `9${seed}${String(index).padStart(8, '0')}`,
    quantity: 1 + roll(3),
    paid,
    ...(refunded ? { refund: roll(5) < 4 ? 'SUCCESS' : 'FAIL' } : {}),
  };
};

export interface Shop {
  /** Where callbacks go. */
  callbackUrl: string;
  platformKey: KeyObject;
}

export class Platform {
  readonly counts = { sent: 0, again: 0 };

  constructor(
    private readonly shop: Shop,
    private readonly roll: Dice,
  ) {}

  async buy(plan: Plan): Promise<Expected> {
    const { orderId, quantity, paid, refund } = plan;
    const made = Date.now();
    const outOrderNo = await this.number('out_order_no', 'pre_create_order', {
      open_id: '_000buyer',
      order_id: orderId,
      goods: [{ goods_id: GOODS, goods_id_type: 2, title: '蛋糕', img_url: '', price: PRICE, quantity }],
      total_amount: PRICE * quantity,
      discount: 0,
      cp_extra: '',
      create_order_time: made,
      item_order_info_list: Array.from({ length: quantity }, (_, unit) => ({
        item_order_id: `${orderId}-${unit}`,
        goods_id: GOODS,
        price: PRICE,
      })),
    });
    const base = { order_id: orderId, out_order_no: outOrderNo, event_time: made };
    const money = { total_amount: PRICE * quantity, discount_amount: 0 };
    const cancel = { ...base, ...money, status: 'CANCEL', message: 'TIME_OUT' };
    const success = { ...base, ...money, status: 'SUCCESS', message: '', pay_channel: 10 };
    // A cashier that timed out and was paid after all tells both, in any order.
    await this.news('payment', paid ? (this.roll(4) === 0 ? [success, cancel] : [success]) : [cancel]);
    const expected = { outOrderNo, state: paid ? 'paid' : 'closed', amount: PRICE * quantity } as const;
    if (!refund) return expected;
    const detail = {
      refund_total_amount: PRICE,
      refund_item_detail: {
        item_order_quantity: 1,
        item_order_detail: [{ item_order_id: `${orderId}-0`, refund_amount: PRICE }],
      },
    };
    const asked = {
      ...base,
      ...detail,
      refund_id: `${orderId}9`,
      need_refund_audit: 1,
      create_refund_time: Date.now(),
      refund_reason: ['不想要了'],
      refund_description: '',
    };
    const outRefundNo = await this.number('out_refund_no', 'pre_create_refund', asked);
    const end = { ...base, ...detail, refund_id: `${orderId}9`, out_refund_no: outRefundNo, message: '' };
    const ends = [{ ...end, status: refund }];
    // The question may come once more beside the end, from a queue that was slow.
    await Promise.all([
      this.news(
        'refund',
        refund === 'SUCCESS' && this.roll(4) === 0 ? [...ends, { ...end, status: 'FAIL' }] : ends,
      ),
      this.number('out_refund_no', 'pre_create_refund', asked).then((number) =>
        assert.equal(number, outRefundNo),
      ),
    ]);
    return {
      ...expected,
      refund: { outRefundNo, status: refund === 'SUCCESS' ? 98 : 99, amount: PRICE },
    };
  }

  /** A question, asked up to three times at once: every answer gives the same number. */
  private async number(field: string, type: CallbackEnvelope['type'], msg: object): Promise<string> {
    const answers = await this.atOnce(1 + this.roll(3), type, msg);
    const numbers = new Set(answers.map(({ data }) => data?.[field]));
    assert.equal(numbers.size, 1, `${type} has several numbers: ${[...numbers].join(', ')}`);
    const [number] = numbers;
    assert.ok(number, `${type} has no ${field}`);
    return number;
  }

  /** What ended, told up to three times each, all at once. */
  private async news(type: CallbackEnvelope['type'], messages: object[]): Promise<void> {
    await Promise.all(messages.map((msg) => this.atOnce(1 + this.roll(3), type, msg)));
  }

  private atOnce(times: number, type: CallbackEnvelope['type'], msg: object): Promise<Answer[]> {
    const body = envelope('2.0', type, msg);
    const signed = this.roll(2) === 0 ? this.sign(body) : undefined;
    return Promise.all(Array.from({ length: times }, () => this.deliver(body, signed)));
  }

  private sign(body: string): Record<string, string> {
    return signHeaders(body, Date.now(), this.shop.platformKey);
  }

  /** @param signed the same signature for every attempt; without it each has its own */
  private async deliver(body: string, signed?: Record<string, string>): Promise<Answer> {
    let problem = '';
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      this.counts.sent += 1;
      try {
        const reply = await fetch(this.shop.callbackUrl, {
          method: 'POST',
          headers: signed ?? this.sign(body),
          body,
        });
        const text = await reply.text();
        if (reply.status === 200) {
          const answer = JSON.parse(text) as Answer;
          assert.equal(answer.err_no, 0, `${text} to ${body}`);
          return answer;
        }
        problem = `HTTP ${reply.status} ${text}`;
        assert.ok(reply.status >= 500, problem);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        problem = String(error);
      }
      this.counts.again += 1;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    throw new Error(`not taken after ${MOST_ATTEMPTS} attempts: ${problem}`);
  }
}

interface Answer {
  err_no: number;
  data?: Record<string, string>;
}

/** @param progress told after each purchase, of how many are done */
export const playPurchases = async (
  shop: Shop,
  { count, lanes = 8, seed }: { count: number; lanes?: number; seed: number },
  progress: (done: number) => void = () => undefined,
): Promise<Played> => {
  const roll = dice(seed);
  const platform = new Platform(shop, roll);
  const plans = Array.from({ length: count }, (_, index) => planOf(index, seed, roll));
  const expected: Expected[] = [];
  const lane = async (): Promise<void> => {
    for (let plan = plans.shift(); plan; plan = plans.shift()) {
      expected.push(await platform.buy(plan));
      progress(expected.length);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { expected, ...platform.counts };
};
