/** Properties, hooks and handlers with hostile values: nothing is thrown, and nothing unreadable drawn. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { KIT_COMPONENTS } from '../../../src/contract/components';
import { themeStyle } from '../../../src/connect/theme';
import { HOSTILE, THENABLES } from '../ports/hostile';
import { definitions, Mounted, type Around, type Definitions } from '../../walks/host';
import { button, LIBRARY, type PageHandlers } from './button';
import { GOODS_ID, settled, world } from './world';

mock.method(console, 'error', () => undefined);
mock.method(console, 'warn', () => undefined);

/** What a component has on a page that uses it rightly. */
const RIGHT: Record<string, object> = {
  'pay-button': { mode: 2, goodsId: GOODS_ID, goodsType: 1, goodsInfo: { extra: {} } },
  'consume-card': { orderId: 'out-1' },
  'refund-detail': { refundId: 'refund-1' },
};

const UNREADABLE = /NaN|undefined|\[object|Infinity|\p{Cs}/u;

function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* texts(inner);
}

/** What its template draws, without what it was given. */
function drawnBy({ data, definition }: Mounted): string[] {
  return Object.entries(data)
    .filter(([key]) => !(key in definition.properties) && key !== 'texts')
    .flatMap(([, value]) => [...texts(value)]);
}

for (const name of KIT_COMPONENTS)
  for (const coerces of [true, false])
    test(`${name}: each property with each hostile value, on a host that ${coerces ? 'turns it into its type' : 'passes it on'}`, async (t) => {
      t.mock.timers.enable({ apis: ['setTimeout'] });
      const known: Definitions = await definitions();
      const thrown: string[] = [];
      const rejected: unknown[] = [];
      const note = (reason: unknown): void => void rejected.push(reason);
      process.on('unhandledRejection', note);
      const around: Around = {
        definitions: known,
        coerces,
        beforeSetData: () => undefined,
        fire: () => undefined,
        thrown: (where, error) => void thrown.push(`${where}: ${String(error)}`),
      };
      let tried = 0;
      for (const property of Object.keys(known[name].properties))
        for (const [what, value] of Object.entries(HOSTILE)) {
          // A host that turns values into texts meets what throws there itself.
          if (coerces && /throw|revoked|levels|prototype|cyclic|ends|long as/.test(what)) continue;
          const where = `${property} that is ${what}`;
          world();
          const one = new Mounted(name, around, { ...RIGHT[name] }).attach();
          await settled();
          one.set({ [property]: value() });
          await settled();
          t.mock.timers.tick(16_000);
          await settled();
          assert.deepEqual(thrown, [], where);
          for (const text of drawnBy(one)) assert.doesNotMatch(text, UNREADABLE, where);
          one.detach();
          tried++;
        }
      await new Promise((resolve) => setImmediate(resolve));
      process.off('unhandledRejection', note);
      assert.deepEqual([rejected, tried > 20], [[], true]);
    });

test('getThemeConfig with each hostile value, and each colour with one: the style holds nothing but colours', () => {
  for (const [what, value] of Object.entries(HOSTILE))
    for (const field of ['', 'backgroundColor', 'fontColor', 'borderRadius']) {
      const outside = world();
      outside.app.getThemeConfig = () =>
        (field ? { fontColor: '#123456', [field]: value() } : value()) as never;
      assert.match(themeStyle(), /^(--trade-(bg|color|radius):[\w#(),.% -]{1,200};)*$/, `${field} ${what}`);
    }
});

for (const [event, errNos] of [
  ['getgoodsinfo', [21509, 21511, 21512]],
  ['placeorder', [21510]],
] as [keyof PageHandlers, number[]][])
  test(`${event} that comes to each hostile value: the button says so by its errNo, or sells, and is usable`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (const [what, value] of Object.entries({ ...HOSTILE, ...THENABLES })) {
      const shown = await button(world(), LIBRARY, { [event]: () => value() });
      t.mock.timers.tick(15_000);
      await settled();
      if (event === 'placeorder') {
        await shown.tap();
        t.mock.timers.tick(60_000);
        await settled();
      }
      const others = shown.errors().filter((errNo) => !errNos.includes(errNo));
      assert.deepEqual([others, shown.data.busy], [[], shown.machine.state === 'opening'], what);
      assert.ok(shown.errors().length <= 1, what);
      for (const { detail } of shown.heard)
        assert.doesNotMatch(String(detail.errMsg), /\[object|\p{Cs}/u, what);
      shown.leave();
    }
  });
