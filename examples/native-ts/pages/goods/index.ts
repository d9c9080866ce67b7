import type { GoodsInfo, HandlerEvent, PayDetail, TradeError } from 'microapp-trade-kit';

Page({
  data: {
    // The simulator's shop sells it. Always a string: as a number its last digits are lost.
    goodsId: '7301245789012345678',
    error: '',
  },

  /** What may be bought, and what 提单页 asks for. */
  getGoodsInfo(): Promise<GoodsInfo> {
    return Promise.resolve({ minLimits: 1, maxLimits: 5, validation: { phoneNumber: { required: true } } });
  },

  /** Before 提单页 opens: here, that somebody is logged in. */
  placeOrder(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      tt.login({ success: resolve, fail: ({ errMsg }) => reject(new Error(errMsg)) });
    });
  },

  onPay({ detail }: HandlerEvent<PayDetail>) {
    // 'success' says that the cashier opened; only code 0 says that the order is paid.
    if (detail.status !== 'success') return;
    const url = `/pages/order/index?no=${encodeURIComponent(detail.outOrderNo)}`;
    if (detail.result.code === 0) tt.redirectTo({ url });
  },

  onError({ detail }: HandlerEvent<TradeError>) {
    this.setData({ error: `${detail.errNo} ${detail.errMsg}` });
  },
});
