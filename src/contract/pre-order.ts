/**
 * Codes of tt.createOrder and tt.requestOrder that blame the order data: parameters, signature, goods, POI,
 * marketing, a used outOrderNo.
 */
export const REJECTED_ORDER = [10000, 10002, 11004, 20002, 20003, 21004, 21016];

/**
 * Whether a pre-order that created nothing failed because of its data (21518) and not on the server's side
 * (21517, pay-button §4.3).
 */
export function isRejectedOrder(errNo: number): boolean {
  return REJECTED_ORDER.indexOf(errNo) >= 0;
}
