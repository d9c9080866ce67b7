/** Names of `tt` that other platforms have and Douyin does not, and what does their work there. */
import type { Language } from '../words/language';
import { fill, type Text } from '../words/table';

const SYSTEM = 'tt.getSystemInfoSync()';

/** Empty: nothing does its work. */
const INSTEAD: Readonly<Record<string, string>> = {
  getWindowInfo: SYSTEM,
  getAppBaseInfo: SYSTEM,
  getDeviceInfo: 'tt.getDeviceInfoSync(), tt.getSystemInfoSync()',
  getSystemSetting: SYSTEM,
  getAppAuthorizeSetting: 'tt.getSetting()',
  getSystemInfoAsync: 'tt.getSystemInfo()',
  getAccountInfoSync: 'tt.getEnvInfoSync()',
  getApiCategory: '',
  getRendererUserAgent: '',
  getSkylineInfoSync: '',
  getPluginUpdateManager: '',
  getRealtimeLogManager: '',
};

/** Frameworks take another way where they are missing: they read as undefined. */
export const FOREIGN_NAMES: ReadonlySet<string> = new Set(Object.keys(INSTEAD));

const WAY_OUT: Text = {
  en: "Douyin has no tt.%{name}: call %{instead}; a library that calls it asks tt.canIUse('%{name}') first, or needs a version that does.",
  zh: '抖音没有 tt.%{name}：请改用 %{instead}；组件库应先用 tt.canIUse(‘%{name}’) 判断，否则请换用会判断的版本。',
};

const NO_WAY: Text = {
  en: "Douyin has no tt.%{name}: leave the call out where tt.canIUse('%{name}') is false.",
  zh: '抖音没有 tt.%{name}：tt.canIUse(‘%{name}’) 为 false 时请不要调用。',
};

/** As engines say it, of `tt.getWindowInfo`, `(0, _taro.getWindowInfo)` and the like. */
const CALLED = /\.(\w+)\)? is not a function/;

/** What to do where an error is the call of such a name; undefined for every other error. */
export function wayOutOf(language: Language, error: string): string | undefined {
  const name = CALLED.exec(error)?.[1] ?? '';
  if (!Object.hasOwn(INSTEAD, name)) return undefined;
  const instead = INSTEAD[name]!;
  return fill((instead === '' ? NO_WAY : WAY_OUT)[language], { name, instead });
}
