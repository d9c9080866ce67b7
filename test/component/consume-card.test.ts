import { coupon, orderCoupons, serverError, world, type World } from '../unit/kit/world';
import { globals, handlers, loadComponent, turns, type Heard, type Rendered } from './stage';

globals();
const render = loadComponent('consume-card');
let shown: Rendered | undefined;

afterEach(() => shown?.detach());

async function show(props: object, heard: Heard): Promise<Rendered> {
  shown = render({ handlers: heard.key, ...props });
  await turns();
  return shown;
}

const order = (outside: World, ...given: Parameters<typeof orderCoupons>): void => {
  outside.merchant.getCoupons = () => Promise.resolve(orderCoupons(...given));
};
const text = (card: Rendered): string => (card.dom.textContent ?? '').replace(/\s+/g, ' ').trim();

async function tap(card: Rendered, selector: string): Promise<void> {
  card.querySelector(selector)?.dispatchEvent('tap');
  await turns();
}

test('[CC-PROP-02] with an order-id that cannot be one the card fires 21522 and says so', async () => {
  world();
  const heard = handlers();
  const card = await show({ orderId: 'x'.repeat(65) }, heard);
  expect(heard.calls.map(({ event, detail }) => [event, detail.errNo])).toEqual([['error', 21522]]);
  expect(text(card)).toContain('订单号有误');
});

test('[CC-LOAD-02] [CC-SEVERAL-01] [CC-SEVERAL-02] [CC-SEVERAL-03] a skeleton first, then 3份可用, 查看券码 and 申请退款', async () => {
  const outside = world();
  order(outside, [coupon(1), coupon(2), coupon(3)]);
  shown = render({ orderId: 'out-1' });
  expect(shown.querySelector('.bone')).toBeDefined();
  await turns();
  expect(shown.querySelector('.bone')).toBeUndefined();
  for (const words of ['双人下午茶套餐', '3份可用', '1046 7868 7451 378', '查看券码', '申请退款'])
    expect(text(shown)).toContain(words);
  expect(shown.querySelector('.qr')).toBeUndefined();
});

test('[CC-SINGLE-01] [CC-QR-01] one code has its picture on the card', async () => {
  const outside = world();
  order(outside, [coupon(1)]);
  const card = await show({ orderId: 'out-1' }, handlers());
  expect(card.querySelector('.qr')).toBeDefined();
  expect(card.instance.data.qr).toMatch(/^data:image\/png;base64,/);
});

test('[CC-POPUP-01] 查看券码 opens the list, which closes again', async () => {
  const outside = world();
  order(outside, [coupon(1), coupon(2, { state: 'redeemed' })]);
  const card = await show({ orderId: 'out-1' }, handlers());
  expect(card.querySelector('.popup')).toBeUndefined();
  await tap(card, '.buttons .button');
  expect(card.querySelector('.popup')).toBeDefined();
  expect(text(card)).toContain('已核销');
  await tap(card, '.mask');
  expect(card.querySelector('.popup')).toBeUndefined();
});

test('[CC-LOAD-04] [CC-LOAD-05] a failed query is a placeholder with a refresh', async () => {
  const outside = world();
  outside.merchant.getCoupons = () => Promise.reject(serverError);
  const heard = handlers();
  const card = await show({ orderId: 'out-1' }, heard);
  expect(heard.calls[0]?.detail).toMatchObject({ errNo: 21540, errMsg: 'internal error', errLogId: '' });
  expect(text(card)).toContain('系统错误');
  order(outside, [coupon(1)]);
  await tap(card, '.blank .button');
  expect(text(card)).toContain('1份可用');
});

test('[CC-ENTRY-01] no-refund leaves 申请退款 out, and title takes the place of the name of the goods', async () => {
  const outside = world();
  order(outside, [coupon(1)]);
  const card = await show({ orderId: 'out-1', noRefund: true, title: '我的券' }, handlers());
  expect(text(card)).not.toContain('申请退款');
  expect(text(card)).toContain('我的券');
  expect(text(card)).not.toContain('双人下午茶套餐');
});

test('[CC-PROP-06] the theme of the app reaches the card as CSS custom properties', async () => {
  const outside = world();
  outside.app.getThemeConfig = () => ({
    backgroundColor: '#112233',
    fontColor: '#fefefe',
    borderRadius: '20rpx',
  });
  const card = await show({ orderId: 'out-1' }, handlers());
  expect(card.instance.data.theme).toBe('--trade-bg:#112233;--trade-color:#fefefe;--trade-radius:20rpx;');
});

test('a card that was detached asks for nothing more', async () => {
  const outside = world();
  order(outside, [coupon(1)]);
  const card = await show({ orderId: 'out-1' }, handlers());
  card.detach();
  const before = outside.calls.length;
  card.setData({ orderId: 'out-2' });
  await turns();
  expect(outside.calls).toHaveLength(before);
});
