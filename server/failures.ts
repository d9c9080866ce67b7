import type { PortError } from '../src/ports/merchant';

/**
 * How a question to the shop fails: `rejected` when its parameters were refused (HTTP 4xx), `server` when the
 * shop broke (HTTP 5xx). Anything else that is thrown is a fault of the program.
 */
export class PortFailure extends Error implements PortError {
  constructor(
    readonly kind: PortError['kind'],
    readonly errMsg: string,
    /** Number of the log entry, for whoever is asked about it. */
    readonly errLogId?: string,
    /** The platform's own code of what it refused, where it gave one. */
    readonly resultCode?: number,
  ) {
    super(errMsg);
  }
}

export const rejected = (errMsg: string): PortFailure => new PortFailure('rejected', errMsg);
