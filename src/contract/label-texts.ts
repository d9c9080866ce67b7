import type { GoodsLabel } from './goods-types';

/** Chip texts by type; `#` stands for `value`. */
export const LABEL_TEXTS: Record<string, string> = {
  EXPIRED_RETURNS: '过期退',
  REFUND_ANYTIME: '随时退',
  REFUNDABLE_DAYS: '#日内可退',
  NON_REFUNDABLE: '不可退',
  RESERVATION_FREE: '免预约',
  BOOK_IN_ADVANCE: '提前#日预约',
};

/** The chip text of a label; of an unknown type, its type. */
export function labelText(label: GoodsLabel): string {
  const text = LABEL_TEXTS[label.type];
  return typeof text === 'string' ? text.replace('#', `${label.value}`) : label.type;
}
