/**
 * Each handler that answers × each way in which it can go wrong: the documented code, and a button that works
 * once the handler does.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GETGOODSINFO_TIMEOUT, HANDLER_TIMEOUT } from '../../../src/contract/limits';
import { button, type Button } from '../kit/button';
import { LIBRARY } from '../kit/props';
import { refundable, settled, world, type World } from '../kit/world';

type Name = 'getgoodsinfo' | 'placeorder' | 'applyrefund';
type Fault =
  | 'throws'
  | 'rejects'
  | 'rejects with nothing'
  | 'returns nothing'
  | 'returns a non-object'
  | 'resolves twice'
  | 'never settles';

const FAULTS: Record<Fault, () => unknown> = {
  throws: () => {
    throw new Error('no');
  },
  rejects: () => Promise.reject(new Error('no')),
  'rejects with nothing': () => Promise.reject(),
  'returns nothing': () => undefined,
  'returns a non-object': () => 7,
  'resolves twice': () =>
    new Promise((resolve, reject) => {
      resolve({});
      resolve({ again: true });
      reject(new Error('late'));
    }),
  'never settles': () => new Promise(() => undefined),
};

/** What each comes to: a code, or 0 where the answer is as good as any. */
const CODES: Record<Name, Record<Fault, number>> = {
  getgoodsinfo: {
    throws: 21509,
    rejects: 21509,
    'rejects with nothing': 21509,
    'returns nothing': 21512,
    'returns a non-object': 21512,
    'resolves twice': 0,
    'never settles': 21509,
  },
  placeorder: {
    throws: 21510,
    rejects: 21510,
    'rejects with nothing': 21510,
    'returns nothing': 0,
    'returns a non-object': 0,
    'resolves twice': 0,
    'never settles': 21510,
  },
  applyrefund: {
    throws: 21533,
    rejects: 21533,
    'rejects with nothing': 21533,
    'returns nothing': 21534,
    'returns a non-object': 21534,
    'resolves twice': 0,
    'never settles': 21533,
  },
};

const RULES: Record<Fault, Record<Name, string>> = {
  throws: { getgoodsinfo: 'PB-GETGOODS-02', placeorder: 'PB-PLACE-06', applyrefund: 'PB-REFUND-10' },
  rejects: { getgoodsinfo: 'PB-GETGOODS-03', placeorder: 'PB-PLACE-07', applyrefund: 'PB-REFUND-11' },
  'rejects with nothing': {
    getgoodsinfo: 'PB-GETGOODS-03',
    placeorder: 'PB-PLACE-07',
    applyrefund: 'PB-REFUND-11',
  },
  'returns nothing': {
    getgoodsinfo: 'PB-GETGOODS-04',
    placeorder: 'PB-PLACE-90',
    applyrefund: 'PB-REFUND-14',
  },
  'returns a non-object': {
    getgoodsinfo: 'PB-GETGOODS-07',
    placeorder: 'PB-PLACE-90',
    applyrefund: 'PB-REFUND-12',
  },
  'resolves twice': {
    getgoodsinfo: 'PB-GETGOODS-10',
    placeorder: 'PB-PLACE-12',
    applyrefund: 'PB-REFUND-18',
  },
  'never settles': { getgoodsinfo: 'PB-WAIT-01', placeorder: 'PB-WAIT-02', applyrefund: 'PB-WAIT-03' },
};

const PROPS: Record<Name, Record<string, unknown>> = {
  getgoodsinfo: LIBRARY,
  placeorder: LIBRARY,
  applyrefund: { mode: 1, orderStatus: 1, orderId: 'out-1' },
};
const PAGES: Record<Name, RegExp> = {
  getgoodsinfo: /^\/confirm\?/,
  placeorder: /^\/confirm\?/,
  applyrefund: /^\/apply\?/,
};

/** What a person does until the handler has been asked: a button asks for its goods by itself. */
const provoke = async (name: Name, shown: Button): Promise<void> => {
  if (name !== 'getgoodsinfo') await shown.tap();
};

const page = (outside: World, name: Name): void => {
  assert.equal(outside.opened.length, 1);
  assert.match(outside.opened[0]!, PAGES[name]);
};

for (const name of Object.keys(CODES) as Name[]) {
  describe(name, () => {
    for (const fault of Object.keys(FAULTS) as Fault[]) {
      const errNo = CODES[name][fault];
      test(`[${RULES[fault][name]}] ${fault}: ${errNo || 'goes on'}; the button works once the handler does`, async (t) => {
        t.mock.timers.enable({ apis: ['setTimeout'] });
        const outside = world({ merchant: { getOrder: () => Promise.resolve(refundable()) } });
        let misbehaves = true;
        const shown = await button(outside, PROPS[name], {
          [name]: () => (misbehaves ? FAULTS[fault]() : {}),
        });
        await provoke(name, shown);
        if (fault === 'never settles') {
          assert.deepEqual([shown.errors(), shown.data.busy], [[], true]);
          t.mock.timers.tick(name === 'getgoodsinfo' ? GETGOODSINFO_TIMEOUT : HANDLER_TIMEOUT);
          await settled();
        }
        assert.deepEqual(shown.errors(), errNo ? [errNo] : []);
        assert.equal(shown.data.busy, false);
        misbehaves = false;
        if (!errNo) {
          if (name === 'getgoodsinfo') await shown.tap();
          return page(outside, name);
        }
        assert.deepEqual(outside.opened, []);
        await shown.tap();
        if (name === 'getgoodsinfo') {
          // The tap says that the last attempt failed, and starts a fresh one.
          assert.deepEqual(shown.errors(), [errNo, 21514]);
          await shown.tap();
        } else assert.deepEqual(shown.errors(), [errNo]);
        page(outside, name);
      });
    }
  });
}
