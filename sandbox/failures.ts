/**
 * How a JSAPI or a query of the sandbox fails on purpose. Anything else that is thrown is a fault of the
 * sandbox itself.
 */
import type { Violation } from '../src/contract/jsapi';

interface FailureMore {
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

export { PortFailure } from '../server/failures';

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
