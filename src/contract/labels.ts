import { check, mismatch } from './check';
import type { GoodsLabel } from './goods-types';
import { MAX_LABELS } from './limits';

/**
 * The label types (contract pay-button §5.3), each with its group: labels of one group exclude each other,
 * which also forbids a type given twice. A negative group marks the types that need `value`, a number of
 * days.
 */
export const LABEL_GROUPS: Record<string, number> = {
  EXPIRED_RETURNS: 1,
  REFUND_ANYTIME: 2,
  REFUNDABLE_DAYS: -2,
  NON_REFUNDABLE: 2,
  RESERVATION_FREE: 3,
  BOOK_IN_ADVANCE: -3,
};

/**
 * The text of the first rule the labels break, or `undefined`. Whether that is an error depends on
 * `goods-type`.
 */
export function checkLabels(labels: unknown[]): string | undefined {
  if (labels.length > MAX_LABELS)
    return mismatch('goodsLabels', `at most ${MAX_LABELS} labels`, labels.length);
  const seen: string[] = [];
  for (let i = 0; i < labels.length; i++) {
    const field = `goodsLabels[${i}]`;
    const label = labels[i] as GoodsLabel;
    const wrong = check(field, label, 'object') || check(`${field}.type`, label.type, 'string');
    if (wrong) return wrong;
    const group = LABEL_GROUPS[label.type];
    // An inherited name such as `constructor` gives something, but no number.
    if (typeof group !== 'number') return mismatch(`${field}.type`, 'a known type', label.type);
    const wrongDays = group < 0 && check(`${field}.value`, label.value, 'number', 1);
    if (wrongDays) return wrongDays;
    const other = seen[Math.abs(group)];
    if (other) return mismatch(`${field}.type`, `none that ${other} excludes`, label.type);
    seen[Math.abs(group)] = label.type;
  }
  return undefined;
}
