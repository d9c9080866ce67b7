import { problem } from '../rules/diagnose';
import { addressFrom, resolveFilesBy } from '../tags/assets';
import { ads } from './ads';
import { animations } from './animation';
import { audio } from './audio';
import { ApiError, asyncApi, plainApi } from './callback';
import { canvasContexts } from './canvas-context';
import { capability, isAvailable } from './capability';
import type { Family, HostContext, HostParts } from './context';
import { device } from './device';
import { fileSystem } from './file-system';
import { FileTree } from './files';
import { instanceMethods } from './instance-methods';
import { login } from './login';
import { media } from './media';
import { NetworkLog } from './network-log';
import { navigation } from './navigation';
import { parseConsent, Person } from './person';
import { PullDown } from './pull-down';
import { query } from './query';
import { readRules } from './reach';
import { network } from './request';
import { share, Sharing } from './share';
import { sockets } from './socket';
import { storage } from './storage';
import type { Shape } from './shape';
import { NOT_SIMULATED, shapeStub, Unsimulated } from './shape-stub';
import declared from './shapes.json';
import { inertObject, stubKind } from './stubs';
import { system } from './system';
import { tagContexts } from './tag-contexts';
import { trade } from './trade';
import { Toasts, ui } from './ui';
import { user } from './user';
import { viewer } from './viewer';
import { workers } from './worker';

export type Tt = Record<string, unknown>;

const SHAPES = declared as Record<string, Shape>;

/** `isAsked`: whether a program looks whether a name is there before it calls it. */
function stubFor(host: HostContext, name: string, unsimulated: Unsimulated, isAsked: () => boolean): unknown {
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
    // Neither the typings nor anything here know the name: whoever asks first is ready to go without.
    if (!isAsked()) unsimulated.note(name);
    return (work as (...args: unknown[]) => unknown)(...args);
  };
}

function withShared(parts: HostParts): HostContext {
  const { program, layer, attached = false, problems } = parts;
  const files = new FileTree(localStorage, program.appid, (error) =>
    problems.note(problem('files-full', { error: String(error) })),
  );
  resolveFilesBy((path) => files.url(path));
  const consent = parseConsent(new URLSearchParams(location.search), attached);
  const person = new Person(layer, localStorage, program.appid, consent);
  const network = new NetworkLog(
    (entry) => parts.tellRequest?.(entry),
    () => parts.router.current?.path ?? '',
  );
  let isTold = false;
  const cookieWarning = (): void => {
    if (isTold) return;
    isTold = true;
    problems.note(problem('cookie-store'), 'app.json');
  };
  const networkRules = readRules(document.documentElement);
  return { ...parts, files, person, toasts: new Toasts(layer), network, networkRules, cookieWarning };
}

interface Host {
  tt: Tt;
  /** Sends a request of the shell's list once more. */
  repeat(id: number): void;
  /** The menu behind the capsule's dots. */
  openMenu(reload: () => void): void;
}

/**
 * The simulated `tt`. It is an ordinary extensible object (frameworks keep their own fields on it); functions
 * of the platform that the simulator lacks are made when they are first read.
 */
export function createHost(parts: HostParts): Host {
  const host = withShared(parts);
  const functions: Record<string, unknown> = {};
  const known = new Set<string>();
  const unsimulated = new Unsimulated(host.problems);
  const sharing = new Sharing(host);
  const pull = new PullDown(host);
  pull.listen(document.body);
  instanceMethods(host);
  const address = (src: string): string => addressFrom(host.router.current?.path ?? '', src);
  const families: Family[] = [
    navigation(host, pull),
    ui(host),
    storage(host),
    network(host),
    sockets(host),
    fileSystem(host),
    system(host),
    device(host),
    login(host),
    user(host),
    media(host),
    viewer(host),
    share(host, sharing),
    ads(host),
    audio(host),
    animations(),
    canvasContexts(host, address),
    tagContexts(host),
    workers(host),
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
  const stubs = new Map<string, { value: unknown; reads: number; calls: number }>();
  const tt = new Proxy(functions, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || !isAvailable(key, host))
        return Reflect.get(target, key) as unknown;
      let stub = stubs.get(key);
      if (!stub) {
        const uses = { value: undefined as unknown, reads: 0, calls: 0 };
        uses.value = stubFor(host, key, unsimulated, () => uses.reads > (uses.calls += 1));
        stubs.set(key, (stub = uses));
      }
      stub.reads += 1;
      return stub.value;
    },
  });
  return {
    tt,
    openMenu: (reload) => sharing.fromMenu(reload),
    repeat: (id) => host.network.repeat(id),
  };
}
