import { isLoggedIn, login, makeLegacyOrder, MAKES_LEGACY } from '../../shared/api';
import { isThemeOn, setTheme } from '../../shared/theme';

Page({
  data: { theme: false, login: '', legacy: MAKES_LEGACY },
  onShow() {
    this.setData({ theme: isThemeOn() });
    void isLoggedIn().then((isIn) => this.setData({ login: isIn ? '已登录' : '未登录' }));
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
