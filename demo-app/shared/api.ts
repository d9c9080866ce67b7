import type { TradeOptions } from 'microapp-trade-kit';
import { sandboxLogin, sandboxPorts, sandboxRequest } from 'microapp-trade-kit/sandbox';
import { SANDBOX } from './sandbox';

/** This shop's own server. The simulator serves it on the same origin; a real shop names its domain here. */
const BASE = '/merchant';

/** The sandbox's errors are plain objects. */
const asError = ({ errMsg }: { errMsg: string }): never => {
  throw new Error(errMsg);
};

/**
 * What the kit reaches the outside through: this shop's server, and the host itself unless shared/sandbox.ts
 * names a sandbox.
 */
export const PORTS: Pick<TradeOptions, 'merchant' | 'platform'> = SANDBOX
  ? sandboxPorts(SANDBOX)
  : { merchant: { baseUrl: BASE } };

function send<T>(method: 'GET' | 'POST', url: string, data: Record<string, string>): Promise<T> {
  if (SANDBOX) return sandboxRequest<T>(SANDBOX, method, url, data).catch(asError);
  return new Promise((resolve, reject) => {
    tt.request({
      url,
      method,
      data,
      success(answer) {
        const body = answer.data as unknown;
        if (answer.statusCode < 300) resolve(body as T);
        else
          reject(
            new Error((body as { errMsg?: string } | null)?.errMsg || `服务器错误 ${answer.statusCode}`),
          );
      },
      fail: (error) => reject(new Error(error.errMsg)),
    });
  });
}

/** GET, JSON. Rejects with an `Error` whose message can be shown. */
export const get = <T>(path: string, data: Record<string, string> = {}): Promise<T> =>
  send('GET', BASE + path, data);

/** POST, JSON. Rejects like `get`. */
export const post = <T>(path: string, data: Record<string, string>): Promise<T> =>
  send('POST', BASE + path, data);

/** Whether `makeLegacyOrder` can be called: what devices reach of the sandbox has nothing of its console. */
export const MAKES_LEGACY = !SANDBOX;

/** Makes a paid order of trade template 1.0: only the sandbox can, for such orders are not made any more. */
export const makeLegacyOrder = (): Promise<{ outOrderNo: string }> =>
  send('POST', '/sandbox/orders/legacy', {});

/** Whether the user is logged in, as the host has it, or the sandbox in its place. */
export function isLoggedIn(): Promise<boolean> {
  if (SANDBOX)
    return sandboxRequest<{ loggedIn: boolean }>(SANDBOX, 'GET', '/platform/user').then(
      ({ loggedIn }) => loggedIn,
      () => false,
    );
  return new Promise((resolve) =>
    tt.checkSession({ success: () => resolve(true), fail: () => resolve(false) }),
  );
}

/** Logs the user in; rejects when the user refuses. */
export function login(): Promise<void> {
  if (SANDBOX) return sandboxLogin(SANDBOX).catch(asError);
  return new Promise((resolve, reject) => {
    tt.login({ success: () => resolve(), fail: (error) => reject(new Error(error.errMsg)) });
  });
}
