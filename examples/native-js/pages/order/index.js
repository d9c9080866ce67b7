import { MERCHANT } from '../../config';

const STATES = { unpaid: '待支付', processing: '支付处理中', paid: '已支付', closed: '已关闭' };

/** What the button does: 0 pays, 1 applies for a refund; -1: nothing, it is not there. */
function statusOf(state, refundable) {
  if (state === 'unpaid') return 0;
  return state === 'paid' && refundable > 0 ? 1 : -1;
}

Page({
  data: { no: '', state: '', stateText: '', orderStatus: -1, refunds: [], event: '', error: '' },

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
        const { state, refundableQuantity, refunds } = data;
        const orderStatus = statusOf(state, refundableQuantity);
        this.setData({ state, stateText: STATES[state], orderStatus, refunds, error: '' });
      },
      fail: ({ errMsg }) => this.setData({ error: `订单加载失败：${errMsg}` }),
      complete: () => tt.stopPullDownRefresh({}),
    });
  },

  /** A payment, a redemption or a refund: shown as it came, for whoever tries this shop. */
  onEvent({ type, detail }) {
    this.setData({ event: `${type} ${JSON.stringify(detail)}` });
    this.refresh();
  },

  /** What travels with the application for a refund, to your server's callback. */
  applyRefund() {
    return Promise.resolve({ source: 'order-page' });
  },

  onError({ detail }) {
    tt.showToast({ title: `${detail.errNo} ${detail.errMsg}`, icon: 'none' });
  },
});
