/**
 * What kits of earlier days had stored when the app was killed in a payment or an application, word for
 * word: an update of the kit takes it up, and asks before anything is sent.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { config } from '../../../src/config';
import type { Visit } from '../../../src/ports/sessions';
import { resumeAll } from '../../../src/session/resume';
import { find } from '../../../src/session/visits';
import { openPage as openApplication } from '../refund-apply/page';
import { openPage } from '../order-confirm/page';
import { button, LIBRARY } from './button';
import { order, refundable, settled, world, type World } from './world';

type Stored = Record<string, unknown>;

const KEY = 'microapp-trade-kit:sessions';
const KITS = Object.entries(
  JSON.parse(readFileSync('test/fixtures/stored-visits.json', 'utf8')) as Record<
    string,
    Partial<Record<'payment' | 'refund' | 'unsure', Stored>>
  >,
);

/** The application is in. */
const APPLIED = {
  merchant: { getOrder: () => Promise.resolve(refundable({ refunds: ['refund-1'], refundableQuantity: 1 })) },
};

/** An app that begins with this in its store. */
function begun(visit: Stored, merchant: Parameters<typeof world>[0]): World {
  const outside = world(merchant);
  outside.store.set(KEY, JSON.stringify({ [String(visit.id)]: visit }));
  return outside;
}

const kept = (outside: World, { id }: Stored): Visit | undefined => find(outside.platform, String(id));

for (const [kit, { payment }] of KITS) {
  test(`a payment that the kit of ${kit} was killed in is paid on: no second order is made`, async () => {
    const outside = begun(payment!, { merchant: { findOrder: () => Promise.resolve(order()) } });
    const shown = await openPage(outside, { session: String(payment!.id) });
    assert.equal(shown.data.submitText, '继续支付');
    shown.send('SUBMIT');
    await settled();
    assert.deepEqual([outside.orders.length, outside.calls.includes('continueToPay')], [0, true]);
  });

  test(`a payment that the kit of ${kit} was killed in, and that went through, is told once`, async () => {
    const found = order({ state: 'paid' });
    const outside = begun(payment!, { merchant: { findOrder: () => Promise.resolve(found) } });
    resumeAll(config());
    await settled();
    const shown = await button(outside, LIBRARY);
    assert.deepEqual(
      shown.heard.filter(({ event }) => event === 'pay').map(({ detail }) => detail),
      [{ status: 'success', orderId: 'dy-1', outOrderNo: 'out-1', result: { code: 0, orderId: 'dy-1' } }],
    );
  });
}

for (const [kit, { refund }] of KITS) {
  if (!refund) continue;
  test(`an application that the kit of ${kit} was killed in is told once it is in, and sent no second time`, async () => {
    const outside = begun(refund, APPLIED);
    resumeAll(config());
    await settled();
    assert.deepEqual(
      kept(outside, refund)?.waiting.map((report) => report.refund?.status),
      ['success'],
    );
    const shown = await openApplication({ session: String(refund.id) });
    assert.deepEqual([shown.data.phase, outside.applications.length], ['done', 0]);
  });
}

test('an application of which an earlier kit did not know how it ended is asked for before the next', async () => {
  const unsure = KITS.flatMap(([, visits]) => (visits.unsure ? [visits.unsure] : []));
  assert.equal(unsure.length, 1);
  const outside = begun(unsure[0]!, APPLIED);
  const shown = await openApplication({ session: String(unsure[0]!.id) });
  await shown.fill({ reasons: [101] });
  await shown.submit();
  assert.deepEqual([shown.data.phase, outside.applications.length], ['done', 0]);
});

test('a payment whose goods cannot be read is asked for by what it is about, and its page sends nothing', async (t) => {
  const said = t.mock.method(console, 'error', () => undefined);
  const asked: unknown[] = [];
  const visit: Stored = { ...KITS.at(-1)![1].payment!, goods: { goodsId: 7 }, form: 'text' };
  const outside = begun(visit, {
    merchant: {
      findOrder(query) {
        asked.push(query.goodsId);
        return Promise.resolve(order({ state: 'paid' }));
      },
    },
  });
  resumeAll(config());
  await settled();
  assert.deepEqual(asked, ['7215500112345678901']);
  assert.match(said.mock.calls.map((call) => String(call.arguments)).join(), /goods\.goodsId/);
  const shown = await openPage(outside, { session: String(visit.id) });
  assert.deepEqual([shown.data.phase, outside.orders.length], ['broken', 0]);
  const next = await button(outside, LIBRARY);
  assert.equal(next.heard.filter(({ event }) => event === 'pay').length, 1);
});
