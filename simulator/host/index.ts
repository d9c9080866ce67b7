import { ApiError, asyncApi, plainApi } from './callback';
import { capability, isAvailable } from './capability';
import type { Family, HostContext } from './context';
import { login } from './login';
import { media } from './media';
import { navigation } from './navigation';
import { query } from './query';
import { network } from './request';
import { storage } from './storage';
import type { Shape } from './shape';
import { NOT_SIMULATED, shapeStub, Unsimulated } from './shape-stub';
import declared from './shapes.json';
import { inertObject, stubKind } from './stubs';
import { system } from './system';
import { trade } from './trade';
import { ui } from './ui';
import { user } from './user';

export type Tt = Record<string, unknown>;

const SHAPES = declared as Record<string, Shape>;

function stubFor(host: HostContext, name: string, unsimulated: Unsimulated): unknown {
  if (Object.hasOwn(SHAPES, name)) return shapeStub(host, name, SHAPES[name]!, unsimulated);
  const kind = stubKind(name);
  if (kind === undefined) return undefined;
  const work = {
    listener: plainApi(host, name, () => undefined),
    object: plainApi(host, name, () => inertObject(host, name)),
    call: asyncApi(host, name, () => {
      throw new ApiError(NOT_SIMULATED);
    }),
  }[kind];
  return (...args: unknown[]): unknown => {
    unsimulated.note(name);
    return (work as (...args: unknown[]) => unknown)(...args);
  };
}

/**
 * The simulated `tt`. It is an ordinary extensible object (frameworks keep their own fields on it); functions
 * of the platform that the simulator lacks are made when they are first read.
 */
export function createTt(host: HostContext): Tt {
  const functions: Record<string, unknown> = {};
  const known = new Set<string>();
  const unsimulated = new Unsimulated(host.problems);
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
  for (const { calls = {}, plain = {}, values = {} } of families) {
    for (const [name, work] of Object.entries(calls)) functions[name] = asyncApi(host, name, work);
    for (const [name, work] of Object.entries(plain))
      functions[name] = plainApi(host, name, work as (...args: unknown[]) => unknown);
    Object.assign(functions, values);
  }
  for (const name of Object.keys(functions)) {
    if (isAvailable(name, host)) known.add(name);
    else delete functions[name];
  }
  return new Proxy(functions, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || !isAvailable(key, host))
        return Reflect.get(target, key) as unknown;
      const stub = stubFor(host, key, unsimulated);
      if (stub !== undefined) target[key] = stub;
      return stub;
    },
  });
}
