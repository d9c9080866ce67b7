// First, so that ordinary handlers may return promises.
import 'microapp-trade-kit/auto';
import { setup, type AppHooks } from 'microapp-trade-kit';
import { sandboxPlatform } from 'microapp-trade-kit/sandbox';
import { login, SHOP } from './shared/api';
import { SANDBOX } from './shared/sandbox';
import { chosenTheme } from './shared/theme';

setup({
  merchant: SHOP,
  pages: {
    orderConfirm: '/pages/order-confirm/index',
    refundApply: '/pages/refund-apply/index',
    refundDetail: '/pages/refund-detail/index',
  },
  // Off unless shared/sandbox.ts names a sandbox. A shop that is going to be released imports none of this.
  ...(SANDBOX && { platform: sandboxPlatform(SANDBOX) }),
});

const hooks: AppHooks = {
  getThemeConfig: chosenTheme,
  getPhoneNumber({ success }) {
    // A real shop sends params.iv and params.encryptedData to its server, which decrypts them with the session key.
    success({ phoneNumber: '13800000000' });
  },
  userLogin: login,
  getExtraInfo: ({ goodsId }) => ({ source: 'direct', goodsId }),
};

App(Object.assign(hooks));
