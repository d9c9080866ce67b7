import { loadOrders, type OrderView } from '../../shared/orders';

Page({
  data: { orders: [] as OrderView[], failure: '', loading: true },
  onShow() {
    this.refresh();
  },
  onPullDownRefresh() {
    this.refresh();
  },
  refresh() {
    void loadOrders()
      .then((orders) => this.setData({ orders, failure: '', loading: false }))
      .catch((error: Error) => this.setData({ failure: error.message, loading: false }))
      .then(() => tt.stopPullDownRefresh({}));
  },
  open(event: { currentTarget: { dataset: { no: string } } }) {
    tt.navigateTo({ url: `/pages/order/index?no=${encodeURIComponent(event.currentTarget.dataset.no)}` });
  },
  shop() {
    tt.switchTab({ url: '/pages/home/index' });
  },
});
