/**
 * How a JSAPI or a query of the sandbox fails on purpose. Anything else that is thrown is a fault of the
 * sandbox itself.
 */
import type { Violation } from '../src/contract/jsapi';
import type { PortError } from '../src/ports/merchant';

export interface FailureMore {
  /** What is wrong, beside the documented text of the code. */
  details?: string;
  /** A part of that text, where a code has several. */
  line?: string;
  /** Instead of the documented text: what follows `<api>:fail `. */
  text?: string;
  /** Numbers of the order that exists nevertheless. */
  order?: { orderId: string; outOrderNo: string };
}

/** A JSAPI's documented failure. */
export class TradeFailure extends Error {
  constructor(
    readonly errNo: number,
    readonly more: FailureMore = {},
  ) {
    super(more.text ?? more.details ?? String(errNo));
  }
}

/** The failure of a call whose options break the contract. */
export const violated = ({ errNo, errMsg, detail }: Violation): TradeFailure =>
  new TradeFailure(errNo, {
    text: errMsg.slice(errMsg.indexOf(':fail ') + ':fail '.length),
    details: detail,
  });

/** A query of the developer's server that fails, as the `Merchant` port wants it. */
export class PortFailure extends Error implements PortError {
  constructor(
    readonly kind: PortError['kind'],
    readonly errMsg: string,
    readonly errLogId?: string,
    /** The platform's own code of what it refused, where it gave one. */
    readonly resultCode?: number,
  ) {
    super(errMsg);
  }
}

/** A request that cannot be understood: HTTP 4xx. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
    /** The code of what was refused, where there is one. */
    readonly errNo?: number,
  ) {
    super(message);
  }
}
