import type { HostProfile } from '../host/context';

const LIB_VERSION = '3.56.0';

/** `?lib=2.43.0&sdk=0`: an older client, or one without the industry SDK permission. */
export function parseProfile(search: URLSearchParams): HostProfile {
  const lib = search.get('lib') ?? '';
  return { libVersion: /^\d+(\.\d+){1,3}$/.test(lib) ? lib : LIB_VERSION, industrySdk: search.get('sdk') !== '0' };
}
