import { goodsView, loadCatalogue, type Goods, type GoodsView } from '../../shared/catalogue';

const ALL = '全部';

Page({
  data: {
    categories: [] as string[],
    category: ALL,
    goods: [] as GoodsView[],
    failure: '',
    loading: true,
  },
  all: [] as Goods[],
  onShow() {
    this.refresh();
  },
  onPullDownRefresh() {
    this.refresh();
  },
  refresh() {
    void loadCatalogue()
      .then((all) => {
        this.all = all;
        this.setData({
          categories: [ALL, ...new Set(all.map(({ category }) => category))],
          failure: '',
          loading: false,
        });
        this.draw();
      })
      .catch((error: Error) => this.setData({ failure: error.message, loading: false }))
      .then(() => tt.stopPullDownRefresh({}));
  },
  choose(event: { currentTarget: { dataset: { category: string } } }) {
    this.setData({ category: event.currentTarget.dataset.category });
    this.draw();
  },
  draw() {
    const { category } = this.data;
    this.setData({
      goods: this.all.filter((one) => category === ALL || one.category === category).map(goodsView),
    });
  },
  open(event: { currentTarget: { dataset: { id: string } } }) {
    tt.navigateTo({ url: `/pages/goods/index?id=${encodeURIComponent(event.currentTarget.dataset.id)}` });
  },
});
