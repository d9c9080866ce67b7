import { hostProfile, NEWEST_HOST } from '../../src/contract/hosts';
import type { HostProfile } from './context';

const VERSION = /^\d+(\.\d+){1,3}$/;

/**
 * `?profile=2.43`: an older client, or one without the industry SDK permission; `lib`, `app` and `sdk` (0 or
 * 1) change single parts of it, `trade=0` takes the trade JSAPIs away.
 */
export function parseProfile(search: URLSearchParams): HostProfile {
  const { baseLibrary, appVersion, industrySdk } = hostProfile(search.get('profile')) ?? NEWEST_HOST;
  const version = (name: string, otherwise: string): string => {
    const given = search.get(name) ?? '';
    return VERSION.test(given) ? given : otherwise;
  };
  const sdk = search.get('sdk');
  return {
    libVersion: version('lib', baseLibrary),
    appVersion: version('app', appVersion),
    industrySdk: sdk === '0' ? false : sdk === '1' ? true : industrySdk,
    tradeApis: search.get('trade') !== '0',
  };
}
