/** tt.connectSocket on the browser's WebSocket: to this machine, or by the dev server to what is mapped. */
import type { NetworkRules } from '../network';
import { onSurroundings } from '../runtime/surroundings';
import { requestSubject } from '../mocks/match';
import { ApiError, asyncApi } from './callback';
import { isConnected, leavePhone } from './connection';
import type { ApiOptions, Family, HostContext, Result } from './context';
import { listenersOf } from './listeners';
import { MockedSocket, type SocketLike } from './mocked-socket';
import { sideOf, type Noted } from './network-log';
import { asText, requireText } from './options';
import { isRecord } from '../record';
import { isSilent, NoServer, settled, wayTo, type Way } from './reach';
import { timeoutOf } from './task';
import { withTask } from './shape-stub';

/** The address of a socket and how it is reached, or an error that names the rule it breaks. */
export function socketAddress(url: string, base: string, rules?: NetworkRules): { url: URL; way: Way } {
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    throw new ApiError(`invalid url "${url}"`);
  }
  if (target.protocol !== 'ws:' && target.protocol !== 'wss:')
    throw new ApiError(`invalid url "${url}": it should begin with wss:// (or ws:// on this machine)`);
  return { url: target, way: wayTo(target, base, rules) };
}

const SIDE = { protocolType: 'http/1.1', socketType: 'tradition' } as const;
let count = 0;

/** The address that the browser opens. The dev server's takes header and cookies, which no browser sends. */
function openAddress(url: URL, way: Way, header: Record<string, string>): URL {
  if (way !== 'map' && way !== 'remote') return url;
  const relay = new URL('/__net/socket', location.href.replace(/^http/, 'ws'));
  relay.searchParams.set('ask', JSON.stringify({ url: url.href, header }));
  return relay;
}

const headerTexts = (header: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(header) ? header : {}).map(([name, value]) => [name, asText(value)]),
  );

function makeSocket(host: HostContext, own: ApiOptions, noted: Noted): SocketLike {
  const protocols = Array.isArray(own.protocols) ? own.protocols.map(String) : [];
  const rule = host.mocks.forApi('connectSocket', requestSubject(own, location.href));
  const header = headerTexts(own.header);
  noted.note({ request: sideOf(header, undefined) });
  if (rule) {
    noted.note({ by: 'mock', rule: { id: rule.id, name: rule.name } });
    return new MockedSocket(rule);
  }
  const { url, way } = socketAddress(requireText(own, 'url'), location.href, host.networkRules);
  noted.note({ by: way });
  return new WebSocket(openAddress(url, way, header), protocols);
}

function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}

function connect(host: HostContext, options: unknown): object {
  const { methods, emit } = listenersOf(host.problems, 'SocketTask', ['Open', 'Close', 'Message', 'Error']);
  let socket: SocketLike | undefined;
  let noted: Noted | undefined;
  count += 1;
  const socketTaskId = count;
  const open = (own: ApiOptions, line: Noted): Promise<Result> =>
    new Promise((resolve, reject) => {
      const opened = makeSocket(host, own, line);
      socket = opened;
      const url = String(own.url);
      opened.binaryType = 'arraybuffer';
      const timer = setTimeout(() => opened.close(), timeoutOf(host, 'connectSocket'));
      // Who waits for the task, as Taro's connectSocket lets them, has their listeners on it by then.
      const isHeard = deferred();
      const tell = (name: 'Open' | 'Message' | 'Close', value: unknown): void =>
        void isHeard.promise.then(() => emit(name, value));
      opened.onopen = () => {
        clearTimeout(timer);
        line.note({ statusCode: 101 });
        resolve({ socketTaskId });
        tell('Open', { header: {}, ...SIDE });
        setTimeout(isHeard.resolve);
      };
      opened.onmessage = ({ data }) => {
        line.message(false, data);
        tell('Message', { data: data as unknown, ...SIDE });
      };
      opened.onerror = (error) => {
        clearTimeout(timer);
        const why = isRecord(error) && typeof error.reason === 'string' ? error.reason : undefined;
        const reason = why ?? `nothing answers at ${url.replace(/[?#].*$/, '')}`;
        line.end({ error: reason });
        reject(new NoServer(new URL(url, location.href).host, reason));
        if (!isSilent()) emit('Error', { errMsg: `connectSocket:fail ${reason}` });
      };
      opened.onclose = ({ code, reason }) => {
        stopHearing();
        line.end();
        if (isSilent()) return;
        tell('Close', { code, reason, errMsg: 'onSocketClose:ok', ...SIDE });
        isHeard.resolve();
      };
    });
  // A phone that loses its network loses its sockets.
  const stopHearing = onSurroundings(() => {
    if (isConnected() || !socket || socket.readyState >= WebSocket.CLOSING) return;
    emit('Error', { errMsg: 'SocketTask:fail network is offline' });
    socket.close();
  });
  const calledAt = host.problems.calledAt(new Error().stack);
  const run = asyncApi(host, 'connectSocket', async (own) => {
    const line = host.network.begin('connectSocket', String(own.url), 'GET');
    noted = line;
    void calledAt.then((at) => at && line.note({ at }));
    try {
      await leavePhone();
      return await open(own, line).catch((error: unknown) => settled(error));
    } catch (error) {
      line.end({ error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  });
  const whenOpen = (): SocketLike => {
    if (socket?.readyState !== WebSocket.OPEN) throw new ApiError('the socket is not connected');
    return socket;
  };
  const answer = run(options);
  const task = {
    ...methods,
    CONNECTING: 0,
    OPEN: 1,
    CLOSING: 2,
    CLOSED: 3,
    socketTaskId,
    send: asyncApi(host, 'SocketTask.send', ({ data }) => {
      if (typeof data !== 'string' && !(data instanceof ArrayBuffer))
        throw new ApiError('parameter error: parameter.data should be String or ArrayBuffer');
      whenOpen().send(data);
      noted?.message(true, data);
    }),
    close: asyncApi(host, 'SocketTask.close', ({ code, reason }) => {
      socket?.close(typeof code === 'number' ? code : 1000, typeof reason === 'string' ? reason : '');
    }),
  };
  const whole = withTask(isRecord(options) ? answer : undefined, task);
  Object.defineProperty(whole, 'readyState', {
    get: () => socket?.readyState ?? WebSocket.CONNECTING,
    enumerable: true,
  });
  return whole;
}

export const sockets = (host: HostContext): Family => ({
  plain: { connectSocket: (options: unknown) => connect(host, options) },
});
