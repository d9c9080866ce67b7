import { LIBRARY, OWN } from '../unit/kit/props';
import { GOODS_ID, libraryGoods, ownGoodsInfo, world, type World } from '../unit/kit/world';
import { globals, handlers, loadComponent, turns, type Heard, type Rendered } from './stage';

globals();
const render = loadComponent('pay-button');
let shown: Rendered | undefined;

afterEach(() => shown?.detach());

async function show(props: object, heard: Heard): Promise<Rendered> {
  shown = render({ handlers: heard.key, ...props });
  await turns();
  return shown;
}

const text = (button: Rendered): string => (button.dom.textContent ?? '').trim();

async function tap(button: Rendered): Promise<void> {
  button.querySelector('.btn')?.dispatchEvent('tap');
  await turns();
}

function errors({ calls }: Heard): unknown[] {
  return calls.filter(({ event }) => event === 'error').map(({ detail }) => detail.errNo);
}

test('[PB-MODE-01] [PB-STATUS-01] [PB-BIZ-01] [PB-MKT-01] the defaults are mode 1, order-status 0, biz-line 1 and no marketing', async () => {
  world();
  const { instance } = await show({}, handlers());
  expect(instance.data).toMatchObject({ mode: 1, orderStatus: 0, bizLine: 1, marketingReady: false });
});

test('[PB-MODE-03] numbers written as literal strings act like numbers', async () => {
  world();
  const heard = handlers();
  const button = await show({ mode: '2', goodsId: GOODS_ID, goodsType: '1', orderStatus: '1' }, heard);
  expect(errors(heard)).toEqual([]);
  expect(text(button)).toBe('立即抢购');
});

test('[PB-GOODSID-06] [PB-GETGOODS-01] getgoodsinfo is told a 19-digit goodsId digit for digit, and goodsType as a number', async () => {
  world();
  const heard = handlers();
  await show(LIBRARY, heard);
  expect(heard.calls[0]?.event).toBe('getgoodsinfo');
  expect(heard.calls[0]?.detail).toMatchObject({ goodsId: '7215500112345678901', goodsType: 1 });
});

test('[PB-PLACE-02] placeorder is told goodsId and goodsType', async () => {
  world();
  const heard = handlers();
  await tap(await show(LIBRARY, heard));
  expect(heard.calls.find(({ event }) => event === 'placeorder')?.detail).toMatchObject({
    goodsId: GOODS_ID,
    goodsType: 1,
  });
});

const hour = 3600e3;
test.each([
  ['PB-SHELF-01', '即将开始', { saleStart: Date.now() + hour, saleEnd: Date.now() + 2 * hour }],
  ['PB-SHELF-02', '立即抢购', {}],
  ['PB-SHELF-03', '已结束', { saleStart: Date.now() - 2 * hour, saleEnd: Date.now() - hour }],
  ['PB-SHELF-04', '已售罄', { stock: 0 }],
])('[%s] the button reads %s', async (_, label, part) => {
  world({ merchant: { getGoods: () => Promise.resolve(libraryGoods(part)) } });
  expect(text(await show(LIBRARY, handlers()))).toBe(label);
});

test('[PB-SHELF-05] a tap on sold out goods does nothing', async () => {
  world({ merchant: { getGoods: () => Promise.resolve(libraryGoods({ stock: 0 })) } });
  const heard = handlers();
  await tap(await show(LIBRARY, heard));
  expect(heard.calls.map(({ event }) => event)).toEqual(['getgoodsinfo']);
});

test('[PB-SHELF-06] goods outside the library read 立即抢购', async () => {
  world();
  expect(text(await show(OWN, handlers({ getgoodsinfo: () => ownGoodsInfo })))).toBe('立即抢购');
});

for (const [end, before, after, sale] of [
  ['begin', '即将开始', '立即抢购', (now: number) => ({ saleStart: now + 400, saleEnd: now + hour })],
  ['end', '立即抢购', '已结束', (now: number) => ({ saleStart: now - hour, saleEnd: now + 400 })],
] as const)
  test(`[PB-SHELF-09] [PB-SHELF-10] on a page left open the text flips at the ${end} of the window`, async () => {
    const getGoods = () => Promise.resolve(libraryGoods({ now: Date.now(), ...sale(Date.now()) }));
    world({ merchant: { getGoods } });
    const button = await show(LIBRARY, handlers());
    const seen = new Set([text(button)]);
    while (!seen.has(after)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.add(text(button));
    }
    // On a slow machine the first text may be over before it is read.
    expect([before, after]).toEqual(expect.arrayContaining([...seen]));
  });

test('[PB-TAP-10] taps that fire 21513 and 21514 show no toast', async () => {
  const outside: World = world({ merchant: { getGoods: () => new Promise(() => undefined) } });
  const heard = handlers();
  await tap(await show(LIBRARY, heard));
  shown?.detach();
  const failing = world({ merchant: { getGoods: () => Promise.reject({ kind: 'server', errMsg: 'down' }) } });
  const other = handlers();
  await tap(await show(LIBRARY, other));
  expect(errors(heard)).toEqual([21513]);
  expect(errors(other).slice(0, 2)).toEqual([21505, 21514]);
  expect([...outside.toasts, ...failing.toasts]).toEqual([]);
});

test('[PB-ERROR-01] bind:error carries errNo, a number, and errMsg, a string', async () => {
  world();
  const heard = handlers();
  await show({ ...LIBRARY, goodsId: 'x'.repeat(65) }, heard);
  const [error] = heard.calls;
  expect(error).toMatchObject({ event: 'error', detail: { errNo: 21501 } });
  expect(typeof error?.detail.errMsg).toBe('string');
});

test('[PB-BIZ-90] an unknown biz-line acts as 1 with one warning', async () => {
  world();
  const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const heard = handlers();
  await show({ ...LIBRARY, bizLine: 7 }, heard);
  expect(warned).toHaveBeenCalledTimes(1);
  expect(errors(heard)).toEqual([]);
  warned.mockRestore();
});

test('[PB-WAIT-04] while placeorder is pending the button is loading, and taps do nothing', async () => {
  world();
  const heard = handlers({ placeorder: () => new Promise(() => undefined) });
  const button = await show(LIBRARY, heard);
  await tap(button);
  expect(button.querySelector('.spinner')).toBeDefined();
  await tap(button);
  expect(heard.calls.filter(({ event }) => event === 'placeorder')).toHaveLength(1);
});

test('disabled and loading draw the button so, and taps do nothing', async () => {
  world();
  for (const props of [{ disabled: true }, { loading: true }]) {
    const heard = handlers();
    const button = await show({ ...LIBRARY, ...props }, heard);
    await tap(button);
    expect(heard.calls.map(({ event }) => event)).toEqual(['getgoodsinfo']);
    button.detach();
  }
});

test('text replaces 立即抢购, and not the text of a closed shelf', async () => {
  world();
  expect(text(await show({ ...LIBRARY, text: '马上下单' }, handlers()))).toBe('马上下单');
  shown?.detach();
  world({ merchant: { getGoods: () => Promise.resolve(libraryGoods({ stock: 0 })) } });
  expect(text(await show({ ...LIBRARY, text: '马上下单' }, handlers()))).toBe('已售罄');
});

test('size and type choose the look; no-style leaves none of it', async () => {
  world();
  const large = await show({ ...LIBRARY, size: 'large', type: 'plain' }, handlers());
  expect(large.querySelector('.large')).toBeDefined();
  expect(large.querySelector('.plain')).toBeDefined();
  large.detach();
  const plain = await show({ ...LIBRARY, noStyle: true }, handlers());
  expect(plain.querySelector('.btn')).toBeUndefined();
});

test('[TP-THEME-01] [TP-THEME-02] [TP-THEME-03] the theme of the app reaches the button as CSS custom properties, and nothing that ends a declaration does', async () => {
  const outside = world();
  outside.app.getThemeConfig = () => ({
    backgroundColor: '#112233',
    fontColor: '#fefefe',
    borderRadius: '20rpx;color:red',
  });
  const button = await show(LIBRARY, handlers());
  expect(button.instance.data.theme).toBe('--trade-bg:#112233;--trade-color:#fefefe;');
});
