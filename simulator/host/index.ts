import { ApiError, asyncApi, plainApi } from './callback';
import { capability, isAvailable } from './capability';
import type { Family, HostContext } from './context';
import { login } from './login';
import { media } from './media';
import { navigation } from './navigation';
import { query } from './query';
import { network } from './request';
import { storage } from './storage';
import { inertObject, stubKind } from './stubs';
import { system } from './system';
import { trade } from './trade';
import { ui } from './ui';
import { user } from './user';

export type Tt = Record<string, unknown>;

function stubFor(host: HostContext, name: string): unknown {
  const kind = stubKind(name);
  if (kind === undefined) return undefined;
  if (kind === 'listener') return plainApi(host, name, () => undefined);
  if (kind === 'object') return plainApi(host, name, () => inertObject(host, name));
  return asyncApi(host, name, () => {
    throw new ApiError('not implemented by the simulator');
  });
}

/**
 * The simulated `tt`. It is an ordinary extensible object (frameworks keep their own fields on it); functions
 * of the platform that the simulator lacks are made when they are first read.
 */
export function createTt(host: HostContext): Tt {
  const functions: Record<string, unknown> = {};
  const known = new Set<string>();
  const families: Family[] = [
    navigation(host),
    ui(host),
    storage(host),
    network(host),
    system(host),
    login(host),
    user(),
    media(),
    query(host),
    ...(host.profile.tradeApis ? [trade(host)] : []),
    capability(host, () => known),
  ];
  for (const { calls = {}, plain = {} } of families) {
    for (const [name, work] of Object.entries(calls)) functions[name] = asyncApi(host, name, work);
    for (const [name, work] of Object.entries(plain))
      functions[name] = plainApi(host, name, work as (...args: unknown[]) => unknown);
  }
  for (const name of Object.keys(functions)) {
    if (isAvailable(name, host)) known.add(name);
    else delete functions[name];
  }
  return new Proxy(functions, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || !isAvailable(key, host))
        return Reflect.get(target, key) as unknown;
      const stub = stubFor(host, key);
      if (stub !== undefined) target[key] = stub;
      return stub;
    },
  });
}
