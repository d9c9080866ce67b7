import { anything, defineTag, flag, number, text } from './define';
import { hostApi, quietly } from './host';
import { tapByKeyboard } from './keyboard';

export const navigator = defineTag({
  role: 'link',
  template: '<slot/>',
  properties: {
    url: text(),
    openType: text('navigate'),
    delta: number(1),
    target: text('self'),
    hoverClass: text('navigator-hover'),
    hoverStopPropagation: flag(),
    hoverStartTime: number(50),
    hoverStayTime: number(600),
    appId: text(),
    path: text(),
    extraData: anything(null),
  },
  attached() {
    tapByKeyboard(this, () => true);
    this.addListener('tap', () => {
      const { url, delta, openType } = this.data;
      const api = hostApi();
      const calls: Record<string, () => unknown> = {
        navigate: () => api.navigateTo?.({ url }),
        redirect: () => api.redirectTo?.({ url }),
        switchTab: () => api.switchTab?.({ url }),
        reLaunch: () => api.reLaunch?.({ url }),
        navigateBack: () => api.navigateBack?.({ delta }),
        exit: () => api.exitMiniProgram?.({}),
      };
      quietly(calls[openType]?.());
    });
  },
  css: `
tt-navigator { display: block; cursor: pointer; }
tt-navigator:where(:not([hover-class=none]):active) { background-color: rgba(0, 0, 0, .1); opacity: .7; }`,
});
