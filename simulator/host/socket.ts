/** tt.connectSocket on the browser's WebSocket, to this machine only. */
import { isLoopback } from '../tags/loopback';
import { ApiError, asyncApi } from './callback';
import type { Family, HostContext, Result } from './context';
import { listenersOf } from './listeners';
import { isRecord, requireText } from './options';
import { timeoutOf } from './task';
import { withTask } from './shape-stub';

/** The address of a socket, or an error that names the rule it breaks. */
export function socketUrl(url: string): URL {
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    throw new ApiError(`invalid url "${url}"`);
  }
  if (target.protocol !== 'ws:' && target.protocol !== 'wss:')
    throw new ApiError(`invalid url "${url}": it should begin with wss:// (or ws:// on this machine)`);
  if (!isLoopback(target.hostname))
    throw new ApiError(`offline: the simulator reaches loopback addresses only, not "${target.host}"`);
  return target;
}

const SIDE = { protocolType: 'http/1.1', socketType: 'tradition' } as const;
let count = 0;

function connect(host: HostContext, options: unknown): object {
  const { methods, emit } = listenersOf(host.problems, 'SocketTask', ['Open', 'Close', 'Message', 'Error']);
  let socket: WebSocket | undefined;
  count += 1;
  const socketTaskId = count;
  const fail = (errMsg: string): void => emit('Error', { errMsg });
  const open = (url: URL, protocols: string[]): Promise<Result> =>
    new Promise((resolve, reject) => {
      socket = new WebSocket(url, protocols);
      socket.binaryType = 'arraybuffer';
      const timer = setTimeout(() => socket?.close(), timeoutOf(host, 'connectSocket'));
      socket.onopen = () => {
        clearTimeout(timer);
        resolve({ socketTaskId });
        emit('Open', { header: {}, ...SIDE });
      };
      socket.onmessage = ({ data }) => emit('Message', { data: data as unknown, ...SIDE });
      socket.onerror = () => {
        clearTimeout(timer);
        const reason = `nothing answers at ${url.origin}`;
        reject(new ApiError(reason));
        fail(`connectSocket:fail ${reason}`);
      };
      socket.onclose = ({ code, reason }) =>
        emit('Close', { code, reason, errMsg: 'onSocketClose:ok', ...SIDE });
    });
  const run = asyncApi(host, 'connectSocket', (own) => {
    const protocols = Array.isArray(own.protocols) ? own.protocols.map(String) : [];
    return open(socketUrl(requireText(own, 'url')), protocols);
  });
  const whenOpen = (): WebSocket => {
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
