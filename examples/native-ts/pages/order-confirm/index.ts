Page({
  data: { session: '' },

  onLoad({ session = '' }: { session?: string }) {
    this.setData({ session });
  },
});
