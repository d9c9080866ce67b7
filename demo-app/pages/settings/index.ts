import { login } from '../../shared/api';
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
  onLogin() {
    login().then(
      () => this.setData({ login: '已登录' }),
      () => this.setData({ login: '未登录' }),
    );
  },
});
