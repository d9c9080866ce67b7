import { themeOf } from '../runtime/page-options';
import { isTurned, onResized, phone, surroundings } from '../runtime/surroundings';
import type { Family, HostContext } from './context';

/** px that a phone's own bars take; the shell draws them around the frame. */
const STATUS_BAR = 20;
const NAVIGATION_BAR = 44;
/** Its place below the status bar. */
const MENU = { width: 87, height: 32, top: 4, right: 10 } as const;

type Around = Pick<HostContext, 'bars' | 'program' | 'router' | 'attached'>;

interface Screen {
  model: string;
  pixelRatio: number;
  isTurned: boolean;
  width: number;
  height: number;
  statusBar: number;
  /** Room below for the gesture bar. */
  bottom: number;
  /** Where the page begins. */
  top: number;
}

/** The phone around the frame; a frame that is open alone is one itself, whose size is the window's. */
function screenOf({ bars, router, attached = false }: Around): Screen {
  const { clientWidth: width, clientHeight } = document.documentElement;
  const page = router.current;
  const held = isTurned(page?.json.pageOrientation);
  const device = phone(attached, held);
  if (!device)
    return {
      model: 'Browser',
      pixelRatio: window.devicePixelRatio,
      isTurned: held,
      width,
      height: clientHeight + STATUS_BAR + NAVIGATION_BAR,
      statusBar: STATUS_BAR,
      bottom: 0,
      top: STATUS_BAR + NAVIGATION_BAR,
    };
  const { statusBar, height } = device;
  const bottom = surroundings()['safe-area'] === 'on' ? device.bottom : 0;
  return {
    model: device.model,
    pixelRatio: device.pixelRatio,
    isTurned: held,
    width: device.width,
    height,
    statusBar,
    bottom,
    top: page && bars.isCustom(page) ? 0 : statusBar + NAVIGATION_BAR,
  };
}

/** A fixed phone of the size of the frame, so that screenshots and logs do not depend on the machine. */
function systemInfo(host: Around & Pick<HostContext, 'profile'>): Record<string, unknown> {
  const { profile, program } = host;
  const { clientWidth: windowWidth, clientHeight: windowHeight } = document.documentElement;
  const { width, height, statusBar, bottom, top, ...screen } = screenOf(host);
  return {
    brand: 'simulator',
    model: screen.model,
    platform: 'devtools',
    system: 'Android 14',
    version: profile.appVersion,
    appName: 'Douyin',
    SDKVersion: profile.libVersion,
    SDKUpdateVersion: profile.libVersion,
    language: 'zh_CN',
    theme: themeOf(program, location.search),
    pixelRatio: screen.pixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth,
    windowHeight,
    statusBarHeight: statusBar,
    deviceOrientation: screen.isTurned ? 'landscape' : 'portrait',
    fontSizeSetting: Number(surroundings().font),
    benchmarkLevel: 50,
    battery: 100,
    wifiSignal: 4,
    nativeSDKVersion: '',
    devicePlatform: 'devtools',
    appId: program.appid,
    safeArea: {
      left: 0,
      right: width,
      top: statusBar,
      bottom: height - bottom,
      width,
      height: height - bottom - statusBar,
    },
    screenTop: top,
  };
}

/** Of the fields that Android alone has, those that a program can do something with. */
function deviceInfo(host: HostContext): Record<string, unknown> {
  const { brand, model, system: version, platform, benchmarkLevel } = systemInfo(host);
  const chip = 'arm64-v8a';
  return {
    brand,
    model,
    system: version,
    platform,
    benchmarkLevel,
    abi: chip,
    deviceAbi: chip,
    CPUType: 'simulator',
    memorySize: '8192',
  };
}

function menuButton(host: Around): Record<string, number> {
  const right = document.documentElement.clientWidth - MENU.right;
  const top = screenOf(host).statusBar + MENU.top;
  return {
    width: MENU.width,
    height: MENU.height,
    top,
    bottom: top + MENU.height,
    left: right - MENU.width,
    right,
  };
}

export function system(host: HostContext): Family {
  const info = (): Record<string, unknown> => systemInfo(host);
  const resizeListeners = new Set<(size: unknown) => void>();
  onResized(() => {
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
      getMenuButtonBoundingClientRect: () => menuButton(host),
      getMenuButtonLayout: () => menuButton(host),
      getLaunchOptionsSync: () => host.launch,
      // The simulator starts a program anew each time: it is never entered again without a launch.
      getEnterOptionsSync: () => host.launch,
      getDeviceInfoSync: () => deviceInfo(host),
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
