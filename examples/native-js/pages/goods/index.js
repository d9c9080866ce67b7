Page({
  data: {
    // The simulator's shop sells it. Always a string: as a number its last digits are lost.
    goodsId: '7301245789012345678',
    message: '',
    unpaid: '',
  },

  /** What may be bought, and what 提单页 asks for. */
  getGoodsInfo() {
    return Promise.resolve({ minLimits: 1, maxLimits: 5, validation: { phoneNumber: { required: true } } });
  },

  /** Before 提单页 opens: here, that somebody is logged in. */
  placeOrder() {
    return new Promise((resolve, reject) => {
      // Who refuses is no fault of this program: an Error would be reported as one.
      tt.login({ success: resolve, fail: reject });
    });
  },

  onPay({ detail }) {
    // 'success' says that the cashier opened; only code 0 says that the order is paid.
    if (detail.status === 'success' && detail.result.code === 0) {
      tt.redirectTo({ url: `/pages/order/index?no=${encodeURIComponent(detail.outOrderNo)}` });
      return;
    }
    this.setData({ message: '还没有支付', unpaid: detail.outOrderNo });
  },

  openOrder() {
    tt.navigateTo({ url: `/pages/order/index?no=${encodeURIComponent(this.data.unpaid)}` });
  },

  onError({ detail }) {
    this.setData({ message: `${detail.errNo} ${detail.errMsg}` });
  },
});
