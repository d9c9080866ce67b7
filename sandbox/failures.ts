/** How a JSAPI or a query of the sandbox fails on purpose. Anything else that is thrown is a fault of the sandbox itself. */

/** A JSAPI's documented failure. `text` follows `<api>:fail `. */
export class TradeFailure extends Error {
  constructor(
    readonly errNo: number,
    readonly text: string,
    /** Numbers of the order that exists nevertheless. */
    readonly order?: { orderId: string; outOrderNo: string },
  ) {
    super(text);
  }
}

/** A request that cannot be understood: HTTP 4xx. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
