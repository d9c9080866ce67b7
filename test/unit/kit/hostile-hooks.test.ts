/** The App object's hooks and the platform's calls with hostile values: each ends, and the page is usable. */
import assert from 'node:assert/strict';
import { mock, test, type TestContext } from 'node:test';
import { GETGOODSINFO_TIMEOUT, HANDLER_TIMEOUT } from '../../../src/contract/limits';
import type { AppHooks } from '../../../src/ports/platform';
import { openPage, page as confirmPage } from '../order-confirm/page';
import { HOSTILE, THENABLES } from '../ports/hostile';
import { page as applyPage } from '../refund-apply/page';
import { button } from './button';
import { GOODS_ID, order, refundable, settled, world } from './world';

const said = mock.method(console, 'error', () => undefined);

type Values = readonly [what: string, value: () => unknown][];

const PLAIN: Values = Object.entries(HOSTILE);
const VALUES: Values = PLAIN.concat(Object.entries(THENABLES));

/** What a call may come to, and may throw: its reason is passed on in its own words. */
const WAYS: [how: string, values: Values, call: (value: () => unknown) => unknown][] = [
  ['comes to', VALUES, (value) => value()],
  ['rejects with', PLAIN, (value) => new Promise((_, reject) => reject(value() as Error))],
  [
    'throws',
    PLAIN,
    (value) => {
      throw value();
    },
  ],
];

/** Notes what nobody has caught, while a test runs. */
function watchRejections(t: TestContext): () => Promise<void> {
  const rejected: unknown[] = [];
  const note = (reason: unknown): void => void rejected.push(reason);
  process.on('unhandledRejection', note);
  t.after(() => process.off('unhandledRejection', note));
  return async () => {
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(rejected.length, 0);
  };
}

for (const [name, errNo] of [
  ['userLogin', 21546],
  ['getExtraInfo', 21547],
] as const)
  for (const [how, values, call] of WAYS)
    test(`${name} that ${how} each hostile value: 提单页 is filled in, or says ${errNo} and can be tried again`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const done = watchRejections(t);
      for (const [what, value] of values) {
        said.mock.resetCalls();
        const outside = world();
        outside.app = { [name]: () => call(value) };
        const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
        t.mock.timers.tick(Math.max(HANDLER_TIMEOUT, GETGOODSINFO_TIMEOUT));
        await settled();
        const words = said.mock.calls.map(({ arguments: [text] }) => String(text));
        if (shown.state !== 'editing') {
          assert.equal(shown.state, 'broken', what);
          assert.ok(
            words.some((text) => text.includes(`${errNo} ${name}`)),
            `${what}: ${words.join()}`,
          );
        }
        for (const text of words) assert.doesNotMatch(text, /\[object/, what);
        outside.app = {};
        shown.send('RETRY');
        await settled();
        assert.equal(shown.state, 'editing', what);
        shown.stop();
      }
      await done();
    });

test('each hook that is itself a hostile value: 提单页 is filled in, or says so and can be tried again', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const name of ['userLogin', 'getExtraInfo', 'getPhoneNumber'])
    for (const [what, value] of PLAIN) {
      const outside = world();
      outside.app = { [name]: value() } as AppHooks;
      const shown = await openPage(outside, { goodsId: GOODS_ID, goodsType: '1' });
      assert.match(shown.state, /^(editing|broken)$/, `${name} ${what}`);
      shown.send('PHONE', { iv: 'iv', encryptedData: 'data' });
      outside.app = {};
      shown.send('RETRY');
      await settled();
      assert.equal(shown.state, 'editing', `${name} ${what}`);
      shown.stop();
    }
});

test('getPhoneNumber that succeeds or fails with each hostile value: the field is a text of whole characters, and nothing of the kit’s is thrown at the app', async () => {
  for (const [what, value] of PLAIN)
    for (const result of [() => value(), () => ({ phoneNumber: value() })]) {
      const outside = world();
      let thrown: Error | undefined;
      outside.app.getPhoneNumber = ({ success, fail }) => {
        try {
          success(result() as never);
          fail();
        } catch (error) {
          thrown = error as Error;
        }
      };
      const shown = await confirmPage(outside);
      await shown.fill({ phone: '139' });
      shown.machine.send('PHONE', { iv: 'iv', encryptedData: 'data' });
      await settled();
      // What the app's own value throws is the app's.
      if (thrown) assert.match(String(thrown), /trap|revoked/, what);
      if (thrown) assert.equal(shown.machine.context.form.phone, '139', what);
      assert.equal(typeof shown.machine.context.form.phone, 'string', what);
      assert.doesNotMatch(shown.machine.context.form.phone, /\p{Cs}/u, what);
      shown.machine.stop();
    }
});

/** The call's right answer with one field, or the whole of it, replaced. */
const spoilt = (
  right: object,
  what: string,
  value: () => unknown,
): [field: string, answer: () => unknown][] => [
  ['the answer', value],
  // A promise within an answer is nobody's to wait for.
  ...Object.keys(what in THENABLES ? {} : right).map((field): [string, () => unknown] => [
    field,
    () => ({ ...right, [field]: value() }),
  ]),
];

/** What the hosts' calls reject with. */
const REASON = { errNo: 1, errMsg: 'no', errLogId: 'log-1' };
const APPLIED = { refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' };

for (const [how, values, call] of WAYS)
  test(`applyRefund that ${how} each hostile value: bind:refund comes once, with texts, and the form can be sent again after a failure`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const done = watchRejections(t);
    for (const [what, value] of values)
      for (const [field, answer] of spoilt(how === 'comes to' ? APPLIED : REASON, what, value)) {
        const where = `${field} that is ${what}`;
        const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
        outside.platform.applyRefund = () => call(answer) as never;
        const shown = await applyPage();
        await shown.fill({ reasons: [101] });
        await shown.submit();
        for (let minutes = 0; minutes < 3 && shown.reports.length === 0; minutes++) {
          t.mock.timers.tick(60_000);
          await settled();
        }
        const told = shown.reports.flatMap(({ refund }) => refund ?? []);
        if (what.includes('never answers')) assert.deepEqual([told, shown.machine.state], [[], 'unanswered']);
        else {
          assert.equal(told.length, 1, where);
          const { status, result } = told[0]!;
          assert.equal(shown.machine.state, status === 'success' ? 'done' : 'failed', where);
          for (const text of Object.values(result as object)) assert.equal(typeof text, 'string', where);
        }
        assert.doesNotMatch(JSON.stringify(shown.reports), /\[object/, where);
        shown.machine.stop();
      }
    await done();
  });

const PAID = { kind: 'cashier', code: 0, orderId: 'dy-1', outOrderNo: 'out-1' };
const REFUSED = { kind: 'noCashier', error: { errNo: 1, errMsg: 'no' }, orderId: '', outOrderNo: '' };

for (const name of ['createOrder', 'requestOrder'] as const)
  for (const [how, values, call] of WAYS)
    test(`${name} that ${how} each hostile value: bind:pay comes once, and 提单页 is usable`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const done = watchRejections(t);
      for (const [what, value] of values)
        for (const right of how === 'comes to' ? [PAID, REFUSED] : [REASON])
          for (const [field, answer] of spoilt(right, what, value)) {
            const where = `${field} of ${JSON.stringify(right)} that is ${what}`;
            const outside = world({ trade: name });
            outside.platform[name] = (() => call(answer)) as never;
            const shown = await confirmPage(outside);
            await shown.submit();
            for (let waits = 0; waits < 20 && shown.reports.length === 0; waits++) {
              t.mock.timers.tick(60_000);
              await settled();
            }
            const told = shown.reports.filter(({ pay }) => pay);
            if (shown.machine.state !== 'unanswered') assert.equal(told.length, 1, where);
            assert.match(shown.machine.state, /^(editing|paid|unanswered)$/, where);
            assert.doesNotMatch(JSON.stringify(shown.reports), /\[object/, where);
            shown.machine.stop();
          }
      await done();
    });

for (const [how, values, call] of WAYS)
  test(`continueToPay that ${how} each hostile value: bind:pay comes once, and the button is usable`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const done = watchRejections(t);
    for (const [what, value] of values)
      for (const [field, answer] of spoilt(how === 'comes to' ? PAID : REASON, what, value)) {
        const where = `${field} that is ${what}`;
        const outside = world({ merchant: { getOrder: () => Promise.resolve(order()) } });
        outside.platform.continueToPay = (() => call(answer)) as never;
        const shown = await button(outside, { mode: 1, orderStatus: 0, orderId: 'out-1' });
        await shown.tap();
        for (let waits = 0; waits < 20 && shown.data.busy; waits++) {
          t.mock.timers.tick(60_000);
          await settled();
        }
        assert.equal(shown.data.busy, false, where);
        assert.ok(shown.heard.filter(({ event }) => event === 'pay').length <= 1, where);
        assert.doesNotMatch(JSON.stringify(shown.heard.map(({ detail }) => detail)), /\[object/, where);
        shown.leave();
      }
    await done();
  });
