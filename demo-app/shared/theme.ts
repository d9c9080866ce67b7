/** What `getThemeConfig` of the App object may return. */
export interface Theme {
  borderRadius?: string;
  backgroundColor?: string;
  fontColor?: string;
}

const KEY = 'demo:theme';

const FOREST: Theme = { borderRadius: '44rpx', backgroundColor: '#0b6b4f', fontColor: '#ffffff' };

export const isThemeOn = (): boolean => tt.getStorageSync(KEY) === 'on';

export function setTheme(on: boolean): void {
  tt.setStorageSync(KEY, on ? 'on' : 'off');
}

export const chosenTheme = (): Theme => (isThemeOn() ? FOREST : {});
