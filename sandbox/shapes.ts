/**
 * What the console's routes answer and take, told once: by the code that makes it. Types alone: the shell
 * knows the shapes, and has nothing of the sandbox in its bundle.
 */
export type { CallbackRecord } from './callbacks/log';
export type { OrderDetail, Progress } from './console/console';
export type { ErrorBook } from './console/errors';
export type { AttemptSummary, PhoneStep } from './console/journal';
export type { OrderLine, OrderPage } from './console/orders';
export type { CallbackEntry, LedgerEntry, PhoneEntry, TimelineEntry } from './console/timeline';
export type { Step } from './ledger/history';
export type { Item, Payment, Refund } from './ledger/types';
