import type { GoodsDetail, HandlerEvent, PayDetail, TradeError } from 'microapp-trade-kit';
import { login } from '../../shared/api';
import { goodsInfoOf, loadCatalogue, plainId } from '../../shared/catalogue';
import { logEvent, payText } from '../../shared/events';
import { SECTIONS } from './samples';

Page({
  data: { sections: SECTIONS },
  getGoodsInfo({ detail }: HandlerEvent<GoodsDetail>) {
    return loadCatalogue().then((all) => {
      const goods = all.find(({ goodsId }) => goodsId === plainId(detail.goodsId));
      return goods ? goodsInfoOf(goods) : {};
    });
  },
  placeOrder() {
    return login();
  },
  onPay({ detail }: HandlerEvent<PayDetail>) {
    logEvent('pay', '', detail);
    tt.showToast({ title: payText(detail), icon: 'none' });
  },
  onError({ detail }: HandlerEvent<TradeError>) {
    logEvent('error', '', detail);
  },
});
