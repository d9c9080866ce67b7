Page({
  data: { session: '', refundId: '' },

  onLoad({ session = '', refundId = '' }: { session?: string; refundId?: string }) {
    this.setData({ session, refundId });
  },
});
