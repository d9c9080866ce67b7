import type {
  ApplyRefundDetail,
  ApplyRefundResult,
  GoodsDetail,
  HandlerEvent,
  PayDetail,
  RefundDetail,
  TradeError,
} from 'microapp-trade-kit';
import { login } from '../../shared/api';
import { logEvent } from '../../shared/events';
import { loadOrders } from '../../shared/orders';
import { CARD_CASES, CASES } from './cases';

type CaseEvent<D> = HandlerEvent<D> & { currentTarget: { dataset: { code: number } } };

Page({
  data: {
    cases: CASES,
    cardCases: CARD_CASES,
    /** Numbers of the user's newest order of each kind that a case needs. */
    orderIds: { refundable: '', legacy: '' },
    /**
     * What each button has reported, newest first, by the code that it is here for; what a card has, by
     * `card-` and the code.
     */
    received: {} as Record<string, string[]>,
  },
  onShow() {
    // Without orders the cases that need one report a missing order-id.
    loadOrders().then(
      (orders) => {
        const refundable = orders.filter(({ orderStatus }) => orderStatus === 1);
        const no = (legacy: boolean): string =>
          refundable.filter((order) => order.legacy === legacy).map((order) => order.outOrderNo)[0] || '';
        this.setData({ orderIds: { refundable: no(false), legacy: no(true) } });
      },
      (error: Error) => tt.showToast({ title: error.message, icon: 'none' }),
    );
  },
  getGoodsInfo({ currentTarget }: CaseEvent<GoodsDetail>): Promise<unknown> {
    switch (currentTarget.dataset.code) {
      case 21509:
        return Promise.reject(new Error('商品服务不可用'));
      case 21512:
        return Promise.resolve(undefined);
      case 21511:
        return Promise.resolve({
          goodsName: '标签互斥的商品',
          goodsPhoto: '/assets/goods/g-carwash.svg',
          currentPrice: 100,
          goodsLabels: [{ type: 'REFUND_ANYTIME' }, { type: 'REFUNDABLE_DAYS', value: 2 }],
        });
      default:
        return Promise.resolve({});
    }
  },
  placeOrder({ currentTarget }: CaseEvent<GoodsDetail>) {
    return currentTarget.dataset.code === 21510 ? Promise.reject(new Error('用户没有登录')) : login();
  },
  applyRefund({ currentTarget }: CaseEvent<ApplyRefundDetail>): Promise<ApplyRefundResult> {
    if (currentTarget.dataset.code === 21533) return Promise.reject(new Error('退款校验服务不可用'));
    return Promise.resolve('不是对象' as unknown as ApplyRefundResult);
  },
  onPay({ currentTarget, detail }: CaseEvent<PayDetail>) {
    this.note(currentTarget.dataset.code, `pay ${JSON.stringify(detail)}`);
    logEvent('pay', '', detail);
  },
  onRefund({ currentTarget, detail }: CaseEvent<RefundDetail>) {
    this.note(currentTarget.dataset.code, `refund ${JSON.stringify(detail)}`);
    logEvent('refund', '', detail);
  },
  onError({ currentTarget, detail }: CaseEvent<TradeError>) {
    this.note(currentTarget.dataset.code, `${detail.errNo} ${detail.errMsg}`);
    logEvent('error', '', detail);
  },
  onCardError({ currentTarget, detail }: CaseEvent<TradeError>) {
    this.note(`card-${currentTarget.dataset.code}`, `${detail.errNo} ${detail.errMsg}`);
    logEvent('error', '', detail);
  },
  note(row: number | string, line: string) {
    const { received } = this.data;
    this.setData({ received: Object.assign({}, received, { [row]: [line, ...(received[row] || [])] }) });
  },
});
