Page({
  data: { refundId: '', session: '' },
  onLoad({ refundId = '', session = '' }: { refundId?: string; session?: string }) {
    this.setData({ refundId, session });
  },
});
