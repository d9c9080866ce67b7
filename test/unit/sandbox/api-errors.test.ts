/**
 * Every line of every JSAPI's error table: it has a scenario, the scenario produces it, and no scenario has a
 * code that is in no table.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiName } from '../../../src/contract/jsapi/index';
import { APIS } from '../../../src/contract/jsapi/index';
import type { ErrorRow } from '../../../src/contract/jsapi/contract';
import { scenariosOf } from '../../../sandbox/console/errors';
import { documentedApis } from '../../../sandbox/scenarios/answer';
import type { Scenario } from '../../../sandbox/index';
import { Scenarios } from '../../../sandbox/scenarios/scenarios';
import { books, callAs, OPTIONS } from './api-calls';
import { create, hotpot, open, tell } from './kit';

const scenarios = new Scenarios().list();
const failing = scenarios.filter(({ hop, answer }) => hop === 'jsapi' && answer?.errNo !== undefined);
const apis = Object.keys(APIS) as ApiName[];

/** The line that a scenario makes an API fail with: that of its text, by default the first of its code. */
const rowOf = (api: ApiName, { answer }: Scenario): ErrorRow | undefined =>
  APIS[api].errors.find(
    (row) => row.errNo === answer?.errNo && (answer.text === undefined || row.message === answer.text),
  );

/** The scenario that the console names for a line. The tests below show that it produces that line. */
const scenarioOf = (api: ApiName, row: ErrorRow): Scenario | undefined => {
  const [name] = scenariosOf(scenarios, APIS[api], row);
  return scenarios.find((scenario) => scenario.name === name);
};

test('every line of an error table has a scenario', (t) => {
  const lines = apis.flatMap((api) => APIS[api].errors.map((row) => ({ api, row })));
  const missing = lines
    .filter(({ api, row }) => !scenarioOf(api, row))
    .map(({ api, row }) => `${api} ${row.errNo} ${row.message}`);
  assert.deepEqual(missing, []);
  t.diagnostic(
    `lines of the JSAPIs' error tables covered / documented: ${lines.length - missing.length} / ${lines.length}`,
  );
});

test('no scenario makes an API fail with what is in no error table', () => {
  const strangers = failing.flatMap((scenario) =>
    documentedApis(scenario).map((api) => ({ api, scenario, row: rowOf(api, scenario) })),
  );
  assert.ok(strangers.length > 70);
  assert.deepEqual(
    strangers.filter(({ row }) => !row).map(({ api, scenario }) => `${scenario.name} for ${api}`),
    [],
  );
});

/** Rules that say so, in the order of the tables; APIs without rules of their own are tested all the same. */
const RULES: Partial<Record<ApiName, string[]>> = {
  createOrder: [
    ...[
      'JS-CREATE-ERR-01',
      'JS-CREATE-ERR-02',
      'JS-CREATE-ERR-03',
      'JS-CREATE-ERR-04',
      'JS-CREATE-ERR-05',
      'JS-CREATE-ERR-06',
    ],
    ...[
      'JS-CREATE-ERR-07',
      'JS-CREATE-ERR-08',
      'JS-CREATE-ERR-09',
      'JS-CREATE-ERR-10',
      'JS-CREATE-ERR-11',
      'JS-CREATE-ERR-12',
    ],
    ...[
      'JS-CREATE-ERR-13',
      'JS-CREATE-ERR-14',
      'JS-CREATE-ERR-15',
      'JS-CREATE-ERR-16',
      'JS-CREATE-ERR-17',
      'JS-CREATE-ERR-18',
    ],
    ...['JS-CREATE-ERR-19', 'JS-CREATE-ERR-20', 'JS-CREATE-ERR-21'],
  ],
  requestOrder: [
    ...[
      'JS-REQUEST-ERR-01',
      'JS-REQUEST-ERR-02',
      'JS-REQUEST-ERR-03',
      'JS-REQUEST-ERR-04',
      'JS-REQUEST-ERR-05',
      'JS-REQUEST-ERR-06',
    ],
    ...[
      'JS-REQUEST-ERR-07',
      'JS-REQUEST-ERR-08',
      'JS-REQUEST-ERR-09',
      'JS-REQUEST-ERR-10',
      'JS-REQUEST-ERR-11',
      'JS-REQUEST-ERR-12',
    ],
    ...['JS-REQUEST-ERR-13', 'JS-REQUEST-ERR-14', 'JS-REQUEST-ERR-15'],
  ],
  getOrderPayment: [
    ...[
      'JS-PAYMENT-ERR-06',
      'JS-PAYMENT-ERR-07',
      'JS-PAYMENT-ERR-08',
      'JS-PAYMENT-ERR-09',
      'JS-PAYMENT-ERR-10',
      'JS-PAYMENT-ERR-11',
    ],
    ...[
      'JS-PAYMENT-ERR-12',
      'JS-PAYMENT-ERR-13',
      'JS-PAYMENT-ERR-14',
      'JS-PAYMENT-ERR-15',
      'JS-PAYMENT-ERR-16',
      'JS-PAYMENT-ERR-17',
    ],
    'JS-PAYMENT-ERR-18',
  ],
  applyRefund: [
    ...[
      'JS-REFUND-ERR-01',
      'JS-REFUND-ERR-02',
      'JS-REFUND-ERR-03',
      'JS-REFUND-ERR-04',
      'JS-REFUND-ERR-05',
      'JS-REFUND-ERR-06',
    ],
    ...['JS-REFUND-ERR-07', 'JS-REFUND-ERR-08', 'JS-REFUND-ERR-09', 'JS-REFUND-ERR-10'],
  ],
};

/** What the platform's answer to a failed call of an API holds beside errNo and errMsg. */
const withLogId: readonly ApiName[] = [
  ...(['createOrder', 'createMerchantOrder', 'requestOrder', 'continueToPay', 'continueToPayLife'] as const),
  ...(['applyRefund', 'createRefundOrder'] as const),
];

for (const api of apis) {
  const rows = APIS[api].errors.filter(({ fault }) => fault !== 'payment');
  rows.forEach((row, index) => {
    const rule = RULES[api]?.[index] ?? api;
    const { name } = scenarioOf(api, row) ?? { name: 'none' };
    test(`[${rule}] ${name}: ${api} fails with ${row.errNo} ${row.message}, changes nothing, and succeeds without it`, async (t) => {
      const sandbox = open();
      t.after(() => sandbox.close());
      const options = await OPTIONS[api](sandbox);
      const before = books(sandbox);
      const { errLogId, ...answer } = (await callAs(sandbox, api, options, name)) as { errLogId?: string };
      assert.deepEqual(answer, { ok: false, errNo: row.errNo, errMsg: `${api}:fail ${row.message}` });
      assert.equal(typeof errLogId, withLogId.includes(api) ? 'string' : 'undefined');
      assert.deepEqual(books(sandbox), before);
      assert.equal((await callAs(sandbox, api, options)).errMsg, `${api}:ok`);
    });
  });
  test(`as many rules as lines are listed for ${api}`, () =>
    assert.equal(RULES[api]?.length ?? rows.length, rows.length));
}

for (const row of APIS.continueToPay.errors.filter(({ fault }) => fault === 'payment')) {
  const { name } = scenarioOf('continueToPay', row)!;
  test(`${name} ends every cashier with code ${row.errNo}, whatever is pressed`, async (t) => {
    const sandbox = open();
    t.after(() => sandbox.close());
    sandbox.chooseScenario(name);
    const first = tell(sandbox, await create(sandbox, hotpot), 'paid');
    assert.equal(first.ok && first.code, row.errNo);
  });
}
