import { login, makeLegacyOrder } from '../../shared/api';
import { isThemeOn, setTheme } from '../../shared/theme';

Page({
  data: { theme: false, login: '' },
  onShow() {
    this.setData({ theme: isThemeOn() });
    tt.checkSession({
      success: () => this.setData({ login: '已登录' }),
      fail: () => this.setData({ login: '未登录' }),
    });
  },
  onTheme(event: { detail: { value: boolean } }) {
    setTheme(event.detail.value);
    this.setData({ theme: event.detail.value });
  },
  onLegacy() {
    makeLegacyOrder().then(
      ({ outOrderNo }) => tt.navigateTo({ url: `/pages/order/index?no=${encodeURIComponent(outOrderNo)}` }),
      (error: Error) => tt.showToast({ title: error.message, icon: 'none' }),
    );
  },
  onLogin() {
    login().then(
      () => this.setData({ login: '已登录' }),
      () => this.setData({ login: '未登录' }),
    );
  },
});
