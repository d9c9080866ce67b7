import type { HandlerEvent, PayDetail, TradeError } from 'microapp-trade-kit';
import { login } from '../../shared/api';
import {
  goodsInfoOf,
  goodsView,
  loadCatalogue,
  plainId,
  type Goods,
  type GoodsView,
} from '../../shared/catalogue';
import { errorText, isPaid, logEvent, payText } from '../../shared/events';
import { buyTakeaway } from '../../shared/takeaway';

const ORDER_PAGE = 'pages/order-confirm/index';

/** What the last `bind:pay` said. */
interface PayResult {
  paid: boolean;
  text: string;
  outOrderNo: string;
  /** JSON of `event.detail`. */
  detail: string;
}

Page({
  data: {
    /** As the page was opened with it, a scenario of the sandbox included. */
    goodsId: '',
    goods: null as GoodsView | null,
    failure: '',
    result: null as PayResult | null,
    errors: [] as TradeError[],
    /** A takeaway order is on its way. */
    ordering: false,
  },
  source: undefined as Goods | undefined,
  onLoad({ id = '' }: { id?: string }) {
    this.load(id);
  },
  load(id: string) {
    loadCatalogue().then(
      (all) => {
        const goods = all.find(({ goodsId }) => goodsId === plainId(id));
        this.source = goods;
        if (goods) this.setData({ goodsId: id, goods: goodsView(goods), failure: '' });
        else this.setData({ failure: '商品不存在' });
      },
      (error: Error) => this.setData({ failure: error.message }),
    );
  },
  getGoodsInfo() {
    return Promise.resolve(goodsInfoOf(this.source as Goods));
  },
  placeOrder() {
    return login();
  },
  buyTakeaway() {
    if (this.data.ordering) return;
    this.setData({ ordering: true });
    void buyTakeaway(this.source as Goods)
      .then(
        (detail) => this.paid(detail),
        ({ message: title }: Error) => tt.showToast({ title, icon: 'none' }),
      )
      .then(() => this.setData({ ordering: false }));
  },
  onPay({ detail }: HandlerEvent<PayDetail>) {
    this.paid(detail);
  },
  paid(detail: PayDetail) {
    logEvent('pay', this.data.goodsId, detail);
    const paid = isPaid(detail);
    this.setData({
      result: { paid, text: payText(detail), outOrderNo: detail.outOrderNo, detail: JSON.stringify(detail) },
    });
    tt.showToast({ title: payText(detail), icon: 'none' });
    const pages = getCurrentPages();
    const top = pages[pages.length - 1] as { route: string };
    if (paid && top.route === ORDER_PAGE) tt.navigateBack({});
  },
  onError({ detail }: HandlerEvent<TradeError>) {
    logEvent('error', this.data.goodsId, detail);
    this.setData({ errors: [...this.data.errors, detail] });
    const text = errorText(detail);
    if (text) tt.showToast({ title: text, icon: 'none' });
  },
  openOrder() {
    const { result } = this.data;
    if (result) tt.navigateTo({ url: `/pages/order/index?no=${encodeURIComponent(result.outOrderNo)}` });
  },
});
