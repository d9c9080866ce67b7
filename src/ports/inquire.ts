import type { TradeError } from '../contract/codes';
import type { PortError } from './merchant';

const UNREADABLE = 'no reason that can be read';

/**
 * What a rejection says: the hosts' APIs and the ports reject with plain objects that carry `errMsg`, others
 * with an Error, a text, some other object or nothing.
 */
export function reasonText(reason: unknown): string {
  try {
    const { errMsg, message } = Object(reason) as Partial<PortError & Error>;
    const said: unknown = errMsg || message || reason;
    if (said === undefined || said === null) return 'no reason';
    return (typeof said === 'object' ? JSON.stringify(said) : String(said as string)) || UNREADABLE;
  } catch (_) {
    return UNREADABLE;
  }
}

/**
 * Asks a port and says how that failed: `rejected` when it refused the parameters, else `server`. A port that
 * throws, or has no such method, counts as broken; a `TradeError` that `question` comes to is passed on.
 */
export function inquire<T>(question: () => T | Promise<T>, server: number, rejected: number): Promise<T> {
  return new Promise<T>((resolve) => resolve(question())).catch((reason: unknown) => {
    const error = Object(reason) as Partial<PortError & TradeError>;
    const { errLogId } = error;
    const told = { errNo: error.kind === 'rejected' ? rejected : server, errMsg: reasonText(reason) };
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the ports' errors are plain objects
    throw error.errNo ? error : errLogId ? Object.assign(told, { errLogId }) : told;
  });
}
