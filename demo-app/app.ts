// First, so that ordinary handlers may return promises.
import 'microapp-trade-kit/auto';
import { setup, type AppHooks } from 'microapp-trade-kit';
import { login, PORTS } from './shared/api';
import { watchCoupons } from './shared/push';
import { chosenTheme } from './shared/theme';

setup({
  ...PORTS,
  watchCoupons,
  pages: {
    orderConfirm: '/pages/order-confirm/index',
    refundApply: '/pages/refund-apply/index',
    refundDetail: '/pages/refund-detail/index',
  },
  // The demo's own colours follow the system, too (app.ttss).
  theme: 'auto',
});

const hooks: AppHooks = {
  getThemeConfig: chosenTheme,
  getPhoneNumber({ success }) {
    // A real shop sends params.iv and params.encryptedData to its server, which decrypts them with the
    // session key.
    success({ phoneNumber: '13800000000' });
  },
  userLogin: login,
  getExtraInfo: ({ goodsId }) => ({ source: 'direct', goodsId }),
};

App(Object.assign(hooks));
