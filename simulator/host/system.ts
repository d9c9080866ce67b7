import { themeOf } from '../runtime/page-options';
import type { Family, HostContext } from './context';

/** px that a phone's own bars take; the shell draws them around the frame. */
const STATUS_BAR = 20;
const MENU = { width: 87, height: 32, top: 24, right: 10 } as const;
const NAVIGATION_BAR = 44;

/** A fixed phone of the size of the frame, so that screenshots and logs do not depend on the machine. */
export function systemInfo({
  profile,
  program,
}: Pick<HostContext, 'profile' | 'program'>): Record<string, unknown> {
  const width = document.documentElement.clientWidth;
  const height = document.documentElement.clientHeight;
  const screenHeight = height + STATUS_BAR + NAVIGATION_BAR;
  return {
    brand: 'simulator',
    model: 'Browser',
    platform: 'devtools',
    system: 'Android 14',
    version: profile.appVersion,
    appName: 'Douyin',
    SDKVersion: profile.libVersion,
    SDKUpdateVersion: profile.libVersion,
    language: 'zh_CN',
    theme: themeOf(program, location.search),
    pixelRatio: window.devicePixelRatio,
    screenWidth: width,
    screenHeight,
    windowWidth: width,
    windowHeight: height,
    statusBarHeight: STATUS_BAR,
    fontSizeSetting: 16,
    benchmarkLevel: 50,
    battery: 100,
    wifiSignal: 4,
    nativeSDKVersion: '',
    devicePlatform: 'devtools',
    appId: program.appid,
    safeArea: {
      left: 0,
      right: width,
      top: STATUS_BAR,
      bottom: screenHeight,
      width,
      height: screenHeight - STATUS_BAR,
    },
    screenTop: STATUS_BAR + NAVIGATION_BAR,
  };
}

function menuButton(): Record<string, number> {
  const right = document.documentElement.clientWidth - MENU.right;
  return {
    width: MENU.width,
    height: MENU.height,
    top: MENU.top,
    bottom: MENU.top + MENU.height,
    left: right - MENU.width,
    right,
  };
}

export function system(host: HostContext): Family {
  const info = (): Record<string, unknown> => systemInfo(host);
  const resizeListeners = new Set<(size: unknown) => void>();
  window.addEventListener('resize', () => {
    const { windowWidth, windowHeight } = info();
    for (const listener of resizeListeners) listener({ size: { windowWidth, windowHeight } });
  });
  const environment = {
    microapp: { mpVersion: '0.0.0', envType: 'development', appId: host.program.appid },
    plugin: {},
    common: { USER_DATA_PATH: 'ttfile://user', location: undefined, launchOptions: host.launch },
  };
  return {
    calls: {
      getSystemInfo: info,
    },
    plain: {
      getSystemInfoSync: info,
      getMenuButtonBoundingClientRect: menuButton,
      getMenuButtonLayout: menuButton,
      getLaunchOptionsSync: () => host.launch,
      getEnvInfoSync: () => environment,
      onWindowResize: (listener: (size: unknown) => void) => void resizeListeners.add(listener),
      offWindowResize: (listener?: (size: unknown) => void) =>
        void (listener ? resizeListeners.delete(listener) : resizeListeners.clear()),
      onAppShow: (listener: unknown) => host.app.on('show', listener),
      offAppShow: (listener?: unknown) => host.app.off('show', listener),
      onAppHide: (listener: unknown) => host.app.on('hide', listener),
      offAppHide: (listener?: unknown) => host.app.off('hide', listener),
      onError: (listener: unknown) => host.app.on('error', listener),
      offError: (listener?: unknown) => host.app.off('error', listener),
      onPageNotFound: (listener: unknown) => host.app.on('pageNotFound', listener),
      offPageNotFound: (listener?: unknown) => host.app.off('pageNotFound', listener),
      onUnhandledRejection: (listener: unknown) => host.app.on('unhandledRejection', listener),
      offUnhandledRejection: (listener?: unknown) => host.app.off('unhandledRejection', listener),
    },
  };
}
