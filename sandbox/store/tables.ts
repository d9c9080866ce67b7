/** Everything a reset empties. */
export const resetTables: readonly string[] = [
  'phone_steps',
  'api_calls',
  'history',
  'callback_attempts',
  'callbacks',
  'deliveries',
  'settlement_items',
  'settlements',
  'redemptions',
  'verify_tokens',
  'coupon_links',
  'coupons',
  'refund_items',
  'refunds',
  'payments',
  'item_orders',
  'orders',
  'stock',
  'login_codes',
  'merchant_orders',
  'merchant_refunds',
  'merchant_money',
  'merchant_callbacks',
  'merchant_tokens',
];

/** What triggers make of the orders: no part of an export. */
export const derivedTables: readonly string[] = ['order_counts', 'order_goods', 'order_numbers'];
