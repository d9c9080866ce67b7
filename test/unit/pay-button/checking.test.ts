import assert from 'node:assert/strict';
import test from 'node:test';
import { anchor } from '../../../src/handlers/anchor';
import { button, LIBRARY, OWN } from '../kit/button';
import { ownGoodsInfo, settled, world } from '../kit/world';

/** A page whose handlers have to be probed: an adapter is installed, and `pay` is bound by nobody. */
async function probing(
  t: import('node:test').TestContext,
): Promise<{ outside: ReturnType<typeof world>; shown: Awaited<ReturnType<typeof button>> }> {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  anchor().auto = 'auto';
  t.after(() => delete anchor().auto);
  const outside = world();
  const shown = await button(outside, LIBRARY, { pay: undefined });
  return { outside, shown };
}

test('[PB-TAP-01] a tap while the handlers are being looked for fires 21513', async (t) => {
  const { shown, outside } = await probing(t);
  await shown.tap();
  assert.deepEqual(shown.errors(), [21513]);
  assert.deepEqual(outside.calls, []);
});

test('a check of older properties changes nothing: handlers that came with the newer ones are found', async (t) => {
  const { shown } = await probing(t);
  const set = shown.data.handlers as Record<string, unknown>;
  await shown.set({ handlers: { ...set, pay: () => undefined }, goodsId: 'another' });
  assert.equal(shown.machine.state, 'ready');
  t.mock.timers.tick(3000);
  await settled();
  t.mock.timers.tick(3000);
  await settled();
  assert.deepEqual(shown.errors(), []);
  assert.equal(shown.machine.state, 'ready');
});

test('an older check that found nothing missing does not let a newer one pass', async (t) => {
  const { shown, outside } = await probing(t);
  const set = shown.data.handlers as Record<string, unknown>;
  t.mock.timers.tick(500);
  const without = { ...set };
  delete without.placeorder;
  await shown.set({ handlers: without, goodsId: 'another' });
  for (let window = 0; window < 4; window++) {
    t.mock.timers.tick(1500);
    await settled();
  }
  assert.deepEqual(shown.errors(), [21504]);
  assert.deepEqual(outside.calls, []);
});

for (const [what, next] of [
  ['other goods', OWN],
  ['goods that are not valid', { goodsId: 'x'.repeat(65) }],
] as const) {
  test(`no shelf timer is left of goods that were replaced by ${what}`, async (t) => {
    const set = t.mock.method(globalThis, 'setTimeout');
    const cleared = t.mock.method(globalThis, 'clearTimeout');
    const shown = await button(world(), LIBRARY, { getgoodsinfo: () => ownGoodsInfo });
    assert.equal(shown.machine.state, 'ready');
    await shown.set(next);
    const gone = cleared.mock.calls.map(({ arguments: [timer] }) => timer);
    assert.deepEqual(
      set.mock.calls.map(({ result }) => result).filter((timer) => !gone.includes(timer as never)),
      [],
    );
  });
}
