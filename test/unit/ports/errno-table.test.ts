/**
 * Each question to the merchant, with each field of its answer malformed, reaches the page as the errNo that
 * docs/merchant.md names, and the developer as one sentence: path, what was expected, what came.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mock, test } from 'node:test';
import { ANSWERS } from '../../../src/contract/merchant/check';
import type { QuestionName } from '../../../src/contract/merchant/questions';
import { attach, idleData } from '../../../src/connect/component';
import { refundDetailParts } from '../../../src/refund-detail/component';
import { listen } from '../../../src/session/reports';
import { begin } from '../../../src/session/visits';
import { card } from '../consume-card/card';
import { button, LIBRARY } from '../kit/button';
import { refundable, settled, world, type World } from '../kit/world';
import { page as confirmPage } from '../order-confirm/page';
import { casesOf, RIGHT } from './answers';

interface Told {
  errNo?: number | undefined;
  errMsg?: string | undefined;
}

/** Shows the part of the kit that asks, and gives what the page is told. */
type Shows = (outside: World) => Promise<Told[]>;

const errorsOf = ({ heard }: Awaited<ReturnType<typeof button>>): Told[] =>
  heard.filter(({ event }) => event === 'error').map(({ detail }) => detail);

const ordered =
  (props: object): Shows =>
  async (outside) => {
    const shown = await button(outside, { mode: 1, orderId: 'out-1', refundId: 'refund-1', ...props });
    await shown.tap();
    assert.equal(shown.data.busy, false);
    const told = errorsOf(shown);
    shown.leave();
    return told;
  };

const bought: Shows = async (outside) => {
  const shown = await confirmPage(outside, { marketingReady: true });
  await shown.submit();
  await settled();
  const told = shown.reports.flatMap(({ error }) => (error ? [error] : []));
  shown.machine.stop();
  return told;
};

const detail: Shows = async ({ platform }) => {
  const visit = begin(platform, '#', {});
  const told: Told[] = [];
  listen(platform, visit, {}, ({ error }) => void (error && told.push(error)));
  const data = { ...idleData(refundDetailParts) };
  const machine = attach(refundDetailParts, {
    data,
    setData: (changes: object) => void Object.assign(data, changes),
    triggerEvent: () => undefined,
  } as never);
  machine.send('OPEN', { session: visit.id, refundId: 'refund-1' } as never);
  await settled();
  machine.stop();
  return told;
};

const shelf: Shows = async (outside) => {
  const shown = await button(outside, LIBRARY);
  const told = errorsOf(shown);
  shown.leave();
  return told;
};

const codes: Shows = async (outside) => {
  const shown = await card(outside);
  shown.leave();
  return shown.heard.filter(({ event }) => event === 'error').map(({ detail: error }) => error);
};

const lost: Shows = (outside) => {
  outside.outcomes.push(Promise.reject(new Error('lost')));
  return bought(outside);
};

interface Row {
  question: QuestionName;
  where: string;
  /** 0: nothing is told to the page, and the developer reads it on the console alone. */
  errNo: number;
  /** For null, where that means that there is nothing by this number. */
  rejected?: number;
  shows: Shows;
  trade?: 'requestOrder';
  /** The errNo of a failed order that is told in any case. */
  also?: number;
}

const TABLE: Row[] = [
  { question: 'getGoods', where: 'a button', errNo: 21505, rejected: 21506, shows: shelf },
  { question: 'getAbility', where: 'a button', errNo: 21507, shows: shelf },
  {
    question: 'getOrder',
    where: '继续支付',
    errNo: 21526,
    rejected: 21527,
    shows: ordered({ orderStatus: 0 }),
  },
  {
    question: 'getOrder',
    where: '申请退款',
    errNo: 21528,
    rejected: 21529,
    shows: ordered({ orderStatus: 1 }),
  },
  {
    question: 'getRefund',
    where: '退款中',
    errNo: 21532,
    rejected: 21532,
    shows: ordered({ orderStatus: 2 }),
  },
  { question: 'getRefund', where: '退款详情页', errNo: 21537, rejected: 21537, shows: detail },
  { question: 'getCoupons', where: 'a card', errNo: 21540, rejected: 21540, shows: codes },
  { question: 'getSubject', where: '提单页', errNo: 21536, shows: bought },
  { question: 'getMarketing', where: '提单页', errNo: 0, shows: bought },
  { question: 'findOrder', where: 'an order whose answer was lost', errNo: 0, shows: lost, also: 21517 },
  { question: 'sign', where: 'requestOrder', errNo: 21517, shows: bought, trade: 'requestOrder' },
];

/** Every sentence on the console, with how often it came. */
const said = new Map<string, number>();
mock.method(console, 'error', (text: string) => void said.set(text, (said.get(text) ?? 0) + 1));
mock.method(console, 'warn', () => undefined);

const DOCS = readFileSync('docs/merchant.md', 'utf8');

for (const { question, where, errNo, rejected, shows, trade, also } of TABLE) {
  const cases = [...casesOf(question, ANSWERS[question], RIGHT[question]())];

  test(`${question} at ${where}: each of ${cases.length} malformed answers is ${errNo || 'no errNo, as documented'}, with path, expected and got`, async () => {
    assert.ok(cases.length > 10);
    for (const { path, what, answer } of cases) {
      const outside = world({
        merchant: {
          getOrder: () => Promise.resolve(refundable()),
          [question]: () => Promise.resolve(answer),
        },
        ...(trade && { trade }),
      });
      const told = await shows(outside);
      const name = `${path || 'the answer'} that is ${what}`;
      const none = rejected !== undefined && answer === null;
      const wanted = none ? rejected : errNo;
      const ours = told.filter((one) => one.errNo !== also);
      assert.deepEqual(
        ours.map((one) => one.errNo),
        wanted ? [wanted] : [],
        name,
      );
      const start = `${question}: ${path || 'the answer'} should be `;
      if (none) assert.match(ours[0]!.errMsg!, /null, so there is nothing by/, name);
      else if (wanted) {
        const { errMsg } = ours[0]!;
        assert.ok(errMsg!.includes(start) && / but got /.test(errMsg!), `${name}: ${errMsg}`);
      }
      const lines = [...said].filter(([text]) => text.startsWith(`[microapp-trade-kit] ${start}`));
      if (!none) assert.ok(lines.length, `${name}: nothing on the console`);
      assert.deepEqual(
        [...lines].filter(([, times]) => times > 1),
        [],
        `${name}: told more than once`,
      );
    }
  });

  if (errNo && question !== 'sign')
    test(`docs/merchant.md names ${errNo} for ${question}`, () => {
      const row = DOCS.split('\n').find((line) => line.startsWith(`| \`${question}\``));
      assert.ok(row?.includes(String(errNo)), row);
    });
}
