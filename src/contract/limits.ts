/** Numbers that the documents state, once. Bytes are UTF-8 bytes, times ms, money 分. */

/** goods-id, order-id, refund-id and every other number of an order or of goods: 1 to this many bytes. */
export const ID_BYTES = 64;
export const GOODS_NAME_BYTES = 256;
export const GOODS_PHOTO_BYTES = 512;
/** `minLimits` and `maxLimits`: 1 to this, and so is what one order may take (decision D-E90). */
export const MAX_QUANTITY = 99999;
/** `extra`, `callbackData` and `tradeOption`, each as JSON. */
export const PASS_THROUGH_BYTES = 2048;
export const MAX_LABELS = 3;
export const DEFAULT_DATE_RULE = '周一至周日可用';

/** Refund: at most this many reasons, of 1 to `REASON_CHARS` characters each. */
export const MAX_REASONS = 20;
export const REASON_CHARS = 60;
export const REFUND_NOTE_CHARS = 200;
/** Of 提单页, in characters: the contact's name, and the note (decision D-E143). */
export const CONTACT_CHARS = 30;
export const ORDER_NOTE_CHARS = 100;
/** `deny_message` of a refused refund. */
export const DENY_MESSAGE_BYTES = 512;

/**
 * How long an answer of `getgoodsinfo` is waited for; `placeorder` and `applyrefund` may ask the user to log
 * in (decision D1).
 */
export const GETGOODSINFO_TIMEOUT = 15000;
export const HANDLER_TIMEOUT = 60000;
/**
 * How long a handler has to show that it exists, before it counts as missing: twice this, and a user sees no
 * wait (decision D-E255).
 */
export const ACK_WINDOW = 150;
/** How long after that a handler that shows itself is reported as too late. */
export const LATE_WINDOW = 2000;

/**
 * How old what is known of goods (stock, window, price, ability) may be when a page comes back or a button is
 * tapped; after that it is asked for anew (decision D-E122). Ms.
 */
export const FACTS_AGE = 30000;
/** How long an id that is not there yet is waited for in silence (decision D-E123). */
export const ID_WAIT = 15000;
/** How soon after a failure the same properties, set again, try again (decision D-E124). */
export const RETRY_PAUSE = 1000;

/**
 * How long an order waits for what marketing takes off it; after that it is made without (decision D-E120).
 */
export const MARKETING_WAIT = 3000;

/** How long an answer of the developer's server is waited for (decision D-E105). */
export const ANSWER_TIMEOUT = 10000;
/**
 * How long a cashier or tt.applyRefund is waited for before the user may ask how that ended, and before the
 * kit asks by itself (decision D-E420).
 */
export const END_WAIT = 10000;
export const REFUND_TIMEOUT = 60000;
export const CASHIER_TIMEOUT = 600000;

/**
 * How often the codes of an order are asked for while one that can be redeemed is to be seen; after so many
 * looks in which nothing happened each wait is twice the one before, up to the longest (decision D-E142).
 */
export const COUPON_POLL = 3000;
export const COUPON_LOOKS = 100;
export const LONGEST_COUPON_POLL = 60000;
/** How many pushes of a server are followed at once; the rest of such a time, ms, waits for its end. */
export const PUSHES = 5;
export const PUSH_PAUSE = 1000;
/** How long before a QR code stops working a new one is asked for (decision D-E41). */
export const QR_LEAD = 30000;
