import { ANSWER_TIMEOUT } from '../../contract/limits';
import type { PortError } from '../../ports/merchant';
import { refuseRelease } from './release';

/** Where the sandbox listens. */
export interface SandboxAddress {
  /** As `trade-sim dev` prints it, e.g. `http://192.168.1.10:5201`. */
  baseUrl: string;
  /** The one-time token that `trade-sim dev --host` prints; none for the address of the simulator itself. */
  token?: string;
}

export interface Answer {
  statusCode: number;
  data: unknown;
}

/**
 * A way to the sandbox. Rejects with a `PortError` where no answer comes, or the token is not taken; any
 * status is an answer.
 */
export type Link = (method: 'GET' | 'POST', path: string, data?: object) => Promise<Answer>;

/** The header of a session (docs/devtools.md). */
const HEADER = 'x-trade-session';
const KEY = 'microapp-trade-kit:sandbox:';

const failure = (errMsg: string): PortError => ({ kind: 'server', errMsg });

/** The server's own words for a refusal, or its status. */
export function wordsOf({ statusCode, data }: Answer): string {
  const { errMsg } = Object(data) as { errMsg?: string };
  return errMsg || `HTTP ${statusCode}`;
}

function request(method: 'GET' | 'POST', url: string, session: string, data?: object): Promise<Answer> {
  const header: Record<string, string> = { 'content-type': 'application/json' };
  if (session) header[HEADER] = session;
  return new Promise((resolve, reject) => {
    const options = {
      url,
      method,
      header,
      data,
      timeout: ANSWER_TIMEOUT,
      success: resolve,
      fail: ({ errMsg }: { errMsg: string }) => reject(failure(`no sandbox at ${url}: ${errMsg}`)),
    };
    // `timeout` is a documented option that the platform's typings lack.
    tt.request(options);
  });
}

/** The session that an earlier start of the mini-program bought: a token works once. */
function remembered(baseUrl: string): string {
  try {
    const kept = tt.getStorageSync(KEY + baseUrl) as unknown;
    return typeof kept === 'string' ? kept : '';
  } catch {
    return '';
  }
}

function remember(baseUrl: string, session: string): void {
  try {
    tt.setStorageSync(KEY + baseUrl, session);
  } catch (error) {
    console.warn(
      '[microapp-trade-kit/sandbox] the session could not be stored: the next start needs a new token',
      error,
    );
  }
}

function open({ baseUrl, token }: SandboxAddress): Link {
  let session = token ? remembered(baseUrl) : '';
  let pairing: Promise<void> | undefined;

  const send: Link = (method, path, data) => request(method, baseUrl + path, session, data);

  const buy = (): Promise<void> =>
    request('POST', `${baseUrl}/pair`, '', { token }).then((answer) => {
      const bought = Object(answer.data) as { session?: string };
      if (answer.statusCode >= 300 || !bought.session)
        return Promise.reject<undefined>(failure(`the sandbox does not take the token: ${wordsOf(answer)}`));
      session = bought.session;
      remember(baseUrl, session);
      return undefined;
    });

  /** Buys a session with the token, once for all requests that wait for it. */
  const pair = (): Promise<void> => {
    if (!pairing) {
      const done = (): void => (pairing = undefined);
      pairing = buy();
      pairing.then(done, done);
    }
    return pairing;
  };

  return (method, path, data) => {
    if (token && !session) return pair().then(() => send(method, path, data));
    const used = session;
    return send(method, path, data).then((answer) => {
      if (answer.statusCode !== 401 || !token) return answer;
      // The session is over (the sandbox was started anew), or another request has bought a newer one
      // meanwhile.
      return (session === used ? pair() : Promise.resolve()).then(() => send(method, path, data));
    });
  };
}

const links: Record<string, Link> = {};

/** The one way to an address. @throws in a release build, and for what is no address */
export function linkTo({ baseUrl, token = '' }: SandboxAddress): Link {
  refuseRelease();
  if (!/^https?:\/\/[^/]+$/.test(baseUrl))
    throw new Error(
      `[microapp-trade-kit/sandbox] baseUrl ${JSON.stringify(baseUrl)}: an address as \`trade-sim dev\` prints it, without a path`,
    );
  const key = `${baseUrl} ${token}`;
  return (links[key] = links[key] || open({ baseUrl, token }));
}

/** The content of an answer; 4xx and 5xx become a `PortError`: `rejected` below 500, else `server`. */
export function contentOf<R>(answer: Answer): Promise<R> {
  if (answer.statusCode < 300) return Promise.resolve(answer.data as R);
  const { errLogId } = Object(answer.data) as Pick<PortError, 'errLogId'>;
  const error: PortError = {
    kind: answer.statusCode < 500 ? 'rejected' : 'server',
    errMsg: wordsOf(answer),
    errLogId,
  };
  return Promise.reject<R>(error);
}
