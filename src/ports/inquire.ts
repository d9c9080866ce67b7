import type { ErrNo, TradeError } from '../contract/codes';
import type { PortError } from './merchant';

/**
 * Asks a port and says how that failed: `rejected` when it refused the parameters, else `server`. A port that throws, or has no such
 * method, counts as broken; a `TradeError` that `question` comes to is passed on.
 */
export function inquire<T>(question: () => T | Promise<T>, server: ErrNo, rejected: ErrNo): Promise<T> {
  return new Promise<T>((resolve) => resolve(question())).catch((reason: unknown) => {
    const error = Object(reason) as Partial<PortError & TradeError & Error>;
    const { errLogId } = error;
    const told = { errNo: error.kind === 'rejected' ? rejected : server, errMsg: error.errMsg || `${error.message}` };
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the ports' errors are plain objects
    throw error.errNo ? error : errLogId ? Object.assign(told, { errLogId }) : told;
  });
}
