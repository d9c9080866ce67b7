import { loadOrder, type OrderView } from '../../shared/orders';

Page({
  data: { order: null as OrderView | null, failure: '' },
  no: '',
  onLoad({ no = '' }: { no?: string }) {
    this.no = no;
  },
  onShow() {
    this.refresh();
  },
  onPullDownRefresh() {
    this.refresh();
  },
  refresh() {
    void loadOrder(this.no)
      .then((order) => this.setData({ order, failure: '' }))
      .catch((error: Error) => this.setData({ failure: error.message }))
      .then(() => tt.stopPullDownRefresh({}));
  },
  copy() {
    tt.setClipboardData({ data: this.no });
  },
});
