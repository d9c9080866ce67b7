import type { GoodsDetail, HandlerEvent, PayDetail, TradeError } from 'microapp-trade-kit';
import { login } from '../../shared/api';
import { logEvent } from '../../shared/events';
import { CASES } from './cases';

type ButtonEvent<D> = HandlerEvent<D> & { currentTarget: { dataset: { code: number } } };

Page({
  data: {
    cases: CASES,
    /** What each button has reported, newest first, by the code that it is here for. */
    received: {} as Record<number, string[]>,
  },
  getGoodsInfo({ currentTarget }: ButtonEvent<GoodsDetail>): Promise<unknown> {
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
  placeOrder({ currentTarget }: ButtonEvent<GoodsDetail>) {
    return currentTarget.dataset.code === 21510 ? Promise.reject(new Error('用户没有登录')) : login();
  },
  onPay({ currentTarget, detail }: ButtonEvent<PayDetail>) {
    this.note(currentTarget.dataset.code, `pay ${JSON.stringify(detail)}`);
    logEvent('pay', '', detail);
  },
  onError({ currentTarget, detail }: ButtonEvent<TradeError>) {
    this.note(currentTarget.dataset.code, `${detail.errNo} ${detail.errMsg}`);
    logEvent('error', '', detail);
  },
  note(code: number, line: string) {
    const { received } = this.data;
    this.setData({ received: Object.assign({}, received, { [code]: [line, ...(received[code] || [])] }) });
  },
});
