import { MERCHANT } from '../../config';

const STATES = { unpaid: '待支付', processing: '支付处理中', paid: '已支付', closed: '已关闭' };

Page({
  data: { no: '', state: '', stateText: '', refunds: [], error: '' },

  onLoad({ no = '' }) {
    this.setData({ no });
  },

  onShow() {
    this.refresh();
  },

  onPullDownRefresh() {
    this.refresh();
  },

  /** The order as your server knows it: events say that something happened, the server says what holds. */
  refresh() {
    tt.request({
      url: `${MERCHANT}/order`,
      data: { outOrderNo: this.data.no },
      success: ({ statusCode, data }) => {
        if (statusCode !== 200) return this.setData({ error: `订单加载失败：HTTP ${statusCode}` });
        const { state, refunds } = data;
        this.setData({ state, stateText: STATES[state], refunds, error: '' });
      },
      fail: ({ errMsg }) => this.setData({ error: `订单加载失败：${errMsg}` }),
      complete: () => tt.stopPullDownRefresh({}),
    });
  },

  /** What travels with the application for a refund, to your server's callback. */
  applyRefund() {
    return Promise.resolve({ source: 'order-page' });
  },

  onError({ detail }) {
    tt.showToast({ title: `${detail.errNo} ${detail.errMsg}`, icon: 'none' });
  },
});
