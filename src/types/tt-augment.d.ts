/**
 * What `@douyin-microapp/typings` 1.3.1 leaves out of `tt` and of the globals. Ambient, and imported by no
 * source: the published declarations must not change a consumer's `tt`.
 */
import type * as T from '@douyin-microapp/typings/api/types';
import type { showActionSheet as ShowActionSheet } from '@douyin-microapp/typings/api/action-sheet';
import type { applyRefund as ApplyRefund } from '@douyin-microapp/typings/api/apply-refund';
import type { continueToPay as ContinueToPay } from '@douyin-microapp/typings/api/continue-to-pay';
import type { createOrder as CreateOrder } from '@douyin-microapp/typings/api/create-order';
import type { getRefundOrder as GetRefundOrder } from '@douyin-microapp/typings/api/get-refund-order';

declare module '@douyin-microapp/typings/types/api' {
  export const createOrder: typeof CreateOrder;
  export const applyRefund: typeof ApplyRefund;
  export const continueToPay: typeof ContinueToPay;
  export const getRefundOrder: typeof GetRefundOrder;
  /** Contract jsapi §2. */
  export const requestOrder: T.AsyncAPI<
    { data: string; byteAuthorization: string },
    { orderId: string; logId?: string }
  >;
  /** Contract jsapi §3.1. */
  export const getOrderPayment: T.AsyncAPI<{ orderId: string }, { orderId: string }>;
  export const showActionSheet: typeof ShowActionSheet;
  export const nextTick: (fn: () => void) => void;
}

declare global {
  const clearTimeout: (id?: number) => void;
  const clearInterval: (id?: number) => void;
}
