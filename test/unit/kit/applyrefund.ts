/** What the tests of the two components that apply for refunds share. */
import type { RefundSession } from '../../../src/ports/sessions';
import { sessionOf } from './button';
import type { World } from './world';

/** A page with that handler, which by default passes nothing through. */
export const bound = (applyrefund: () => unknown = () => ({})): { applyrefund: () => unknown } => ({
  applyrefund,
});

/** How often applyrefund was called. */
export const handlerCalls = (outside: World): number =>
  outside.calls.filter((call) => call === 'applyrefund').length;

/** The request that the opened page was given. */
export const request = (outside: World): RefundSession['refund'] => sessionOf<RefundSession>(outside).refund;

/** What an application that was submitted came to. */
export const done = { refundId: 'dy-r-1', outRefundNo: 'refund-1', orderId: 'dy-1' };

/** In what way an applyrefund fails, or answers what is no answer. */
export type Wrong =
  | 'throws'
  | 'rejects'
  | 'resolves no object'
  | 'resolves a list or null'
  | 'returns nothing'
  | 'no item'
  | 'no items'
  | 'items that are no list';

const NO_ANSWER: [wrong: Wrong, what: string, handler: () => unknown, errNo: number][] = [
  [
    'throws',
    'throws',
    () => {
      throw new Error('refused');
    },
    21533,
  ],
  ['rejects', 'rejects with an Error', () => Promise.reject(new Error('refused')), 21533],
  ['rejects', 'rejects with nothing', () => Promise.reject(), 21533],
  ['resolves no object', 'resolves undefined', () => Promise.resolve(undefined), 21534],
  ['resolves no object', 'resolves a string', () => Promise.resolve('{}'), 21534],
  ['resolves no object', 'resolves a number', () => Promise.resolve(7), 21534],
  ['resolves a list or null', 'resolves an array', () => Promise.resolve([]), 21534],
  ['resolves a list or null', 'resolves null', () => Promise.resolve(null), 21534],
  ['returns nothing', 'returns nothing', () => undefined, 21534],
  ['no item', 'resolves an empty itemOrderList', () => ({ itemOrderList: [] }), 21534],
  ['no items', 'resolves itemOrderList null', () => ({ itemOrderList: null }), 21534],
  ['no items', 'resolves itemOrderList undefined', () => ({ itemOrderList: undefined }), 21534],
  [
    'items that are no list',
    'resolves an itemOrderList that is an object',
    () => ({ itemOrderList: {} }),
    21534,
  ],
  [
    'items that are no list',
    'resolves an itemOrderList that is a string',
    () => ({ itemOrderList: 'item-1' }),
    21534,
  ],
];

/**
 * Handlers of which no page of a refund may open, each with its errNo and the component's own rule for it.
 */
export const noAnswers = (
  rules: Record<Wrong, string>,
): [rules: string, what: string, handler: () => unknown, errNo: number][] =>
  NO_ANSWER.map(([wrong, ...rest]) => [rules[wrong], ...rest]);
