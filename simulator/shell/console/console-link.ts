/**
 * The sandbox's console routes (docs/architecture.md §6). Each rejects with a `SandboxError` that can be
 * shown.
 */
import type {
  AttemptSummary,
  ErrorBook,
  OrderDetail,
  OrderPage,
  TimelineEntry,
} from 'microapp-trade-sandbox/shapes';
import { asList, asObject, call, numberOf } from '../http';

/** What is looked for in the list of orders. */
export interface OrderFilter {
  query: string;
  state: string;
}

export async function getOrderPage(
  { query, state }: OrderFilter,
  offset: number,
  limit: number,
): Promise<OrderPage> {
  const asked = new URLSearchParams({ offset: String(offset), limit: String(limit), query, state });
  return asObject<OrderPage>(await call(`/sandbox/orders?${asked.toString()}`), 'orders');
}

export const getOrder = async (orderId: string): Promise<OrderDetail> =>
  asObject<OrderDetail>(
    await call(`/sandbox/orders/${encodeURIComponent(orderId)}`),
    'items',
    'payments',
    'refunds',
    'coupons',
    'callbacks',
    'history',
  );

export const getTimeline = async (by: { orderId: string } | { attempt: string }): Promise<TimelineEntry[]> =>
  asList<TimelineEntry>(await call(`/sandbox/timeline?${new URLSearchParams(by).toString()}`));

export const getAttempts = async (): Promise<AttemptSummary[]> =>
  asList<AttemptSummary>(await call('/sandbox/attempts'));

let book: Promise<ErrorBook> | undefined;

/** Asked for once: it does not change while the server runs. */
export function getErrors(): Promise<ErrorBook> {
  book ??= call('/sandbox/errors').then((answer) => asObject<ErrorBook>(answer, 'components'));
  book.catch(() => {
    book = undefined;
  });
  return book;
}

export const closeOrder = (orderId: string): Promise<unknown> =>
  call(`/sandbox/orders/${encodeURIComponent(orderId)}/close`, {});
export const auditRefund = (
  outRefundNo: string,
  decision: 'agree' | 'refuse',
  denyMessage?: string,
): Promise<unknown> =>
  call('/merchant/audit', { outRefundNo, decision, ...(denyMessage === undefined ? {} : { denyMessage }) });
/** Moves the virtual clock on to a time, ms; a time that has passed is no move. */
export async function moveClockTo(time: number): Promise<unknown> {
  const now = numberOf(await call('/sandbox/state'), 'now');
  return call('/sandbox/clock', { advanceMs: Math.max(0, time - now) });
}

/** Sends a callback once more, past every switch. */
export const resendCallback = (callbackId: number): Promise<unknown> =>
  call(`/sandbox/callbacks/${callbackId}/resend`, {});
export const chooseScenario = (name: string | null): Promise<unknown> => call('/sandbox/scenario', { name });
