/**
 * The properties of consume-card that decide what it does (contract consume-card §2, and the kit's own
 * alternatives to handlers).
 */
export const tradeProps = {
  /** Your own order number (outOrderNo), 1 to 64 bytes. Missing or anything else: 21522. */
  orderId: { type: String, value: '' },
  /** What `applyrefund` would resolve, as data: used where no such handler is bound. */
  applyRefundParams: { type: Object, value: null },
  /** Key of a handler set from `defineHandlers`. */
  handlers: { type: String, value: '' },
  /** How long an answer of `applyrefund` is waited for, ms. 0: 60 s. */
  handlerTimeout: { type: Number, value: 0 },
};

/** The properties of consume-card that decide how it looks: the official card has none of them. */
export const lookProps = {
  /** In place of the name of the goods. */
  title: { type: String, value: '' },
  /** Leave 申请退款 out: your page offers it elsewhere. */
  noRefund: { type: Boolean, value: false },
  /** CSS declarations for the card's own box. */
  customStyle: { type: String, value: '' },
};
