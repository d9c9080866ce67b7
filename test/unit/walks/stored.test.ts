import assert from 'node:assert/strict';
import test from 'node:test';
import { App } from '../../walks/app';
import { definitions } from '../../walks/host';
import { onClock } from '../../walks/walk';
import { calmed, phone } from '../kit/phone-clock';

const GOODS = { mode: 2, goodsId: '7215500112345678901', goodsType: 1 };

/** Plain values that nothing in a store may be taken for. */
const WRONG = [null, 0, -1, 1.5, '', 'text', true, false, [], [null], [7], {}, { kind: 'cashier' }];

/** Every copy of a store with one field of it, at any depth, of another type. */
function* spoiled(store: string): Generator<[path: string, text: string]> {
  const paths: string[][] = [];
  const collect = (value: unknown, path: string[]): void => {
    if (path.length) paths.push(path);
    if (value && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key]);
  };
  collect(JSON.parse(store), []);
  for (const path of paths)
    for (const wrong of [...WRONG, 'nothing at all'] as unknown[]) {
      const changed = JSON.parse(store) as Record<string, unknown>;
      let holder = changed;
      for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
      if (wrong === 'nothing at all') delete holder[path.at(-1)!];
      else holder[path.at(-1)!] = wrong;
      yield [`${path.slice(1).join('.')} = ${JSON.stringify(wrong)}`, JSON.stringify(changed)];
    }
}

/** The app was killed in the middle of this; then it starts with a store of which one field is wrong. */
async function starts(begin: (app: App) => Promise<void>, page: string, submit: string): Promise<string[]> {
  const found = await definitions();
  const clock = phone(1_700_000_000_000);
  const faults: string[] = [];
  await onClock(clock, async () => {
    await calmed(clock);
    const options = { route: 'set', coerces: true, trade: 'createOrder' } as const;
    const app = new App(found, clock, options);
    await begin(app);
    const { store } = app;
    const [id] = Object.keys(JSON.parse(store) as object);
    assert.ok(id);
    for (const [what, text] of spoiled(store)) {
      app.kill();
      app.store = text;
      app.start();
      app.weather.calm();
      app.open(`${page}?session=${id}`);
      await clock.pass(5000);
      const [shown] = app.top!.parts;
      if (submit in shown!.definition.methods) shown!.touch(submit, {});
      await clock.pass(5000);
      const phase = String(app.top!.parts[0]!.data.phase);
      // Of an order that cannot be found nothing is known: the page offers to ask again.
      if (!/^(editing|unanswered|paid|broken|failed|done|shown)$/.test(phase)) app.blame(`hangs in ${phase}`);
      app.push(
        app.mount('pay-button', GOODS),
        app.mount('pay-button', { mode: 1, orderStatus: 1, orderId: 'out-1' }),
      );
      await clock.pass(1000);
      app.top!.parts[0]!.touch('onTap', {});
      await clock.pass(1000);
      if (app.top!.parts[0]!.name !== 'order-confirm') app.blame('the next customer cannot buy');
      for (const fault of app.violations.splice(0)) faults.push(`${what}: ${fault.slice(0, 300)}`);
    }
  });
  return faults;
}

test('a stored purchase of which any field is wrong stops nobody', async () => {
  const faults = await starts(
    async (app) => {
      app.push(app.mount('pay-button', GOODS));
      await app.phone.pass(1000);
      app.top!.parts[0]!.touch('onTap', {});
      await app.phone.pass(1000);
      app.weather.set('tt.createOrder', 7, 0);
      app.top!.parts[0]!.touch('onSubmit', {});
      await app.phone.pass(1000);
    },
    '/confirm',
    'onSubmit',
  );
  assert.deepEqual(faults, []);
});

test('a stored application for a refund of which any field is wrong stops nobody', async () => {
  const faults = await starts(
    async (app) => {
      app.push(app.mount('pay-button', { mode: 1, orderStatus: 1, orderId: 'out-1' }));
      await app.phone.pass(1000);
      app.top!.parts[0]!.touch('onTap', {});
      await app.phone.pass(1000);
      app.weather.set('tt.applyRefund', 7, 0);
      app.top!.parts[0]!.touch('onReason', { currentTarget: { dataset: { code: 101 } } });
      app.top!.parts[0]!.touch('onSubmit', {});
      await app.phone.pass(1000);
    },
    '/apply',
    'onSubmit',
  );
  assert.deepEqual(faults, []);
});
