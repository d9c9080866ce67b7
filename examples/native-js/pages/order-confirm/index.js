Page({
  data: { session: '' },

  onLoad({ session = '' }) {
    this.setData({ session });
  },
});
