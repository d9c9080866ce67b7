import type { PayReport } from '../../src/contract/events';
import type { Session } from '../../src/ports/sessions';
import { listen } from '../../src/session/reports';
import { begin } from '../../src/session/visits';
import { confirmGoods, world, type World } from '../unit/kit/world';
import { globals, loadComponent, turns, type Rendered } from './stage';

globals();
const render = loadComponent('order-confirm');
let shown: Rendered | undefined;

afterEach(() => shown?.detach());

async function show(
  outside: World,
  goods: Parameters<typeof confirmGoods>[0] = {},
): Promise<{ page: Rendered; reports: PayReport[] }> {
  const what = confirmGoods(goods);
  const session: Session = begin(outside.platform, what.goodsId, { goods: what });
  const reports: PayReport[] = [];
  listen(outside.platform, session, {}, (report) => void reports.push(report));
  shown = render({ session: session.id });
  await turns();
  return { page: shown, reports };
}

const text = (page: Rendered): string => page.dom.textContent ?? '';

test('[TP-CONFIRM-02] [TP-CONFIRM-03] [TP-CONFIRM-04] [TP-CONFIRM-05] [TP-FORM-04] the page draws goods, chips, date rule and subject', async () => {
  const { page } = await show(world(), {
    dateRule: '周一至周五可用',
    goodsLabels: [{ type: 'REFUND_ANYTIME' }, { type: 'BOOK_IN_ADVANCE', value: 3 }],
  });
  for (const part of [
    '双人下午茶套餐',
    '99.00',
    '随时退',
    '提前3日预约',
    '周一至周五可用',
    '上海示例餐饮有限公司',
    '立即支付',
  ]) {
    expect(text(page)).toContain(part);
  }
  expect(page.instance.data.goodsPhoto).toBe('/assets/goods/tea.svg');
});

test('[TP-SUBMIT-07] two taps on 立即支付 make one order, and the page then says that it is paid', async () => {
  const outside = world();
  const { page, reports } = await show(outside);
  const submit = page.querySelector('.submit');
  submit?.dispatchEvent('tap');
  submit?.dispatchEvent('tap');
  await turns();
  expect(outside.orders).toHaveLength(1);
  expect(reports).toHaveLength(1);
  expect(text(page)).toContain('支付成功');
});

test('[TP-PHONE-01] [TP-PHONE-02] without a needed phone number a tap on 立即支付 sends nothing', async () => {
  const outside = world();
  const { page, reports } = await show(outside, { phoneRequired: true });
  page.querySelector('.submit')?.dispatchEvent('tap');
  await turns();
  expect(outside.orders).toEqual([]);
  expect(reports).toEqual([]);
  expect(outside.toasts).toHaveLength(1);
});

test('[TP-FORM-03] the marketing block is drawn with marketing-ready, and not without', async () => {
  const merchant = {
    getMarketing: () =>
      Promise.resolve({
        discountId: 'd',
        totalDiscountAmount: 1000,
        lines: [{ title: '新客立减', discountAmount: 1000 }],
      }),
  };
  const plain = await show(world({ merchant }));
  expect(plain.page.querySelector('.marketing')).toBeUndefined();
  plain.page.detach();
  const { page } = await show(world({ merchant }), { marketingReady: true });
  expect(page.querySelector('.marketing')).toBeDefined();
  expect(text(page)).toContain('新客立减');
  expect(text(page)).toContain('89.00');
});

test('a page whose session is gone says so', async () => {
  world();
  shown = render({ session: 'gone' });
  await turns();
  expect(text(shown)).toContain('订单信息已失效');
});
