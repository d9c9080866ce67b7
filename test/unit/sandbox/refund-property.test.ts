import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { auditPeriod } from '../../../sandbox/ledger/refunds';
import type { HttpReply } from '../../../sandbox/callbacks/types';
import { signHeaders } from '../../../sandbox/callbacks/envelope';
import type { Sandbox } from '../../../sandbox/index';
import { create, hotpot, open, tell } from './kit';
import type { Answer } from './kit';
import { assertHonest, known, picture } from './refund-invariants';
import { agree, ask, byQuantity, refuse } from './refund-kit';
import type { Applied } from './refund-kit';

type Step =
  | {
      do: 'buy';
      quantity: number;
      discount: number;
      outcome: 'paid' | 'failed' | 'cancelled' | 'unknown' | 'unknownUnpaid';
    }
  | { do: 'units'; order: number; quantity: number }
  | { do: 'items'; order: number; item: number; amount: number | undefined }
  | { do: 'agree' | 'refuse'; refund: number }
  | { do: 'fail'; on: boolean }
  | { do: 'wait'; ms: number };

const index = fc.nat(7);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('buy' as const),
    quantity: fc.integer({ min: 1, max: 4 }),
    discount: fc.nat(3000),
    outcome: fc.constantFrom(
      'paid' as const,
      'paid' as const,
      'paid' as const,
      'failed' as const,
      'unknown' as const,
      'unknownUnpaid' as const,
    ),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('units' as const),
      order: index,
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('items' as const),
      order: index,
      item: fc.nat(3),
      amount: fc.option(fc.integer({ min: 1, max: hotpot.price }), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('agree' as const, 'refuse' as const), refund: index }),
  },
  fc.record({ do: fc.constant('fail' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(0, 5_000, 10_000, 60_000, auditPeriod) }),
);

/** What the network does to each delivery of payment and refund callbacks, in turn. */
const weather = fc.infiniteStream(
  fc.constantFrom(
    'calm' as const,
    'lost' as const,
    'answerLost' as const,
    'twice' as const,
    'later' as const,
  ),
);

/** A delivery that comes again when everything else is over. */
type Late = () => Promise<HttpReply>;

/** Bad weather for every callback that the merchant learns something by. Answers what is still to come. */
const spoil = (sandbox: Sandbox, next: () => string): Late[] => {
  const receive = sandbox.shop.receive.bind(sandbox.shop);
  const late: Late[] = [];
  /** An old signature counts no more. */
  const signedAnew = (body: string) =>
    signHeaders(body, sandbox.clock.now(), sandbox.keys.platform.privateKey);
  sandbox.shop.receive = async (headers, body) => {
    const { type } = JSON.parse(body) as { type: string };
    if (type !== 'payment' && type !== 'refund') return receive(headers, body);
    const now = next();
    if (now === 'lost') throw new Error('lost on the way');
    if (now === 'later') {
      late.push(() => receive(signedAnew(body), body));
      throw new Error('timed out');
    }
    const reply = await receive(headers, body);
    if (now === 'twice') late.push(() => receive(signedAnew(body), body));
    if (now === 'answerLost') throw new Error('connection reset');
    return reply;
  };
  return late;
};

const play = async (sandbox: Sandbox, steps: Step[]): Promise<void> => {
  const orders: Answer[] = [];
  const refunds: Applied[] = [];
  const apply = async (order: Answer, target: Record<string, unknown>): Promise<void> => {
    const answer = await ask(sandbox, order, target);
    assert.ok(answer.ok || answer.errNo !== 10401, answer.errMsg);
    if (answer.ok) refunds.push(answer as unknown as Applied);
  };
  for (const each of steps) {
    const order = 'order' in each ? orders[each.order % Math.max(1, orders.length)] : undefined;
    const refund = 'refund' in each ? refunds[each.refund % Math.max(1, refunds.length)] : undefined;
    if (each.do === 'buy') {
      const totalAmount = hotpot.price * each.quantity;
      const bought = await create(sandbox, hotpot, each.quantity, {
        payment: { totalAmount, totalDiscountAmount: each.discount },
      });
      orders.push(bought);
      tell(sandbox, bought, each.outcome);
    } else if (each.do === 'units' && order) await apply(order, byQuantity(each.quantity));
    else if (each.do === 'items' && order) {
      const items = sandbox.ledger.items(order.orderId);
      const { itemOrderId } = items[each.item % items.length];
      await apply(order, {
        itemOrderList: [{ itemOrderId, ...(each.amount === undefined ? {} : { refundAmount: each.amount }) }],
      });
    } else if (each.do === 'agree' && refund) await agree(sandbox, refund).catch(() => undefined);
    else if (each.do === 'refuse' && refund) await refuse(sandbox, refund).catch(() => undefined);
    else if (each.do === 'fail') sandbox.chooseScenario(each.on ? 'refund.fails' : null);
    else if (each.do === 'wait') await sandbox.advance(each.ms);
    assertHonest(sandbox);
  }
};

test('whatever is bought, refunded and decided, no 分 goes back twice, each end is told once, and lost, doubled and late callbacks change nothing', async (t) => {
  const seed = Date.now() & 0x7fffffff;
  t.diagnostic(`seed ${seed}`);
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 8, maxLength: 24, size: 'max' }),
      weather,
      fc.infiniteStream(fc.nat()),
      async (steps, sky, dice) => {
        const [calm, stormy] = [open(), open()];
        const late = spoil(stormy, () => sky.next().value as string);
        for (const sandbox of [calm, stormy]) {
          await play(sandbox, [{ do: 'buy', quantity: 3, discount: 1000, outcome: 'paid' }, ...steps]);
          sandbox.chooseScenario(null);
          // Everything is decided, paid back and told.
          await sandbox.advance(auditPeriod);
          await sandbox.advance(auditPeriod);
          assertHonest(sandbox);
        }
        // In any order, long after the fact.
        const shuffled = late
          .map((deliver) => ({ deliver, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at);
        for (const { deliver } of shuffled) assert.equal((await deliver()).status, 200);
        for (const refund of stormy.refunds.list()) {
          assert.ok(['refunded', 'refused', 'failed'].includes(refund.state));
          const told = stormy.callbacks
            .records(refund.orderId)
            .filter(({ type, refundId }) => type === 'refund' && refundId === refund.refundId);
          assert.equal(told.length, 1);
        }
        applied += stormy.refunds.list().length;
        assert.deepEqual(await picture(stormy), await picture(calm));
        assert.deepEqual(await known(stormy), await known(calm));
        // Nothing in the books contradicts anything else in them.
        await stormy.import({ ...stormy.export() });
        assert.deepEqual(await picture(stormy), await picture(calm));
        await Promise.all([calm.close(), stormy.close()]);
      },
    ),
    { numRuns: 40, seed },
  );
  assert.ok(applied > 40, `only ${applied} refunds were applied for`);
});
