import type { HostProfile } from '../host/context';

const LIB_VERSION = '3.56.0';
const APP_VERSION = '30.2.0';
const VERSION = /^\d+(\.\d+){1,3}$/;

/** `?lib=2.43.0&app=22.0&sdk=0&trade=0`: an older client, one without the industry SDK permission, or one without the trade JSAPIs. */
export function parseProfile(search: URLSearchParams): HostProfile {
  const version = (name: string, otherwise: string): string => {
    const given = search.get(name) ?? '';
    return VERSION.test(given) ? given : otherwise;
  };
  return {
    libVersion: version('lib', LIB_VERSION),
    appVersion: version('app', APP_VERSION),
    industrySdk: search.get('sdk') !== '0',
    tradeApis: search.get('trade') !== '0',
  };
}
