/** Settlements (分账) as a shop's own backend asks for them, in every family (contract open-api §3 to §5). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backend, codeOf, dataOf, textOf } from './backend-kit';
import type { Backend } from './backend-kit';
import { buy, create, pay, request } from './backend-orders';
import { hotpot, plain } from './kit';

type Json = Record<string, unknown>;

const day = 24 * 60 * 60_000;

const systems = {
  tradeSigned: { settle: 'create_settle', query: 'query_settle', push: 'push_delivery' },
  trade: { settle: 'create_settle', query: 'query_settle', push: 'push_delivery' },
  tradeBasic: { settle: 'settle_create', query: 'settle_query', push: '' },
} as const;

/** A paid order of three units in one of the systems. */
const order = async (
  shop: Backend,
  family: keyof typeof systems,
): Promise<{ orderId: string; outOrderNo: string; units: string[]; price: number }> => {
  const made =
    family === 'tradeBasic'
      ? { orderId: await request(shop, `mine-${shop.callbacks.length}`, 3), outOrderNo: `` }
      : await buy(shop, 3, true, plain);
  const { outOrderNo } = shop.sandbox.ledger.get(made.orderId)!;
  const items = shop.sandbox.ledger.items(made.orderId);
  return {
    ...made,
    outOrderNo,
    units: items.map(({ itemOrderId }) => itemOrderId),
    price: items[0]!.paidAmount,
  };
};

/** The shop has handed out some units. */
const handOut = async (
  shop: Backend,
  family: keyof typeof systems,
  orderId: string,
  ids: string[],
): Promise<void> => {
  const answer =
    family === 'tradeBasic'
      ? await shop.call('tradeBasic.fulfill_push_status', {
          order_id: orderId,
          item_order_id_list: ids,
          to_status: 'DONE',
        })
      : await shop.call(`${family}.push_delivery`, {
          out_order_no: shop.sandbox.ledger.get(orderId)!.outOrderNo,
          item_order_list: ids.map((id) => ({ item_order_id: id })),
        });
  assert.equal(codeOf(answer), 0, textOf(answer));
};

for (const family of ['tradeSigned', 'trade', 'tradeBasic'] as const) {
  const { settle, query } = systems[family];

  test(`${family}: an order is settled as a whole three days after its last unit has ended, once`, async (t) => {
    const shop = await backend(t);
    const { orderId, outOrderNo, units, price } = await order(shop, family);
    const ask = async (number: string, more: Json = {}): Promise<[number, Json]> => {
      const answer = await shop.call(`${family}.${settle}`, {
        out_order_no: outOrderNo,
        out_settle_no: number,
        settle_desc: '主动结算',
        ...more,
      });
      return [codeOf(answer), dataOf(answer)];
    };
    assert.equal((await ask('s-1'))[0], 23107);
    await handOut(shop, family, orderId, units.slice(0, 2));
    const back = await shop.call(
      family === 'tradeBasic' ? 'tradeBasic.refund_create' : `${family}.create_refund`,
      {
        ...(family === 'tradeBasic' ? { order_id: orderId } : { out_order_no: outOrderNo }),
        out_refund_no: 'r-1',
        item_order_detail: [{ item_order_id: units[2], refund_amount: price }],
      },
    );
    assert.equal(codeOf(back), 0, textOf(back));
    assert.equal((await ask('s-1'))[0], 23107);
    await shop.sandbox.advance(10_000);
    await shop.sandbox.advance(3 * day - 1);
    assert.equal((await ask('s-1'))[0], 23107);
    await shop.sandbox.advance(1);
    const parties = (amount: number): Json => ({
      settle_params: JSON.stringify([{ merchant_uid: 'm-2', amount }]),
    });
    assert.equal((await ask('s-1', parties(2 * price + 1)))[0], 23112);
    const [code, made] = await ask('s-1', { ...parties(price), cp_extra: 'mine' });
    assert.equal(code, 0);
    assert.equal((await ask('s-1'))[0], 23111);
    assert.equal((await ask('s-2'))[0], 23112);
    const told = async (body: Json): Promise<Json[]> =>
      (await shop.call(`${family}.${query}`, body)).data as Json[];
    const [pending] = await told({ settle_id: made.settle_id });
    assert.equal(pending?.settle_status, 'PROCESSING');
    await shop.sandbox.advance(10_000);
    const [done, ...others] = await told({ out_settle_no: 's-1' });
    assert.deepEqual(
      [
        done?.settle_status,
        done?.settle_amount,
        done?.rake,
        done?.settle_detail,
        done?.cp_extra,
        done?.settle_at,
      ],
      ['SUCCESS', 2 * price, 0, `商户: ${price}; m-2: ${price}`, 'mine', shop.sandbox.clock.now()],
    );
    assert.deepEqual(others, []);
    assert.deepEqual(await told({ order_id: orderId }), [done]);
    assert.deepEqual(await told({ out_order_no: outOrderNo }), [done]);
    assert.deepEqual(await told({ out_order_no: 'none' }), []);
    // The first number counts, whatever the others say.
    assert.deepEqual(await told({ settle_id: 'none', order_id: orderId }), []);
    assert.notEqual(codeOf(await shop.call(`${family}.${query}`, {})), 0);
    if (family !== 'tradeBasic')
      assert.equal(
        dataOf(await shop.call(`${family}.query_order`, { order_id: orderId })).settle_amount,
        2 * price,
      );
  });

  test(`${family}: unit by unit, then never as a whole; what does not fit together is refused with its code`, async (t) => {
    const shop = await backend(t);
    const first = await order(shop, family);
    const other = await order(shop, family);
    const ask = async (number: string, more: Json = {}): Promise<number> =>
      codeOf(
        await shop.call(`${family}.${settle}`, {
          out_order_no: first.outOrderNo,
          out_settle_no: number,
          settle_desc: '主动结算',
          ...more,
        }),
      );
    await handOut(shop, family, first.orderId, first.units);
    await shop.sandbox.advance(3 * day);
    assert.equal(await ask('s-1', { item_order_id: other.units[0] }), 23025);
    assert.equal(await ask('s-1', { item_order_id: 'none' }), 23024);
    assert.equal(await ask('s-1', { out_order_no: 'none' }), 23101);
    assert.equal(await ask('s-1', { out_order_no: other.outOrderNo, item_order_id: other.units[0] }), 23107);
    assert.equal(await ask('s-1', { item_order_id: first.units[0] }), 0);
    assert.equal(await ask('s-2', { item_order_id: first.units[0] }), 23112);
    assert.equal(await ask('s-2'), 23118);
    assert.equal(await ask('s-2', { item_order_id: first.units[1] }), 0);
    const own = family === 'tradeBasic';
    const bad: [Json, number][] = [
      [{ settle_desc: undefined }, own ? 10000 : 23005],
      [{ settle_desc: '' }, own ? 10000 : 23005],
      [{ settle_desc: '字'.repeat(81) }, own ? 10000 : 23010],
      [{ out_order_no: undefined }, own ? 10000 : 23003],
      [{ out_settle_no: undefined }, own ? 10000 : 23004],
      [{ cp_extra: 'x'.repeat(2049) }, own ? 10000 : 23006],
      [{ settle_params: `["${'x'.repeat(2048)}"]` }, own ? 10000 : 23007],
      [{ settle_params: '[{"amount":1}]' }, own ? 10000 : 23008],
      [{ settle_params: '[{"merchant_uid":"m","amount":0}]' }, own ? 10000 : 23009],
      [{ settle_params: '{}' }, 10000],
      [{ settle_params: 'x' }, 10000],
      [
        {
          settle_params: JSON.stringify(Array.from({ length: 5 }, () => ({ merchant_uid: 'm', amount: 1 }))),
        },
        10000,
      ],
    ];
    for (const [more, code] of bad)
      assert.equal(
        await ask('s-3', { item_order_id: first.units[2], ...more }),
        code,
        JSON.stringify(more).slice(0, 80),
      );
    assert.equal(
      shop.sandbox.ledger.history.ofOrder(first.orderId).filter(({ subject }) => subject === 'settlement')
        .length,
      2,
    );
  });
}

test('a card of several uses is settled use by use', async (t) => {
  const shop = await backend(t, { forward: undefined });
  const times = shop.sandbox.catalogue.list().find((goods) => goods.times > 1);
  assert.ok(times, 'the catalogue has a card of several uses');
  const { order: bought } = await shop.sandbox.byHand.buy({ goodsId: times.goodsId });
  const [unit] = shop.sandbox.ledger.items(bought.orderId);
  const ask = async (number: string): Promise<[number, string]> => {
    const answer = await shop.call('trade.create_settle', {
      out_order_no: bought.outOrderNo,
      out_settle_no: number,
      settle_desc: '次卡',
      item_order_id: unit!.itemOrderId,
    });
    return [codeOf(answer), textOf(answer)];
  };
  assert.equal((await ask('s-1'))[0], 23107);
  shop.sandbox.byHand.redeem(bought.orderId, 1);
  assert.deepEqual(await ask('s-1'), [0, 'success']);
  assert.equal((await ask('s-2'))[0], 23112);
  const [settled] = (await shop.call('trade.query_settle', { out_settle_no: 's-1' })).data as Json[];
  assert.ok((settled!.settle_amount as number) < unit!.paidAmount);
});

test('an order with Douyin codes is settled when they were redeemed', async (t) => {
  const shop = await backend(t, { forward: undefined });
  const { order: bought } = await shop.sandbox.byHand.buy({ goodsId: hotpot.goodsId, quantity: 1 });
  shop.sandbox.byHand.redeem(bought.orderId, 1);
  await shop.sandbox.advance(3 * day);
  const answer = await shop.call('trade.create_settle', {
    out_order_no: bought.outOrderNo,
    out_settle_no: 's-1',
    settle_desc: '结算',
  });
  assert.equal(codeOf(answer), 0, textOf(answer));
});

test('ecpay: an order is settled seven days after its payment, the same number once, and never more than is left', async (t) => {
  const shop = await backend(t);
  await pay(shop, await create(shop, 'shop-1'));
  const settle = (number: string, more: Json = {}): Promise<Json> =>
    shop.call('ecpay.settle', {
      out_settle_no: number,
      out_order_no: 'shop-1',
      settle_desc: '结算',
      ...more,
    });
  const left = async (): Promise<unknown> =>
    dataOf(await shop.call('ecpay.unsettle_amount', { out_order_no: 'shop-1' })).unsettle_amount;
  assert.equal(await left(), 1234);
  const refund = await shop.call('ecpay.create_refund', {
    out_order_no: 'shop-1',
    out_refund_no: 'r-1',
    reason: '不想要了',
    refund_amount: 234,
  });
  assert.equal(codeOf(refund), 0);
  assert.equal(await left(), 1000);
  await shop.sandbox.advance(7 * day - 1);
  assert.equal(codeOf(await settle('s-1')), 2010);
  await shop.sandbox.advance(1);
  assert.equal(codeOf(await settle('s 1')), 2010);
  assert.equal(codeOf(await settle('s-1', { out_order_no: 'none' })), 2000);
  assert.equal(codeOf(await settle('s-1', { thirdparty_id: 'tt-provider' })), 2047);
  assert.equal(codeOf(await settle('s-1', { settle_params: '[{"merchant_uid":"m","amount":1001}]' })), 2010);
  const made = await settle('s-1', { settle_params: '[{"merchant_uid":"m","amount":400}]', cp_extra: 'x' });
  assert.equal(codeOf(made), 0, textOf(made));
  assert.equal((await settle('s-1')).settle_no, made.settle_no);
  assert.equal(codeOf(await settle('s-2')), 2010);
  assert.equal(await left(), 0);
  const told = async (): Promise<Json> =>
    (await shop.call('ecpay.query_settle', { out_settle_no: 's-1' })).settle_info as Json;
  assert.deepEqual([(await told()).settle_status, (await told()).settled_at], ['PROCESSING', 0]);
  await shop.sandbox.advance(10_000);
  assert.deepEqual(await told(), {
    settle_no: made.settle_no,
    settle_status: 'SUCCESS',
    settled_at: Math.floor(shop.sandbox.clock.now() / 1000),
    msg: '',
    settle_amount: 1000,
    rake: 0,
    commission: 0,
    settle_detail: '商户: 600; m: 400',
    cp_extra: 'x',
  });
  assert.equal(codeOf(await shop.call('ecpay.query_settle', { out_settle_no: 'none' })), 4101);
  await pay(shop, await create(shop, 'shop-2'));
  assert.equal(codeOf(await settle('s-1', { out_order_no: 'shop-2' })), 2010);
  assert.equal(codeOf(await shop.call('ecpay.unsettle_amount', {})), 2000);
});

test('settlements are part of what is exported, and go on where it is imported', async (t) => {
  const shop = await backend(t);
  await pay(shop, await create(shop, 'shop-1'));
  await shop.sandbox.advance(7 * day);
  await shop.call('ecpay.settle', { out_settle_no: 's-1', out_order_no: 'shop-1', settle_desc: '结算' });
  const other = await backend(t);
  const state = JSON.parse(JSON.stringify(shop.sandbox.export())) as Json & {
    tables: Record<string, Json[]>;
  };
  await other.sandbox.import(state);
  await other.sandbox.advance(10_000);
  const { settle_info: info } = await other.call('ecpay.query_settle', { out_settle_no: 's-1' });
  assert.equal((info as Json).settle_status, 'SUCCESS');
});
