/** What a page of the kit is about may come with its properties, late, or never. */
import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import { attach, idleData, type Instance, type Running } from '../../../src/connect/component';
import { ID_WAIT } from '../../../src/contract/limits';
import { orderConfirmParts } from '../../../src/order-confirm/component';
import { refundApplyParts } from '../../../src/refund-apply/component';
import { refundDetailParts } from '../../../src/refund-detail/component';
import { begin } from '../../../src/session/visits';
import { confirmGoods, GOODS_ID, refundable, settled, world, type World } from './world';

interface Page {
  data: Record<string, unknown>;
  /** The phases that were drawn, in order. */
  drawn: unknown[];
  set(props: object): Promise<void>;
  machine: Pick<Running<never, object>, 'stop'> & { send(event: string, payload?: object): void };
}

const open: Page[] = [];
afterEach(() => open.splice(0).forEach(({ machine }) => machine.stop()));

interface Kind {
  parts: typeof orderConfirmParts | typeof refundApplyParts | typeof refundDetailParts;
  /** Begins what the page is about. */
  query(outside: World): object;
  ready: string;
}

const PAGES: Kind[] = [
  {
    parts: orderConfirmParts,
    query: ({ platform }) => ({ session: begin(platform, GOODS_ID, { goods: confirmGoods() }).id }),
    ready: 'editing',
  },
  {
    parts: refundApplyParts,
    query: ({ platform }) => {
      const what = { orderId: 'dy-1', outOrderNo: 'out-1', refund: { order: refundable() } };
      return { session: begin(platform, '#out-1', what).id };
    },
    ready: 'editing',
  },
  {
    parts: refundDetailParts,
    query: ({ platform }) => ({ session: begin(platform, '#', {}).id, refundId: 'refund-1' }),
    ready: 'shown',
  },
];

/** A page by itself, whose properties are not there yet. */
async function pageOf({ parts }: Kind): Promise<Page> {
  const data: Record<string, unknown> = { ...idleData(parts as { idle: object }) };
  const drawn: unknown[] = [];
  const instance: Instance = {
    data,
    setData(changes) {
      Object.assign(data, changes);
      if ('phase' in changes) drawn.push(changes.phase);
    },
    triggerEvent: () => undefined,
  };
  const machine = attach(parts as never, instance) as unknown as Page['machine'] & { changed(): void };
  const set = async (props: object): Promise<void> => {
    Object.assign(data, props);
    machine.changed();
    await settled();
  };
  const page = { data, drawn, set, machine };
  open.push(page);
  await set({});
  return page;
}

for (const kind of PAGES) {
  const { id } = kind.parts.machine;

  test(`${id}: properties that come late are waited for in silence, then the page is there`, async () => {
    const outside = world();
    const page = await pageOf(kind);
    assert.deepEqual([page.drawn, outside.toasts], [[], []]);
    await page.set(kind.query(outside));
    assert.equal(page.data.phase, kind.ready);
    assert.equal(outside.calls.filter((call) => call === 'getSubject').length, 1);
  });

  test(`${id}: properties that never come are an error after their time, and no sooner`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    world();
    const page = await pageOf(kind);
    t.mock.timers.tick(ID_WAIT - 1);
    await settled();
    assert.deepEqual(page.drawn, []);
    t.mock.timers.tick(1);
    await settled();
    assert.equal(page.data.phase, 'broken');
  });

  test(`${id}: after that they are taken when they come, and nothing is drawn for properties that say nothing`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const outside = world();
    const page = await pageOf(kind);
    t.mock.timers.tick(ID_WAIT);
    await settled();
    const { length } = page.drawn;
    await page.set({ session: null });
    assert.equal(page.drawn.length, length);
    await page.set(kind.query(outside));
    assert.equal(page.data.phase, kind.ready);
  });
}

test('order-confirm: a page that is opened again with what it lacked is there, and without it stays as it is', async () => {
  const outside = world();
  const page = await pageOf(PAGES[0]!);
  page.machine.send('OPEN', {});
  await settled();
  assert.equal(page.data.phase, 'broken');
  const { length } = page.drawn;
  page.machine.send('OPEN', {});
  await settled();
  assert.equal(page.drawn.length, length);
  page.machine.send('OPEN', PAGES[0]!.query(outside));
  await settled();
  assert.equal(page.data.phase, 'editing');
});

test('refund-detail: a page that is shown again asks again, also after a failure', async () => {
  const outside = world();
  const page = await pageOf(PAGES[2]!);
  const { getRefund } = outside.merchant;
  await page.set(PAGES[2]!.query(outside));
  outside.merchant.getRefund = () => Promise.reject(new Error('db down'));
  page.machine.send('SHOW');
  await settled();
  assert.equal(page.data.phase, 'broken');
  outside.merchant.getRefund = getRefund!;
  page.machine.send('SHOW');
  await settled();
  assert.equal(page.data.phase, 'shown');
});
