Page({
  data: { session: '', refundId: '' },

  onLoad({ session = '', refundId = '' }) {
    this.setData({ session, refundId });
  },
});
